using Bunit;
using CentralOps.Tests.Support;
using CentralOps.Web.Shell;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.JSInterop;

namespace CentralOps.Tests.Shell;

public sealed class ErrorBoundaryTests : PortalContext
{
    [Fact]
    public void A_page_that_fails_shows_a_code_to_quote_and_not_what_failed()
    {
        var screen = Render<CodedErrorBoundary>(p => p.AddChildContent<Failing>());
        Assert.Matches("^[A-Z0-9]{4}-[A-Z0-9]{4}$", screen.Find("code").TextContent);
        Assert.DoesNotContain("the account number", screen.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public void Showing_the_page_again_works_once_the_cause_is_gone()
    {
        Failing.Broken = true;
        var screen = Render<CodedErrorBoundary>(p => p.AddChildContent<Failing>());
        Failing.Broken = false;
        screen.Find("button").Click();
        Failing.Broken = true;
        Assert.Equal("works", screen.Find("p").TextContent);
    }

    [Fact]
    public void A_browser_that_left_while_the_page_was_drawn_is_no_error()
    {
        var log = new Counting();
        Services.AddSingleton<ILogger<CodedErrorBoundary>>(log);
        Render<CodedErrorBoundary>(p => p.AddChildContent<Leaving>());
        Assert.Equal(0, log.Errors);
        Render<CodedErrorBoundary>(p => p.AddChildContent<Failing>());
        Assert.Equal(1, log.Errors);
    }

    private sealed class Leaving : ComponentBase
    {
        protected override Task OnAfterRenderAsync(bool firstRender) => throw new JSDisconnectedException("the circuit is being disposed");
    }

    private sealed class Counting : ILogger<CodedErrorBoundary>
    {
        public int Errors { get; private set; }

        public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) => Errors += logLevel == LogLevel.Error ? 1 : 0;
    }

    private sealed class Failing : ComponentBase
    {
        public static bool Broken { get; set; } = true;

        protected override void BuildRenderTree(Microsoft.AspNetCore.Components.Rendering.RenderTreeBuilder builder)
        {
            if (Broken)
                throw new InvalidOperationException("the account number 6222 is wrong");
            builder.AddMarkupContent(0, "<p>works</p>");
        }
    }
}
