using CentralOps.Domain.Kernel;

namespace CentralOps.Domain.Administration;

/// <summary>Logging in and out of the portal (not to be confused with signing in to a post). Only from plain requests: it writes cookies.</summary>
public interface IAccount
{
    /// <summary>Checks name and password and logs in. Refusals: <c>account.wrong</c>, <c>account.locked</c>, <c>account.inactive</c>. An earlier session of the same person ends.</summary>
    Task<Outcome<StaffMember>> LogInAsync(string userName, string password, CancellationToken cancel = default);

    /// <summary>Logs a demo person in without a password. Refusal <c>account.no-demo</c> unless the demo is on.</summary>
    Task<Outcome<StaffMember>> LogInDemoAsync(string userName, CancellationToken cancel = default);

    /// <summary>Logs out and ends the session everywhere.</summary>
    Task LogOutAsync(CancellationToken cancel = default);

    /// <summary>Changes the password of the person who is logged in. Refusals: <c>account.wrong</c>, <c>account.weak-password</c>.</summary>
    Task<Outcome> ChangePasswordAsync(string current, string next, CancellationToken cancel = default);
}

/// <summary>Tells whether a session is still the person's live one.</summary>
public interface ISessions
{
    /// <summary>A session of this person ended on this node (user id): other log-in, log-out, lock, change of rights.</summary>
    event Action<Guid>? Ended;

    /// <summary>After so long without a key or a movement a browser logs out; zero = never.</summary>
    TimeSpan IdleLimit { get; }

    /// <summary>True while the person is active and the stamp is the one of their live session.</summary>
    Task<bool> IsLiveAsync(Guid userId, string? stamp, CancellationToken cancel = default);
}

/// <summary>Claims of a session beside <see cref="Permissions.ClaimType"/>.</summary>
public static class SessionClaims
{
    /// <summary>Present while the password must be changed before anything else.</summary>
    public const string MustChangePassword = "must-change-password";
}

/// <summary>A demo person on the log-in page.</summary>
/// <param name="UserName">What logs them in.</param>
/// <param name="DisplayName">Their name.</param>
/// <param name="RoleZh">What they are, in Chinese.</param>
/// <param name="RoleEn">What they are, in English.</param>
/// <param name="TryZh">What to try, in Chinese.</param>
/// <param name="TryEn">What to try, in English.</param>
/// <param name="Group"><c>branch</c>, <c>centre</c> or <c>management</c>.</param>
public sealed record DemoPerson(string UserName, string DisplayName, string RoleZh, string RoleEn, string TryZh, string TryEn, string Group);

/// <summary>The demo people.</summary>
public interface IDemoPeople
{
    /// <summary>Everybody, in order; nobody unless the demo bank is loaded.</summary>
    IReadOnlyList<DemoPerson> All { get; }

    /// <summary>Those whom the log-in page offers as cards; nobody unless that is on.</summary>
    IReadOnlyList<DemoPerson> Cards { get; }

    /// <summary>The password that they share.</summary>
    string Password { get; }
}
