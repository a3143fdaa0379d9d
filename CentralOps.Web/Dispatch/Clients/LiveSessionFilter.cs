using System.Security.Claims;
using CentralOps.Domain.Administration;
using CentralOps.Web.Shell;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.SignalR;
using Microsoft.Extensions.Options;

namespace CentralOps.Web.Dispatch.Clients;

/// <summary>
/// A connection outlives the log-in that opened it: at every call the session is asked whether it is still the live one (log-out, another log-in, lock,
/// changed rights). Where it is not, the call is refused as <c>account.session-ended</c> and the line is cut.
/// </summary>
public sealed class LiveSessionFilter(ISessions sessions, IOptions<IdentityOptions> identity) : IHubFilter
{
    /// <inheritdoc />
    public async ValueTask<object?> InvokeMethodAsync(HubInvocationContext invocationContext, Func<HubInvocationContext, ValueTask<object?>> next)
    {
        if (await IsLiveAsync(invocationContext.Context)) return await next(invocationContext);
        _ = CutAsync(invocationContext.Context);
        throw new HubException("account.session-ended");
    }

    // The client is told why first.
    private static async Task CutAsync(HubCallerContext caller)
    {
        await Task.Delay(TimeSpan.FromSeconds(1));
        caller.Abort();
    }

    private async Task<bool> IsLiveAsync(HubCallerContext caller) =>
        caller.User is { } user && user.StaffId() is { } id
        && await sessions.IsLiveAsync(id, user.FindFirstValue(identity.Value.ClaimsIdentity.SecurityStampClaimType), caller.ConnectionAborted);
}
