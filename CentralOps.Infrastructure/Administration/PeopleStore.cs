using System.Security.Cryptography;
using CentralOps.Domain.Administration;
using CentralOps.Domain.Audit;
using CentralOps.Domain.Kernel;
using CentralOps.Infrastructure.Database;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CentralOps.Infrastructure.Administration;

internal sealed class PeopleStore(
    IServiceScopeFactory scopes, IDbContextFactory<CentralOpsDbContext> contexts, StaffDirectory staff, LiveSessions sessions, IAuditTrail audit, TimeProvider clock) : IPeopleStore
{
    public async Task<IReadOnlyList<PersonDetails>> ListAsync(CancellationToken cancel = default)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        var users = await db.Users.AsNoTracking().Select(u => new { u.Id, u.LockoutEnd, u.LastLogInAt }).ToDictionaryAsync(u => u.Id, cancel);
        var now = clock.GetUtcNow();
        return [.. (await staff.AllAsync(cancel)).Select(s => new PersonDetails(
            s,
            users.GetValueOrDefault(s.Id)?.LockoutEnd is { } end && end > now ? end : null,
            users.GetValueOrDefault(s.Id)?.LastLogInAt))];
    }

    public Task<Outcome<string>> AddAsync(PersonDraft person, string by, CancellationToken cancel = default) => InTransactionAsync<string>(async (users, db) =>
    {
        if (await users.FindByNameAsync(person.UserName) is not null)
            return new Refusal("administration.name-taken");
        var password = NewPassword();
        var user = new StaffUser
        {
            Id = Ids.New(),
            UserName = person.UserName,
            DisplayName = person.DisplayName.Trim(),
            BranchCode = person.BranchCode,
            Posts = string.Join(',', person.Posts),
            AuthorizationLevel = person.Level,
            AmountLimit = person.AmountLimit,
            MustChangePassword = true,
        };
        db.Add(audit.Create(by, "user.created", "user", person.UserName, Told(person)));
        ShippedContent.Demand(await users.CreateAsync(user, password));
        ShippedContent.Demand(await users.AddToRolesAsync(user, person.Roles));
        return password;
    }, null, cancel);

    public async Task<Outcome> ChangeAsync(PersonDraft person, string by, CancellationToken cancel = default) => Without(await InTransactionAsync<string>(async (users, db) =>
    {
        if (await FindAsync(users, person.Id) is not { } user)
            return new Refusal("administration.unknown-person");
        var before = await users.GetRolesAsync(user);
        user.DisplayName = person.DisplayName.Trim();
        user.BranchCode = person.BranchCode;
        user.Posts = string.Join(',', person.Posts);
        user.AuthorizationLevel = person.Level;
        user.AmountLimit = person.AmountLimit;
        db.Add(audit.Create(by, "user.changed", "user", user.UserName!, Told(person)));
        ShippedContent.Demand(await users.RemoveFromRolesAsync(user, before.Except(person.Roles)));
        ShippedContent.Demand(await users.AddToRolesAsync(user, person.Roles.Except(before)));
        ShippedContent.Demand(await users.UpdateSecurityStampAsync(user));
        return "";
    }, person.Id, cancel));

    public Task<Outcome<string>> ResetPasswordAsync(Guid id, string by, CancellationToken cancel = default) => InTransactionAsync<string>(async (users, db) =>
    {
        if (await FindAsync(users, id) is not { } user)
            return new Refusal("administration.unknown-person");
        var password = NewPassword();
        user.MustChangePassword = true;
        db.Add(audit.Create(by, "user.password-reset", "user", user.UserName!));
        ShippedContent.Demand(await users.RemovePasswordAsync(user));
        ShippedContent.Demand(await users.AddPasswordAsync(user, password));
        ShippedContent.Demand(await users.SetLockoutEndDateAsync(user, null));
        return password;
    }, id, cancel);

    public async Task<Outcome> SetActiveAsync(Guid id, bool active, string by, CancellationToken cancel = default) => Without(await InTransactionAsync<string>(async (users, db) =>
    {
        if (await FindAsync(users, id) is not { } user)
            return new Refusal("administration.unknown-person");
        user.Active = active;
        db.Add(audit.Create(by, active ? "user.unlocked" : "user.locked", "user", user.UserName!));
        ShippedContent.Demand(await users.SetLockoutEndDateAsync(user, null));
        ShippedContent.Demand(await users.ResetAccessFailedCountAsync(user));
        ShippedContent.Demand(await users.UpdateSecurityStampAsync(user));
        return "";
    }, id, cancel));

    // One scope and one transaction per action: the user manager saves several times, and the audit row must be in the same commit.
    private async Task<Outcome<T>> InTransactionAsync<T>(Func<UserManager<StaffUser>, CentralOpsDbContext, Task<Outcome<T>>> act, Guid? ends, CancellationToken cancel)
    {
        Outcome<T> outcome;
        await using (var scope = scopes.CreateAsyncScope())
        {
            var db = scope.ServiceProvider.GetRequiredService<CentralOpsDbContext>();
            await using var transaction = await db.Database.BeginTransactionAsync(cancel);
            outcome = await act(scope.ServiceProvider.GetRequiredService<UserManager<StaffUser>>(), db);
            if (outcome.Succeeded)
                await transaction.CommitAsync(cancel);
        }

        staff.Forget();
        if (ends is { } id && outcome.Succeeded)
            sessions.End(id);
        return outcome;
    }

    private static Task<StaffUser?> FindAsync(UserManager<StaffUser> users, Guid? id) => users.FindByIdAsync(id?.ToString() ?? "");

    private static Outcome Without(Outcome<string> outcome) => outcome.Refusal is { } refusal ? refusal : Outcome.Ok;

    private static object Told(PersonDraft p) => new { p.DisplayName, p.BranchCode, p.Roles, p.Posts, p.Level, p.AmountLimit };

    // Easy to read out over the telephone: no 0/O, 1/l/I.
    private static string NewPassword() =>
        $"{RandomNumberGenerator.GetString("ABCDEFGHJKLMNPQRSTUVWXYZ", 1)}{RandomNumberGenerator.GetString("abcdefghjkmnpqrstuvwxyz", 5)}-{RandomNumberGenerator.GetString("23456789", 5)}";
}
