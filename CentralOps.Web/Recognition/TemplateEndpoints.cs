using System.Text;
using CentralOps.Domain.Administration;
using CentralOps.Domain.Versioning;

namespace CentralOps.Web.Recognition;

/// <summary>Templates as files.</summary>
internal static class TemplateEndpoints
{
    /// <summary>Maps <c>GET /recognition/templates/{id}/export</c>: a version of a template, or of the field catalogue, as stored, drafts included.</summary>
    public static void MapTemplates(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/recognition/templates/{id:guid}/export", ExportAsync).RequireAuthorization(Permissions.AdminConfiguration);

    private static async Task<IResult> ExportAsync(Guid id, IConfigurationStore store, CancellationToken cancel) =>
        await store.FindAsync(id, cancel) is { Kind: ConfigurationKind.VoucherTemplate or ConfigurationKind.FieldCatalogue } version
            ? Results.File(Encoding.UTF8.GetBytes(version.Content), "application/json", $"{version.Key}-v{version.Version}.json")
            : Results.NotFound();
}
