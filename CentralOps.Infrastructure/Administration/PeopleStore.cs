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

internal sealed class PeopleStore(
    IServiceScopeFactory scopes, StaffDirectory staff, LiveSessions sessions, ProposedChanges changes, IAuditTrail audit, TimeProvider clock) : IPeopleStore
{
    public async Task<IReadOnlyList<PersonDetails>> ListAsync(CancellationToken cancel = default)
    {
        await using var scope = scopes.CreateAsyncScope();
        var users = await scope.ServiceProvider.GetRequiredService<CentralOpsDbContext>().Users.AsNoTracking().Select(u => new { u.Id, u.LockoutEnd, u.LastLogInAt }).ToDictionaryAsync(u => u.Id, cancel);
        var now = clock.GetUtcNow();
        return [.. (await staff.AllAsync(cancel)).Select(s => new PersonDetails(
            s,
            users.GetValueOrDefault(s.Id)?.LockoutEnd is { } end && end > now ? end : null,
            users.GetValueOrDefault(s.Id)?.LastLogInAt))];
    }

    public Task<Outcome> AddAsync(PersonDraft person, CodeHashes code, string by, ProposedChange? approved, CancellationToken cancel = default) => InTransactionAsync(async (users, db) =>
    {
        if (await users.FindByNameAsync(person.UserName) is not null)
            return new Refusal("administration.name-taken");
        var user = new StaffUser
        {
            Id = Ids.New(),
            UserName = person.UserName,
            DisplayName = person.DisplayName.Trim(),
            BranchCode = person.BranchCode,
            Posts = string.Join(',', person.Posts),
            AuthorizationLevel = person.Level,
            AmountLimit = person.AmountLimit,
        };
        Give(user, code);
        db.Add(audit.Create(by, "user.created", "user", person.UserName, Told(person)));
        ShippedContent.Demand(await users.CreateAsync(user));
        ShippedContent.Demand(await users.AddToRolesAsync(user, person.Roles));
        return Outcome.Ok;
    }, null, approved, cancel);

    public Task<Outcome> ChangeAsync(
        PersonDraft person, CodeHashes? code, string by, ProposedChange? approved, CancellationToken cancel = default) => InTransactionAsync(async (users, db) =>
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
        if (code is not null)
        {
            Give(user, code);
            db.Add(audit.Create(by, "user.password-reset", "user", user.UserName!));
        }

        ShippedContent.Demand(await users.RemoveFromRolesAsync(user, before.Except(person.Roles)));
        ShippedContent.Demand(await users.AddToRolesAsync(user, person.Roles.Except(before)));
        ShippedContent.Demand(await users.UpdateSecurityStampAsync(user));
        return Outcome.Ok;
    }, person.Id, approved, cancel);

    public Task<Outcome> ResetPasswordAsync(Guid id, CodeHashes code, string by, ProposedChange? approved, CancellationToken cancel = default) => InTransactionAsync(async (users, db) =>
    {
        if (await FindAsync(users, id) is not { } user)
            return new Refusal("administration.unknown-person");
        Give(user, code);
        db.Add(audit.Create(by, "user.password-reset", "user", user.UserName!));
        ShippedContent.Demand(await users.UpdateSecurityStampAsync(user));
        ShippedContent.Demand(await users.SetLockoutEndDateAsync(user, null));
        return Outcome.Ok;
    }, id, approved, cancel);

    public Task<Outcome> SetActiveAsync(Guid id, bool active, string by, ProposedChange? approved, CancellationToken cancel = default) => InTransactionAsync(async (users, db) =>
    {
        if (await FindAsync(users, id) is not { } user)
            return new Refusal("administration.unknown-person");
        user.Active = active;
        db.Add(audit.Create(by, active ? "user.unlocked" : "user.locked", "user", user.UserName!));
        ShippedContent.Demand(await users.SetLockoutEndDateAsync(user, null));
        ShippedContent.Demand(await users.ResetAccessFailedCountAsync(user));
        ShippedContent.Demand(await users.UpdateSecurityStampAsync(user));
        return Outcome.Ok;
    }, id, approved, cancel);

    // One scope and one transaction per action: the user manager saves several times, and the audit row must be in the same commit.
    private async Task<Outcome> InTransactionAsync(Func<UserManager<StaffUser>, CentralOpsDbContext, Task<Outcome>> act, Guid? ends, ProposedChange? approved, CancellationToken cancel)
    {
        Outcome outcome;
        await using (var scope = scopes.CreateAsyncScope())
        {
            var db = scope.ServiceProvider.GetRequiredService<CentralOpsDbContext>();
            await using var transaction = await db.Database.BeginTransactionAsync(cancel);
            outcome = approved is null ? Outcome.Ok : await changes.WriteAsync(db, approved, cancel);
            if (outcome.Succeeded)
                outcome = await act(scope.ServiceProvider.GetRequiredService<UserManager<StaffUser>>(), db);
            if (outcome.Succeeded)
                await transaction.CommitAsync(cancel);
        }

        staff.Forget();
        if (ends is { } id && outcome.Succeeded)
            sessions.End(id);
        return outcome;
    }

    private void Give(StaffUser user, CodeHashes code) =>
        (user.PasswordHash, user.MustChangePassword, user.PasswordUntil) = (StaffPasswordHasher.Of(code), true, clock.GetUtcNow() + OneTimeCode.Lifetime);

    private static Task<StaffUser?> FindAsync(UserManager<StaffUser> users, Guid? id) => users.FindByIdAsync(id?.ToString() ?? "");

    private static object Told(PersonDraft p) => new { p.DisplayName, p.BranchCode, p.Roles, p.Posts, p.Level, p.AmountLimit };
}
