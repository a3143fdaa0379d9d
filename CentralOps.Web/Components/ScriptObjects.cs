using Microsoft.JSInterop;

namespace CentralOps.Web.Components;

/// <summary>What a component holds of its browser module.</summary>
internal static class ScriptObjects
{
    /// <summary>Lets the browser end what the module has mounted, and lets go of both. A browser that has gone, or is going, takes them along by itself.</summary>
    /// <param name="module">The module; null = it was never loaded, or its reference was let go of before.</param>
    /// <param name="end">Function of a mounted object that ends it.</param>
    /// <param name="mounted">What was mounted; null = nothing yet.</param>
    public static async ValueTask EndAsync(this IJSObjectReference? module, string end, params IEnumerable<IJSObjectReference?> mounted)
    {
        try
        {
            foreach (var item in mounted.OfType<IJSObjectReference>())
            {
                await item.InvokeVoidAsync(end);
                await item.DisposeAsync();
            }

            if (module is not null) await module.DisposeAsync();
        }
        catch (Exception e) when (e is JSDisconnectedException or OperationCanceledException)
        {
            // See above.
        }
    }
}
