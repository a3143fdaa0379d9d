using CentralOps.Domain.Kernel;

namespace CentralOps.Domain.Cases;

/// <summary>A step's result and the inputs it holds for.</summary>
public sealed class StepEvidence
{
    /// <summary>Row key.</summary>
    public Guid Id { get; init; } = Ids.New();

    /// <summary>The case.</summary>
    public Guid CaseId { get; init; }

    /// <summary>Step, e.g. <c>seal.verify</c>.</summary>
    public required string Step { get; init; }

    /// <summary>SHA-256 (hex) of everything the result depends on.</summary>
    public required string InputHash { get; init; }

    /// <summary>Outcome of the step.</summary>
    public required string Outcome { get; init; }

    /// <summary>Details as JSON: scores, who, script answers.</summary>
    public string Detail { get; init; } = "{}";

    /// <summary>Who; null = machine.</summary>
    public Guid? UserId { get; init; }

    /// <summary>Established at (UTC).</summary>
    public DateTimeOffset At { get; init; }
}
