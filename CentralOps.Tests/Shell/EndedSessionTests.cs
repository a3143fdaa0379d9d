using Microsoft.Extensions.DependencyInjection;
using System.Security.Claims;
using Bunit;
using Bunit.TestDoubles;
using CentralOps.Tests.Support;
using CentralOps.Web;
using CentralOps.Web.Shell;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Components.Routing;

namespace CentralOps.Tests.Shell;

/// <summary>An open page whose log-in ends.</summary>
public sealed class EndedSessionTests : PortalContext
{
    [Fact]
    public void It_goes_with_its_layout_and_dialogs_and_only_a_log_in_brings_it_back()
    {
        ComponentFactories.AddStub<Router>("page, layout and dialogs");
        var page = Render<CascadingValue<Task<AuthenticationState>>>(p => p.Add(c => c.Value, Somebody("test")).AddChildContent<Routes>());
        Assert.Contains("page, layout and dialogs", page.Markup, StringComparison.Ordinal);

        page.Render(p => p.Add(c => c.Value, Somebody(null)).AddChildContent<Routes>());
        Assert.DoesNotContain("page, layout and dialogs", page.Markup, StringComparison.Ordinal);
        Assert.NotNull(page.FindComponent<SessionEnded>());
        Assert.Contains("/account/log-in?reason=ended", Services.GetRequiredService<NavigationManager>().Uri, StringComparison.Ordinal);
    }

    [Fact]
    public void A_page_for_everybody_is_shown_to_whom_never_logged_in()
    {
        ComponentFactories.AddStub<Router>("page for everybody");
        var page = Render<CascadingValue<Task<AuthenticationState>>>(p => p.Add(c => c.Value, Somebody(null)).AddChildContent<Routes>());
        Assert.Contains("page for everybody", page.Markup, StringComparison.Ordinal);
    }

    private static Task<AuthenticationState> Somebody(string? how) => Task.FromResult(new AuthenticationState(new ClaimsPrincipal(new ClaimsIdentity(how))));
}
