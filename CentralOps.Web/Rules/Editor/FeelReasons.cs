using System.Text.RegularExpressions;
using CentralOps.Web.Texts;
using Microsoft.Extensions.Localization;

namespace CentralOps.Web.Rules.Editor;

/// <summary>Why an expression cannot be read, in the person's language; the parser's own words where there is no translation.</summary>
internal static partial class FeelReasons
{
    private static readonly (Regex Pattern, string Key)[] Known =
    [
        (ValueExpected(), "Reason.value-expected"), (SignExpected(), "Reason.sign-expected"), (NotExpected(), "Reason.not-expected"), (RangeEnd(), "Reason.range-end"), (NameExpected(), "Reason.name-expected"),
    ];

    /// <summary>In words.</summary>
    public static string Of(string message, IStringLocalizer<RulesTexts> texts)
    {
        var reason = Place().Replace(message, "");
        foreach (var (pattern, key) in Known)
        {
            if (pattern.Match(reason) is not { Success: true } match) continue;
            var words = match.Groups.Cast<Group>().Skip(1).Select(g => g.Value.Contains("end of", StringComparison.Ordinal) || g.Value == "the end" ? texts["Reason.end"].Value : g.Value);
            return texts[key, [.. words]];
        }

        return reason;
    }

    [GeneratedRegex(@"^row \d+, column \d+: ")]
    private static partial Regex Place();

    [GeneratedRegex(@"^a value was expected here, not (.+)$")]
    private static partial Regex ValueExpected();

    [GeneratedRegex(@"^('.+?') was expected (?:here|after .+?), not (.+)$")]
    private static partial Regex SignExpected();

    [GeneratedRegex(@"^(.+) was not expected here$")]
    private static partial Regex NotExpected();

    [GeneratedRegex(@"^the end of a range .+ was expected here, not (.+)$")]
    private static partial Regex RangeEnd();

    [GeneratedRegex(@"^a (?:parameter )?name.* was expected here, not (.+)$")]
    private static partial Regex NameExpected();
}
