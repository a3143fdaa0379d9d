namespace CentralOps.Domain.Administration;

/// <summary>What somebody may decide: it is given, widened and handed back by two people.</summary>
/// <param name="Rights">Those of their permissions that authorize, release, publish or give out rights.</param>
/// <param name="Posts">Posts that decide, to which they may sign in.</param>
/// <param name="Level">Authorization level.</param>
/// <param name="AmountLimit">Largest amount in yuan they may decide on; null = no limit.</param>
/// <param name="BranchCode">Whose cases they authorize at the branch; null = none.</param>
public sealed record Authority(IReadOnlySet<string> Rights, IReadOnlySet<string> Posts, int Level, decimal? AmountLimit, string? BranchCode)
{
    /// <summary>Permissions with which nobody else need look, or which put others there.</summary>
    private static readonly string[] Deciding =
        [Permissions.BranchAuthorize, Permissions.DispatchManage, Permissions.PostingManage, Permissions.AdminUsers, Permissions.AdminConfiguration];

    // Whoever holds these is the second person: fewer of them is less control.
    private static readonly string[] Controlling = [Permissions.AdminUsers, Permissions.AdminConfiguration];

    /// <summary>May decide nothing.</summary>
    public static Authority None { get; } = Of([], [], 0, null, "");

    /// <summary>True when they may decide anything.</summary>
    public bool Any => Rights.Count > 0 || Posts.Count > 0;

    /// <summary>The authority that lies in these permissions, posts, level and limit.</summary>
    /// <param name="permissions">What the roles allow together.</param>
    /// <param name="posts">The posts.</param>
    /// <param name="level">Level.</param>
    /// <param name="limit">Limit.</param>
    /// <param name="branch">Branch.</param>
    public static Authority Of(IEnumerable<string> permissions, IEnumerable<WorkPost> posts, int level, decimal? limit, string branch)
    {
        var all = permissions.ToHashSet(StringComparer.Ordinal);
        var rights = all.Intersect(Deciding).ToHashSet(StringComparer.Ordinal);
        var deciding = all.Contains(Permissions.DutyWork) ? posts.Where(p => p.Decides).Select(p => p.Code) : [];
        return new Authority(rights, deciding.ToHashSet(StringComparer.Ordinal), level, limit, rights.Contains(Permissions.BranchAuthorize) ? branch : null);
    }

    /// <summary>True when going from one to the other takes two people: more may be decided, or fewer people control.</summary>
    public bool NeedsSecondPerson(Authority before) =>
        !Rights.IsSubsetOf(before.Rights) || !Posts.IsSubsetOf(before.Posts) || Level > before.Level
        || (before.AmountLimit is { } was && (AmountLimit is null || AmountLimit > was))
        || (BranchCode is not null && BranchCode != before.BranchCode)
        || before.Rights.Except(Rights).Intersect(Controlling).Any();

    /// <summary>True when changing a role's permissions takes two people.</summary>
    public static bool NeedsSecondPerson(IReadOnlySet<string> before, IReadOnlySet<string> after) =>
        after.Except(before).Intersect([.. Deciding, Permissions.DutyWork]).Any() || before.Except(after).Intersect(Controlling).Any();
}
