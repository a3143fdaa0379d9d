using System.Globalization;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Rendering;
using Microsoft.JSInterop;

namespace CentralOps.Web.Shell;

/// <summary>Catches what a page throws, logs it under a short code and shows that code, so that a caller can quote it.</summary>
public sealed class CodedErrorBoundary : ErrorBoundaryBase
{
    private string _code = "";

    [Inject]
    private ILogger<CodedErrorBoundary> Log { get; set; } = default!;

    /// <inheritdoc />
    protected override void OnParametersSet() => Recover(); // another page was opened

    /// <inheritdoc />
    protected override Task OnErrorAsync(Exception exception)
    {
        if (exception.GetBaseException() is JSDisconnectedException) return Task.CompletedTask; // the browser left while the page was still being drawn; nobody is there to see a code
        _code = NewCode();
        Log.LogError(exception, "Page error {Code}", _code);
        return Task.CompletedTask;
    }

    /// <inheritdoc />
    protected override void BuildRenderTree(RenderTreeBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        if (CurrentException is null)
        {
            builder.AddContent(0, ChildContent);
            return;
        }

        builder.OpenComponent<ErrorScreen>(1);
        builder.AddAttribute(2, nameof(ErrorScreen.Code), _code);
        builder.AddAttribute(3, nameof(ErrorScreen.OnAgain), EventCallback.Factory.Create(this, Recover));
        builder.CloseComponent();
    }

    /// <summary>Eight letters and digits that cannot be misread aloud.</summary>
    internal static string NewCode()
    {
        const string clear = "ACDEFHJKLMNPRTUVWXY34679";
        return string.Create(CultureInfo.InvariantCulture, $"{RandomNumberGenerator.GetString(clear, 4)}-{RandomNumberGenerator.GetString(clear, 4)}");
    }
}
