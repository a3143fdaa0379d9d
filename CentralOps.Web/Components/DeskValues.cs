using System.Globalization;
using System.Text.RegularExpressions;
using CentralOps.Domain.Kernel;
using CentralOps.Web.Texts;

namespace CentralOps.Web.Components;

/// <summary>Normalised values as people read them.</summary>
public static partial class DeskValues
{
    /// <summary>Amounts grouped by thousands, account numbers by 4; everything else as it is.</summary>
    public static string Shown(string type, string? value) => (type, value) switch
    {
        (_, null or "") => "",
        (FieldTypes.Amount, var v) when decimal.TryParse(v, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var amount) => Amount(amount),
        (FieldTypes.Account, var v) => FourDigits().Replace(v, "$1 "),
        (FieldTypes.CheckBox, "1") => "☑",
        (FieldTypes.CheckBox, "0") => "☐",
        (_, var v) => v,
    };

    /// <summary>Text of a failed check: a refusal code, perhaps with one argument behind a colon (<c>check.missing-voucher:cheque</c>).</summary>
    public static string Failure(TextCatalogue codes, string failure)
    {
        var colon = failure.IndexOf(':', StringComparison.Ordinal);
        if (colon < 0) return codes[$"Refusal.{failure}"];
        // Kinds of vouchers have names; case numbers have none.
        var said = failure[(colon + 1)..].Split(',').Select(part => codes.Find($"Voucher.{part}") ?? part);
        return codes[$"Refusal.{failure[..colon]}", string.Join(codes["List.Separator"], said)];
    }

    /// <summary>Yuan as <c>1,234,567.89</c>.</summary>
    public static string Amount(decimal? yuan) => yuan?.ToString("#,##0.00", CultureInfo.InvariantCulture) ?? "–";

    [GeneratedRegex(@"(\S{4})(?=\S)")]
    private static partial Regex FourDigits();
}
