using CentralOps.SampleGenerator.Drawing;

namespace CentralOps.SampleGenerator.Layouts;

/// <summary>Bank acceptance bill, the application with which its drawer asks for acceptance, and the certificate with which its holder asks for the discount.</summary>
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

    /// <summary>The first copy, which the accepting bank keeps: with the drawer's seals.</summary>
    public static Form AcceptanceBillCard()
    {
        const double left = 9, right = 191, middle = 100;
        var form = new Form("acceptance-bill-card-a", "acceptance-bill-card", "银行承兑汇票（第一联）", "Bank acceptance bill, first copy", 200, 124, FormCatalogue.Brown) { Copy = 1 };
        form.Press(s => Guilloche.Waves(s, left, 26, right - left, 90, form.Run.Tint, form.Run.Pattern)).Press(s => Guilloche.Rosette(s, 146, 98, 15, form.Run.Tint, form.Run.Pattern))
            .Label("银行承兑汇票（卡片）", 100, 8.6, 6.2, Align.Centre, 1.2, Face.SongBold, anchor: "title").Label("1", 186, 8.6, 5, face: Face.Numbering)
            .Label("出票日期", 11, 19, anchor: "issued").Label("（大写）", 24.5, 19, 2.5).Field("bill.issue.words", 36, 15.4, 66, 7.2, s_typed)
            .Label("汇票号码", 105, 19, anchor: "number").Field("bill.number", 119, 15.6, 71, 6.6, new FieldStyle { Size = 3.5, Serial = true })
            .Frame(left, 26, right - left, 90, 0.3);
        Row(form, "出票人全称", "drawer.name", left, 26, middle);
        Row(form, "收款人全称", "payee.name", middle, 26, right);
        Row(form, "出票人账号", "drawer.account", left, 36, middle, s_digits);
        Row(form, "收款人账号", "payee.account", middle, 36, right, s_digits, "ocr-if-sure");
        Row(form, "付款行全称", "acceptor.bank", left, 46, middle);
        Row(form, "收款人开户行", "payee.bank", middle, 46, right);
        form.Rule(middle, 26, middle, 56).Rule(left, 36, right, 36).Rule(left, 46, right, 46).Rule(left, 56, right, 56)
            .Label("出票金额", 18.5, 60, 2.9, Align.Centre, anchor: "amount").Label("人民币（大写）", 18.5, 64.6, 2.4, Align.Centre).Rule(29, 56, 29, 68)
            .Field("amount.words", 30, 57.2, 84, 9.6, new FieldStyle { Size = 4 }).AmountGrid("amount", 116, 56, right - 116, 4.4, 7.6).Rule(left, 68, right, 68);
        Row(form, "汇票到期日", "bill.due.words", left, 68, middle);
        form.Label("付款行地址", middle + 2, 73, 2.8).Rule(middle + 20, 68, middle + 20, 78);
        form.Rule(middle, 68, middle, 78).Rule(left, 78, right, 78).Rule(middle, 78, middle, 116)
            .Label("请你行承兑。此项汇票款我单位于到期日前足额交存。", 11, 81.4, 2.5, anchor: "promise").Label("出票人签章", 11, 112.6, anchor: "drawer")
            .Label("备注", 103, 82).Label("复核", 128, 112.6).Label("记账", 158, 112.6)
            .Column("此联承兑行留存备查到期支付票款时作借方凭证附件", 195.8, 28, 114, 2.5).Anchor("copy-text", 194, 27, 4, 88)
            .Seal("finance", 11, 83, 52, 28).Seal("legal-representative", 66, 83.4, 32, 32);
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

    public static Form AcceptanceApplication()
    {
        const double left = 9, right = 189, middle = 99;
        var form = new Form("acceptance-application-a", "acceptance-application", "银行承兑汇票承兑申请书", "Application for acceptance of a bill", 198, 142, FormCatalogue.Green) { Copy = 1 };
        form.Press(s => Guilloche.Rosette(s, 52, 92, 19, form.Run.Tint, form.Run.Pattern)).Press(s => Guilloche.Waves(s, left, 26, right - left, 108, form.Run.Tint, form.Run.Pattern))
            .Qr(10, 5, 15)
            .Label("银行承兑汇票承兑申请书", 104, 10, 6.2, Align.Centre, 0.8, Face.SongBold, anchor: "title").Label(FormCatalogue.Bank, 29, 20.4, 4.2, face: Face.SongBold, spacing: 0.3, anchor: "bank")
            .Label("No.", 142, 20.6, 3.6, face: Face.Numbering).Field("voucher.number", 150, 17.4, 39, 6.4, new FieldStyle { Size = 4, Serial = true })
            .Label("出票日期", 70, 20.6, anchor: "date").Label("年", 98, 20.6).Label("月", 112, 20.6).Label("日", 126, 20.6).Field("issue.date", 83.5, 17.4, 46, 6.4, s_digits with { DateColumns = [3, 20, 34] })
            .Frame(left, 26, right - left, 108, 0.3);
        Row(form, "出票人全称", "payer.name", left, 26, middle);
        Row(form, "出票人账号", "payer.account", middle, 26, right, s_digits);
        Row(form, "开户银行", "payer.bank", left, 36, middle);
        Row(form, "交易合同号", "contract.number", middle, 36, right, s_digits);
        form.Rule(middle, 26, middle, 46).Rule(left, 36, right, 36).Rule(left, 46, right, 46)
            .Label("汇票号码", 11, 51.5, anchor: "bill").Rule(29, 46, 29, 80).Field("application.bill.number", 30, 47.6, 78, 7.4, s_digits).Rule(left, 57, 113, 57)
            .Label("到期日", 11, 62.5, anchor: "due").Label("年", 46, 62.5).Label("月", 60, 62.5).Label("日", 74, 62.5).Field("application.due.date", 31, 59.2, 48, 6.6, s_digits with { DateColumns = [4, 21, 35] })
            .Label("票面金额（见右格）", 82, 62.5, 2.7, anchor: "face").AmountGrid("application.amount", 115, 46, right - 115, 4.6, 8.4).Rule(113, 46, 113, 68).Rule(left, 68, right, 68)
            .Label("保证金", 11, 74, anchor: "margin").Field("margin.amount", 30, 70.4, 64, 7.2, s_digits)
            .Label("承兑手续费", 101, 74, anchor: "fee").Rule(middle, 68, middle, 80).Rule(121, 68, 121, 80).Field("acceptance.fee", 122, 70.4, 60, 7.2, s_digits).Rule(left, 80, right, 80)
            .Label("收款人全称", 11, 85, 2.8, anchor: "payee").Rule(29, 80, 29, 90).Field("application.payee.name", 30, 81.4, 78, 7.2, s_typed).Rule(left, 90, right, 90)
            .Label("请承兑上列汇票。票款于到期日前足额交存，保证金与手续费从上列账户支付。", 12, 95, 2.7, anchor: "promise")
            .Label("出票人签章", 86, 130, anchor: "signature").Label("信贷主管", 14, 130).Label("复核", 44, 130, anchor: "checked").Label("记账", 66, 130)
            .Column("第一联承兑行留存", 193.8, 44, 104, 2.8).Anchor("copy-text", 192, 43, 4, 62)
            .Seal("finance", 105, 92.5, 52, 39).Seal("legal-representative", 159, 94, 27, 37);
        return form;
    }

    private static void Row(Form form, string label, string code, double x, double y, double right, FieldStyle? style = null, string? keying = null) =>
        form.Label(label, x + 2, y + 5, 2.8, anchor: code.Replace('.', '-')).Rule(x + 20, y, x + 20, y + 10).Field(code, x + 21, y + 1.4, right - x - 22, 7.2, style ?? s_typed, keying);
}
