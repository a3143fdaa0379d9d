using System.Globalization;
using CentralOps.Domain.Administration;
using CentralOps.Domain.Batches;
using CentralOps.Domain.Kernel;
using CentralOps.Web.Content;
using CentralOps.Web.Shell;
using CentralOps.Web.Texts;
using Microsoft.AspNetCore.Antiforgery;

namespace CentralOps.Web.Batches;

/// <summary>Files of payments come and go by plain HTTP.</summary>
public static class BatchEndpoints
{
    /// <summary>Largest file in bytes.</summary>
    public const long MaxBytes = 10L << 20;

    /// <summary>Maps <c>POST /batches/files</c> with its form token, and the result of a case's batch.</summary>
    public static void MapBatches(this IEndpointRouteBuilder endpoints)
    {
        endpoints.MapGet("/batches/files/token", (HttpContext http, IAntiforgery antiforgery) => Results.Text(antiforgery.GetAndStoreTokens(http).RequestToken)).RequireAuthorization(Permissions.CaseSubmit);
        endpoints.MapPost("/batches/files", UploadAsync).RequireAuthorization(Permissions.CaseSubmit);
        endpoints.MapGet("/batches/{caseId:guid}/result", ResultAsync).RequireAuthorization();
    }

    /// <summary>Body: the file's bytes. Header <c>X-File-Name</c>: its name, percent-encoded. Answer as for pages: one ticket, or a refusal.</summary>
    private static async Task<IResult> UploadAsync(HttpContext http, IAntiforgery antiforgery, IBatchDesk batches, BatchTickets tickets, CancellationToken cancel)
    {
        if (!await antiforgery.IsRequestValidAsync(http)) return Refused(StatusCodes.Status400BadRequest, new Refusal("intake.stale-form"));
        if (http.User.StaffId() is not { } userId) return Results.Unauthorized();
        using var file = new MemoryStream();
        var chunk = new byte[81920];
        int read;
        while ((read = await http.Request.Body.ReadAsync(chunk, cancel)) > 0)
        {
            if (file.Length + read > MaxBytes) return Refused(StatusCodes.Status413PayloadTooLarge, new Refusal("capture.file-too-large", MaxBytes >> 20));
            file.Write(chunk, 0, read);
        }

        if (file.Length == 0) return Refused(StatusCodes.Status422UnprocessableEntity, new Refusal("capture.empty-file"));
        var name = Path.GetFileName(Uri.UnescapeDataString(http.Request.Headers["X-File-Name"].ToString()));
        var outcome = await batches.ReadAsync(userId, name, file.ToArray(), cancel);
        return outcome.Refusal is { } refusal ? Refused(StatusCodes.Status422UnprocessableEntity, refusal) : Results.Json(new UploadAnswer(null, [], [tickets.Seal(userId, outcome.Value)]));
    }

    private static async Task<IResult> ResultAsync(Guid caseId, HttpContext http, IBatchDesk batches, TextCatalogue texts, CancellationToken cancel)
    {
        if (http.User.StaffId() is not { } userId || await batches.ViewAsync(userId, caseId, cancel) is not { } view) return Results.NotFound();
        string[] head = ["number", "account", "name", "amount", "state", "journal", "words"];
        var rows = view.Lines.Select(l => (string[])
        [
            l.Line.Number.ToString(CultureInfo.InvariantCulture), l.Line.Account, l.Line.Name, l.Line.Amount.ToString("F2", CultureInfo.InvariantCulture), texts[$"Batch.State.{l.State}"], l.JournalNumber ?? "", l.Words ?? "",
        ]);
        http.Response.Headers.CacheControl = "no-store";
        return Results.File(CsvText.Write(rows.Prepend([.. head.Select(h => texts[$"Batch.Column.{h}"])])), "text/csv; charset=utf-8", $"{view.CaseNumber}-result.csv");
    }

    private static IResult Refused(int status, Refusal refusal) =>
        Results.Json(new UploadAnswer(refusal.Code, [.. refusal.Args.Select(a => Convert.ToString(a, CultureInfo.InvariantCulture))], []), statusCode: status);
}
