using System.Globalization;
using System.Text;
using CentralOps.Domain.Kernel;
using CentralOps.Domain.Recognition.Words;

namespace CentralOps.Domain.Recognition.Fields;

/// <summary>One way to write each value: what two keyers, a machine and a code must agree on is compared in this form.</summary>
public static class FieldNormalisation
{
    /// <summary>The normalised form of a value as typed, read or decoded; a text that does not fit its type is only cleaned.</summary>
    /// <param name="type">One of <see cref="FieldTypes"/>; unknown types are treated as text.</param>
    /// <param name="raw">As typed or read.</param>
    public static string Normalise(string type, string? raw)
    {
        string text = HalfWidth(raw);
        return type switch
        {
            FieldTypes.Account or FieldTypes.Digits => Without(text, " -·."),
            FieldTypes.Amount => Amount(text),
            FieldTypes.AmountWords => Words(text),
            FieldTypes.Date => Date(text),
            FieldTypes.DateWords => DateInWords.Read(text).Date is { } date ? DateInWords.Write(date) : DateInWords.Standardise(text),
            FieldTypes.IdNumber or FieldTypes.CreditCode => Without(text, " -").ToUpperInvariant(),
            FieldTypes.CheckBox => CheckBox(text),
            FieldTypes.CodeList => Without(text, " "),
            _ => FreeText(text),
        };
    }

    /// <summary>The amount in yuan of a normalised <see cref="FieldTypes.Amount"/>; null = it is none.</summary>
    public static decimal? AmountOf(string? value) =>
        decimal.TryParse(value, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out decimal amount) ? amount : null;

    /// <summary>The date of a normalised <see cref="FieldTypes.Date"/> or <see cref="FieldTypes.DateWords"/>; null = it is none.</summary>
    public static DateOnly? DateOf(string? value) =>
        DateOnly.TryParseExact(value, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out DateOnly date) ? date : DateInWords.Read(value).Date;

    private static string Words(string text)
    {
        AmountInWordsReading reading = AmountInWords.Read(text);
        // An ill-formed text is not improved silently: the check must see it.
        return reading is { Amount: { } amount, Fault: null } ? AmountInWords.Write(amount) : AmountInWords.Standardise(text);
    }

    private static string Amount(string text)
    {
        string figures = Without(text, " ,¥￥'").Replace("RMB", "", StringComparison.OrdinalIgnoreCase).Replace("CNY", "", StringComparison.OrdinalIgnoreCase);
        if (figures.StartsWith("人民币", StringComparison.Ordinal))
            figures = figures[3..];
        figures = figures.TrimEnd('元', '整');
        return decimal.TryParse(figures, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out decimal amount) && decimal.Round(amount, 2) == amount
            ? amount.ToString("0.00", CultureInfo.InvariantCulture)
            : figures;
    }

    private static string Date(string text)
    {
        string compact = Without(text, " ");
        string[] parts = compact.Split(['年', '月', '日', '/', '-', '.'], StringSplitOptions.RemoveEmptyEntries);
        if (parts.Length == 1 && compact.Length == 8)
            parts = [compact[..4], compact[4..6], compact[6..]];
        return parts.Length == 3 && parts[0].Length == 4
            && int.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out int year) && year > 0
            && int.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out int month) && month is >= 1 and <= 12
            && int.TryParse(parts[2], NumberStyles.None, CultureInfo.InvariantCulture, out int day) && day >= 1 && day <= DateTime.DaysInMonth(year, month)
            ? new DateOnly(year, month, day).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)
            : DateInWords.Read(text).Date is { } inWords ? inWords.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) : compact;
    }

    private static string CheckBox(string text) => Without(text, " ") switch
    {
        "" or "0" or "□" or "n" or "N" or "否" or "false" => "0",
        "1" or "√" or "✓" or "✔" or "☑" or "V" or "v" or "x" or "X" or "×" or "y" or "Y" or "是" or "true" => "1",
        var other => other,
    };

    // Blanks count only between two Latin letters or digits; Chinese names use full-width brackets; name dots have one form.
    private static string FreeText(string text)
    {
        var result = new StringBuilder(text.Length);
        var blank = false;
        foreach (char c in text)
        {
            if (char.IsWhiteSpace(c))
            {
                blank = true;
                continue;
            }

            char standard = c switch
            {
                '(' or '〔' or '[' or '【' => '（',
                ')' or '〕' or ']' or '】' => '）',
                '•' or '・' or '‧' or '∙' or '●' => '·',
                '—' or '–' or '―' => '-',
                _ => c,
            };
            if (blank && result.Length > 0 && char.IsAscii(result[^1]) && char.IsAscii(standard))
                result.Append(' ');
            blank = false;
            result.Append(standard);
        }

        return result.ToString();
    }

    // Full-width ASCII and the ideographic space become ASCII.
    private static string HalfWidth(string? raw)
    {
        var result = new StringBuilder(raw?.Length ?? 0);
        foreach (char c in raw ?? "")
        {
            if (c is >= '！' and <= '～')
                result.Append((char)(c - 0xFEE0));
            else if (!char.IsControl(c) && c != '\u200B' && c != '\uFEFF')
                result.Append(char.IsWhiteSpace(c) ? ' ' : c);
        }

        return result.ToString().Trim();
    }

    private static string Without(string text, string characters) => string.Concat(text.Where(c => !characters.Contains(c, StringComparison.Ordinal)));
}
