using CentralOps.SampleGenerator.Drawing;

namespace CentralOps.SampleGenerator.Layouts;

/// <summary>Loan notes (借款借据) and applications for corporate time deposits (单位定期存款).</summary>
internal static class CreditForms
{
    private static readonly FieldStyle s_typed = new() { Size = 3.6 };
    private static readonly FieldStyle s_digits = new() { Size = 3.5 };
    private static readonly string[] s_terms = ["三个月", "六个月", "一年", "二年", "三年"];

    /// <summary>Loan note: the bank's lending account pays the borrower, whose seals are on it.</summary>
    public static Form LoanNote()
    {
        const double left = 9, right = 199, middle = 104;
        var form = new Form("loan-note-a", "loan-note", "借款借据", "Loan note", 208, 122, FormCatalogue.Violet) { Copy = 1 };
        form.Press(s => Guilloche.Rosette(s, 40, 70, 20, form.Run.Tint, form.Run.Pattern)).Press(s => Guilloche.Waves(s, left, 24, right - left, 90, form.Run.Tint, form.Run.Pattern))
            .Qr(182, 4, 15)
            .Label("借 款 借 据", 104, 9.5, 6.8, Align.Centre, 1.2, Face.SongBold, anchor: "title")
            .Label(FormCatalogue.Bank, 10, 9.5, 4.6, face: Face.SongBold, spacing: 0.4, anchor: "bank")
            .Label("借据编号", 118, 19.6, anchor: "number").Field("voucher.number", 133, 16.4, 44, 6.4, new FieldStyle { Size = 4, Serial = true })
            .Label("借款日期", 11, 19.6, anchor: "date").Label("年", 40, 19.6).Label("月", 54, 19.6).Label("日", 68, 19.6)
            .Field("issue.date", 25.5, 16.4, 46, 6.4, s_digits with { DateColumns = [3, 20, 34] })
            .Frame(left, 24, right - left, 90, 0.3);

        Party(form, "借款人", left, 24, middle - left, "payee", ["全  称", "存款账号", "开户银行"]);
        Party(form, "放款人", middle, 24, right - middle, "payer", ["户  名", "放款账号", "放款行"]);
        form.Rule(middle, 24, middle, 51).Rule(left, 51, right, 51)
            .Label("借款金额", 18, 54.6, 2.9, Align.Centre, anchor: "amount").Label("（大写）", 18, 59, 2.6, Align.Centre).Rule(27, 51, 27, 62.5)
            .Field("amount.words", 28, 51.9, 92, 9.6, new FieldStyle { Size = 4.1 })
            .AmountGrid("amount", 122, 51, right - 122, 4.4, 7.1)
            .Rule(left, 62.5, right, 62.5)
            .Label("合同编号", 11, 67, anchor: "contract").Rule(27, 62.5, 27, 80.5).Field("contract.number", 28, 63.6, 72, 6.6, s_digits)
            .Rule(left, 71.5, right, 71.5).Label("借款用途", 11, 76, anchor: "purpose").Field("purpose", 28, 72.6, 72, 6.6, s_typed)
            .Rule(101, 62.5, 101, 114).Label("年利率（%）", 103, 67, anchor: "rate").Rule(122, 62.5, 122, 80.5).Field("loan.rate", 123, 63.6, 30, 6.6, s_digits)
            .Label("到期日", 103, 76, anchor: "due").Label("年", 144, 76).Label("月", 158, 76).Label("日", 172, 76)
            .Field("due.date", 130, 72.7, 47, 6.4, s_digits with { DateColumns = [3.5, 19.5, 33.5] })
            .Rule(left, 80.5, right, 80.5)
            .Label("兹根据上列合同借到上述款项，到期按约归还本息。", 103, 85, 2.7).Label("信贷主管", 104, 109).Label("复核", 138, 109, anchor: "checked").Label("记账", 170, 109)
            .Label("借款人签章", 11, 110.4, anchor: "signature")
            .Column("第一联放款凭证", 203.4, 36, 88, 3).Anchor("copy-text", 201.4, 35, 4, 54)
            .Seal("finance", 11, 80.8, 52, 33).Seal("legal-representative", 64, 81, 36, 32.5);
        return form;
    }

    /// <summary>Application for a corporate time deposit: from the current account to the deposit account of the same customer.</summary>
    public static Form TimeDeposit()
    {
        const double left = 9, right = 196, middle = 102;
        var form = new Form("time-deposit-a", "time-deposit-application", "单位定期存款存入申请书", "Corporate time deposit application", 205, 115, FormCatalogue.Teal) { Copy = 1 };
        form.Press(s => Guilloche.Waves(s, left, 24, right - left, 82, form.Run.Tint, form.Run.Pattern)).Press(s => Guilloche.Rosette(s, 160, 86, 17, form.Run.Tint, form.Run.Pattern))
            .Qr(10, 4.5, 15)
            .Label("单位定期存款存入申请书", 104, 9.5, 6.2, Align.Centre, 0.8, Face.SongBold, anchor: "title")
            .Label(FormCatalogue.Bank, 29, 19.4, 4.2, face: Face.SongBold, spacing: 0.3, anchor: "bank")
            .Label("No.", 150, 9.5, 3.6, face: Face.Numbering).Field("voucher.number", 158, 6.3, 38, 6.4, new FieldStyle { Size = 4, Serial = true })
            .Label("申请日期", 120, 19.6, anchor: "date").Label("年", 148, 19.6).Label("月", 162, 19.6).Label("日", 176, 19.6)
            .Field("issue.date", 133.5, 16.4, 46, 6.4, s_digits with { DateColumns = [3, 20, 34] })
            .Frame(left, 24, right - left, 82, 0.3);

        Party(form, "转出", left, 24, middle - left, "payer", ["存款单位", "活期账号", "开户银行"]);
        Party(form, "转入", middle, 24, right - middle, "payee", ["户  名", "定期账号", "开户银行"]);
        form.Rule(middle, 24, middle, 51).Rule(left, 51, right, 51)
            .Label("金额", 15, 54.6, 2.9, Align.Centre, anchor: "amount").Label("（大写）", 15, 59, 2.6, Align.Centre)
            .Field("amount.words", 22.5, 51.9, 96, 9.6, new FieldStyle { Size = 4.1 })
            .AmountGrid("amount", 121, 51, right - 121, 4.4, 7.1)
            .Rule(left, 62.5, right, 62.5)
            .Label("存    期", 11, 67, anchor: "term").Rule(25, 62.5, 25, 71.5).TickBoxes("deposit.term", s_terms, 26, 63.8, 95, 6.4)
            .Rule(left, 71.5, right, 71.5).Rule(middle, 71.5, middle, 106)
            .Label("用途及备注", 104, 76, anchor: "purpose").Field("purpose", 120, 72.6, 74, 6.6, s_typed).Rule(middle, 80.5, right, 80.5)
            .Label("经办", 108, 101).Label("复核", 138, 101, anchor: "checked").Label("记账", 168, 101)
            .Label("存款单位签章", 11, 102.4, anchor: "signature")
            .Column("第一联银行记账", 200.4, 34, 84, 3).Anchor("copy-text", 198.4, 33, 4, 52)
            .Seal("finance", 11, 71.8, 53, 34).Seal("legal-representative", 65, 72, 36, 33.5);
        return form;
    }

    private static void Party(Form form, string heading, double x, double y, double width, string code, string[] labels)
    {
        string[] fields = ["name", "account", "bank"];
        form.Column(heading, x + 3.2, y + 3, y + 24, 3.1).Rule(x + 6.5, y, x + 6.5, y + 27).Rule(x + 23, y, x + 23, y + 27);
        for (var i = 0; i < fields.Length; i++)
        {
            var top = y + 9 * i;
            if (i > 0)
                form.Rule(x + 6.5, top, x + width, top);
            form.Label(labels[i], x + 14.7, top + 4.5, 2.8, Align.Centre, anchor: $"{code}-{fields[i]}")
                .Field($"{code}.{fields[i]}", x + 23.8, top + 1.1, width - 24.8, 6.8, fields[i] == "account" ? s_digits : s_typed);
        }
    }
}
