using CentralOps.Domain.Administration;
using Microsoft.AspNetCore.Mvc;

namespace CentralOps.Web.Account;

/// <summary>Log-out: a form post with an antiforgery token.</summary>
internal static class AccountEndpoints
{
    /// <summary>Maps <c>POST /account/log-out</c>.</summary>
    public static void MapAccount(this IEndpointRouteBuilder routes) =>
        routes.MapPost("/account/log-out", async (IAccount account, [FromForm] string? reason, CancellationToken cancel) =>
        {
            await account.LogOutAsync(cancel);
            return Results.LocalRedirect(reason == "idle" ? "/account/log-in?reason=idle" : "/account/log-in");
        });
}
