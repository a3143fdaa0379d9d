using System.Security.Claims;
using CentralOps.Domain.Administration;
using CentralOps.Domain.Kernel;
using CentralOps.Infrastructure.Database;
using CentralOps.Infrastructure.Database.Identity;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace CentralOps.Infrastructure.Administration;

/// <summary>Roles, posts and the centre.</summary>
internal sealed class ShippedContent(CentralOpsDbContext db, RoleManager<StaffRole> roles) : IFirstContent
{
    /// <summary>Code of the operations centre in <see cref="Branch"/>.</summary>
    public const string CentreCode = "0001";

    private static readonly Dictionary<string, string> NamesZh = new(StringComparer.Ordinal)
    {
        [RoleNames.Teller] = "柜员",
        [RoleNames.BranchSupervisor] = "前台业务主管",
        [RoleNames.Operator] = "作业员",
        [RoleNames.Authorizer] = "授权柜员",
        [RoleNames.CentreSupervisor] = "作业主管",
        [RoleNames.Administrator] = "系统管理员",
        [RoleNames.Auditor] = "审计",
    };

    public int Order => 10;

    public async Task EnsureAsync(CancellationToken cancel)
    {
        await RolesAsync();
        var known = await db.Set<WorkPost>().Select(p => p.Code).ToListAsync(cancel);
        db.AddRange(WorkPosts.Shipped().Where(p => !known.Contains(p.Code)));
        if (!await db.Set<Branch>().AnyAsync(b => b.Code == CentreCode, cancel))
            db.Add(new Branch { Code = CentreCode, NameZh = "集中作业中心", NameEn = "Operations centre", IsCentre = true });
        await db.SaveChangesAsync(cancel);
    }

    // A role that exists keeps what administrators made of it.
    private async Task RolesAsync()
    {
        foreach (var (name, permissions) in RoleNames.Shipped)
        {
            if (await roles.RoleExistsAsync(name))
                continue;
            var role = new StaffRole { Id = Ids.New(), Name = name, NameZh = NamesZh[name] };
            Demand(await roles.CreateAsync(role));
            foreach (var permission in permissions)
                Demand(await roles.AddClaimAsync(role, new Claim(Permissions.ClaimType, permission)));
        }
    }

    internal static void Demand(IdentityResult result)
    {
        if (!result.Succeeded)
            throw new InvalidOperationException(string.Join("; ", result.Errors.Select(e => e.Description)));
    }
}
