using CentralOps.Domain.CoreBanking.Posting;
using CentralOps.Domain.Kernel;

namespace CentralOps.Domain.Receipts;

/// <summary>Papers that a branch prints for a booking.</summary>
public static class DocumentKinds
{
    /// <summary>客户回单: the customer's copy.</summary>
    public const string CustomerCopy = "customer-copy";

    /// <summary>记账凭证: the bank's posting voucher.</summary>
    public const string PostingVoucher = "posting-voucher";

    /// <summary>业务办理通知书: what is handed out when nothing was booked.</summary>
    public const string Notice = "service-notice";

    /// <summary>Papers of a booking.</summary>
    public static readonly IReadOnlyList<string> All = [CustomerCopy, PostingVoucher];
}

/// <summary>One print of a paper: the print register.</summary>
public sealed class DocumentPrint
{
    /// <summary>Row key.</summary>
    public Guid Id { get; init; } = Ids.New();

    /// <summary>The booking, or for a notice the case.</summary>
    public required Guid PostingId { get; init; }

    /// <summary>The case.</summary>
    public required Guid CaseId { get; init; }

    /// <summary>Its number.</summary>
    public required string CaseNumber { get; init; }

    /// <summary>One of <see cref="DocumentKinds"/>.</summary>
    public required string Kind { get; init; }

    /// <summary>1 = the original; 2, 3 … = copies, and printed as such.</summary>
    public required int Copy { get; init; }

    /// <summary>User name.</summary>
    public required string PrintedBy { get; init; }

    /// <summary>Branch that printed.</summary>
    public required string BranchCode { get; init; }

    /// <summary>Printed at (UTC).</summary>
    public required DateTimeOffset At { get; init; }
}

/// <summary>The print register.</summary>
public interface IPrintRegister
{
    /// <summary>Takes the next copy number of a paper and keeps the print; two people printing at once get different numbers.</summary>
    Task<DocumentPrint> RegisterAsync(Func<int, DocumentPrint> print, Guid postingId, string kind, CancellationToken cancel = default);

    /// <summary>Prints of a case, oldest first.</summary>
    Task<IReadOnlyList<DocumentPrint>> OfCaseAsync(Guid caseId, CancellationToken cancel = default);
}

/// <summary>Draws papers as PDF.</summary>
public interface IPaperRenderer
{
    /// <summary>The e-receipt with its QR code.</summary>
    byte[] Receipt(EReceipt receipt);

    /// <summary>A paper for the branch, marked with its copy number.</summary>
    byte[] Document(CorePosting posting, DocumentPrint print);

    /// <summary>The notice of a case that booked nothing, marked with its copy number.</summary>
    byte[] Notice(ServiceNotice notice, DocumentPrint print);
}

/// <summary>A printed paper.</summary>
/// <param name="Pdf">PDF.</param>
/// <param name="FileName">Proposed file name.</param>
/// <param name="Copy">1 = the original.</param>
public sealed record PrintedPaper(byte[] Pdf, string FileName, int Copy);

/// <summary>Prints a paper of a booking; each print is counted before it is handed out.</summary>
public sealed class PrintDocument(IPostings postings, IPrintRegister register, IPaperRenderer renderer, TimeProvider clock)
{
    /// <summary>Kinds of papers that a case has; none when its booking was reversed.</summary>
    public async Task<IReadOnlyList<string>> KindsAsync(Guid caseId, string purpose, CancellationToken cancel = default) =>
        await postings.LatestAsync(caseId, purpose, cancel) switch
        {
            null => [DocumentKinds.Notice],
            { State: PostingState.Reversed } => [],
            _ => DocumentKinds.All,
        };

    /// <summary>Prints.</summary>
    /// <param name="caseId">The case.</param>
    /// <param name="purpose">Purpose of the posting, e.g. <c>transfer</c>.</param>
    /// <param name="kind">One of <see cref="DocumentKinds"/>.</param>
    /// <param name="who">User name.</param>
    /// <param name="branchCode">Their branch: only the branch of the case prints.</param>
    /// <param name="cancel">Cancellation.</param>
    public async Task<Outcome<PrintedPaper>> PrintAsync(Guid caseId, string purpose, string kind, string who, string branchCode, CancellationToken cancel = default)
    {
        if (!DocumentKinds.All.Contains(kind)) return new Refusal("receipts.unknown-document", kind);
        var posting = await postings.LatestAsync(caseId, purpose, cancel);
        if (posting is null || posting.State != PostingState.Booked) return new Refusal("receipts.not-booked");
        if (posting.BranchCode != branchCode) return new Refusal("receipts.other-branch", posting.BranchCode);
        var print = await register.RegisterAsync(
            copy => new DocumentPrint
            {
                PostingId = posting.Id, CaseId = caseId, CaseNumber = posting.CaseNumber, Kind = kind, Copy = copy, PrintedBy = who, BranchCode = branchCode, At = clock.GetUtcNow(),
            },
            posting.Id, kind, cancel);
        return new PrintedPaper(renderer.Document(posting, print), $"{posting.CaseNumber}-{kind}-{print.Copy}.pdf", print.Copy);
    }
}
