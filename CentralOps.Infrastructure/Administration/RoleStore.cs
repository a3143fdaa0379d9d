using System.Security.Claims;
using CentralOps.Domain.Administration;
using CentralOps.Domain.Administration.Changes;
using CentralOps.Domain.Audit;
using CentralOps.Domain.Kernel;
using CentralOps.Infrastructure.Database;
using CentralOps.Infrastructure.Database.Identity;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CentralOps.Infrastructure.Administration;

internal sealed class RoleStore(
    IServiceScopeFactory scopes, IDbContextFactory<CentralOpsDbContext> contexts, StaffDirectory staff, LiveSessions sessions, ProposedChanges changes, IAuditTrail audit) : IRoleStore
{
    public async Task<IReadOnlyList<RoleRow>> ListAsync(CancellationToken cancel = default)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        var claims = (await db.RoleClaims.AsNoTracking().Where(c => c.ClaimType == Permissions.ClaimType).ToListAsync(cancel)).ToLookup(c => c.RoleId, c => c.ClaimValue ?? "");
        var members = await db.UserRoles.GroupBy(m => m.RoleId).Select(g => new { g.Key, Count = g.Count() }).ToDictionaryAsync(g => g.Key, g => g.Count, cancel);
        var shipped = RoleNames.Shipped.Keys.ToList();
        return
        [
            .. (await db.Roles.AsNoTracking().ToListAsync(cancel))
                .OrderBy(r => shipped.IndexOf(r.Name ?? "") is var place and >= 0 ? place : int.MaxValue)
                .ThenBy(r => r.Name, StringComparer.Ordinal)
                .Select(r => new RoleRow(r.Name ?? "", r.NameZh, claims[r.Id].ToHashSet(StringComparer.Ordinal), members.GetValueOrDefault(r.Id))),
        ];
    }

    public async Task<Outcome> AddAsync(string name, string nameZh, string by, CancellationToken cancel = default)
    {
        await using var scope = scopes.CreateAsyncScope();
        var roles = scope.ServiceProvider.GetRequiredService<RoleManager<StaffRole>>();
        if (await roles.RoleExistsAsync(name))
            return new Refusal("administration.role-exists");
        scope.ServiceProvider.GetRequiredService<CentralOpsDbContext>().Add(audit.Create(by, "role.created", "role", name, new { nameZh }));
        ShippedContent.Demand(await roles.CreateAsync(new StaffRole { Id = Ids.New(), Name = name, NameZh = nameZh }));
        return Outcome.Ok;
    }

    public async Task<Outcome> SetAsync(string name, IReadOnlySet<string> permissions, string by, ProposedChange? approved, CancellationToken cancel = default)
    {
        List<StaffUser> members;
        await using (var scope = scopes.CreateAsyncScope())
        {
            var roles = scope.ServiceProvider.GetRequiredService<RoleManager<StaffRole>>();
            var db = scope.ServiceProvider.GetRequiredService<CentralOpsDbContext>();
            if (await roles.FindByNameAsync(name) is not { } role)
                return new Refusal("administration.unknown-role");
            var before = (await roles.GetClaimsAsync(role)).Where(c => c.Type == Permissions.ClaimType).Select(c => c.Value).ToHashSet(StringComparer.Ordinal);
            await using var transaction = await db.Database.BeginTransactionAsync(cancel);
            if (approved is not null && (await changes.WriteAsync(db, approved, cancel)).Refusal is { } late)
                return late;
            db.Add(audit.Create(by, "role.changed", "role", name, new { added = permissions.Except(before), removed = before.Except(permissions) }));
            foreach (var gone in before.Except(permissions))
                ShippedContent.Demand(await roles.RemoveClaimAsync(role, new Claim(Permissions.ClaimType, gone)));
            foreach (var added in permissions.Except(before))
                ShippedContent.Demand(await roles.AddClaimAsync(role, new Claim(Permissions.ClaimType, added)));

            // Sessions carry their permissions: whoever holds the role logs in anew.
            var memberIds = db.UserRoles.Where(m => m.RoleId == role.Id).Select(m => m.UserId);
            members = await db.Users.Where(u => memberIds.Contains(u.Id)).ToListAsync(cancel);
            foreach (var member in members)
                member.SecurityStamp = Guid.NewGuid().ToString("N");
            await db.SaveChangesAsync(cancel);
            await transaction.CommitAsync(cancel);
        }

        staff.Forget();
        members.ForEach(m => sessions.End(m.Id));
        return Outcome.Ok;
    }
}
