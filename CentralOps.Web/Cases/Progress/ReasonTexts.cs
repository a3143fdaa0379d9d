using System.Globalization;
using CentralOps.Domain.Configuration;

namespace CentralOps.Web.Cases.Progress;

/// <summary>Reasons in the reader's words: a code of a reason list, alone or before a remark.</summary>
public sealed class ReasonTexts(ReasonCatalogue reasons)
{
    /// <summary>The words for <c>R01</c> or <c>R01: remark</c>; null = it does not begin with a reason code.</summary>
    public string? Find(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var parts = text.Split(": ", 2);
        if (reasons.Find(parts[0]) is not { } reason) return null;
        var words = CultureInfo.CurrentUICulture.TwoLetterISOLanguageName == "zh" ? reason.Zh : reason.En;
        return parts.Length == 1 ? words : $"{words}: {parts[1]}";
    }
}
