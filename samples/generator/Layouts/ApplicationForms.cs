using CentralOps.SampleGenerator.Drawing;

namespace CentralOps.SampleGenerator.Layouts;

/// <summary>Settlement applications (结算业务申请书): remittance, draft or promissory note.</summary>
internal static class ApplicationForms
{
    private static readonly FieldStyle s_typed = new() { Size = 3.7 };
    private static readonly FieldStyle s_digits = new() { Size = 3.5 };
    private static readonly string[] s_methods = ["电汇", "汇票", "本票"];
    private static readonly string[] s_urgencies = ["普通", "加急"];

    /// <summary>Run A: green, with a QR code.</summary>
    public static Form A()
    {
        const double left = 9, right = 196, middle = 102;
        var form = new Form("settlement-application-a", "settlement-application", "结算业务申请书（绿版）", "Settlement application (green run)", 205, 118, FormCatalogue.Green with { Pattern = 71 }) { Copy = 1 };
        form.Press(s => Guilloche.Waves(s, left, 24, right - left, 86, form.Run.Tint, form.Run.Pattern))
            .Qr(10, 4.5, 15)
            .Label(FormCatalogue.Bank, 58, 9.5, 4.6, face: Face.SongBold, spacing: 0.4, anchor: "bank")
            .Label("结算业务申请书", 84, 9.5, 6.2, face: Face.SongBold, spacing: 0.8, anchor: "title")
            .Label("No.", 150, 9.5, 3.6, face: Face.Numbering).Field("voucher.number", 158, 6.3, 38, 6.4, new FieldStyle { Size = 4, Serial = true })
            .Label("申请日期", 30, 19.6, anchor: "date").Label("年", 58, 19.6).Label("月", 72, 19.6).Label("日", 86, 19.6)
            .Field("issue.date", 43.5, 16.4, 46, 6.4, s_digits with { DateColumns = [3, 20, 34] })
            .Label("业务类型", 98, 19.6, anchor: "method").TickBoxes("settlement.method", s_methods, 111, 16.4, 39, 6.4)
            .TickBoxes("urgency", s_urgencies, 158, 16.4, 30, 6.4)
            .Frame(left, 24, right - left, 86, 0.3);

        Party(form, "申请人", left, 24, middle - left, "payer", "账号或地址");
        Party(form, "收款人", middle, 24, right - middle, "payee", "账号或地址");
        form.Rule(middle, 24, middle, 54).Rule(left, 54, right, 54)
            .Label("金额", 15, 57.6, 2.9, Align.Centre, anchor: "amount").Label("（大写）", 15, 62, 2.6, Align.Centre)
            .Field("amount.words", 22.5, 54.8, 98, 9.8, new FieldStyle { Size = 4.2 })
            .AmountGrid("amount", 122, 54, right - 122, 4.4, 7.1)
            .Rule(left, 65.5, right, 65.5);

        form.Label("证件类型", 11, 70, anchor: "id").Field("applicant.id.type", 24.5, 66.6, 24, 6.6, s_typed)
            .Rule(49, 65.5, 49, 74.5).Label("证件号码", 51, 70).Field("applicant.id.number", 64.5, 66.6, 37, 6.6, s_digits with { Size = 3.2 })
            .Rule(left, 74.5, middle, 74.5).Rule(middle, 65.5, middle, 110)
            .Label("支付密码", 104, 70, anchor: "cipher").Field("payment.cipher", 118, 66.6, 76, 6.6, s_digits with { Spacing = 0.6 })
            .Rule(middle, 74.5, right, 74.5)
            .Label("附加信息及用途：", 104, 78.6, anchor: "purpose").Field("purpose", 104, 81, 90, 7, s_typed)
            .Rule(middle, 92, right, 92).Label("会计主管", 106, 104).Label("复核", 140, 104, anchor: "checked").Label("记账", 170, 104)
            .Label("申请人签章", 11, 106.4, anchor: "signature")
            .Column("第一联记账凭证", 200.4, 34, 84, 3).Anchor("copy-text", 198.4, 33, 4, 52)
            .Seal("finance", 12, 66, 55, 44).Seal("legal-representative", 67.5, 75, 33.5, 34.5);
        return form;
    }

    /// <summary>Run B: blue, no code, parties one above the other.</summary>
    public static Form B()
    {
        const double left = 8, right = 202;
        var form = new Form("settlement-application-b", "settlement-application", "结算业务申请书（蓝版）", "Settlement application (blue run)", 210, 125, FormCatalogue.Blue) { Copy = 1 };
        form.Press(s => Guilloche.Waves(s, left, 22, right - left, 96, form.Run.Tint, form.Run.Pattern))
            .Press(s => Guilloche.Rosette(s, 150, 94, 15, form.Run.Tint, form.Run.Pattern))
            .Label("结算业务申请书", 105, 8.6, 6.6, Align.Centre, 1.4, Face.SongBold, anchor: "title")
            .Label(FormCatalogue.Bank, 10, 8.6, 4.6, face: Face.SongBold, spacing: 0.4, anchor: "bank")
            .Label("№", 158, 8.6, 4).Field("voucher.number", 164, 5.3, 38, 6.6, new FieldStyle { Size = 4, Serial = true })
            .Label("申请日期：", 10, 17.6, anchor: "date").Label("年", 42, 17.6).Label("月", 56, 17.6).Label("日", 70, 17.6)
            .Field("issue.date", 26.5, 14.4, 47, 6.4, s_digits with { DateColumns = [4, 21, 35] })
            .TickBoxes("settlement.method", s_methods, 96, 14.4, 42, 6.4).TickBoxes("urgency", s_urgencies, 160, 14.4, 34, 6.4)
            .Frame(left, 22, right - left, 96, 0.3);

        Wide(form, "申请人", 22, "payer");
        Wide(form, "收款人", 42, "payee");
        form.Label("金额（大写）", 19, 68, 2.8, Align.Centre, anchor: "amount").Rule(31, 62, 31, 74)
            .Field("amount.words", 32.5, 63, 84, 10, new FieldStyle { Size = 4.1 })
            .AmountGrid("amount", 119, 62, right - 119, 4.6, 7.4)
            .Rule(left, 74, right, 74).Rule(119, 74, 119, 118)
            .Label("支付密码", 121, 78.4, anchor: "cipher").Field("payment.cipher", 136, 75.1, 65, 6.6, s_digits with { Spacing = 0.3 }).Rule(119, 82.6, right, 82.6)
            .Label("证件类型", 121, 87).Field("applicant.id.type", 135, 83.7, 22, 6.6, s_typed).Rule(158, 82.6, 158, 91.2)
            .Label("号码", 160, 87, anchor: "id").Field("applicant.id.number", 167.5, 83.7, 34, 6.6, s_digits with { Size = 3 }).Rule(119, 91.2, right, 91.2)
            .Label("附加信息及用途", 121, 95.2, anchor: "purpose").Field("purpose", 121, 97.6, 80, 7, s_typed).Rule(119, 108, right, 108)
            .Label("复核", 124, 113.2).Label("记账", 150, 113.2, anchor: "booked").Label("授权", 176, 113.2)
            .Label("申请人签章", 10, 114.4, anchor: "signature")
            .Column("第一联记账凭证", 206, 40, 90, 3).Anchor("copy-text", 204, 39, 4, 52)
            .Seal("finance", 16, 74.5, 58, 43).Seal("legal-representative", 76, 78, 40, 39);
        return form;
    }

    private static void Party(Form form, string heading, double x, double y, double width, string code, string accountLabel)
    {
        var rows = new[] { ("全  称", "name"), (accountLabel, "account"), ("开户银行", "bank") };
        form.Column(heading, x + 3.2, y + 3, y + 27, 3.1).Rule(x + 6.5, y, x + 6.5, y + 30).Rule(x + 24, y, x + 24, y + 30);
        for (var i = 0; i < rows.Length; i++)
        {
            var top = y + 10 * i;
            if (i > 0)
                form.Rule(x + 6.5, top, x + width, top);
            form.Label(rows[i].Item1, x + 15.2, top + 5, 2.8, Align.Centre, anchor: $"{code}-{rows[i].Item2}")
                .Field($"{code}.{rows[i].Item2}", x + 24.8, top + 1.5, width - 25.8, 7, rows[i].Item2 == "account" ? s_digits : s_typed);
        }
    }

    private static void Wide(Form form, string heading, double y, string code)
    {
        form.Column(heading, 11.4, y + 1.5, y + 18.5, 3).Rule(15, y, 15, y + 20).Rule(15, y + 10, 202, y + 10).Rule(8, y + 20, 202, y + 20)
            .Label("全称", 21, y + 5, 2.9, Align.Centre, anchor: $"{code}-name").Rule(27, y, 27, y + 20).Field($"{code}.name", 28, y + 1.4, 86, 7.2, s_typed)
            .Label("账号", 123, y + 5, 2.9, Align.Centre, anchor: $"{code}-account").Rule(116, y, 116, y + 10).Rule(130, y, 130, y + 10).Field($"{code}.account", 131, y + 1.4, 70, 7.2, s_digits)
            .Label("开户行", 21, y + 15, 2.7, Align.Centre, anchor: $"{code}-bank").Field($"{code}.bank", 28, y + 11.4, 120, 7.2, s_typed);
    }
}
