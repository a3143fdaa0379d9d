using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Components.Server.Circuits;

namespace CentralOps.Web.Account;

/// <summary>
/// Nothing that a browser sends is carried out for a log-in that has ended, on whichever node it ended: the session is asked before each event, call from
/// script and navigation of a circuit, as at each request.
/// </summary>
internal sealed class LiveCircuit(AuthenticationStateProvider state) : CircuitHandler
{
    public override Func<CircuitInboundActivityContext, Task> CreateInboundActivityHandler(Func<CircuitInboundActivityContext, Task> next) => async context =>
    {
        if (state is SessionStateProvider session && await session.EndIfOverAsync()) return;
        await next(context);
    };
}
