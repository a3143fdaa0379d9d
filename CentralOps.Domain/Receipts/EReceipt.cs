using CentralOps.Domain.CoreBanking.Posting;
using CentralOps.Domain.Kernel;

namespace CentralOps.Domain.Receipts;

/// <summary>The customer's electronic receipt of a booking. Everything on it comes from what was booked.</summary>
public sealed class EReceipt
{
    private EReceipt()
    {
    }

    /// <summary>Row key.</summary>
    public Guid Id { get; private set; } = Ids.New();

    /// <summary>Receipt number: branch, business date, running number, check digits.</summary>
    public string Number { get; private set; } = "";

    /// <summary>Verification code that the customer and anybody they show it to can check.</summary>
    public string Code { get; private set; } = "";

    /// <summary>The case.</summary>
    public Guid CaseId { get; private set; }

    /// <summary>Its number.</summary>
    public string CaseNumber { get; private set; } = "";

    /// <summary>The booking.</summary>
    public Guid PostingId { get; private set; }

    /// <summary>Its journal number in the core.</summary>
    public string JournalNumber { get; private set; } = "";

    /// <summary>Branch.</summary>
    public string BranchCode { get; private set; } = "";

    /// <summary>The bank's date of the booking.</summary>
    public DateOnly BusinessDate { get; private set; }

    /// <summary>Booked at (UTC).</summary>
    public DateTimeOffset BookedAt { get; private set; }

    /// <summary>Payer.</summary>
    public string DebitAccount { get; private set; } = "";

    /// <summary>Payer's name.</summary>
    public string DebitName { get; private set; } = "";

    /// <summary>Payer's bank.</summary>
    public string DebitBank { get; private set; } = "";

    /// <summary>Payee.</summary>
    public string CreditAccount { get; private set; } = "";

    /// <summary>Payee's name.</summary>
    public string CreditName { get; private set; } = "";

    /// <summary>Payee's bank.</summary>
    public string CreditBank { get; private set; } = "";

    /// <summary>Yuan.</summary>
    public decimal Amount { get; private set; }

    /// <summary>Purpose as the customer wrote it.</summary>
    public string Summary { get; private set; } = "";

    /// <summary>Number of the voucher; null = none.</summary>
    public string? VoucherNumber { get; private set; }

    /// <summary>Issued at (UTC).</summary>
    public DateTimeOffset IssuedAt { get; private set; }

    /// <summary>Content hash of the PDF; null until it is made.</summary>
    public string? ContentHash { get; set; }

    /// <summary>Issues the receipt of a booking under the next running number of branch and day.</summary>
    /// <exception cref="RuleBroken">The posting is not booked.</exception>
    public static EReceipt Issue(CorePosting posting, int sequence, ReceiptKey key, DateTimeOffset now)
    {
        if (posting.State != PostingState.Booked || posting.JournalNumber is null) throw new RuleBroken($"Posting {posting.IdempotencyKey} is {posting.State}: no receipt without a booking.");
        var receipt = new EReceipt
        {
            Number = ReceiptNumber.Compose(posting.BranchCode, posting.BusinessDate, sequence),
            CaseId = posting.CaseId, CaseNumber = posting.CaseNumber, PostingId = posting.Id, JournalNumber = posting.JournalNumber,
            BranchCode = posting.BranchCode, BusinessDate = posting.BusinessDate, BookedAt = posting.SettledAt ?? now,
            DebitAccount = posting.DebitAccount, DebitName = posting.DebitName, DebitBank = posting.DebitBank,
            CreditAccount = posting.CreditAccount, CreditName = posting.CreditName, CreditBank = posting.CreditBank,
            Amount = posting.Amount, Summary = posting.Summary, VoucherNumber = posting.VoucherNumber, IssuedAt = now,
        };
        receipt.Code = receipt.ExpectedCode(key);
        return receipt;
    }

    /// <summary>The code that follows from what is stored: it differs from <see cref="Code"/> when a stored fact was changed.</summary>
    public string ExpectedCode(ReceiptKey key) => ReceiptCode.Compute(key, Number, Amount, DebitAccount, CreditAccount, JournalNumber);
}

/// <summary>Key of the verification codes.</summary>
/// <param name="Bytes">32 bytes.</param>
public sealed record ReceiptKey(byte[] Bytes);

/// <summary>Where receipts are kept.</summary>
public interface IReceipts
{
    /// <summary>The receipt of a posting, or null.</summary>
    Task<EReceipt?> OfPostingAsync(Guid postingId, CancellationToken cancel = default);

    /// <summary>Receipts of a case, oldest first.</summary>
    Task<IReadOnlyList<EReceipt>> OfCaseAsync(Guid caseId, CancellationToken cancel = default);

    /// <summary>The receipt of a number, or null.</summary>
    Task<EReceipt?> FindAsync(string number, CancellationToken cancel = default);

    /// <summary>
    /// Takes the next running number of branch and day and keeps the receipt made with it, in one transaction: no number is lost.
    /// When the posting has a receipt already, that one is returned.
    /// </summary>
    Task<EReceipt> AddAsync(CorePosting posting, Func<int, EReceipt> issue, CancellationToken cancel = default);

    /// <summary>Notes the finished PDF.</summary>
    Task SetContentAsync(Guid id, string contentHash, CancellationToken cancel = default);
}
