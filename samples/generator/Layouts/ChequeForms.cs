using CentralOps.Domain.Recognition;
using CentralOps.SampleGenerator.Drawing;

namespace CentralOps.SampleGenerator.Layouts;

/// <summary>Transfer cheques (转账支票): two print runs of the front, one back.</summary>
internal static class ChequeForms
{
    private static readonly FieldStyle s_number = new() { Size = 4.3, Align = Align.Left, Spacing = 0.25, Serial = true };
    private static readonly FieldStyle s_typed = new() { Size = 3.7 };
    private static readonly FieldStyle s_digits = new() { Size = 3.5 };

    /// <summary>Run A: green, with a QR code right of the number.</summary>
    public static Form FrontA()
    {
        var form = new Form("cheque-front-a", "cheque", "转账支票 正面（绿版）", "Transfer cheque, front (green run)", 170, 80, FormCatalogue.Green);
        Ground(form, 120, 44);
        form.Label(FormCatalogue.Bank, 46, 9, 4.6, face: Face.SongBold, spacing: 0.6, anchor: "bank")
            .Label("转账支票", 76, 9, 6.2, face: Face.SongBold, spacing: 1.6, anchor: "title")
            .Field("voucher.number", 123.5, 3.2, 26.5, 12, s_number, KeyingPolicies.OcrIfSure, rows: 2)
            .Qr(152.2, 2.6, 13.6);

        Date(form, 8, 20.6, 32);
        form.Label("付款行名称：", 98, 20.6, anchor: "drawee").Field("payer.bank", 116.5, 17.4, 50, 6.2, s_typed)
            .Label("收款人：", 8, 27.4, anchor: "payee").Field("payee.name", 20.5, 24.2, 75, 6.2, s_typed)
            .Label("出票人账号：", 98, 27.4, anchor: "drawer-account").Field("payer.account", 116.5, 24.2, 50, 6.2, s_digits);

        form.Frame(6, 31.6, 160.6, 10.8)
            .Label("人民币", 13.5, 34.9, 2.9, Align.Centre, anchor: "rmb").Label("（大写）", 13.5, 39.2, 2.7, Align.Centre)
            .Rule(21, 31.6, 21, 42.4)
            .Field("amount.words", 22, 32.4, 82.5, 9.2, new FieldStyle { Size = 4.2 })
            .AmountGrid("amount", 106, 31.6, 60.6, 4, 6.8);

        form.Label("用途", 8, 47.6, anchor: "purpose").Rule(16.5, 50.6, 60, 50.6, 0.13).Field("purpose", 16.5, 44.4, 43.5, 6.2, s_typed)
            .Label("密码", 106, 47.2, anchor: "cipher").Rule(114, 50.2, 166, 50.2, 0.13).Field("payment.cipher", 114, 44, 52, 6.2, s_digits)
            .Label("行号", 106, 54.4, anchor: "bank-code").Rule(114, 57.4, 166, 57.4, 0.13).Field("payer.bank.code", 114, 51.2, 52, 6.2, s_digits)
            .Label("上列款项请从", 8, 55.2, anchor: "order").Label("我账户内支付", 8, 60.4)
            .Label("出票人签章", 8, 67.4, anchor: "signature")
            .Label("复核", 122, 73.5, anchor: "checked").Label("记账", 146, 73.5)
            .Seal("finance", 34, 36, 52, 44).Seal("legal-representative", 86.5, 44, 32, 35.5);
        return form;
    }

    /// <summary>Run B: brown, older, no code; other proportions.</summary>
    public static Form FrontB()
    {
        var form = new Form("cheque-front-b", "cheque", "转账支票 正面（棕版）", "Transfer cheque, front (brown run)", 170, 80, FormCatalogue.Brown);
        Ground(form, 60, 40);
        form.Label("转账支票", 85, 8, 6.8, Align.Centre, 3.0, Face.SongBold, anchor: "title")
            .Label(FormCatalogue.Bank, 12, 8, 4.2, face: Face.SongBold, spacing: 0.4, anchor: "bank")
            .Rule(54, 13, 116, 13, 0.35).Rule(54, 13.7, 116, 13.7, 0.12)
            .Field("voucher.number", 135, 2.6, 30, 12.4, s_number with { Size = 4.5 }, KeyingPolicies.OcrIfSure, rows: 2);

        Date(form, 10, 18.4, 34);
        form.Label("付款行名称", 106, 18.4, 2.7, anchor: "drawee").Field("payer.bank", 121, 15.4, 45, 5.8, s_typed)
            .Label("出票人账号", 106, 24.6, 2.7, anchor: "drawer-account").Field("payer.account", 121, 21.6, 45, 5.8, s_digits)
            .Label("收款人", 10, 25.4, anchor: "payee").Rule(20, 28.6, 98, 28.6, 0.13).Field("payee.name", 20, 22.3, 78, 6.2, s_typed);

        form.Frame(8, 30, 158.5, 12)
            .Label("人民币", 14.2, 33.6, 2.8, Align.Centre, anchor: "rmb").Label("（大写）", 14.2, 38.2, 2.6, Align.Centre)
            .Field("amount.words", 21, 31, 75, 10, new FieldStyle { Size = 4.0 })
            .AmountGrid("amount", 98, 30, 68.5, 4.6, 7.4);

        form.Label("用途", 10, 46.8, anchor: "purpose").Field("purpose", 18, 43.6, 44, 6.2, s_typed)
            .Label("行号", 118, 47, anchor: "bank-code").Field("payer.bank.code", 126, 44, 40, 6, s_digits with { Size = 3.3 })
            .Label("密码", 118, 54, anchor: "cipher").Field("payment.cipher", 126, 51, 40, 6, s_digits with { Size = 3.3 })
            .Label("上列款项请从我账户内支付", 10, 54.2, 2.6, anchor: "order")
            .Label("出票人签章", 10, 62, anchor: "signature")
            .Frame(124, 60, 40, 13, 0.13).Label("复核", 128, 70, 2.7, anchor: "checked").Label("记账", 146, 70, 2.7)
            .Seal("finance", 38, 36, 52, 44).Seal("legal-representative", 90.5, 43, 32, 36.5);
        return form;
    }

    /// <summary>The back: supplementary information and one endorsement.</summary>
    public static Form Back()
    {
        var form = new Form("cheque-back", "cheque", "转账支票 背面", "Transfer cheque, back", 170, 80, FormCatalogue.Green with { Pattern = 17 }) { Side = "back" };
        form.Press(s => Guilloche.MicroText(s, "JIANGHAI BANK", 4, 77.5, 160, 1.6, form.Run.Tint))
            .Frame(8, 8, 54, 64).Label("附加信息：", 10, 12.4, 3.1, anchor: "information")
            .Frame(62, 8, 92, 64).Label("被背书人", 65, 13.2, 3.1, anchor: "endorsee").Field("endorsee.name", 80, 9.8, 72, 6.8, s_typed)
            .Rule(62, 18, 154, 18)
            .Label("背书人签章", 96, 58, 3.1, anchor: "endorser-signature")
            .Label("年", 121, 66.4).Label("月", 133, 66.4).Label("日", 145, 66.4, anchor: "day")
            .Field("endorsement.date", 106, 63, 43, 6.6, s_digits with { DateColumns = [3, 19, 31] })
            .Column("粘贴单处", 161, 22, 58, 3.4).Anchor("paste", 158, 20, 6, 40)
            .Field("remark", 10, 16, 50, 7, s_typed)
            .Seal("payee", 66, 20, 52, 36);
        return form;
    }

    private static void Ground(Form form, double rosetteX, double rosetteY) => form
        .Press(s =>
        {
            Guilloche.Waves(s, 4, 3, 162, 74, form.Run.Tint, form.Run.Pattern);
            Guilloche.Rosette(s, rosetteX, rosetteY, 16, form.Run.Tint, form.Run.Pattern);
            Guilloche.MicroText(s, "JIANGHAI BANK", 5, 15.6, 160, 1.3, form.Run.Tint);
            for (var y = 1.0; y < 80; y += 1.9)
                s.Line(2.2, y, 2.2, y + 1.0, 0.25, form.Run.Ink.WithAlpha(120));
        });

    /// <summary>The issue date in words between pre-printed 年 月 日.</summary>
    private static void Date(Form form, double x, double middle, double from)
    {
        form.Label("出票日期", x, middle - 0.3, 2.9, anchor: "issue-date").Label("（大写）", x + 11.6, middle - 0.3, 2.5)
            .Field("issue.date.words", from, middle - 3.3, 62, 6.6, new FieldStyle { Size = 4.0, DateColumns = [1.5, 24, 42.5] })
            .Label("年", from + 20.4, middle, 3.1, Align.Centre).Label("月", from + 39, middle, 3.1, Align.Centre).Label("日", from + 58.6, middle, 3.1, Align.Centre);
    }
}
