using CentralOps.Domain.Administration;
using CentralOps.Domain.Content;
using CentralOps.Domain.Intake.Capture;
using CentralOps.Domain.Kernel;
using CentralOps.Web.Content;
using CentralOps.Web.Shell;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Http.Features;

namespace CentralOps.Web.Intake.Pages;

/// <summary>Where the browser sends files and gets the images of its draft from: plain HTTP, so that a large scan never blocks the circuit.</summary>
public static class PageEndpoints
{
    /// <summary>Largest file in bytes.</summary>
    public const long MaxBytes = 30L << 20;

    /// <summary>Maps <c>POST /intake/pages</c>, its form token and the draft images.</summary>
    public static void MapIntakePages(this IEndpointRouteBuilder endpoints)
    {
        endpoints.MapGet("/intake/pages/token", (HttpContext http, IAntiforgery antiforgery) => Results.Text(antiforgery.GetAndStoreTokens(http).RequestToken)).RequireAuthorization(Permissions.CaseSubmit);
        endpoints.MapPost("/intake/pages", UploadAsync).RequireAuthorization(Permissions.CaseSubmit);
        endpoints.MapGet("/intake/pages/{ticket}/{size:regex(^(thumbnail|page)$)}", ImageAsync).RequireAuthorization(Permissions.CaseSubmit);
    }

    /// <summary>Body: the file's bytes. Header <c>X-File-Name</c>: its name, percent-encoded. Answer: tickets of its pages, or a refusal.</summary>
    private static async Task<IResult> UploadAsync(
        HttpContext http, IAntiforgery antiforgery, CapturePages capture, DraftTickets tickets, CancellationToken cancel)
    {
        if (!await antiforgery.IsRequestValidAsync(http)) return Refused(StatusCodes.Status400BadRequest, new Refusal("intake.stale-form"));
        var maxMegabytes = MaxBytes >> 20;
        if (http.Request.ContentLength > MaxBytes) return Refused(StatusCodes.Status413PayloadTooLarge, new Refusal("capture.file-too-large", maxMegabytes));
        if (http.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit) limit.MaxRequestBodySize = MaxBytes + 1;

        var file = await ReadAsync(http.Request, cancel);
        if (file is null) return Refused(StatusCodes.Status413PayloadTooLarge, new Refusal("capture.file-too-large", maxMegabytes));
        if (file.Value.IsEmpty) return Refused(StatusCodes.Status422UnprocessableEntity, new Refusal("capture.empty-file"));

        if (http.User.StaffId() is not { } userId) return Results.Unauthorized();
        var name = Uri.UnescapeDataString(http.Request.Headers["X-File-Name"].ToString());
        var outcome = await capture.CaptureAsync(userId, Path.GetFileName(name), file.Value, cancel);
        if (outcome.Refusal is { } refusal) return Refused(StatusCodes.Status422UnprocessableEntity, refusal);
        return Results.Json(new UploadAnswer(null, [], [.. outcome.Value.Select(page => tickets.Seal(userId, page))]));
    }

    private static async Task<IResult> ImageAsync(
        string ticket, string size, HttpContext http, DraftTickets tickets, IContentStore content, CancellationToken cancel)
    {
        if (http.User.StaffId() is not { } userId || tickets.Open(userId, ticket) is not { } page) return Results.NotFound();
        var bytes = await content.GetAsync(size == "thumbnail" ? page.ThumbnailHash : page.ContentHash, cancel);
        http.Response.Headers.CacheControl = "private, max-age=600";
        http.Response.Headers.XContentTypeOptions = "nosniff";
        return Results.Bytes(bytes, bytes is [0x89, 0x50, ..] ? "image/png" : "image/jpeg");
    }

    /// <summary>The whole body, or null when it is longer than allowed (a chunked body does not say its length before).</summary>
    private static async Task<ReadOnlyMemory<byte>?> ReadAsync(HttpRequest request, CancellationToken cancel)
    {
        using var buffer = new MemoryStream(request.ContentLength is { } length ? (int)length : 1 << 20);
        var chunk = new byte[81920];
        int read;
        while ((read = await request.Body.ReadAsync(chunk, cancel)) > 0)
        {
            if (buffer.Length + read > MaxBytes) return null;
            buffer.Write(chunk, 0, read);
        }

        return buffer.GetBuffer().AsMemory(0, (int)buffer.Length);
    }

    private static IResult Refused(int status, Refusal refusal) =>
        Results.Json(new UploadAnswer(refusal.Code, [.. refusal.Args.Select(a => Convert.ToString(a, System.Globalization.CultureInfo.InvariantCulture))], []), statusCode: status);
}
