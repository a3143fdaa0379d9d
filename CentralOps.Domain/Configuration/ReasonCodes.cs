using CentralOps.Domain.Cases;

namespace CentralOps.Domain.Configuration;

/// <summary>A reason that people choose when they say no, or that stands beside a seal's verdict.</summary>
/// <param name="Code">Stable code, e.g. <c>R01</c>.</param>
/// <param name="Zh">Text in Chinese.</param>
/// <param name="En">Text in English.</param>
/// <param name="For">Where it may be chosen: see <see cref="ReasonUses"/>.</param>
public sealed record ReasonCode(string Code, string Zh, string En, IReadOnlyList<string> For);

/// <summary>Where reasons are asked for.</summary>
public static class ReasonUses
{
    /// <summary>Back to the branch or to an earlier step.</summary>
    public const string Return = "return";

    /// <summary>Refused for good.</summary>
    public const string Reject = "reject";

    /// <summary>To a supervisor.</summary>
    public const string Escalate = "escalate";

    /// <summary>Why a seal passes.</summary>
    public const string SealPass = "seal-pass";

    /// <summary>Why a seal fails.</summary>
    public const string SealFail = "seal-fail";
}

/// <summary>The reason codes in force (kind <see cref="ConfigurationKind.ReasonCodes"/>; a bank may publish several lists).</summary>
public sealed class ReasonCatalogue(IPublishedConfiguration configuration)
{
    /// <summary>Reasons that may be chosen for a use, in the order of their lists.</summary>
    public IReadOnlyList<ReasonCode> For(string use) => [.. All().Where(r => r.For.Contains(use, StringComparer.Ordinal))];

    /// <summary>The reason with this code; null = no list in force has it (any more).</summary>
    public ReasonCode? Find(string code) => All().FirstOrDefault(r => r.Code == code);

    /// <summary>True when the code may be chosen for the use.</summary>
    public bool Allows(string use, string code) => For(use).Any(r => r.Code == code);

    private IEnumerable<ReasonCode> All() =>
        configuration.AllCurrent(ConfigurationKind.ReasonCodes).SelectMany(v => configuration.Parsed(v, Parse));

    private static ReasonCode[] Parse(ConfigurationVersion version) => CaseJson.Read<ReasonCode[]>(version.Content);
}
