using System.Data.Common;
using System.Security.Claims;
using CentralOps.Domain.Administration;
using CentralOps.Web.Shell;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Components.Server;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;

namespace CentralOps.Web.Account;

/// <summary>
/// Ends a circuit's log-in when its session is no longer the live one: at once when it happens on this node, else before the next thing that its browser sends
/// (<see cref="LiveCircuit"/>), and within a minute when it sends nothing.
/// </summary>
internal sealed class SessionStateProvider : RevalidatingServerAuthenticationStateProvider
{
    private readonly ISessions _sessions;
    private readonly string _stampClaim;
    private readonly ILogger _log;

    public SessionStateProvider(ILoggerFactory loggers, ISessions sessions, IOptions<IdentityOptions> identity)
        : base(loggers)
    {
        _sessions = sessions;
        _log = loggers.CreateLogger<SessionStateProvider>();
        _stampClaim = identity.Value.ClaimsIdentity.SecurityStampClaimType;
        _sessions.Ended += OnEnded;
    }

    protected override TimeSpan RevalidationInterval => TimeSpan.FromMinutes(1);

    protected override async Task<bool> ValidateAuthenticationStateAsync(AuthenticationState authenticationState, CancellationToken cancellationToken)
    {
        var user = authenticationState.User;
        try
        {
            return user.StaffId() is { } id && await _sessions.IsLiveAsync(id, user.FindFirstValue(_stampClaim), cancellationToken);
        }
        catch (ObjectDisposedException)
        {
            return true; // the portal is stopping: the circuit ends with it, its person need not be told of a lost log-in
        }
    }

    protected override void Dispose(bool disposing)
    {
        _sessions.Ended -= OnEnded;
        base.Dispose(disposing);
    }

    /// <summary>Ends the log-in when its session is over; true when it has just been ended.</summary>
    public Task<bool> EndIfOverAsync() => EndIfOverAsync(null);

    private void OnEnded(Guid userId) => _ = EndIfOverAsync(userId);

    private async Task<bool> EndIfOverAsync(Guid? whose)
    {
        AuthenticationState state;
        try
        {
            state = await GetAuthenticationStateAsync();
        }
        catch (InvalidOperationException)
        {
            return false; // a page request that has not learned its user yet: nothing to end
        }

        if (state.User.StaffId() is not { } user || (whose ?? user) != user || await MayBeLiveAsync(state)) return false;
        SetAuthenticationState(Task.FromResult(new AuthenticationState(new ClaimsPrincipal(new ClaimsIdentity()))));
        return true;
    }

    // Without its database the portal decides nothing, so an event may pass; a desk must not die of it, which keeps what is typed until the database is back.
    private async Task<bool> MayBeLiveAsync(AuthenticationState state)
    {
        try
        {
            return await ValidateAuthenticationStateAsync(state, CancellationToken.None);
        }
        catch (Exception e) when (e is DbException or InvalidOperationException or TimeoutException)
        {
            _log.LogWarning(e, "Whether a log-in is still the live one could not be asked");
            return true;
        }
    }
}
