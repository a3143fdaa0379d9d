namespace CentralOps.Domain.CoreBanking.Posting;

/// <summary>A side of a posting.</summary>
/// <param name="Account">Account number.</param>
/// <param name="Name">Name it is kept under.</param>
/// <param name="Bank">Name of its bank; empty = ours.</param>
public sealed record PostingParty(string Account, string Name, string Bank = "");

/// <summary>What a case wants booked. All of it is kept with the posting, because documents and receipts are made from what was booked and nothing else.</summary>
public sealed record PostingOrder
{
    /// <summary>The case.</summary>
    public required Guid CaseId { get; init; }

    /// <summary>Its number.</summary>
    public required string CaseNumber { get; init; }

    /// <summary>What for, within the case, e.g. <c>transfer</c> or <c>fee</c>: case and purpose together are booked at most once.</summary>
    public required string Purpose { get; init; }

    /// <summary>
    /// The visit to the posting step (id of its work item). A retry of the same visit gets the same answer; only a new visit may try again
    /// with a new key after a refusal.
    /// </summary>
    public required Guid Occasion { get; init; }

    /// <summary>Business type key.</summary>
    public required string BusinessType { get; init; }

    /// <summary>Branch of the case.</summary>
    public required string BranchCode { get; init; }

    /// <summary>The bank's date to book on.</summary>
    public required DateOnly BusinessDate { get; init; }

    /// <summary>Payer.</summary>
    public required PostingParty Debit { get; init; }

    /// <summary>Payee.</summary>
    public required PostingParty Credit { get; init; }

    /// <summary>Yuan, two decimals, more than zero.</summary>
    public required decimal Amount { get; init; }

    /// <summary>Purpose as the customer wrote it.</summary>
    public string Summary { get; init; } = "";

    /// <summary>Kind of the voucher, e.g. <c>cheque</c>; empty = none.</summary>
    public string VoucherKind { get; init; } = "";

    /// <summary>Number of the voucher that the booking uses up; null = none.</summary>
    public string? VoucherNumber { get; init; }
}

/// <summary>How far a posting has come.</summary>
public enum PostingOutcome
{
    /// <summary>Booked: there is a journal number.</summary>
    Booked,

    /// <summary>Refused by the core for a business reason.</summary>
    Refused,

    /// <summary>Not decided yet: ask again at <see cref="PostingResult.TryAgainAt"/>. The case must wait; nothing may be undone meanwhile.</summary>
    Pending,
}

/// <summary>Answer of <see cref="PostToCore"/>.</summary>
/// <param name="Outcome">How far it came.</param>
/// <param name="PostingId">The posting.</param>
/// <param name="JournalNumber">The core's journal number when booked.</param>
/// <param name="RefusalCode">The core's code when refused.</param>
/// <param name="RefusalText">The core's words when refused.</param>
/// <param name="TryAgainAt">When to call again (UTC) while pending.</param>
public sealed record PostingResult(
    PostingOutcome Outcome, Guid PostingId, string? JournalNumber = null, string? RefusalCode = null, string? RefusalText = null, DateTimeOffset? TryAgainAt = null);
