using CentralOps.Domain.Administration;
using CentralOps.Domain.Audit;
using CentralOps.Domain.Kernel;
using CentralOps.Infrastructure.Database;
using CentralOps.Infrastructure.Database.Identity;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace CentralOps.Infrastructure.Administration;

/// <summary>One administrator of an empty database without demo; and one more where whoever runs the server must be the second person.</summary>
internal sealed class FirstAdministrators(
    CentralOpsDbContext db, UserManager<StaffUser> users, IOptions<SetupOptions> setup, IAuditTrail audit, TimeProvider clock, ILogger<FirstAdministrators> log) : IFirstContent
{
    public int Order => 30; // after the demo bank, which has administrators of its own

    public async Task EnsureAsync(CancellationToken cancel)
    {
        if (!await db.Users.AnyAsync(cancel))
            await AdministratorAsync();
        if (setup.Value.Administrator is { Length: > 0 } name)
            await OneMoreAdministratorAsync(name, cancel);
    }

    private async Task AdministratorAsync()
    {
        var admin = New("admin");
        if (setup.Value.AdminPassword is { Length: > 0 } set)
        {
            (admin.MustChangePassword, admin.PasswordUntil) = (true, clock.GetUtcNow() + OneTimeCode.Lifetime);
            ShippedContent.Demand(await users.CreateAsync(admin, set));
        }
        else
        {
            GiveCode(admin);
            ShippedContent.Demand(await users.CreateAsync(admin));
        }

        ShippedContent.Demand(await users.AddToRoleAsync(admin, RoleNames.Administrator));
    }

    // The way out when fewer than two people are left who may manage people: whoever runs the server is the second person.
    private async Task OneMoreAdministratorAsync(string name, CancellationToken cancel)
    {
        var managing = await (
            from member in db.UserRoles
            join right in db.RoleClaims on member.RoleId equals right.RoleId
            where right.ClaimType == Permissions.ClaimType && right.ClaimValue == Permissions.AdminUsers
            select member.UserId).Distinct().ToListAsync(cancel);
        var known = await users.FindByNameAsync(name);
        var (people, now) = (await db.Users.Where(u => u.Active && managing.Contains(u.Id)).ToListAsync(cancel), clock.GetUtcNow());
        // Whoever let the one-time code run out cannot log in, so they are nobody's second person.
        if (people.Count(u => !u.MustChangePassword || u.PasswordUntil is null || u.PasswordUntil > now) >= 2 || (known is not null && !managing.Contains(known.Id)))
        {
            log.LogWarning("Setup:Administrator is ignored: two people can manage people, or {Name} is somebody who cannot", name);
            return;
        }

        var person = known ?? New(name);
        (person.Active, person.LockoutEnd, person.AccessFailedCount) = (true, null, 0);
        GiveCode(person);
        db.Add(audit.Create("system", known is null ? "user.created" : "user.unlocked", "user", name, new { by = "Setup:Administrator" }));
        ShippedContent.Demand(known is null ? await users.CreateAsync(person) : await users.UpdateSecurityStampAsync(person));
        if (known is null)
            ShippedContent.Demand(await users.AddToRoleAsync(person, RoleNames.Administrator));
    }

    private static StaffUser New(string name) => new() { Id = Ids.New(), UserName = name, DisplayName = name, BranchCode = ShippedContent.CentreCode };

    private void GiveCode(StaffUser user)
    {
        var (first, second, hasher) = (OneTimeCode.NewHalf(), OneTimeCode.NewHalf(), (ICodeHasher)users.PasswordHasher);
        user.PasswordHash = StaffPasswordHasher.Of(new CodeHashes(hasher.Hash(first), hasher.Hash(second)));
        (user.MustChangePassword, user.PasswordUntil) = (true, clock.GetUtcNow() + OneTimeCode.Lifetime);
        log.LogWarning("Log in as {Name} with one-time code {Code} before {Until:u} and set a password", user.UserName, OneTimeCode.Whole(first, second), user.PasswordUntil);
    }
}
