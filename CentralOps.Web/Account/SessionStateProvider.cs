using System.Security.Claims;
using CentralOps.Domain.Administration;
using CentralOps.Web.Shell;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Components.Server;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;

namespace CentralOps.Web.Account;

/// <summary>Ends a circuit's log-in when its session is no longer the live one: at once when it happens on this node, else within a minute.</summary>
internal sealed class SessionStateProvider : RevalidatingServerAuthenticationStateProvider
{
    private readonly ISessions _sessions;
    private readonly string _stampClaim;

    public SessionStateProvider(ILoggerFactory loggers, ISessions sessions, IOptions<IdentityOptions> identity)
        : base(loggers)
    {
        _sessions = sessions;
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

    private void OnEnded(Guid userId) => _ = EndIfDeadAsync(userId);

    private async Task EndIfDeadAsync(Guid userId)
    {
        AuthenticationState state;
        try
        {
            state = await GetAuthenticationStateAsync();
        }
        catch (InvalidOperationException)
        {
            return; // a page request that has not learned its user yet: nothing to end
        }

        if (state.User.StaffId() == userId && !await ValidateAuthenticationStateAsync(state, CancellationToken.None))
            SetAuthenticationState(Task.FromResult(new AuthenticationState(new ClaimsPrincipal(new ClaimsIdentity()))));
    }
}
