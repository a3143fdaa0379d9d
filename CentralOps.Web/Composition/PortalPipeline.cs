using CentralOps.Web.Account;
using CentralOps.Web.Audit;
using CentralOps.Web.Batches;
using CentralOps.Web.CentralAuthorization.Api;
using CentralOps.Web.Configuration.Bundles;
using CentralOps.Web.Content;
using CentralOps.Web.Dispatch.Clients;
using CentralOps.Web.Intake.Pages;
using CentralOps.Web.Monitoring;
using CentralOps.Web.Receipts.Documents;
using CentralOps.Web.Recognition;
using CentralOps.Web.Shell;

namespace CentralOps.Web.Composition;

/// <summary>Middleware and endpoints of the portal.</summary>
internal static class PortalPipeline
{
    /// <summary>Middleware in order.</summary>
    public static void UsePortal(this WebApplication app)
    {
        app.UseForwardedHeaders(Proxy.HeadersOf(app.Configuration));
        app.UseMiddleware<SecurityHeaders>();
        if (!app.Environment.IsDevelopment())
        {
            app.UseExceptionHandler("/error", createScopeForErrors: true);
            app.UseHsts();
        }

        app.UseRequestLocalization();
        app.UseStatusCodePagesWithReExecute("/not-found", "?code={0}", createScopeForStatusCodePages: true);
        app.UseAuthentication();
        app.UseRateLimiter(); // behind it: images are counted per person, not per address that many share
        app.UseMiddleware<PasswordGate>();
        app.UseAuthorization();
        app.UseAntiforgery();
    }

    /// <summary>Pages, static files and the shell's own endpoints. Features add theirs here, one line each.</summary>
    public static void MapPortal(this WebApplication app)
    {
        app.MapStaticAssets().AllowAnonymous();
        app.MapRazorComponents<App>().AddInteractiveServerRenderMode(o => o.ContentSecurityFrameAncestorsPolicy = null); // SecurityHeaders says it for every answer
        app.MapAccount();
        app.MapPreferences();
        app.MapHealth();
        app.MapAudit();
        app.MapBundles();
        app.MapIntakePages();
        app.MapBatches();
        app.MapDocuments();
        app.MapContentImages();
        app.MapTemplates();
        app.MapTaskHub();
        app.MapCounterApi();
    }
}
