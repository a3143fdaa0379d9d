namespace CentralOps.Domain.Administration;

/// <summary>A branch of the bank. The operations centre is one too.</summary>
public sealed class Branch
{
    /// <summary>Code, e.g. <c>3101</c>: the key.</summary>
    public required string Code { get; init; }

    /// <summary>Name in Chinese.</summary>
    public required string NameZh { get; set; }

    /// <summary>Name in English.</summary>
    public required string NameEn { get; set; }

    /// <summary>True for the operations centre.</summary>
    public bool IsCentre { get; set; }

    /// <summary>A closed branch submits nothing.</summary>
    public bool Active { get; set; } = true;

    /// <summary>Concurrency stamp.</summary>
    public Guid Version { get; set; }
}

/// <summary>Finds branches, from a short-lived cache.</summary>
public interface IBranches
{
    /// <summary>All branches by code.</summary>
    ValueTask<IReadOnlyList<Branch>> AllAsync(CancellationToken cancel = default);

    /// <summary>The branch with this code, or null.</summary>
    ValueTask<Branch?> FindAsync(string code, CancellationToken cancel = default);
}
