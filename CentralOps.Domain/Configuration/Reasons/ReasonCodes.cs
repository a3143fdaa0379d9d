using CentralOps.Domain.Administration;
using CentralOps.Domain.Cases;
using CentralOps.Domain.Versioning;

namespace CentralOps.Domain.Configuration;

/// <summary>A reason that people choose when they say no, or that stands beside a seal's verdict.</summary>
/// <param name="Code">Stable code, e.g. <c>R01</c>.</param>
/// <param name="Zh">Text in Chinese.</param>
/// <param name="En">Text in English.</param>
/// <param name="For">Where it may be chosen: see <see cref="ReasonUses"/>.</param>
public sealed record ReasonCode(string Code, string Zh, string En, IReadOnlyList<string> For)
{
    /// <summary>Kinds of task at which it may be chosen, e.g. <c>review</c>; empty = at all.</summary>
    public IReadOnlyList<string> Tasks { get; init; } = [];

    /// <summary>It says too little by itself: words go with it.</summary>
    public bool Remark { get; init; }

    /// <summary>First business date on which it may be chosen; null = always.</summary>
    public DateOnly? From { get; init; }

    /// <summary>Last business date on which it may be chosen; null = without end.</summary>
    public DateOnly? Until { get; init; }

    /// <summary>True when it may be chosen on this business date.</summary>
    public bool IsValidOn(DateOnly day) => !(day < From) && !(day > Until);
}

/// <summary>The reason codes in force (kind <see cref="ConfigurationKind.ReasonCodes"/>; a bank may publish several lists).</summary>
public sealed class ReasonCatalogue(IPublishedConfiguration configuration, IBusinessCalendar calendar) : IReasons
{
    /// <summary>Reasons that may be chosen for a use on today's business date, in the order of their lists.</summary>
    /// <param name="use">See <see cref="ReasonUses"/>.</param>
    /// <param name="task">Kind of task at which they are chosen; null = whatever task.</param>
    public IReadOnlyList<ReasonCode> For(string use, string? task = null)
    {
        var today = calendar.Today;
        return [.. All().Where(r => r.For.Contains(use, StringComparer.Ordinal) && r.IsValidOn(today) && (task is null || r.Tasks.Count == 0 || r.Tasks.Contains(task, StringComparer.Ordinal)))];
    }

    /// <summary>The reason with this code, chosen today or long ago; null = no list in force has it (any more).</summary>
    public ReasonCode? Find(string code) => All().FirstOrDefault(r => r.Code == code);

    /// <inheritdoc />
    public bool Allows(string use, string code, string? task = null) => For(use, task).Any(r => r.Code == code);

    /// <inheritdoc />
    public bool Offers(string use, string task) => For(use, task).Count > 0;

    /// <inheritdoc />
    public bool AsksForWords(string code) => Find(code) is { Remark: true };

    private IEnumerable<ReasonCode> All() =>
        configuration.AllCurrent(ConfigurationKind.ReasonCodes).SelectMany(v => configuration.Parsed(v, version => ReasonJson.Read(version.Content)));
}
