using System.Threading.RateLimiting;
using CentralOps.Domain.Administration;
using CentralOps.Domain.Cases.Advancing;
using CentralOps.Domain.Content;
using CentralOps.Domain.Dispatch;
using CentralOps.Domain.Intake;
using CentralOps.Domain.Recognition;
using CentralOps.Web.Shell;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.RateLimiting;

namespace CentralOps.Web.Content;

/// <summary>Images of tasks and cases over plain requests: never through the circuit, never cached, only for the person whose link it is.</summary>
public static class ContentImages
{
    private const string Limit = "content-images";

    /// <summary>Images that one person may fetch in a minute; a fast keyer needs about 40.</summary>
    private const int PerMinute = 1200;

    /// <summary>Adds what the endpoint needs.</summary>
    public static IServiceCollection AddContentImages(this IServiceCollection services)
    {
        services.AddSingleton<ImageLinks>().AddSingleton<CoveredImages>();
        services.AddScoped<ImageAccess>();
        services.Configure<RateLimiterOptions>(o => o.AddPolicy(Limit, context => RateLimitPartition.GetTokenBucketLimiter(
            context.User.StaffId()?.ToString() ?? context.Connection.RemoteIpAddress?.ToString() ?? "unknown",
            _ => new TokenBucketRateLimiterOptions { TokenLimit = PerMinute / 4, TokensPerPeriod = PerMinute / 60, ReplenishmentPeriod = TimeSpan.FromSeconds(1), QueueLimit = 0 })));
        return services;
    }

    /// <summary>Maps <c>/content/{ticket}</c>.</summary>
    public static void MapContentImages(this IEndpointRouteBuilder endpoints) =>
        endpoints.MapGet("/content/{ticket}", GetAsync).RequireAuthorization().RequireRateLimiting(Limit);

    private static async Task<IResult> GetAsync(
        string ticket, HttpContext context, ImageLinks links, ImageAccess access, IContentStore store, CoveredImages covered, IShownPages shown,
        CancellationToken cancel)
    {
        // An image that is refused is a bare status, not a page that explains it.
        if (context.Features.Get<IStatusCodePagesFeature>() is { } pages) pages.Enabled = false;
        context.Response.Headers.CacheControl = "private, no-store";
        context.Response.Headers["Cross-Origin-Resource-Policy"] = "same-origin";
        if (context.User.StaffId() is not { } userId || links.Read(ticket) is not { } grant) return Results.NotFound();
        if (grant.UserId != userId || !await access.AllowsAsync(grant, cancel)) return Results.StatusCode(StatusCodes.Status403Forbidden);
        if (!await store.ExistsAsync(grant.Hash, cancel)) return Results.NotFound();
        var bytes = await store.GetAsync(grant.Hash, cancel);
        if (ImageFormats.Of(bytes) is not { } type) return Results.NotFound();
        try
        {
            var sent = grant.Covers is { } covers ? await covered.GetAsync(grant.Hash, bytes, covers) : bytes;
            if (grant is { Page: true, ItemId: { } itemId }) await shown.NoteAsync(userId, itemId, grant.Hash, cancel);
            return Results.Bytes(sent, type);
        }
        catch (RecognitionFailed)
        {
            return Results.StatusCode(StatusCodes.Status503ServiceUnavailable); // what is masked is not shown because a worker is busy
        }
    }
}

/// <summary>Asks whether a ticket is still good now.</summary>
public sealed class ImageAccess(IStaffDirectory staff, IOperatorDesk desk, IBranchLists branch)
{
    /// <summary>True when the person holds the task, the task is open at their branch, they may see the case, or they still have the right that the ticket's purpose asks for.</summary>
    public async Task<bool> AllowsAsync(ImageTicket ticket, CancellationToken cancel)
    {
        if (await staff.FindAsync(ticket.UserId, cancel) is not { Active: true } person) return false;
        if (ticket.Purpose is { } purpose) return purpose == ImagePurpose.Template && person.May(Permissions.AdminConfiguration);
        if (ticket.ItemId is { } itemId)
            return (person.May(Permissions.DutyWork) && await desk.HoldsAsync(person.Id, itemId, cancel)) || await OpenAtBranchAsync(person, itemId, cancel);
        return person.May(Permissions.CaseViewAll) || (person.May(Permissions.CaseView) && ticket.BranchCode == person.BranchCode);
    }

    private async Task<bool> OpenAtBranchAsync(StaffMember person, Guid itemId, CancellationToken cancel) =>
        (person.May(Permissions.CaseSubmit) || person.May(Permissions.BranchAuthorize))
        && (await branch.TasksAsync(person.BranchCode, cancel)).Any(t => t.ItemId == itemId);
}

/// <summary>Image formats by their first bytes: what a browser may be told that stored bytes are.</summary>
internal static class ImageFormats
{
    /// <summary>Content type; null = no image that browsers show.</summary>
    public static string? Of(ReadOnlySpan<byte> bytes) => bytes switch
    {
        [0xFF, 0xD8, 0xFF, ..] => "image/jpeg",
        [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A, ..] => "image/png",
        [(byte)'R', (byte)'I', (byte)'F', (byte)'F', _, _, _, _, (byte)'W', (byte)'E', (byte)'B', (byte)'P', ..] => "image/webp",
        _ => null,
    };
}
