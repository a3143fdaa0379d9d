namespace CentralOps.Domain.Cases.Views;

/// <summary>Where a case is, without customer data: cheap enough to be asked twice a second, and not a view that the audit counts.</summary>
public interface ICaseProgress
{
    /// <summary>Progress of a case; null when there is none or the reader may not see it (other branch without the right to see all).</summary>
    Task<CaseProgress?> FindAsync(Guid userId, Guid caseId, CancellationToken cancel = default);
}

/// <summary>Progress of a case.</summary>
public sealed record CaseProgress
{
    /// <summary>Case id.</summary>
    public required Guid CaseId { get; init; }

    /// <summary>Case number.</summary>
    public required string Number { get; init; }

    /// <summary>Key of the business type.</summary>
    public required string BusinessType { get; init; }

    /// <summary>Where it stands.</summary>
    public CaseStatus Status { get; init; }

    /// <summary>Submitted at (UTC).</summary>
    public DateTimeOffset SubmittedAt { get; init; }

    /// <summary>Due at (UTC).</summary>
    public DateTimeOffset DueAt { get; init; }

    /// <summary>Finished at (UTC).</summary>
    public DateTimeOffset? FinishedAt { get; init; }

    /// <summary>When it is likely to be finished (UTC): median of the latest finished cases of the type, else its due time.</summary>
    public DateTimeOffset ExpectedAt { get; init; }

    /// <summary>Steps that made work, in the order in which they were first entered.</summary>
    public IReadOnlyList<StepProgress> Steps { get; init; } = [];

    /// <summary>Timeline, oldest first.</summary>
    public IReadOnlyList<ProgressEvent> Events { get; init; } = [];
}

/// <summary>A timeline entry.</summary>
/// <param name="Event">The event.</param>
/// <param name="Who">Display name; null = machine.</param>
/// <param name="Step">Step of the process element it tells of, which has a name in every language; null = none.</param>
public sealed record ProgressEvent(CaseEvent Event, string? Who, string? Step);

/// <summary>One step of a case.</summary>
/// <param name="Step">Step, e.g. <c>entry.fields</c>.</param>
/// <param name="Open">Work of it is open.</param>
/// <param name="Total">Work items so far, without cancelled ones.</param>
/// <param name="Done">Finished ones.</param>
/// <param name="EnteredAt">First entered at (UTC).</param>
/// <param name="LeftAt">Last finished at (UTC); null = open.</param>
/// <param name="Waiting">Some of its open work waits for a person or a machine; false = all of it is in hand.</param>
/// <param name="ByPeople">People do it.</param>
public sealed record StepProgress(string Step, bool Open, int Total, int Done, DateTimeOffset EnteredAt, DateTimeOffset? LeftAt, bool Waiting, bool ByPeople);
