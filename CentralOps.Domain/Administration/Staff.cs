using CentralOps.Domain.Versioning;

namespace CentralOps.Domain.Administration;

/// <summary>A person as the rest of the product knows them.</summary>
/// <param name="Id">User id.</param>
/// <param name="UserName">What they type to log in.</param>
/// <param name="DisplayName">Name that colleagues read.</param>
/// <param name="BranchCode">Branch they belong to; the centre is a branch too.</param>
/// <param name="Posts">Codes of the posts they may sign in to.</param>
/// <param name="AuthorizationLevel">0 = none.</param>
/// <param name="AmountLimit">Largest amount in yuan they may decide on; null = no limit.</param>
/// <param name="Active">May log in.</param>
/// <param name="Roles">Names of their roles.</param>
/// <param name="Permissions">What their roles allow together.</param>
public sealed record StaffMember(
    Guid Id,
    string UserName,
    string DisplayName,
    string BranchCode,
    IReadOnlyList<string> Posts,
    int AuthorizationLevel,
    decimal? AmountLimit,
    bool Active,
    IReadOnlyList<string> Roles,
    IReadOnlySet<string> Permissions) : IEditor
{
    /// <inheritdoc />
    public bool MayConfigure => May(Administration.Permissions.AdminConfiguration);

    /// <summary>True when one of the person's roles allows it.</summary>
    public bool May(string permission) => Active && Permissions.Contains(permission);

    /// <summary>True when they may sign in to this post and stay there.</summary>
    public bool MayServe(WorkPost? post) =>
        May(Administration.Permissions.DutyWork) && post is { Active: true } && Posts.Contains(post.Code) && AuthorizationLevel >= post.MinLevel;

    /// <summary>True when an amount in yuan is within the person's limit.</summary>
    public bool MayDecide(decimal? amount) => AmountLimit is null || amount is null || amount <= AmountLimit;
}

/// <summary>Finds people. Answers come from a short-lived cache that every change of staff empties on this node (other nodes follow within 10 s).</summary>
public interface IStaffDirectory
{
    /// <summary>The person with this id, or null.</summary>
    ValueTask<StaffMember?> FindAsync(Guid id, CancellationToken cancel = default);

    /// <summary>The person with this user name (any case), or null.</summary>
    ValueTask<StaffMember?> FindByUserNameAsync(string userName, CancellationToken cancel = default);

    /// <summary>Everybody, by user name.</summary>
    ValueTask<IReadOnlyList<StaffMember>> AllAsync(CancellationToken cancel = default);
}

/// <summary>The person who uses the present page or circuit.</summary>
public interface ICurrentStaff
{
    /// <summary>The person who is logged in.</summary>
    /// <exception cref="InvalidOperationException">Nobody is logged in, or they no longer exist.</exception>
    ValueTask<StaffMember> GetAsync(CancellationToken cancel = default);

    /// <summary>The person who is logged in, or null.</summary>
    ValueTask<StaffMember?> FindAsync(CancellationToken cancel = default);
}
