using CentralOps.Domain.Kernel;

namespace CentralOps.Domain.Cases;

/// <summary>Something that happened to a case: its timeline.</summary>
public sealed class CaseEvent
{
    /// <summary>Row key.</summary>
    public Guid Id { get; init; } = Ids.New();

    /// <summary>The case.</summary>
    public Guid CaseId { get; init; }

    /// <summary>At (UTC).</summary>
    public DateTimeOffset At { get; init; }

    /// <summary>Code, e.g. <c>submitted</c>, <c>step-entered</c>, <c>step-left</c>, <c>returned</c>, <c>question</c>; resource key <c>CaseEvent.{Code}</c>.</summary>
    public required string Code { get; init; }

    /// <summary>Element id of the process model; null = none.</summary>
    public string? Element { get; init; }

    /// <summary>Who; null = machine.</summary>
    public Guid? UserId { get; init; }

    /// <summary>Arguments or free text.</summary>
    public string? Text { get; init; }
}
