using CentralOps.Domain.Administration.Changes;
using CentralOps.Domain.Kernel;

namespace CentralOps.Domain.Administration;

/// <summary>A role in the matrix.</summary>
/// <param name="Name">Key, e.g. <c>Teller</c>.</param>
/// <param name="NameZh">Name in Chinese.</param>
/// <param name="Permissions">What it allows.</param>
/// <param name="Members">How many people have it.</param>
public sealed record RoleRow(string Name, string NameZh, IReadOnlySet<string> Permissions, int Members);

/// <summary>Keeps roles; every change writes the audit trail in the same transaction and ends the members' sessions.</summary>
public interface IRoleStore
{
    /// <summary>All roles in the shipped order, then by name.</summary>
    Task<IReadOnlyList<RoleRow>> ListAsync(CancellationToken cancel = default);

    /// <summary>Adds a role without permissions. Refusal <c>administration.role-exists</c>.</summary>
    Task<Outcome> AddAsync(string name, string nameZh, string by, CancellationToken cancel = default);

    /// <summary>Sets what a role allows. Refusal <c>administration.unknown-role</c>.</summary>
    Task<Outcome> SetAsync(string name, IReadOnlySet<string> permissions, string by, ProposedChange? approved, CancellationToken cancel = default);
}

/// <summary>Roles are changed by an administrator who does not hold them; by two when people may decide more by it, or fewer people control.</summary>
public sealed class ManageRoles(IRoleStore store, IStaffDirectory staff, ProposeChange propose, TimeProvider clock) : IControlled
{
    /// <inheritdoc />
    public IReadOnlyList<ControlledThing> Things { get; } = [ControlledThing.Role];

    /// <summary>Adds a role.</summary>
    public async Task<Outcome> AddAsync(StaffMember by, string name, string nameZh, CancellationToken cancel = default)
    {
        if (!by.May(Permissions.AdminUsers))
            return new Refusal("administration.not-permitted");
        return name.Length is < 3 or > 32 || !name.All(char.IsAsciiLetter) || string.IsNullOrWhiteSpace(nameZh) || nameZh.Length > 64
            ? new Refusal("administration.bad-role-name")
            : await store.AddAsync(name, nameZh.Trim(), by.UserName, cancel);
    }

    /// <summary>Sets what a role allows, or proposes to.</summary>
    public async Task<Outcome<ChangeEffect>> SetAsync(StaffMember by, string name, IReadOnlySet<string> permissions, CancellationToken cancel = default)
    {
        if (!by.May(Permissions.AdminUsers))
            return new Refusal("administration.not-permitted");
        if (by.Roles.Contains(name))
            return new Refusal("administration.own-rights");
        var before = await FitAsync(name, permissions, cancel);
        if (before.Refusal is { } unfit)
            return unfit;
        if (Authority.NeedsSecondPerson(before.Value, permissions))
            return await propose.AskAsync(
                ProposedChange.Of(ControlledThing.Role, name, permissions, Differences(before.Value, permissions), null, by, clock.GetUtcNow()), cancel);
        return (await store.SetAsync(name, permissions, by.UserName, null, cancel)).Refusal is { } refusal ? refusal : ChangeEffect.Done;
    }

    /// <inheritdoc />
    public async Task<Outcome<ChangedValue[]>> CompareAsync(ProposedChange change, CancellationToken cancel = default)
    {
        var permissions = change.ContentAs<HashSet<string>>();
        var before = await FitAsync(change.Subject, permissions, cancel);
        return before.Refusal is { } unfit ? unfit : Differences(before.Value, permissions);
    }

    /// <inheritdoc />
    public async Task<Outcome<string>> ApplyAsync(ProposedChange approved, CancellationToken cancel = default) =>
        (await store.SetAsync(approved.Subject, approved.ContentAs<HashSet<string>>(), approved.DecidedBy ?? "", approved, cancel)).Refusal is { } refusal ? refusal : "";

    // Rights are kept apart over all roles of every person who holds this one.
    private async Task<Outcome<HashSet<string>>> FitAsync(string name, IReadOnlySet<string> permissions, CancellationToken cancel)
    {
        if (permissions.Except(Permissions.All).Any())
            return new Refusal("administration.unknown-permission");
        if (SeparateRights.Check(permissions) is { } mixed)
            return mixed;
        var roles = await store.ListAsync(cancel);
        if (roles.FirstOrDefault(r => r.Name == name) is not { } role)
            return new Refusal("administration.unknown-role");
        foreach (var member in (await staff.AllAsync(cancel)).Where(s => s.Roles.Contains(name)))
        {
            if (SeparateRights.Check(roles.Where(r => r.Name != name && member.Roles.Contains(r.Name)).SelectMany(r => r.Permissions).Concat(permissions)) is not null)
                return new Refusal("administration.mixed-rights-of", member.DisplayName);
        }

        return role.Permissions.ToHashSet(StringComparer.Ordinal);
    }

    private static ChangedValue[] Differences(HashSet<string> before, IReadOnlySet<string> after) =>
        [.. Permissions.All.Where(p => before.Contains(p) != after.Contains(p))
            .Select(p => new ChangedValue(p, before.Contains(p) ? "true" : "false", after.Contains(p) ? "true" : "false"))];
}
