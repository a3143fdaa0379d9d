using CentralOps.Domain.Administration;
using CentralOps.Domain.Audit;
using CentralOps.Domain.Content;
using CentralOps.Domain.CoreBanking.Steps;
using CentralOps.Domain.Kernel;
using CentralOps.Domain.Receipts;
using CentralOps.Web.Shell;
using CentralOps.Web.Texts;

namespace CentralOps.Web.Receipts.Documents;

/// <summary>Papers of a booked case as PDF: what the branch prints, and the customer's e-receipt.</summary>
internal static class DocumentEndpoints
{
    /// <summary>Maps <c>/receipts/documents/{case}/{kind}</c> (each request is a counted print) and <c>/receipts/{case}/e-receipt</c>.</summary>
    public static void MapDocuments(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/receipts/documents/{caseId:guid}/{kind}", PrintAsync).RequireAuthorization(Permissions.BranchWork);
        routes.MapGet("/receipts/{caseId:guid}/e-receipt", ReceiptAsync).RequireAuthorization();
    }

    private static async Task<IResult> PrintAsync(Guid caseId, string kind, HttpContext http, PrintDocument print, PrintNotice notice, IStaffDirectory staff, TextCatalogue texts, CancellationToken cancel)
    {
        // A print is counted: neither another site's link nor a browser that fetches ahead may cause one.
        var site = http.Request.Headers["Sec-Fetch-Site"].ToString();
        if ((site.Length > 0 && site is not ("same-origin" or "none")) || http.Request.Headers["Sec-Purpose"].ToString().Contains("prefetch", StringComparison.Ordinal))
            return Results.StatusCode(StatusCodes.Status403Forbidden);
        if (http.User.StaffId() is not { } id || await staff.FindAsync(id, cancel) is not { Active: true } person) return Results.Forbid();
        var outcome = kind == DocumentKinds.Notice
            ? await notice.PrintAsync(caseId, person.UserName, person.BranchCode, cancel)
            : await print.PrintAsync(caseId, PostStep.Purpose, kind, person.UserName, person.BranchCode, cancel);
        return outcome.Succeeded ? Pdf(http, outcome.Value.Pdf, outcome.Value.FileName) : Refused(outcome.Refusal!, texts);
    }

    private static async Task<IResult> ReceiptAsync(
        Guid caseId, HttpContext http, IReceipts receipts, IContentStore content, IStaffDirectory staff, IAuditTrail audit, TextCatalogue texts, CancellationToken cancel)
    {
        if (http.User.StaffId() is not { } id || await staff.FindAsync(id, cancel) is not { Active: true } person) return Results.Forbid();
        if (await receipts.OfCaseAsync(caseId, cancel) is not [.., { ContentHash: { } hash } receipt]) return Refused(new Refusal("receipts.not-booked"), texts);
        if (!person.May(Permissions.CaseViewAll) && !(person.May(Permissions.CaseView) && person.BranchCode == receipt.BranchCode)) return Results.Forbid();
        await audit.RecordAsync(person.UserName, "receipt.viewed", "receipt", receipt.Number, new { receipt.CaseNumber }, cancel);
        return Pdf(http, await content.GetAsync(hash, cancel), $"{receipt.Number}.pdf");
    }

    private static IResult Pdf(HttpContext http, byte[] pdf, string name)
    {
        http.Response.Headers.CacheControl = "private, no-store";
        http.Response.Headers.ContentDisposition = $"inline; filename={name}";
        return Results.Bytes(pdf, "application/pdf");
    }

    private static IResult Refused(Refusal refusal, TextCatalogue texts) =>
        Results.Text(texts.Of(refusal), "text/plain; charset=utf-8", statusCode: StatusCodes.Status409Conflict);
}
