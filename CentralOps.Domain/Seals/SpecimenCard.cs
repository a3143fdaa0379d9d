using CentralOps.Domain.Kernel;

namespace CentralOps.Domain.Seals;

/// <summary>An account's specimen card (印鉴卡): which seals are reserved, since when, and which must be together.</summary>
public sealed class SpecimenCard
{
    /// <summary>Row key.</summary>
    public Guid Id { get; init; } = Ids.New();

    /// <summary>The account.</summary>
    public required string Account { get; init; }

    /// <summary>Combination rule, see <see cref="SealCombination"/>.</summary>
    public required string Combination { get; set; }

    /// <summary>The customer has stopped the use of the seals (loss, dispute): nothing passes automatically.</summary>
    public bool Stopped { get; set; }

    /// <summary>All specimens ever reserved.</summary>
    public List<SealSpecimen> Specimens { get; init; } = [];

    /// <summary>Concurrency stamp.</summary>
    public Guid Version { get; set; }

    /// <summary>The specimens in force on a date; of two for one role the newer.</summary>
    public IReadOnlyList<SealSpecimen> InForce(DateOnly on) =>
        [.. Specimens.Where(s => s.IsInForce(on)).GroupBy(s => s.Role).Select(g => g.MaxBy(s => s.ValidFrom)!)];
}

/// <summary>One reserved seal of an account.</summary>
public sealed class SealSpecimen
{
    /// <summary>Row key.</summary>
    public Guid Id { get; init; } = Ids.New();

    /// <summary>The card.</summary>
    public Guid CardId { get; init; }

    /// <summary><c>finance</c>, <c>legal-representative</c>, <c>company</c> …</summary>
    public required string Role { get; init; }

    /// <summary>Content hash of the picture (PNG).</summary>
    public required string ContentHash { get; init; }

    /// <summary>Its resolution.</summary>
    public double Dpi { get; init; }

    /// <summary>First day in force.</summary>
    public DateOnly ValidFrom { get; init; }

    /// <summary>Last day in force; null = until replaced.</summary>
    public DateOnly? ValidTo { get; set; }

    /// <summary>True on the days from <see cref="ValidFrom"/> to <see cref="ValidTo"/>, both included.</summary>
    public bool IsInForce(DateOnly on) => on >= ValidFrom && (ValidTo is not { } last || on <= last);
}
