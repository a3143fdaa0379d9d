using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Components.Server.Circuits;

namespace CentralOps.Web.Account;

/// <summary>
/// Nothing that a browser sends is carried out for a log-in that has ended, on whichever node it ended: the session is asked before each event, call from
/// script and navigation of a circuit, as at each request.
/// </summary>
internal sealed class LiveCircuit(AuthenticationStateProvider state) : CircuitHandler
{
    private Task _turn = Task.CompletedTask;

    public override Func<CircuitInboundActivityContext, Task> CreateInboundActivityHandler(Func<CircuitInboundActivityContext, Task> next) => async context =>
    {
        // What came first is begun first, however long the asking takes: keys that overtake each other would be typed in the wrong order.
        var mine = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var before = Interlocked.Exchange(ref _turn, mine.Task);
        Task begun;
        try
        {
            await before;
            if (state is SessionStateProvider session && await session.EndIfOverAsync()) return;
            begun = next(context);
        }
        finally
        {
            mine.SetResult();
        }

        await begun;
    };
}
