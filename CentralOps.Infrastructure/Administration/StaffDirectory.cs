using System.Collections.Frozen;
using CentralOps.Domain.Administration;
using CentralOps.Infrastructure.Database;
using Microsoft.EntityFrameworkCore;

namespace CentralOps.Infrastructure.Administration;

internal sealed class StaffDirectory(IDbContextFactory<CentralOpsDbContext> contexts, TimeProvider clock) : IStaffDirectory, IDisposable
{
    private readonly Cached<Snapshot> _staff = new(clock, cancel => ReadAsync(contexts, cancel));

    public async ValueTask<StaffMember?> FindAsync(Guid id, CancellationToken cancel = default) =>
        (await _staff.GetAsync(cancel)).ById.GetValueOrDefault(id);

    public async ValueTask<StaffMember?> FindByUserNameAsync(string userName, CancellationToken cancel = default) =>
        (await _staff.GetAsync(cancel)).ByName.GetValueOrDefault(userName);

    public async ValueTask<IReadOnlyList<StaffMember>> AllAsync(CancellationToken cancel = default) =>
        (await _staff.GetAsync(cancel)).All;

    public void Forget() => _staff.Forget();

    public void Dispose() => _staff.Dispose();

    private static async Task<Snapshot> ReadAsync(IDbContextFactory<CentralOpsDbContext> contexts, CancellationToken cancel)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        var users = await db.Users.AsNoTracking().OrderBy(u => u.UserName).ToListAsync(cancel);
        var roles = await db.Roles.AsNoTracking().ToDictionaryAsync(r => r.Id, r => r.Name ?? "", cancel);
        var memberships = (await db.UserRoles.AsNoTracking().ToListAsync(cancel)).ToLookup(m => m.UserId, m => m.RoleId);
        var permissions = (await db.RoleClaims.AsNoTracking().Where(c => c.ClaimType == Permissions.ClaimType).ToListAsync(cancel))
            .ToLookup(c => c.RoleId, c => c.ClaimValue ?? "");
        var all = users.ConvertAll(u => new StaffMember(
            u.Id,
            u.UserName ?? "",
            u.DisplayName,
            u.BranchCode,
            u.Posts.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries),
            u.AuthorizationLevel,
            u.AmountLimit,
            u.Active,
            [.. memberships[u.Id].Select(id => roles.GetValueOrDefault(id, "")).Order(StringComparer.Ordinal)],
            memberships[u.Id].SelectMany(id => permissions[id]).ToFrozenSet(StringComparer.Ordinal)));
        return new Snapshot(all, all.ToFrozenDictionary(s => s.Id), all.ToFrozenDictionary(s => s.UserName, StringComparer.OrdinalIgnoreCase));
    }

    private sealed record Snapshot(IReadOnlyList<StaffMember> All, FrozenDictionary<Guid, StaffMember> ById, FrozenDictionary<string, StaffMember> ByName);
}
