using System.Security.Claims;
using System.Security.Cryptography;
using CentralOps.Domain.Administration;
using CentralOps.Infrastructure.Database;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace CentralOps.Infrastructure.Administration;

/// <summary>Roles, posts, the centre and, on an empty database without demo, one administrator.</summary>
internal sealed class ShippedContent(
    CentralOpsDbContext db, RoleManager<StaffRole> roles, UserManager<StaffUser> users, IOptions<DemoOptions> demo, IOptions<SetupOptions> setup, ILogger<ShippedContent> log) : IFirstContent
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
        if (!demo.Value.Bank && !await db.Users.AnyAsync(cancel))
            await AdministratorAsync();
    }

    // A role that exists keeps what administrators made of it.
    private async Task RolesAsync()
    {
        foreach (var (name, permissions) in RoleNames.Shipped)
        {
            if (await roles.RoleExistsAsync(name))
                continue;
            var role = new StaffRole { Id = Domain.Kernel.Ids.New(), Name = name, NameZh = NamesZh[name] };
            Demand(await roles.CreateAsync(role));
            foreach (var permission in permissions)
                Demand(await roles.AddClaimAsync(role, new Claim(Permissions.ClaimType, permission)));
        }
    }

    private async Task AdministratorAsync()
    {
        var password = setup.Value.AdminPassword is { Length: > 0 } set ? set : $"Aa1-{Convert.ToHexString(RandomNumberGenerator.GetBytes(8))}";
        var admin = new StaffUser { Id = Domain.Kernel.Ids.New(), UserName = "admin", DisplayName = "admin", BranchCode = CentreCode };
        Demand(await users.CreateAsync(admin, password));
        Demand(await users.AddToRoleAsync(admin, RoleNames.Administrator));
        if (setup.Value.AdminPassword.Length == 0)
            log.LogWarning("First start: log in as admin with password {Password} and change it", password);
    }

    internal static void Demand(IdentityResult result)
    {
        if (!result.Succeeded)
            throw new InvalidOperationException(string.Join("; ", result.Errors.Select(e => e.Description)));
    }
}
