using System.Text.RegularExpressions;
using CentralOps.Domain.Kernel;

namespace CentralOps.Domain.Administration;

/// <summary>People are created, changed, locked and given new passwords by an administrator, never by themselves.</summary>
public sealed partial class ManagePeople(IPeopleStore store, IStaffDirectory staff, IRoleStore roles, IBranches branches, IWorkPosts posts)
{
    /// <summary>Adds a person and returns their first password.</summary>
    public async Task<Outcome<string>> AddAsync(StaffMember by, PersonDraft person, CancellationToken cancel = default)
    {
        if (!by.May(Permissions.AdminUsers))
            return new Refusal("administration.not-permitted");
        if (!UserName().IsMatch(person.UserName))
            return new Refusal("administration.bad-user-name");
        return await CheckAsync(person, cancel) is { } refusal ? refusal : await store.AddAsync(person, by.UserName, cancel);
    }

    /// <summary>Changes a person's branch, roles, posts, level or limit.</summary>
    public async Task<Outcome> ChangeAsync(StaffMember by, PersonDraft person, CancellationToken cancel = default)
    {
        if (await MayTouchAsync(by, person.Id, cancel) is { } no)
            return no;
        if (await CheckAsync(person, cancel) is { } refusal)
            return refusal;
        if (!person.Roles.Contains(RoleNames.Administrator) && await IsLastAdministratorAsync(person.Id, cancel))
            return new Refusal("administration.last-administrator");
        return await store.ChangeAsync(person, by.UserName, cancel);
    }

    /// <summary>Gives a person a new password and returns it.</summary>
    public async Task<Outcome<string>> ResetPasswordAsync(StaffMember by, Guid id, CancellationToken cancel = default) =>
        await MayTouchAsync(by, id, cancel) is { } no ? no : await store.ResetPasswordAsync(id, by.UserName, cancel);

    /// <summary>Locks a person out for good, or lets them in again (and lifts a lockout after wrong passwords).</summary>
    public async Task<Outcome> SetActiveAsync(StaffMember by, Guid id, bool active, CancellationToken cancel = default)
    {
        if (await MayTouchAsync(by, id, cancel) is { } no)
            return no;
        if (!active && await IsLastAdministratorAsync(id, cancel))
            return new Refusal("administration.last-administrator");
        return await store.SetActiveAsync(id, active, by.UserName, cancel);
    }

    private async Task<Refusal?> MayTouchAsync(StaffMember by, Guid? id, CancellationToken cancel)
    {
        if (!by.May(Permissions.AdminUsers))
            return new Refusal("administration.not-permitted");
        if (id == by.Id)
            return new Refusal("administration.own-rights");
        return id is { } known && await staff.FindAsync(known, cancel) is not null ? null : new Refusal("administration.unknown-person");
    }

    private async Task<Refusal?> CheckAsync(PersonDraft person, CancellationToken cancel)
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

        return SeparateRights.Check(known.Where(r => person.Roles.Contains(r.Name)).SelectMany(r => r.Permissions));
    }

    private async Task<bool> IsLastAdministratorAsync(Guid? id, CancellationToken cancel)
    {
        var administrators = (await staff.AllAsync(cancel)).Where(s => s.May(Permissions.AdminUsers)).Select(s => s.Id).ToList();
        return administrators.Count == 1 && administrators[0] == id;
    }

    [GeneratedRegex("^[a-z][a-z0-9.-]{2,31}$")]
    private static partial Regex UserName();
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
