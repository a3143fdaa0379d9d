using CentralOps.Domain.Intake.Capture;
using CentralOps.Domain.Intake.Pictures;
using CentralOps.Domain.Intake.Rework;
using CentralOps.Domain.Intake.Submit;
using CentralOps.Domain.Intake.Withdraw;
using CentralOps.Web.Account;
using Microsoft.AspNetCore.Authentication;

namespace CentralOps.Web.CentralAuthorization.Api;

/// <summary>Addresses of the counter system's API.</summary>
internal static class CounterEndpoints
{
    /// <summary>Where it begins.</summary>
    public const string Path = "/api/v1/counter-authorizations";

    /// <summary>Adds the API and its clients (<c>Api:Clients</c>).</summary>
    public static void AddCounterApi(this IServiceCollection services)
    {
        services.AddOptions<ApiClients>().BindConfiguration("Api");
        services.AddAuthentication().AddScheme<AuthenticationSchemeOptions, ApiClientHandler>(ApiClients.Scheme, null);
        services.AddScoped<CounterApi>();
    }

    /// <summary>Maps it: bearer clients only, so no form token is asked for.</summary>
    public static void MapCounterApi(this IEndpointRouteBuilder routes)
    {
        var api = routes.MapGroup(Path).RequireAuthorization(ApiClients.Policy).DisableAntiforgery();
        api.MapPost("/", (CounterApi counter, HttpContext http, CapturePages capture, SubmitCase submit, CancellationToken cancel) => counter.AskAsync(http, capture, submit, cancel));
        api.MapGet("/{id:guid}", (CounterApi counter, HttpContext http, Guid id, int? wait, string? state, CancellationToken cancel) => counter.FindAsync(http, id, wait ?? 0, state, cancel));
        api.MapPost("/{id:guid}/answers", (CounterApi counter, HttpContext http, Guid id, CapturePages capture, AnswerPicture picture, AnswerReturn answer, CancellationToken cancel) =>
            counter.AnswerAsync(http, id, capture, picture, answer, cancel));
        api.MapPost("/{id:guid}/withdrawal", (CounterApi counter, HttpContext http, Guid id, WithdrawCase withdraw, CancellationToken cancel) => counter.WithdrawAsync(http, id, withdraw, cancel));
        api.MapPost("/uses", (CounterApi counter, HttpContext http, CancellationToken cancel) => counter.UseAsync(http, cancel));
    }
}
