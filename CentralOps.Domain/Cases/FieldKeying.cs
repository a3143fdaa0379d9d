using CentralOps.Domain.Kernel;

namespace CentralOps.Domain.Cases;

/// <summary>What one person keyed for one field.</summary>
public sealed class FieldKeying
{
    /// <summary>Row key.</summary>
    public Guid Id { get; init; } = Ids.New();

    /// <summary>The case.</summary>
    public Guid CaseId { get; init; }

    /// <summary>Field code.</summary>
    public required string Code { get; init; }

    /// <summary>Who.</summary>
    public Guid UserId { get; init; }

    /// <summary><c>key</c>, <c>arbitration</c>, <c>correction</c> or <c>branch</c>.</summary>
    public required string Role { get; init; }

    /// <summary>Normalised value; null when illegible.</summary>
    public string? Value { get; init; }

    /// <summary>The person could not read it.</summary>
    public bool Illegible { get; init; }

    /// <summary>The slice shown: a keying counts only for the slice that is still the field's.</summary>
    public string? SliceHash { get; init; }

    /// <summary>Finished at (UTC).</summary>
    public DateTimeOffset At { get; init; }

    /// <summary>From shown to confirmed, milliseconds.</summary>
    public int Milliseconds { get; init; }
}
