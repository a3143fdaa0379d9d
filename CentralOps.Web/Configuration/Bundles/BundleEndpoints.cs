using System.Globalization;
using CentralOps.Domain.Administration;
using CentralOps.Domain.Audit;
using CentralOps.Domain.Configuration.Bundles;
using CentralOps.Web.Shell;

namespace CentralOps.Web.Configuration.Bundles;

/// <summary>Configuration as a file.</summary>
internal static class BundleEndpoints
{
    /// <summary>Maps <c>GET /configuration/bundles/export?kinds=…</c>: the signed archive.</summary>
    public static void MapBundles(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/configuration/bundles/export", ExportAsync).RequireAuthorization(Permissions.AdminConfiguration);

    private static async Task<IResult> ExportAsync(
        HttpContext http, string[] kinds, BundleWorkshop workshop, IAuditTrail trail, IStaffDirectory staff, IConfiguration configuration, TimeProvider clock, CancellationToken cancel)
    {
        if (http.User.StaffId() is not { } id || await staff.FindAsync(id, cancel) is not { } person) return Results.Unauthorized();
        var archive = workshop.Export(person, configuration["Bundles:Source"] ?? Environment.MachineName, kinds);
        if (archive.Refusal is { } refusal) return Results.Problem(refusal.ToString(), statusCode: StatusCodes.Status400BadRequest);
        await trail.RecordAsync(person.UserName, "configuration.exported", "bundle", string.Join(',', kinds), new { bytes = archive.Value.Length }, cancel);
        var name = string.Create(CultureInfo.InvariantCulture, $"centralops-{clock.GetUtcNow():yyyyMMdd-HHmm}.zip");
        http.Response.Headers.CacheControl = "no-store";
        return Results.File(archive.Value, "application/zip", name);
    }
}
