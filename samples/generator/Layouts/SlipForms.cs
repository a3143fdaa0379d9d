using CentralOps.Domain.Recognition;
using CentralOps.SampleGenerator.Drawing;

namespace CentralOps.SampleGenerator.Layouts;

/// <summary>Paying-in slips (进账单).</summary>
internal static class SlipForms
{
    private static readonly FieldStyle s_typed = new() { Size = 3.5 };

    /// <summary>First copy. What the cheque says too is shown and read here, but keyed from the cheque.</summary>
    public static Form PayingInA()
    {
        const double left = 10, right = 168, middle = 89;
        var form = new Form("paying-in-slip-a", "paying-in-slip", "进账单 第一联", "Paying-in slip, first copy", 175, 92, FormCatalogue.Slip) { Copy = 1 };
        form.Press(s => Guilloche.Waves(s, left, 17, right - left, 66, form.Run.Tint, form.Run.Pattern))
            .Label(FormCatalogue.Bank, 36, 9.6, 4.4, face: Face.SongBold, spacing: 0.4, anchor: "bank")
            .Label("进账单", 68, 9.6, 6, face: Face.SongBold, spacing: 2.6, anchor: "title").Label("（回单）", 98, 9.9, 3.6).Label("1", 164, 9.6, 5, face: Face.Numbering)
            .Label("年", 129, 13.6, 2.9).Label("月", 143, 13.6, 2.9).Label("日", 157, 13.6, 2.9, anchor: "day")
            .Field("issue.date", 114, 10.4, 47, 6.2, s_typed with { DateColumns = [3.5, 21, 35] }, KeyingPolicies.None)
            .Frame(left, 17, right - left, 66, 0.3);

        Party(form, "出票人", left, 17, "payer", KeyingPolicies.None);
        Party(form, "收款人", middle, 17, "payee", null);
        form.Rule(middle, 17, middle, 44).Rule(left, 44, right, 44)
            .Label("金", 13.2, 48.5, 2.9, Align.Centre, anchor: "amount").Label("额", 13.2, 53, 2.9, Align.Centre).Rule(16.5, 44, 16.5, 57)
            .Label("人民币", 22.5, 48.3, 2.8, Align.Centre, anchor: "rmb").Label("（大写）", 22.5, 53, 2.6, Align.Centre)
            .Field("amount.words", 29.5, 45.6, 72, 9.6, new FieldStyle { Size = 3.9 }, KeyingPolicies.None)
            .AmountGrid("amount", 103.5, 44, right - 103.5, 4.8, 8.2, KeyingPolicies.None)
            .Rule(left, 57, right, 57);

        form.Label("票据种类", 12, 61, anchor: "kind").Rule(27, 57, 27, 72.5).Field("instrument.kind", 28, 57.9, 34, 6.2, s_typed, KeyingPolicies.None)
            .Rule(63, 57, 63, 64.8).Label("票据张数", 65, 61).Rule(80, 57, 80, 64.8).Field("instrument.count", 81, 57.9, 20, 6.2, s_typed, KeyingPolicies.None)
            .Rule(left, 64.8, 103.5, 64.8).Label("票据号码", 12, 68.7, anchor: "number").Field("instrument.number", 28, 65.6, 74, 6.2, s_typed, KeyingPolicies.None)
            .Rule(left, 72.5, 103.5, 72.5).Rule(103.5, 57, 103.5, 83)
            .Label("复核", 16, 78).Label("记账", 56, 78).Label("收款人开户银行签章", 136, 80, 2.8, Align.Centre, anchor: "stamp")
            .Column("此联是开户银行交给持票人的回单", 171.6, 20, 80, 2.6).Anchor("copy-text", 169.6, 20, 4, 60)
            .Seal("bank", 108, 57.5, 58, 25);
        return form;
    }

    /// <summary>Full name, account and bank of one party, in three rows of 9 mm.</summary>
    private static void Party(Form form, string heading, double x, double y, string code, string? keying)
    {
        form.Column(heading, x + 3.2, y + 2, y + 25, 3).Rule(x + 6.5, y, x + 6.5, y + 27).Rule(x + 22, y, x + 22, y + 27);
        var rows = new[] { ("全    称", "name", 3.5), ("账    号", "account", 3.5), ("开户银行", "bank", 3.5) };
        for (var i = 0; i < rows.Length; i++)
        {
            var top = y + 9 * i;
            if (i > 0)
                form.Rule(x + 6.5, top, x + (code == "payer" ? 79 : 79), top);
            form.Label(rows[i].Item1, x + 14.2, top + 4.5, 2.8, Align.Centre, anchor: $"{code}-{rows[i].Item2}")
                .Field($"{code}.{rows[i].Item2}", x + 22.6, top + 1.2, 55.6, 6.6, s_typed with { Size = rows[i].Item3 }, keying);
        }
    }
}
