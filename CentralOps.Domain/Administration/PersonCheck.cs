using CentralOps.Domain.Kernel;

namespace CentralOps.Domain.Administration;

/// <summary>What a person may be, and what they may then decide.</summary>
public sealed class PersonCheck(IRoleStore roles, IBranches branches, IWorkPosts posts)
{
    /// <summary>Why a person cannot be like that; null = they can.</summary>
    public async Task<Refusal?> CheckAsync(PersonDraft person, CancellationToken cancel = default)
    {
        if (string.IsNullOrWhiteSpace(person.DisplayName) || person.DisplayName.Length > 64)
            return new Refusal("administration.bad-display-name");
        if (await branches.FindAsync(person.BranchCode, cancel) is not { Active: true })
            return new Refusal("administration.unknown-branch", person.BranchCode);
        if (person.AmountLimit < 0 || person.Level is < 0 or > 9)
            return new Refusal("administration.bad-limit");
        var known = await roles.ListAsync(cancel);
        if (person.Roles.Count == 0 || person.Roles.Any(name => known.All(r => r.Name != name)))
            return new Refusal("administration.no-role");
        foreach (var code in person.Posts)
        {
            if (await posts.FindAsync(code, cancel) is not { } post)
                return new Refusal("administration.unknown-post", code);
            if (post.MinLevel > person.Level)
                return new Refusal("administration.level-too-low", code, post.MinLevel);
        }

        return SeparateRights.Check(await PermissionsAsync(person, cancel));
    }

    /// <summary>What they could decide.</summary>
    public async Task<Authority> AuthorityAsync(PersonDraft person, CancellationToken cancel = default) =>
        Authority.Of(await PermissionsAsync(person, cancel), await PostsAsync(person.Posts, cancel), person.Level, person.AmountLimit, person.BranchCode);

    /// <summary>What they can decide, or could if they were not locked.</summary>
    public async Task<Authority> AuthorityAsync(StaffMember person, CancellationToken cancel = default) =>
        Authority.Of(person.Permissions, await PostsAsync(person.Posts, cancel), person.AuthorizationLevel, person.AmountLimit, person.BranchCode);

    private async Task<IEnumerable<string>> PermissionsAsync(PersonDraft person, CancellationToken cancel) =>
        (await roles.ListAsync(cancel)).Where(r => person.Roles.Contains(r.Name)).SelectMany(r => r.Permissions);

    private async Task<IEnumerable<WorkPost>> PostsAsync(IReadOnlyList<string> codes, CancellationToken cancel) =>
        (await posts.AllAsync(cancel)).Where(p => codes.Contains(p.Code));
}

/// <summary>Whoever gives out rights must not be able to move money with them.</summary>
public static class SeparateRights
{
    private static readonly string[] Business = [Permissions.CaseSubmit, Permissions.BranchAuthorize, Permissions.DutyWork, Permissions.DispatchManage, Permissions.PostingManage];

    /// <summary>Refusal <c>administration.mixed-rights</c> when rights to manage people meet rights to work on cases; else null.</summary>
    public static Refusal? Check(IEnumerable<string> permissions)
    {
        var all = permissions.ToHashSet(StringComparer.Ordinal);
        return all.Contains(Permissions.AdminUsers) && all.Overlaps(Business) ? new Refusal("administration.mixed-rights") : null;
    }
}
