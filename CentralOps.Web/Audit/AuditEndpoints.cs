using System.Globalization;
using System.Text;
using CentralOps.Domain.Administration;
using CentralOps.Domain.Audit;
using CentralOps.Web.Shell;

namespace CentralOps.Web.Audit;

/// <summary>The audit trail as a file.</summary>
internal static class AuditEndpoints
{
    /// <summary>Maps <c>GET /audit/export</c>: CSV, oldest first, written as it is read.</summary>
    public static void MapAudit(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/audit/export", ExportAsync).RequireAuthorization(Permissions.AuditRead);

    private static async Task ExportAsync(HttpContext http, DateOnly? from, DateOnly? to, IAuditStore store, IAuditTrail trail, IStaffDirectory staff, TimeProvider clock, CancellationToken cancel)
    {
        var (start, end) = (BankDay.Start(from) ?? DateTimeOffset.UnixEpoch, BankDay.End(to) ?? clock.GetUtcNow());
        var person = http.User.StaffId() is { } id ? await staff.FindAsync(id, cancel) : null;
        await trail.RecordAsync(person?.UserName ?? "system", "audit.exported", "audit", "trail", new { from = start, to = end }, cancel);
        http.Response.ContentType = "text/csv; charset=utf-8";
        http.Response.Headers.ContentDisposition = "attachment; filename=audit-trail.csv";
        http.Response.Headers.CacheControl = "no-store";
        await using var writer = new StreamWriter(http.Response.Body, new UTF8Encoding(encoderShouldEmitUTF8Identifier: true));
        await writer.WriteLineAsync("at,who,what,objectKind,objectId,detail,node,hash".AsMemory(), cancel);
        await foreach (var e in store.ExportAsync(start, end, cancel))
        {
            string[] cells = [e.At.ToString("o", CultureInfo.InvariantCulture), e.Who, e.What, e.ObjectKind, e.ObjectId, e.Detail, e.Node, e.Hash];
            await writer.WriteLineAsync(string.Join(',', cells.Select(Cell)).AsMemory(), cancel);
        }
    }

    /// <summary>A quoted cell; one that a spreadsheet would take for a formula begins with an apostrophe.</summary>
    internal static string Cell(string text)
    {
        var safe = text is [('=' or '+' or '-' or '@' or '\t' or '\r'), ..] ? "'" + text : text;
        return $"\"{safe.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
    }
}
