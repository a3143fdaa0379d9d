namespace CentralOps.Domain.CoreBanking;

/// <summary>The core-banking system. No method throws for what a network or a core can do: the answer says how far the request is known to have come.</summary>
public interface ICoreBanking
{
    /// <summary>Asks the core to book. Sent once: a lost answer is <see cref="CoreAnswer.NoAnswer"/> and must be cleared by <see cref="QueryAsync"/>.</summary>
    Task<CoreAnswer> PostAsync(CoreInstruction instruction, CancellationToken cancel = default);

    /// <summary>Asks the core to undo what was booked under <see cref="CoreInstruction.ReversesKey"/>, under a key of its own.</summary>
    Task<CoreAnswer> ReverseAsync(CoreInstruction instruction, CancellationToken cancel = default);

    /// <summary>What the core knows of an idempotency key. Harmless to repeat.</summary>
    Task<CoreAnswer> QueryAsync(string idempotencyKey, CancellationToken cancel = default);

    /// <summary>The core's own journal of a business date, only what this product asked for, in the core's order.</summary>
    /// <exception cref="CoreUnavailable">The core did not answer in full.</exception>
    IAsyncEnumerable<CoreJournalEntry> JournalAsync(DateOnly businessDate, CancellationToken cancel = default);
}

/// <summary>What the core is asked to do.</summary>
public sealed record CoreInstruction
{
    /// <summary>One key for the posting's whole life.</summary>
    public required string IdempotencyKey { get; init; }

    /// <summary>The key of the posting to undo; null = book.</summary>
    public string? ReversesKey { get; init; }

    /// <summary>Account to debit (payer).</summary>
    public required string DebitAccount { get; init; }

    /// <summary>Name of the account to debit.</summary>
    public required string DebitName { get; init; }

    /// <summary>Account to credit (payee).</summary>
    public required string CreditAccount { get; init; }

    /// <summary>Name of the account to credit.</summary>
    public required string CreditName { get; init; }

    /// <summary>Bank of the account to credit; empty = ours. The core clears to other banks.</summary>
    public string CreditBank { get; init; } = "";

    /// <summary>Yuan, two decimals.</summary>
    public required decimal Amount { get; init; }

    /// <summary>The bank's date to book on.</summary>
    public required DateOnly BusinessDate { get; init; }

    /// <summary>Kind of the voucher, e.g. <c>cheque</c>, whose number the core checks and uses up; empty = none.</summary>
    public string VoucherKind { get; init; } = "";

    /// <summary>Number of the voucher; null = none.</summary>
    public string? VoucherNumber { get; init; }

    /// <summary>Case number, for the core's own enquiries.</summary>
    public required string CaseNumber { get; init; }

    /// <summary>Branch of the case.</summary>
    public required string BranchCode { get; init; }

    /// <summary>Purpose as the customer wrote it.</summary>
    public string Summary { get; init; } = "";
}

/// <summary>What the core answered, as far as it is known.</summary>
public abstract record CoreAnswer
{
    private CoreAnswer()
    {
    }

    /// <summary>Booked.</summary>
    /// <param name="JournalNumber">The core's journal number.</param>
    /// <param name="At">Booked at (UTC), by the core's clock.</param>
    public sealed record Booked(string JournalNumber, DateTimeOffset At) : CoreAnswer;

    /// <summary>Refused for a business reason: nothing was booked and under this key nothing ever will be.</summary>
    /// <param name="Code">The core's code, e.g. <c>insufficient-funds</c>.</param>
    /// <param name="Text">The core's words, shown to the branch as they are.</param>
    public sealed record Refused(string Code, string Text) : CoreAnswer;

    /// <summary>The core answered that it has never seen the key.</summary>
    public sealed record NotKnown : CoreAnswer;

    /// <summary>The request may or may not have been booked.</summary>
    /// <param name="Reason">For people who look: time-out, connection lost, answer unreadable.</param>
    public sealed record NoAnswer(string Reason) : CoreAnswer;

    /// <summary>The request certainly never left: no connection could be made.</summary>
    /// <param name="Reason">For people who look.</param>
    public sealed record NotSent(string Reason) : CoreAnswer;
}

/// <summary>One entry of the core's journal.</summary>
/// <param name="JournalNumber">Unique in the core.</param>
/// <param name="IdempotencyKey">The key it was asked for with.</param>
/// <param name="ReversesKey">The key it undoes; null = it is a booking.</param>
/// <param name="DebitAccount">Debited.</param>
/// <param name="CreditAccount">Credited as asked, also when the core cleared it to another bank.</param>
/// <param name="Amount">Yuan.</param>
/// <param name="BusinessDate">The bank's date.</param>
/// <param name="At">Booked at (UTC).</param>
public sealed record CoreJournalEntry(
    string JournalNumber, string IdempotencyKey, string? ReversesKey, string DebitAccount, string CreditAccount, decimal Amount, DateOnly BusinessDate, DateTimeOffset At);

/// <summary>Accounts as the core keeps them.</summary>
public interface IAccountDirectory
{
    /// <summary>The account, or null when the core does not keep it.</summary>
    /// <exception cref="CoreUnavailable">The core did not answer.</exception>
    Task<AccountFacts?> FindAsync(string account, CancellationToken cancel = default);

    /// <summary>Whether a cheque of this number may be paid from the account.</summary>
    /// <exception cref="CoreUnavailable">The core did not answer.</exception>
    Task<ChequeState> ChequeAsync(string account, string chequeNumber, CancellationToken cancel = default);
}

/// <summary>What the core says of an account.</summary>
/// <param name="Account">Account number.</param>
/// <param name="Name">Name it is kept under.</param>
/// <param name="BankName">Branch that keeps it.</param>
/// <param name="BankCode">That branch's bank code.</param>
/// <param name="Status">Whether it may be debited.</param>
/// <param name="ContactName">Contact on file, the only one that phone verification may use; null = none.</param>
/// <param name="ContactPhone">Their telephone; null = none.</param>
public sealed record AccountFacts(string Account, string Name, string BankName, string BankCode, AccountStatus Status, string? ContactName, string? ContactPhone);

/// <summary>Whether an account may be used.</summary>
public enum AccountStatus
{
    /// <summary>In use.</summary>
    Active,

    /// <summary>Nothing may leave it.</summary>
    Frozen,

    /// <summary>Closed for good.</summary>
    Closed,
}

/// <summary>Where a cheque number stands.</summary>
public enum ChequeState
{
    /// <summary>Handed out with a cheque book and not yet paid.</summary>
    Unused,

    /// <summary>Paid already.</summary>
    Used,

    /// <summary>Never handed out to this account.</summary>
    NotIssued,

    /// <summary>Reported lost: must not be paid.</summary>
    Stopped,
}

/// <summary>The payment-password system.</summary>
public interface IPaymentCipherVerifier
{
    /// <summary>Verifies a payment password over the voucher's fields.</summary>
    Task<CipherVerdict> VerifyAsync(CipherQuestion question, CancellationToken cancel = default);
}

/// <summary>A payment password and the fields it was computed over.</summary>
/// <param name="Account">Payer's account.</param>
/// <param name="VoucherNumber">Voucher number.</param>
/// <param name="Amount">Yuan.</param>
/// <param name="IssueDate">Date of issue on the voucher.</param>
/// <param name="Cipher">The 16 digits.</param>
public sealed record CipherQuestion(string Account, string VoucherNumber, decimal Amount, DateOnly IssueDate, string Cipher);

/// <summary>What the payment-password system says.</summary>
public enum CipherVerdict
{
    /// <summary>It is right.</summary>
    Right,

    /// <summary>It is wrong: the voucher goes back.</summary>
    Wrong,

    /// <summary>The system did not answer: try again later, then let a person decide.</summary>
    Unavailable,
}

/// <summary>The risk system.</summary>
public interface IRiskScreening
{
    /// <summary>Screens a payment before it is booked. The same case is not counted twice.</summary>
    Task<RiskAnswer> ScreenAsync(RiskQuestion question, CancellationToken cancel = default);
}

/// <summary>What is to be screened.</summary>
public sealed record RiskQuestion
{
    /// <summary>Case number.</summary>
    public required string CaseNumber { get; init; }

    /// <summary>Business type key.</summary>
    public required string BusinessType { get; init; }

    /// <summary>Branch of the case.</summary>
    public required string BranchCode { get; init; }

    /// <summary>Payer's account.</summary>
    public required string PayerAccount { get; init; }

    /// <summary>Payer's name.</summary>
    public required string PayerName { get; init; }

    /// <summary>Payee's account.</summary>
    public required string PayeeAccount { get; init; }

    /// <summary>Payee's name.</summary>
    public required string PayeeName { get; init; }

    /// <summary>Yuan.</summary>
    public required decimal Amount { get; init; }

    /// <summary>Submitted at (UTC).</summary>
    public required DateTimeOffset SubmittedAt { get; init; }
}

/// <summary>What the risk system says.</summary>
/// <param name="Answered">False = it did not answer: try again later; never a "clear".</param>
/// <param name="Hits">What it found; empty = clear when answered.</param>
public sealed record RiskAnswer(bool Answered, IReadOnlyList<RiskHit> Hits)
{
    /// <summary>Answered, and nothing found.</summary>
    public bool IsClear => Answered && Hits.Count == 0;
}

/// <summary>One finding.</summary>
/// <param name="Rule">E.g. <c>blacklist</c>, <c>velocity</c>, <c>unusual-hour</c>.</param>
/// <param name="Text">The risk system's words.</param>
public sealed record RiskHit(string Rule, string Text);

/// <summary>The core did not give a readable answer to a question; ask again later.</summary>
public sealed class CoreUnavailable(string reason, Exception? inner = null) : Exception(reason, inner);
