using Bunit;
using CentralOps.Tests.Support;
using CentralOps.Web.Shell;
using Microsoft.AspNetCore.Components;

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
