using CentralOps.Domain.Administration;
using CentralOps.Domain.Audit;
using CentralOps.Domain.Kernel;
using CentralOps.Infrastructure.Database.Identity;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;

namespace CentralOps.Infrastructure.Administration;

internal sealed class Account(
    SignInManager<StaffUser> signIn, UserManager<StaffUser> users, IStaffDirectory staff, LiveSessions sessions, IDemoPeople demo,
    IAuditTrail audit, IOptions<DemoOptions> options, IHttpContextAccessor http, TimeProvider clock) : IAccount
{
    public async Task<Outcome<StaffMember>> LogInAsync(string userName, string password, CancellationToken cancel = default)
    {
        var user = await users.FindByNameAsync(userName);
        if (user is null)
        {
            // As slow as a wrong password, so that the answer's time does not tell which names exist.
            users.PasswordHasher.HashPassword(new StaffUser { DisplayName = "", BranchCode = "" }, password);
            await audit.RecordAsync("system", "login.unknown", "user", "unknown", cancel: cancel);
            return new Refusal("account.wrong");
        }

        var result = await signIn.CheckPasswordSignInAsync(user, password, lockoutOnFailure: true);
        if (!result.Succeeded)
        {
            await audit.RecordAsync(user.UserName!, result.IsLockedOut ? "login.locked" : "login.failed", "user", user.UserName!, cancel: cancel);
            return new Refusal(result.IsLockedOut ? "account.locked" : "account.wrong");
        }

        if (user.MustChangePassword && user.PasswordUntil <= clock.GetUtcNow())
        {
            await audit.RecordAsync(user.UserName!, "login.expired", "user", user.UserName!, cancel: cancel);
            return new Refusal("account.code-expired");
        }

        return await EnterAsync(user, cancel);
    }

    public async Task<Outcome<StaffMember>> LogInDemoAsync(string userName, CancellationToken cancel = default)
    {
        if (!options.Value.Cards || !demo.All.Any(p => p.UserName == userName) || await users.FindByNameAsync(userName) is not { } user)
            return new Refusal("account.no-demo");
        return await EnterAsync(user, cancel);
    }

    public async Task LogOutAsync(CancellationToken cancel = default)
    {
        if (http.HttpContext?.User is { } principal && await users.GetUserAsync(principal) is { } user)
        {
            await users.UpdateSecurityStampAsync(user);
            await audit.RecordAsync(user.UserName!, "logout", "user", user.UserName!, cancel: cancel);
            sessions.Forget(user.Id);
            // Not before the answer is out: an open page would navigate away and throw away the answer that deletes the cookie.
            http.HttpContext.Response.OnCompleted(() =>
            {
                sessions.End(user.Id);
                return Task.CompletedTask;
            });
        }

        await signIn.SignOutAsync();
    }

    public async Task<Outcome> ChangePasswordAsync(string current, string next, CancellationToken cancel = default)
    {
        if (http.HttpContext?.User is not { } principal || await users.GetUserAsync(principal) is not { } user)
            return new Refusal("account.wrong");
        var result = await users.ChangePasswordAsync(user, current, next);
        if (!result.Succeeded)
            return new Refusal(result.Errors.Any(e => e.Code == nameof(IdentityErrorDescriber.PasswordMismatch)) ? "account.wrong" : "account.weak-password");
        (user.MustChangePassword, user.PasswordUntil) = (false, null);
        await users.UpdateAsync(user);
        await audit.RecordAsync(user.UserName!, "password.changed", "user", user.UserName!, cancel: cancel);
        await signIn.RefreshSignInAsync(user);
        return Outcome.Ok;
    }

    private async Task<Outcome<StaffMember>> EnterAsync(StaffUser user, CancellationToken cancel)
    {
        if (!user.Active)
            return new Refusal("account.inactive");
        user.LastLogInAt = clock.GetUtcNow();
        await users.UpdateSecurityStampAsync(user);
        await audit.RecordAsync(user.UserName!, "login.ok", "user", user.UserName!, cancel: cancel);
        sessions.End(user.Id);
        await signIn.SignInAsync(user, isPersistent: false);
        return await staff.FindAsync(user.Id, cancel) is { } member ? member : new Refusal("account.wrong");
    }
}
