using CentralOps.Domain.Recognition;
using CentralOps.SampleGenerator.Drawing;
using SkiaSharp;

namespace CentralOps.SampleGenerator.Layouts;

/// <summary>What a corporate customer hands in to open an account or to change what the bank knows of them: forms of office printers, plain tables without security print.</summary>
internal static class CustomerForms
{
    internal static readonly FieldStyle Typed = new() { Size = 3.7 };
    internal static readonly FieldStyle Digits = new() { Size = 3.6 };
    internal static readonly FieldStyle Serial = new() { Size = 4, Serial = true };
    private static readonly PrintRun s_black = new(new SKColor(0x22, 0x24, 0x28), new SKColor(0xe4, 0xe6, 0xe8), Face.SongRegular, 7);
    private static readonly PrintRun s_licence = new(new SKColor(0x20, 0x20, 0x22), new SKColor(0xd8, 0xb2, 0x62), Face.SongRegular, 19);
    private static readonly string[] s_kinds = ["基本存款账户", "一般存款账户", "专用存款账户", "临时存款账户"];
    private static readonly string[] s_combinations = ["财务章与法人章同时使用", "财务章单独使用"];

    /// <summary>All of them.</summary>
    public static IReadOnlyList<Form> All { get; } = [Opening(), SpecimenCard(), Licence(), IdCard(), Change()];

    /// <summary>A form of the office printer.</summary>
    internal static Form Plain(string key, string kind, string zh, string en, double width, double height) => new(key, kind, zh, en, width, height, s_black) { Copy = 1 };

    /// <summary>One cell with its label in front; the label is a mark for registration.</summary>
    internal static Form Cell(this Form form, string label, string code, double x, double y, double labelWidth, double width, FieldStyle? style = null, string? keying = null, double height = 9)
    {
        form.Label(label, x + labelWidth / 2, y + height / 2, label.Length > 8 ? 2.5 : 2.9, Align.Centre, anchor: code.Replace('.', '-')).Rule(x + labelWidth, y, x + labelWidth, y + height);
        return form.Field(code, x + labelWidth + 0.8, y + 1.1, width - labelWidth - 1.6, height - 2.2, style ?? Typed, keying);
    }

    /// <summary>A date between pre-printed 年 月 日.</summary>
    internal static Form DateCell(this Form form, string label, string code, double x, double middle) => form
        .Label(label, x, middle, anchor: code.Replace('.', '-')).Label("年", x + 30, middle).Label("月", x + 44, middle).Label("日", x + 58, middle)
        .Field(code, x + 15.5, middle - 3.2, 46, 6.4, Digits with { DateColumns = [3, 20, 34] });

    /// <summary>Head of a bank form: name of the bank, title, number.</summary>
    internal static Form Head(this Form form, string title, double numberX) => form
        .Qr(10, 4.5, 14).Label(FormCatalogue.Bank, 28, 8, 4.4, face: Face.SongBold, spacing: 0.4, anchor: "bank").Label(title, form.WidthMm / 2 - 1, 9.5, title.Length > 12 ? 5.2 : 5.8, Align.Centre, title.Length > 12 ? 0.2 : 0.6, Face.SongBold, anchor: "title")
        .Label("No.", numberX - 8, 9.5, 3.6, face: Face.Numbering).Field("voucher.number", numberX, 6.3, 38, 6.4, Serial);

    private static Form Opening()
    {
        const double left = 9, right = 191, middle = 104, width = right - left, row = 9;
        var form = Plain("account-application-a", "account-application", "开立单位银行结算账户申请书", "Application to open a corporate account", 200, 142)
            .Head("开立单位银行结算账户申请书", 152).DateCell("申请日期", "issue.date", 120, 18.8)
            .Frame(left, 24, width, 7 * row + 46, 0.3);
        for (var i = 1; i <= 7; i++)
            form.Rule(left, 24 + i * row, right, 24 + i * row);
        form.Cell("存款人名称", "customer.name", left, 24, 24, width, keying: Whole)
            .Cell("统一社会信用代码", "customer.credit.code", left, 24 + row, 24, middle - left, Digits, Whole).Rule(middle, 24 + row, middle, 24 + 2 * row)
            .Cell("法定代表人", "legal.name", middle, 24 + row, 22, right - middle, keying: Whole)
            .Cell("证件号码", "legal.id.number", left, 24 + 2 * row, 24, middle - left, Digits, Whole).Rule(middle, 24 + 2 * row, middle, 24 + 3 * row)
            .Cell("注册资金（元）", "registered.capital", middle, 24 + 2 * row, 22, right - middle, Digits, Whole)
            .Cell("注册地址", "customer.address", left, 24 + 3 * row, 24, width, keying: Whole)
            .Cell("联系人", "contact.name", left, 24 + 4 * row, 24, middle - left, keying: Whole).Rule(middle, 24 + 4 * row, middle, 24 + 5 * row)
            .Cell("联系电话", "contact.phone", middle, 24 + 4 * row, 22, right - middle, Digits, Whole)
            .Cell("经营范围", "business.scope", left, 24 + 5 * row, 24, width, keying: Whole)
            .Label("账户性质", left + 12, 24 + 6.5 * row, 2.9, Align.Centre, anchor: "account-kind").Rule(left + 24, 24 + 6 * row, left + 24, 24 + 7 * row)
            .TickBoxes("account.kind", s_kinds, left + 26, 24 + 6 * row + 1.3, 150, 6.4, Whole)
            .Label("本存款人申请开立单位银行结算账户，承诺所提供的开户资料真实、有效，并同意遵守账户管理协议。", left + 3, 92, 2.7, anchor: "promise")
            .Label("存款人（公章）", left + 6, 129, 2.9, anchor: "signature").Label("法定代表人（签章）", left + 62, 129, 2.9)
            .Label("经办", 122, 104, anchor: "clerk").Label("复核", 146, 104).Label("网点负责人", 168, 104, anchor: "manager").Rule(118, 97, 118, 133).Rule(118, 97, right, 97).Rule(118, 110, right, 110)
            .Seal("official", left + 4, 94.5, 50, 38).Seal("legal-name", left + 60, 97, 30, 30);
        return form;
    }

    private static Form SpecimenCard()
    {
        const double left = 8, right = 142, width = right - left;
        return Plain("specimen-card-a", "specimen-card", "印鉴卡", "Specimen card", 150, 105)
            .Qr(8, 4, 13).Label("印 鉴 卡", 75, 9.5, 6.4, Align.Centre, 1, Face.SongBold, anchor: "title").Label(FormCatalogue.Bank, 112, 8, 4.2, face: Face.SongBold, anchor: "bank")
            .Frame(left, 20, width, 78, 0.3).Cell("户    名", "customer.name", left, 20, 20, width, Typed, KeyingPolicies.None)
            .Rule(left, 29, right, 29).Label("账    号", left + 10, 33.5, 2.9, Align.Centre, anchor: "account").Rule(left + 20, 29, left + 20, 38).Label("（开户后由银行填写）", left + 23, 33.5, 2.5)
            .Rule(76, 29, 76, 38).DateCell("启用日期", "seal.valid.from", 78, 33.5)
            .Rule(left, 38, right, 38).Label("使用说明", left + 10, 42.5, 2.9, Align.Centre, anchor: "use").Rule(left + 20, 38, left + 20, 47)
            .TickBoxes("seal.combination", s_combinations, left + 22, 39.3, 108, 6.4)
            .Rule(left, 47, right, 47).Label("财务专用章", left + 3, 50.5, 2.7, anchor: "finance").Label("法定代表人名章", 87, 50.5, 2.7, anchor: "legal").Rule(84, 47, 84, 98)
            .Seal("finance", left + 6, 53, 66, 44).Seal("legal-representative", 92, 55, 44, 40);
    }

    private static Form Licence()
    {
        var form = new Form("business-licence-a", "business-licence", "营业执照（副本复印件）", "Business licence (copy)", 210, 148, s_licence);
        foreach (var inset in new[] { 5.0, 7.5 })
            form.Press(s => s.Box(inset, inset, 210 - 2 * inset, 148 - 2 * inset, inset < 6 ? 1.1 : 0.4, form.Run.Tint));
        string[] labels = ["名    称", "类    型", "住    所", "法定代表人", "注册资本", "经营范围"];
        string[] codes = ["licence.name", "", "customer.address", "licence.legal.name", "registered.capital", "business.scope"];
        form.Press(s => Guilloche.Rosette(s, 105, 20, 9, form.Run.Tint, form.Run.Pattern))
            .Label("营 业 执 照", 105, 40, 12, Align.Centre, 2, Face.SongBold, anchor: "title").Label("（副  本）", 105, 51, 4, Align.Centre)
            .Label("统一社会信用代码", 22, 32, 3.2, anchor: "code").Field("licence.credit.code", 17, 34.6, 50, 7, Digits with { Size = 4 });
        for (var i = 0; i < labels.Length; i++)
        {
            form.Label(labels[i], 22, 64 + 11 * i, 3.6, face: Face.SongBold, anchor: $"row{i}");
            if (codes[i].Length > 0)
                form.Field(codes[i], 46, 60.2 + 11 * i, 92, 7.6, Typed with { Size = 4 }, codes[i].StartsWith("licence.", StringComparison.Ordinal) ? null : KeyingPolicies.None);
        }

        return form.Label("有限责任公司", 46.8, 75, 3.6).Label("依法须经批准的项目，经相关部门批准后方可开展经营活动", 46, 126.5, 2.7).Label("登 记 机 关", 150, 112, 3.6, face: Face.SongBold, anchor: "office")
            .Label("复印件与原件核对一致", 22, 138, 3, anchor: "checked").Seal("bank", 140, 92, 46, 44);
    }

    private static Form IdCard()
    {
        var form = new Form("id-card-copy-a", "id-card", "居民身份证复印件（正反面）", "ID card, copy of both sides", 110, 150, s_black);
        return form.Label("身份证件复印件", 55, 8, 4.2, Align.Centre, 0.6, Face.SongBold, anchor: "title")
            .Frame(12, 15, 85.6, 54, 0.3).Frame(12, 78, 85.6, 54, 0.3)
            .Label("姓名", 17, 22.5, 2.7, anchor: "name").Field("id.name", 27, 19.2, 34, 6.6, Typed with { Size = 4 })
            .Label("性别", 17, 30.5, 2.7).Label("民族", 38, 30.5, 2.7, anchor: "nation").Label("出生", 17, 38.5, 2.7, anchor: "born").Label("年", 38, 38.5, 2.7).Label("月", 47, 38.5, 2.7).Label("日", 56, 38.5, 2.7)
            .Field("id.details", 27, 27.2, 40, 6.6, Typed, KeyingPolicies.None).Field("id.born", 27, 35.2, 38, 6.6, Digits with { Size = 3.2, DateColumns = [2, 14.5, 23.5] }, KeyingPolicies.None)
            .Label("住址", 17, 46.5, 2.7, anchor: "home").Field("id.address", 27, 43.2, 42, 6.6, Typed with { Size = 3.4 }, KeyingPolicies.None).Press(s => Portrait(s, 70, 20, 23, 32))
            .Label("公民身份号码", 17, 62.5, 2.9, anchor: "number").Field("id.number", 38, 59.2, 56, 6.8, Digits with { Size = 4, Spacing = 0.5 })
            .Press(s => Guilloche.Rosette(s, 28, 92, 10, form.Run.Tint, 41)).Label("中华人民共和国", 66, 88, 4.2, Align.Centre, face: Face.SongBold, anchor: "country").Label("居民身份证", 66, 97, 5.6, Align.Centre, 0.6, Face.SongBold, anchor: "card")
            .Label("签发机关", 36, 116, 2.7, anchor: "issuer").Label("有效期限", 36, 124.5, 2.7, anchor: "until").Label("江海市公安局", 52, 116, 2.9)
            .Label("本复印件仅供办理银行业务使用，与原件核对一致", 55, 140, 2.7, Align.Centre, anchor: "only");
    }

    private static Form Change()
    {
        const double left = 9, right = 196, width = right - left, row = 9;
        var form = Plain("customer-change-a", "customer-change", "客户信息变更申请书", "Application to change customer information", 205, 138)
            .Head("单位客户信息变更申请书", 158).DateCell("申请日期", "issue.date", 126, 18.8).Frame(left, 24, width, 106, 0.3)
            .Cell("客户名称", "customer.name", left, 24, 22, 102).Cell("账    号", "customer.account", left + 102, 24, 18, width - 102, Digits).Rule(left + 102, 24, left + 102, 33)
            .Label("变更事项", left + 14, 37.5, 2.9, Align.Centre, face: Face.SongBold, anchor: "what").Label("变  更  前", left + 67, 37.5, 2.9, Align.Centre, face: Face.SongBold, anchor: "before").Label("变  更  后", left + 147, 37.5, 2.9, Align.Centre, face: Face.SongBold, anchor: "after")
            .Rule(left + 28, 33, left + 28, 33 + 6 * row).Rule(left + 107, 33, left + 107, 33 + 6 * row);
        (string Label, string Code)[] rows = [("单位名称", "name"), ("注册地址", "address"), ("法定代表人", "legal.name"), ("联系人", "contact.name"), ("联系电话", "contact.phone")];
        for (var i = 0; i <= rows.Length + 1; i++)
            form.Rule(left, 33 + i * row, right, 33 + i * row);
        for (var i = 0; i < rows.Length; i++)
        {
            var (y, style) = (33 + (i + 1) * row, rows[i].Code == "contact.phone" ? Digits : Typed);
            form.Label(rows[i].Label, left + 14, y + row / 2, 2.9, Align.Centre, anchor: rows[i].Code.Replace('.', '-'))
                .Field($"before.{rows[i].Code}", left + 28.8, y + 1.1, 77.4, row - 2.2, style).Field($"after.{rows[i].Code}", left + 107.8, y + 1.1, width - 108.6, row - 2.2, style);
        }

        return form.Label("本单位申请变更上列信息，并保证所提供资料真实有效。未填写的事项不作变更。", left + 3, 91, 2.7, anchor: "promise")
            .Label("单位预留印鉴", left + 3, 127, 2.9, anchor: "signature").Label("经办", 140, 126).Label("复核", 166, 126, anchor: "checked")
            .Seal("finance", left + 4, 93, 56, 34).Seal("legal-representative", left + 66, 94, 38, 33);
    }

    private const string Whole = KeyingPolicies.WholeVoucher;

    private static void Portrait(Sheet sheet, double x, double y, double width, double height)
    {
        sheet.Fill(x, y, width, height, new SKColor(0xd4, 0xd8, 0xdc));
        using var paint = new SKPaint { Color = new SKColor(0x74, 0x7a, 0x82), IsAntialias = true };
        sheet.Canvas.DrawOval((float)(x + width / 2), (float)(y + height * 0.36), (float)(width * 0.24), (float)(height * 0.22), paint);
        sheet.Canvas.DrawRoundRect((float)(x + width * 0.14), (float)(y + height * 0.64), (float)(width * 0.72), (float)(height * 0.36), 4, 4, paint);
    }
}
