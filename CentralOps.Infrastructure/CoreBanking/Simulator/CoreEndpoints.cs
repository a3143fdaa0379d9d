using System.Globalization;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace CentralOps.Infrastructure.CoreBanking.Simulator;

/// <summary>What the product talks to: the core, the payment-password system and the risk system. Described in docs/core-banking.md.</summary>
internal static class CoreEndpoints
{
    public static void MapCore(this IEndpointRouteBuilder app)
    {
        app.MapPost("/core/v1/postings", c => PostAsync(c, "post"));
        app.MapPost("/core/v1/reversals", c => PostAsync(c, "reverse"));
        app.MapGet("/core/v1/postings/{key}", c => PlayAsync(c, "query", () => Of(Get<SimulatedLedger>(c).Find(Route(c, "key")), Route(c, "key"))));
        app.MapGet("/core/v1/journal", c => PlayAsync(c, "journal", () =>
        {
            if (!DateOnly.TryParseExact(c.Request.Query["date"], "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date)) return (400, new { error = "date=yyyy-MM-dd is needed" });
            _ = long.TryParse(c.Request.Query["after"], CultureInfo.InvariantCulture, out var after);
            _ = int.TryParse(c.Request.Query["take"], CultureInfo.InvariantCulture, out var take);
            return (200, Get<SimulatedLedger>(c).Journal(date, after, Math.Clamp(take, 1, 1000)));
        }));
        app.MapGet("/core/v1/accounts/{account}", c => PlayAsync(c, "account", () =>
            Get<BankDatabase>(c).Write(t => SimulatedLedger.Account(t, Route(c, "account"))) is { } a
                ? (200, new AccountAnswer(a.Account, a.Name, a.BankName, a.BankCode, a.Status, a.ContactName, a.ContactPhone))
                : Unknown(Route(c, "account"))));
        app.MapGet("/core/v1/accounts/{account}/cheques/{number}", c => PlayAsync(c, "account", () =>
            Get<BankDatabase>(c).Write(t => SimulatedLedger.Account(t, Route(c, "account")) is { } a ? SimulatedLedger.ChequeState(t, a, Route(c, "number")) : null) is { } state
                ? (200, new ChequeAnswer(Route(c, "account"), Route(c, "number"), state))
                : Unknown(Route(c, "account"))));
        app.MapPost("/core/v1/records", async c =>
        {
            var request = await BodyAsync<RecordRequest>(c);
            await PlayAsync(c, "record", () => request is null || request.Key.Length == 0 ? (400, new { error = "unreadable" }) : Of(Get<SimulatedRecords>(c).Change(request), request.Key));
        });
        app.MapGet("/core/v1/records/{key}", c => PlayAsync(c, "record-query", () => Of(Get<SimulatedRecords>(c).Find(Route(c, "key")), Route(c, "key"))));
        app.MapGet("/core/v1/customers/{account}", c => PlayAsync(c, "account", () =>
            Get<SimulatedRecords>(c).Customer(Route(c, "account")) is { } customer ? (200, customer) : Unknown(Route(c, "account"))));
        app.MapGet("/core/v1/landed-orders", c => PlayAsync(c, "landed", () => (200, Get<SimulatedOnlineBank>(c).Waiting())));
        app.MapPut("/core/v1/landed-orders/{number}/case", async c =>
        {
            var taken = await BodyAsync<LandedTaken>(c);
            await PlayAsync(c, "landed", () => taken is null ? (400, new { error = "unreadable" }) : Get<SimulatedOnlineBank>(c).Take(Route(c, "number"), taken.CaseNumber) ? (200, taken) : Unknown(Route(c, "number")));
        });
        app.MapPost("/cipher/v1/verifications", async c =>
        {
            var question = await BodyAsync<CipherRequest>(c);
            await PlayAsync(c, "cipher", () => question is null ? (400, new { error = "unreadable" }) : (200, SimulatedScreens.Verify(question)));
        });
        app.MapPost("/risk/v1/screenings", async c =>
        {
            var question = await BodyAsync<RiskRequest>(c);
            await PlayAsync(c, "risk", () => question is null ? (400, new { error = "unreadable" }) : (200, Get<SimulatedScreens>(c).Screen(question)));
        });
    }

    private static async Task PostAsync(HttpContext context, string operation)
    {
        var request = await BodyAsync<PostingRequest>(context);
        await PlayAsync(context, operation, () =>
            request is null || request.Key.Length == 0 || (operation == "reverse") != (request.ReversesKey is not null)
                ? (400, new { error = "unreadable" })
                : Of(Get<SimulatedLedger>(context).Post(request), request.Key));
    }

    private static (int, object) Of(PostingAnswer? answer, string key) => answer switch
    {
        null => Unknown(key),
        { Status: Wire.Booked } => (200, answer),
        _ => (422, answer),
    };

    private static (int, object) Of(RecordReply? reply, string key) => reply switch
    {
        null => (404, new RecordReply(key, Wire.Unknown)),
        { Status: Wire.Done } => (200, reply),
        _ => (422, reply),
    };

    private static (int, object) Unknown(string key) => (404, new PostingAnswer(key, Wire.Unknown));

    /// <summary>Works and answers, with the fault that was asked for. Never stops working because the caller has gone: a core does not.</summary>
    private static async Task PlayAsync(HttpContext context, string operation, Func<(int Status, object Body)> work)
    {
        var fault = Get<FaultBox>(context).Take(operation);
        if (fault?.Kind == "delay-before") await Task.Delay(fault.DelayMs, CancellationToken.None);
        if (fault?.Kind == "lose-before")
        {
            context.Abort();
            return;
        }
        if (fault?.Kind == "error-before")
        {
            context.Response.StatusCode = 500;
            return;
        }
        var (status, body) = work();
        if (fault?.Kind == "delay-after") await Task.Delay(fault.DelayMs, CancellationToken.None);
        if (fault?.Kind == "lose-after")
        {
            context.Abort();
            return;
        }
        if (fault?.Kind == "error-after")
        {
            context.Response.StatusCode = 500;
            return;
        }
        var json = JsonSerializer.SerializeToUtf8Bytes(body, body.GetType(), Wire.Json);
        context.Response.StatusCode = status;
        context.Response.ContentType = "application/json; charset=utf-8";
        await context.Response.Body.WriteAsync(fault?.Kind == "garble" ? json.AsMemory(0, json.Length / 2) : json, CancellationToken.None);
    }

    private static async Task<T?> BodyAsync<T>(HttpContext context)
        where T : class
    {
        try
        {
            return await JsonSerializer.DeserializeAsync<T>(context.Request.Body, Wire.Json, context.RequestAborted);
        }
        catch (Exception e) when (e is JsonException or IOException or OperationCanceledException)
        {
            return null; // answered as unreadable
        }
    }

    private static T Get<T>(HttpContext context)
        where T : notnull => context.RequestServices.GetRequiredService<T>();

    private static string Route(HttpContext context, string name) => (string)context.Request.RouteValues[name]!;
}
