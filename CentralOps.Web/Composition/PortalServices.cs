using System.Security.Claims;
using CentralOps.Domain.Administration;
using CentralOps.Domain.Configuration;
using CentralOps.Web.Account;
using CentralOps.Web.Cases.Progress;
using CentralOps.Web.CentralAuthorization;
using CentralOps.Web.CentralAuthorization.Api;
using CentralOps.Web.CentralAuthorization.Calls;
using CentralOps.Web.Components;
using CentralOps.Web.Dispatch.Clients;
using CentralOps.Web.Dispatch.Desk;
using CentralOps.Web.Entry;
using CentralOps.Web.Intake;
using CentralOps.Web.Intake.BranchTasks;
using CentralOps.Web.Intake.Pages;
using CentralOps.Web.Recognition;
using CentralOps.Web.Seals;
using CentralOps.Web.Shell;
using CentralOps.Web.Texts;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Components.Server.Circuits;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using MudBlazor;
using MudBlazor.Services;

namespace CentralOps.Web.Composition;

/// <summary>Services of the portal itself; features register theirs in Infrastructure.</summary>
internal static class PortalServices
{
    /// <summary>Adds pages, log-in, rights, languages and the shell.</summary>
    public static IServiceCollection AddPortal(this IServiceCollection services, IHostEnvironment environment)
    {
        services.AddRazorComponents().AddInteractiveServerComponents(o =>
        {
            o.DetailedErrors = environment.IsDevelopment();
            // Abandoned circuits make every push slower, and drafts are kept in the browser and in the database anyway.
            o.DisconnectedCircuitMaxRetained = 50;
            o.DisconnectedCircuitRetentionPeriod = TimeSpan.FromMinutes(2);
        });
        services.AddMudServices(o =>
        {
            o.SnackbarConfiguration.PositionClass = Defaults.Classes.Position.BottomRight;
            o.SnackbarConfiguration.VisibleStateDuration = 4000;
            o.SnackbarConfiguration.ShowTransitionDuration = 80;
            o.SnackbarConfiguration.HideTransitionDuration = 120;
            o.PopoverOptions.CheckForPopoverProvider = false;
        });
        services.AddLogIn();
        services.AddLanguages();
        services.AddRateLimits();
        services.AddProblemDetails();
        services.AddSingleton<TextCatalogue>();
        services.AddSingleton<DurationText>();
        services.AddSingleton<Administration.Parameters.ParameterText>().AddSingleton<Administration.Changes.ChangeWords>();
        services.AddSingleton<DraftTickets>();
        services.AddSingleton<Batches.BatchTickets>();
        services.AddSingleton<Processes.Designer.DesignerCatalogue>();
        services.AddSingleton<Recognition.Designer.RegionLabels>();
        services.AddSingleton<Rules.Editor.RuleVocabulary>();
        services.AddSingleton<Screens.ScreenSamples>();
        services.AddSingleton<ReasonTexts>().AddSingleton<CaseEventTexts>();
        services.AddSingleton<MenuBook>();
        services.AddDesk().AddPanels().AddTaskHub();
        services.AddCounterApi();
        services.AddCalls();
        foreach (var menu in typeof(IMenu).Assembly.GetTypes().Where(t => t is { IsAbstract: false } && t.IsAssignableTo(typeof(IMenu))))
            services.AddSingleton(typeof(IMenu), menu);
        return services;
    }

    /// <summary>Desks of the centre, one line per feature.</summary>
    internal static IServiceCollection AddPanels(this IServiceCollection services) => services
        .AddRecognitionPanels()
        .AddEntryPanels()
        .AddSealPanels()
        .AddIntakePanels()
        .AddBatchPanels()
        .AddCentralAuthorizationPanels();

    private static void AddLogIn(this IServiceCollection services)
    {
        services.AddAuthentication(IdentityConstants.ApplicationScheme).AddIdentityCookies();
        services.ConfigureApplicationCookie(o =>
        {
            o.Cookie.Name = "co.session";
            o.Cookie.HttpOnly = true;
            o.Cookie.SameSite = SameSiteMode.Lax; // Strict would lose the session on a link from the bank's own portal
            o.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
            o.LoginPath = "/account/log-in";
            o.AccessDeniedPath = "/account/denied";
            o.ReturnUrlParameter = "return";
            o.ExpireTimeSpan = TimeSpan.FromHours(10);
            o.SlidingExpiration = true;
            var refresh = o.Events.OnValidatePrincipal;
            o.Events.OnValidatePrincipal = context => ValidateAsync(context, refresh);
            o.Events.OnRedirectToLogin = RedirectPagesOnly(StatusCodes.Status401Unauthorized);
            o.Events.OnRedirectToAccessDenied = RedirectPagesOnly(StatusCodes.Status403Forbidden);
        });
        services.Configure<SecurityStampValidatorOptions>(o => o.ValidationInterval = TimeSpan.FromMinutes(1));
        services.AddAntiforgery(o =>
        {
            o.Cookie.Name = "co.form";
            o.Cookie.HttpOnly = true;
            o.Cookie.SameSite = SameSiteMode.Strict;
            o.HeaderName = "X-CSRF-TOKEN";
        });
        services.AddAuthorizationBuilder().SetFallbackPolicy(new AuthorizationPolicyBuilder().RequireAuthenticatedUser().Build());
        services.AddSingleton<IAuthorizationPolicyProvider, PermissionPolicies>();
        services.AddCascadingAuthenticationState();
        services.AddScoped<AuthenticationStateProvider, SessionStateProvider>().AddScoped<CircuitHandler, LiveCircuit>();
        services.AddScoped<ICurrentStaff, CurrentStaff>();
    }

    // A session that has ended is refused at its next request, not at the stamp validator's next minute.
    private static async Task ValidateAsync(CookieValidatePrincipalContext context, Func<CookieValidatePrincipalContext, Task> refresh)
    {
        var services = context.HttpContext.RequestServices;
        var stampClaim = services.GetRequiredService<IOptions<IdentityOptions>>().Value.ClaimsIdentity.SecurityStampClaimType;
        if (context.Principal?.StaffId() is { } id
            && await services.GetRequiredService<ISessions>().IsLiveAsync(id, context.Principal.FindFirstValue(stampClaim), context.HttpContext.RequestAborted))
        {
            await refresh(context);
            return;
        }

        context.RejectPrincipal();
        await context.HttpContext.SignOutAsync(IdentityConstants.ApplicationScheme);
    }

    // Images, API and hub answer with a status; only pages are sent to the log-in page.
    private static Func<RedirectContext<CookieAuthenticationOptions>, Task> RedirectPagesOnly(int status) => context =>
    {
        if (context.Request.Headers.Accept.ToString().Contains("text/html", StringComparison.OrdinalIgnoreCase))
            context.Response.Redirect(context.RedirectUri);
        else
            context.Response.StatusCode = status;
        return Task.CompletedTask;
    };
}
