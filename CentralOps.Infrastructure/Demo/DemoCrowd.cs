using System.Security.Cryptography;
using CentralOps.Domain.Administration;
using CentralOps.Infrastructure.Administration;
using CentralOps.Infrastructure.Database;
using CentralOps.Infrastructure.Database.Identity;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace CentralOps.Infrastructure.Demo;

/// <summary>The simulated people: named <c>sim-…</c>, with passwords that nobody knows.</summary>
internal sealed class DemoCrowd(CentralOpsDbContext db, UserManager<StaffUser> users, IOptions<DemoOptions> options) : IFirstContent
{
    /// <summary>User names of simulated people begin with it.</summary>
    public const string Prefix = "sim-";

    private static readonly (string Name, string Display, string Role, string Posts, int Level, decimal? Limit)[] Centre =
    [
        ("entry-1", "模拟·梁一", RoleNames.Operator, WorkPosts.Entry, 0, null),
        ("entry-2", "模拟·宋二", RoleNames.Operator, WorkPosts.Entry, 0, null),
        ("entry-3", "模拟·唐三", RoleNames.Operator, WorkPosts.Entry, 0, null),
        ("arbiter", "模拟·邓裁", RoleNames.Operator, WorkPosts.Arbitration, 0, null),
        ("checker", "模拟·彭正", RoleNames.Operator, $"{WorkPosts.Classification},{WorkPosts.Correction}", 0, null),
        ("seal", "模拟·曾印", RoleNames.Operator, $"{WorkPosts.Phone},{WorkPosts.Seal},{WorkPosts.Risk}", 0, null),
        ("review-1", "模拟·田审", RoleNames.Operator, $"{WorkPosts.Review},{WorkPosts.Risk}", 0, null),
        ("review-2", "模拟·潘审", RoleNames.Operator, WorkPosts.Review, 0, null),
        ("landing", "模拟·丁落", RoleNames.Operator, WorkPosts.Landing, 0, null),
        ("authorizer-1", "模拟·袁授", RoleNames.Authorizer, WorkPosts.Authorization1, 1, 1_000_000m),
        ("authorizer-2", "模拟·蔡授", RoleNames.Authorizer, $"{WorkPosts.Authorization1},{WorkPosts.Authorization2}", 2, null),
        ("authorizer-3", "模拟·余授", RoleNames.Authorizer, WorkPosts.Authorization2, 2, null),
    ];

    public int Order => 30;

    public async Task EnsureAsync(CancellationToken cancel)
    {
        if (options.Value is not { Bank: true, Traffic: true }) return;
        foreach (var (name, display, role, posts, level, limit) in Centre)
            await PersonAsync(name, display, ShippedContent.CentreCode, role, posts, level, limit);
        var branches = await db.Set<Branch>().AsNoTracking().Where(b => !b.IsCentre).OrderBy(b => b.Code).ToListAsync(cancel);
        foreach (var branch in branches)
        {
            await PersonAsync($"teller-{branch.Code}", $"模拟柜员 {branch.Code}", branch.Code, RoleNames.Teller, "", 0, null);
            await PersonAsync($"manager-{branch.Code}", $"模拟主管 {branch.Code}", branch.Code, RoleNames.BranchSupervisor, "", 1, null);
        }
    }

    private async Task PersonAsync(string name, string display, string branch, string role, string posts, int level, decimal? limit)
    {
        if (await users.FindByNameAsync(Prefix + name) is not null) return;
        var user = new StaffUser
        {
            Id = Domain.Kernel.Ids.New(),
            UserName = Prefix + name,
            DisplayName = display,
            BranchCode = branch,
            Posts = posts,
            AuthorizationLevel = level,
            AmountLimit = limit,
        };
        ShippedContent.Demand(await users.CreateAsync(user, $"Sim1-{Convert.ToHexString(RandomNumberGenerator.GetBytes(20)).ToLowerInvariant()}"));
        ShippedContent.Demand(await users.AddToRoleAsync(user, role));
    }
}
