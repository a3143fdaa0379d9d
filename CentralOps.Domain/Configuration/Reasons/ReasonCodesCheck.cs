using System.Text.Json;
using System.Text.RegularExpressions;
using CentralOps.Domain.Cases;
using CentralOps.Domain.Kernel;
using CentralOps.Domain.Versioning;

namespace CentralOps.Domain.Configuration;

/// <summary>Judges a list of reason codes: desks offer them, and cases keep the codes for good.</summary>
public sealed partial class ReasonCodesCheck(IPublishedConfiguration configuration) : IConfigurationCheck
{
    private const int MostCharacters = 1_000_000, LongestText = 120;

    /// <inheritdoc />
    public string Kind => ConfigurationKind.ReasonCodes;

    /// <inheritdoc />
    public IReadOnlyList<ModelFinding> Check(string key, string content)
    {
        ArgumentNullException.ThrowIfNull(content);
        if (content.Length > MostCharacters) return [Finding("reasons.too-large", "", $"larger than {MostCharacters} characters", MostCharacters / 1_000_000)];
        try
        {
            return [.. Check(key, ReasonJson.Read(content))];
        }
        catch (JsonException error)
        {
            return [Finding("reasons.not-json", "", $"cannot be read as a list of reasons: {error.Message}", (int)(error.LineNumber ?? -1) + 1, error.Path ?? "$")];
        }
    }

    /// <inheritdoc />
    public bool RefusesDraft(ModelFinding finding) => finding.Code is "reasons.not-json" or "reasons.too-large";

    private IEnumerable<ModelFinding> Check(string key, IReadOnlyList<ReasonCode> reasons)
    {
        foreach (var reason in reasons)
        {
            var code = reason.Code;
            if (!Code().IsMatch(code)) yield return Finding("reasons.bad-code", code, $"code '{code}' is not made of letters, digits and hyphens (2 to 32)", code);
            if (string.IsNullOrWhiteSpace(reason.Zh) || string.IsNullOrWhiteSpace(reason.En)) yield return Finding("reasons.no-text", code, $"'{code}' has no text in Chinese or in English", code);
            if (reason.Zh.Length > LongestText || reason.En.Length > LongestText) yield return Finding("reasons.long-text", code, $"a text of '{code}' is longer than {LongestText} characters", code, LongestText);
            if (reason.For.Count == 0) yield return Finding("reasons.no-use", code, $"'{code}' may be chosen nowhere", code);
            foreach (var use in reason.For.Where(u => !ReasonUses.All.Contains(u))) yield return Finding("reasons.bad-use", code, $"'{code}': use '{use}' is unknown", code, use);
            if (reason.From > reason.Until) yield return Finding("reasons.bad-dates", code, $"'{code}' ends before it begins", code);
        }

        foreach (var twice in reasons.GroupBy(r => r.Code, StringComparer.Ordinal).Where(g => g.Count() > 1))
            yield return Finding("reasons.duplicate", twice.Key, $"'{twice.Key}' is there twice", twice.Key);

        // Where people must give a reason there must be one to give.
        foreach (var use in ReasonUses.All.Where(u => u != ReasonUses.Machine && !reasons.Any(r => r.For.Contains(u)) && InForce(key).Any(r => r.For.Contains(u))))
            yield return Finding("reasons.use-empty", "", $"nothing is left to choose for '{use}'", use);
        foreach (var gone in InForce(key).Where(r => !reasons.Any(n => n.Code == r.Code)))
            yield return Finding("reasons.gone", gone.Code, $"'{gone.Code}' is in force and would be gone: cases that have it would show the bare code; rather give it a last day", gone.Code) with { IsWarning = true };
    }

    private IReadOnlyList<ReasonCode> InForce(string key) =>
        configuration.Current(ConfigurationKind.ReasonCodes, key) is { } version ? configuration.Parsed(version, v => ReasonJson.Read(v.Content)) : [];

    private static ModelFinding Finding(string code, string where, string text, params object?[] args) => new(code, where, where, 0, text, args);

    [GeneratedRegex("^[A-Za-z][A-Za-z0-9-]{1,31}$")]
    private static partial Regex Code();
}
