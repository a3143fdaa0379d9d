using CentralOps.SampleGenerator.Drawing;
using SkiaSharp;

namespace CentralOps.SampleGenerator.Layouts;

/// <summary>
/// What a branch scans where the teller fills in a form: the basis of an internal entry, a counter transaction's screen and slip, the cover sheet of a payroll file. People look at them,
/// nothing is read from them: they are no templates.
/// </summary>
internal static class CounterForms
{
    private static readonly FieldStyle s_amount = CustomerForms.Digits with { Size = 4.2 };

    /// <summary>Approval slip of an entry between ledger accounts.</summary>
    public static Form Basis { get; } = Table("entry-basis", "内部账务记账审批单", 190, 100,
        [("debit.account", "借方账号"), ("debit.name", "借方户名"), ("credit.account", "贷方账号"), ("credit.name", "贷方户名"), ("amount", "金额（元）"), ("purpose", "用    途"), ("basis.number", "依据文号")])
        .Label("经办", 20, 92).Label("复核", 70, 92).Label("主管审批", 116, 92).Seal("official", 136, 52, 44, 44);

    /// <summary>Slip that the customer signs at the counter.</summary>
    public static Form Slip { get; } = Table("counter-slip", "业务凭证", 180, 92, [("counter.serial", "流水号"), ("counter.account", "账    号"), ("counter.customer", "户    名"), ("amount", "金额（元）"), ("purpose", "用    途")])
        .Label("客户签章", 20, 84).Seal("finance", 96, 38, 44, 44).Seal("legal-representative", 146, 44, 26, 26);

    /// <summary>Cover sheet of a list of payments.</summary>
    public static Form PayrollCover { get; } = Table("payroll-cover", "代发工资清单封面", 200, 110,
        [("payer.name", "单位名称"), ("payer.account", "付款账号"), ("amount", "合计金额（元）"), ("batch.count", "合计笔数"), ("purpose", "代发内容")])
        .Label("本单位委托贵行按所附清单代发，清单由本单位提供并对其真实性负责。", 13, 76, 2.9).Label("单位预留印鉴", 20, 102).Seal("finance", 60, 66, 46, 40).Seal("legal-representative", 124, 70, 36, 34);

    /// <summary>The teller's screen as it was when authorization was asked for.</summary>
    public static Form Screen { get; } = ScreenOf();

    private static Form Table(string key, string title, double width, double height, (string Code, string Label)[] rows)
    {
        const double left = 11, top = 24, row = 8.4;
        var form = CustomerForms.Plain(key, key, title, title, width, height)
            .Label(FormCatalogue.Bank, left, 9, 4.4, face: Face.SongBold).Label(title, width / 2, 15, 5.6, Align.Centre, 0.6, Face.SongBold).Frame(left, top, width - 2 * left, row * rows.Length, 0.3);
        for (var i = 0; i < rows.Length; i++)
        {
            var (code, label) = rows[i];
            if (i > 0) form.Rule(left, top + i * row, width - left, top + i * row);
            form.Cell(label, code, left, top + i * row, 26, width - 2 * left, code == "amount" ? s_amount : CustomerForms.Typed, height: row);
        }

        return form;
    }

    private static Form ScreenOf()
    {
        var run = new PrintRun(new SKColor(0x1c, 0x2b, 0x3a), new SKColor(0xd9, 0xe2, 0xea), Face.Sans, 3);
        var form = new Form("counter-screen", "counter-screen", "柜面交易画面", "Transaction screen", 190, 107, run)
            .Press(s => s.Fill(0, 0, 190, 107, new SKColor(0xee, 0xf2, 0xf5))).Press(s => s.Fill(0, 0, 190, 11, new SKColor(0x1f, 0x4e, 0x79)))
            .Label("江海银行柜面系统", 6, 5.5, 4, color: SKColors.White).Label("请求集中授权", 150, 5.5, 3.6, color: SKColors.White);
        (string Code, string Label)[] rows = [("counter.transaction", "交易"), ("counter.serial", "流水号"), ("counter.account", "账号"), ("counter.customer", "户名"), ("amount", "金额"), ("purpose", "用途")];
        for (var i = 0; i < rows.Length; i++)
        {
            var y = 20 + i * 13.0;
            form.Press(s => s.Fill(52, y, 122, 9, SKColors.White)).Frame(52, y, 122, 9, 0.2).Label(rows[i].Label, 46, y + 4.5, 3.6, Align.Right)
                .Field(rows[i].Code, 53, y + 1, 120, 7, rows[i].Code == "amount" ? s_amount : CustomerForms.Typed);
        }

        return form;
    }
}
