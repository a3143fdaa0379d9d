using MudBlazor;

namespace CentralOps.Web.Components;

/// <summary>Asks before something that matters.</summary>
public static class Confirm
{
    /// <summary>True when the person says yes.</summary>
    public static async Task<bool> ConfirmAsync(this IDialogService dialogs, string title, string message, string? action = null, bool danger = false) =>
        await AskAsync(dialogs, title, message, action, danger, askReason: false) is not null;

    /// <summary>The reason when the person says yes, else null.</summary>
    public static Task<string?> ConfirmWithReasonAsync(this IDialogService dialogs, string title, string message, string? action = null, bool danger = false) =>
        AskAsync(dialogs, title, message, action, danger, askReason: true);

    private static async Task<string?> AskAsync(IDialogService dialogs, string title, string message, string? action, bool danger, bool askReason)
    {
        ArgumentNullException.ThrowIfNull(dialogs);
        var parameters = new DialogParameters<ConfirmDialog>
        {
            { d => d.Title, title },
            { d => d.Message, message },
            { d => d.Action, action },
            { d => d.Danger, danger },
            { d => d.AskReason, askReason },
        };
        var dialog = await dialogs.ShowAsync<ConfirmDialog>(title, parameters);
        return await dialog.Result is { Canceled: false, Data: string reason } ? reason : null;
    }
}
