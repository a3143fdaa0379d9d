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
    Task<Outcome> SetAsync(string name, IReadOnlySet<string> permissions, string by, CancellationToken cancel = default);
}

/// <summary>Roles are changed by an administrator who does not hold them.</summary>
public sealed class ManageRoles(IRoleStore store)
{
    /// <summary>Adds a role.</summary>
    public async Task<Outcome> AddAsync(StaffMember by, string name, string nameZh, CancellationToken cancel = default)
    {
        if (!by.May(Permissions.AdminUsers))
            return new Refusal("administration.not-permitted");
        return name.Length is < 3 or > 32 || !name.All(char.IsAsciiLetter) || string.IsNullOrWhiteSpace(nameZh) || nameZh.Length > 64
            ? new Refusal("administration.bad-role-name")
            : await store.AddAsync(name, nameZh.Trim(), by.UserName, cancel);
    }

    /// <summary>Sets what a role allows.</summary>
    public async Task<Outcome> SetAsync(StaffMember by, string name, IReadOnlySet<string> permissions, CancellationToken cancel = default)
    {
        if (!by.May(Permissions.AdminUsers))
            return new Refusal("administration.not-permitted");
        if (by.Roles.Contains(name))
            return new Refusal("administration.own-rights");
        if (permissions.Except(Permissions.All).Any())
            return new Refusal("administration.unknown-permission");
        return SeparateRights.Check(permissions) is { } mixed ? mixed : await store.SetAsync(name, permissions, by.UserName, cancel);
    }
}
