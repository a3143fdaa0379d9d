using CentralOps.SampleGenerator.Drawing;

namespace CentralOps.SampleGenerator.Layouts;

/// <summary>Bank acceptance bill, and the certificate with which its holder asks for the discount.</summary>
internal static class BillForms
{
    private static readonly FieldStyle s_typed = new() { Size = 3.6 };
    private static readonly FieldStyle s_digits = new() { Size = 3.5 };

    public static Form AcceptanceBill()
    {
        const double left = 9, right = 181, middle = 95;
        var form = new Form("acceptance-bill-a", "acceptance-bill", "银行承兑汇票", "Bank acceptance bill", 190, 104, FormCatalogue.Brown) { Copy = 2 };
        form.Press(s => Guilloche.Waves(s, left, 27, right - left, 68, form.Run.Tint, form.Run.Pattern)).Press(s => Guilloche.Rosette(s, 150, 84, 15, form.Run.Tint, form.Run.Pattern))
            .Label("银行承兑汇票", 95, 9, 6.6, Align.Centre, 1.6, Face.SongBold, anchor: "title").Label("2", 176, 9, 5, face: Face.Numbering)
            .Label("汇票号码", 97, 17, anchor: "number").Field("bill.number", 111, 13.6, 70, 6.6, new FieldStyle { Size = 3.5, Serial = true })
            .Label("出票日期", 11, 17, anchor: "issued").Label("（大写）", 11, 21, 2.5).Field("bill.issue.words", 26, 15, 68, 7.2, s_typed)
            .Frame(left, 27, right - left, 68, 0.3);
        Row(form, "出票人全称", "drawer.name", left, 27, middle);
        Row(form, "付款行全称", "acceptor.bank", middle, 27, right);
        Row(form, "收款人全称", "payee.name", left, 37, middle);
        form.Label("汇票到期日", 97, 42, anchor: "due").Rule(115, 37, 115, 47).Field("bill.due.words", 116, 38.4, 64, 7.2, s_typed)
            .Rule(middle, 27, middle, 47).Rule(left, 37, right, 37).Rule(left, 47, right, 47)
            .Label("出票金额", 18, 51, 2.9, Align.Centre, anchor: "amount").Label("（大写）", 18, 55.6, 2.6, Align.Centre).Rule(28, 47, 28, 59)
            .Field("amount.words", 29, 48.2, 76, 9.6, new FieldStyle { Size = 4 })
            .AmountGrid("amount", 107, 47, right - 107, 4.4, 7.6).Rule(left, 59, right, 59)
            .Label("本汇票请予以承兑，到期日由本行付款。", 12, 64, 2.9, anchor: "promise").Label("承兑行签章", 22, 90).Rule(middle, 59, middle, 95)
            .Label("出票人签章", 108, 90, anchor: "drawer").Label("复核", 140, 90).Label("记账", 164, 90)
            .Column("此联由收款人开户行随托收凭证寄付款行", 185.6, 30, 92, 2.5).Anchor("copy-text", 183.8, 29, 4, 64);
        return form;
    }

    public static Form DiscountCertificate()
    {
        const double left = 9, right = 181, middle = 95;
        var form = new Form("discount-certificate-a", "discount-certificate", "贴现凭证", "Discount certificate", 190, 126, FormCatalogue.Blue) { Copy = 1 };
        form.Press(s => Guilloche.Rosette(s, 60, 80, 18, form.Run.Tint, form.Run.Pattern)).Press(s => Guilloche.Waves(s, left, 25, right - left, 93, form.Run.Tint, form.Run.Pattern))
            .Qr(164, 4.5, 15)
            .Label("贴 现 凭 证", 88, 9.5, 6.4, Align.Centre, 1, Face.SongBold, anchor: "title").Label(FormCatalogue.Bank, 11, 9.5, 4.4, face: Face.SongBold, spacing: 0.4, anchor: "bank")
            .Label("凭证号", 100, 20, anchor: "number").Field("voucher.number", 112, 16.8, 44, 6.4, new FieldStyle { Size = 4, Serial = true })
            .Label("申请日期", 11, 20, anchor: "date").Label("年", 40, 20).Label("月", 54, 20).Label("日", 68, 20).Field("issue.date", 25.5, 16.8, 46, 6.4, s_digits with { DateColumns = [3, 20, 34] })
            .Frame(left, 25, right - left, 93, 0.3);
        Row(form, "持票人全称", "payee.name", left, 25, middle);
        Row(form, "持票人账号", "payee.account", middle, 25, right, s_digits);
        Row(form, "开户银行", "payee.bank", left, 35, middle);
        Row(form, "贴现率（%）", "discount.rate", middle, 35, right, s_digits);
        form.Rule(middle, 25, middle, 45).Rule(left, 35, right, 35).Rule(left, 45, right, 45)
            .Label("汇票号码", 11, 50, anchor: "bill").Rule(28, 45, 28, 67).Field("certificate.bill.number", 29, 46.4, 74, 7.2, s_digits).Rule(left, 55, 105, 55)
            .Label("汇票金额", 18, 61, 2.9, Align.Centre, anchor: "face").AmountGrid("certificate.amount", 107, 45, right - 107, 4.4, 7.6)
            .Label("（见右格）", 31, 61, 2.7).Rule(left, 67, right, 67).Rule(105, 45, 105, 67)
            .Label("贴现利息", 11, 72, anchor: "interest").Field("discount.interest", 29, 68.6, 60, 6.8, s_digits).Rule(28, 67, 28, 77)
            .Label("实付贴现金额", 97, 72, anchor: "proceeds").Rule(118, 67, 118, 77).Field("discount.proceeds", 119, 68.6, 60, 6.8, s_digits).Rule(left, 77, right, 77)
            .Label("持票人签章", 80, 114, anchor: "signature").Label("复核", 20, 114).Label("记账", 50, 114)
            .Column("第一联银行作贴现借方凭证", 185.6, 38, 106, 2.7).Anchor("copy-text", 183.8, 37, 4, 70)
            .Seal("finance", 100, 77.6, 52, 39).Seal("legal-representative", 154, 79, 26, 36);
        return form;
    }

    private static void Row(Form form, string label, string code, double x, double y, double right, FieldStyle? style = null) =>
        form.Label(label, x + 2, y + 5, 2.8, anchor: code.Replace('.', '-')).Rule(x + 20, y, x + 20, y + 10).Field(code, x + 21, y + 1.4, right - x - 22, 7.2, style ?? s_typed);
}
