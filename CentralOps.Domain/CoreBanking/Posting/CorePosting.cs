using CentralOps.Domain.Kernel;

namespace CentralOps.Domain.CoreBanking.Posting;

/// <summary>The life of a posting, written before and after every word with the core.</summary>
public enum PostingState
{
    /// <summary>Not with the core: may be sent. Either never sent, or the core said it never arrived.</summary>
    Prepared,

    /// <summary>About to be sent, or sent; the answer has not been written down. After a crash here only a query can tell.</summary>
    Sent,

    /// <summary>The answer was lost: to be queried, never blindly sent again.</summary>
    Unknown,

    /// <summary>Booked. Final, unless reversed.</summary>
    Booked,

    /// <summary>Refused by the core for a business reason. Final.</summary>
    Refused,

    /// <summary>Booked and later undone. Final.</summary>
    Reversed,
}

/// <summary>One booking in the core-banking system, or the undoing of one, under one idempotency key for life.</summary>
public sealed class CorePosting
{
    private CorePosting()
    {
    }

    /// <summary>Row key.</summary>
    public Guid Id { get; private set; } = Ids.New();

    /// <summary>The case.</summary>
    public Guid CaseId { get; private set; }

    /// <summary>Its number.</summary>
    public string CaseNumber { get; private set; } = "";

    /// <summary>What for, within the case.</summary>
    public string Purpose { get; private set; } = "";

    /// <summary>1, 2 … : after a refusal a new visit to the step starts the next round, with a new key.</summary>
    public int Round { get; private set; }

    /// <summary>The visit to the posting step that this round belongs to.</summary>
    public Guid Occasion { get; private set; }

    /// <summary>The one key that the core knows it by.</summary>
    public string IdempotencyKey { get; private set; } = "";

    /// <summary>The posting that this one undoes; null = it is a booking.</summary>
    public Guid? ReversesId { get; private set; }

    /// <summary>Its key.</summary>
    public string? ReversesKey { get; private set; }

    /// <summary>Business type key.</summary>
    public string BusinessType { get; private set; } = "";

    /// <summary>Branch of the case.</summary>
    public string BranchCode { get; private set; } = "";

    /// <summary>The bank's date.</summary>
    public DateOnly BusinessDate { get; private set; }

    /// <summary>Payer's account.</summary>
    public string DebitAccount { get; private set; } = "";

    /// <summary>Payer's name.</summary>
    public string DebitName { get; private set; } = "";

    /// <summary>Payer's bank.</summary>
    public string DebitBank { get; private set; } = "";

    /// <summary>Payee's account.</summary>
    public string CreditAccount { get; private set; } = "";

    /// <summary>Payee's name.</summary>
    public string CreditName { get; private set; } = "";

    /// <summary>Payee's bank; empty = ours.</summary>
    public string CreditBank { get; private set; } = "";

    /// <summary>Yuan.</summary>
    public decimal Amount { get; private set; }

    /// <summary>Purpose as the customer wrote it.</summary>
    public string Summary { get; private set; } = "";

    /// <summary>Kind of the voucher; empty = none.</summary>
    public string VoucherKind { get; private set; } = "";

    /// <summary>Number of the voucher that the booking uses up; null = none.</summary>
    public string? VoucherNumber { get; private set; }

    /// <summary>Where it stands.</summary>
    public PostingState State { get; private set; }

    /// <summary>The core's journal number once booked.</summary>
    public string? JournalNumber { get; private set; }

    /// <summary>The core's code when refused.</summary>
    public string? RefusalCode { get; private set; }

    /// <summary>The core's words when refused.</summary>
    public string? RefusalText { get; private set; }

    /// <summary>How often it was sent: more than once only after the core said that it never arrived.</summary>
    public int Sends { get; private set; }

    /// <summary>Attempts in a row, of either kind, that brought no answer.</summary>
    public int Failures { get; private set; }

    /// <summary>Prepared at (UTC).</summary>
    public DateTimeOffset PreparedAt { get; private set; }

    /// <summary>Last sent at (UTC).</summary>
    public DateTimeOffset? SentAt { get; private set; }

    /// <summary>Booked or refused at (UTC); for a booking by the core's clock.</summary>
    public DateTimeOffset? SettledAt { get; private set; }

    /// <summary>Not to be sent or queried before (UTC).</summary>
    public DateTimeOffset NextAttemptAt { get; private set; }

    /// <summary>Why the last attempt brought no answer.</summary>
    public string? LastError { get; private set; }

    /// <summary>Concurrency stamp.</summary>
    public Guid Version { get; set; }

    /// <summary>Booked, refused or reversed: nothing more will happen by itself.</summary>
    public bool IsSettled => State is PostingState.Booked or PostingState.Refused or PostingState.Reversed;

    /// <summary>It has been sent at least once and is not settled: the money may move at any time, so the case must not be withdrawn, changed or rejected.</summary>
    public bool MayStillBook => !IsSettled && Sends > 0;

    /// <summary>Prepares the first or a later round of an order.</summary>
    /// <exception cref="RuleBroken">The order is not one that can be booked.</exception>
    public static CorePosting Prepare(PostingOrder order, int round, DateTimeOffset now)
    {
        if (order.Amount <= 0 || decimal.Round(order.Amount, 2) != order.Amount)
            throw new RuleBroken($"A posting's amount is more than zero and has at most two decimals, not {order.Amount}.");
        if (order.Debit.Account.Length == 0 || order.Credit.Account.Length == 0 || order.Debit.Account == order.Credit.Account)
            throw new RuleBroken("A posting has a debit account and another credit account.");
        var posting = new CorePosting
        {
            CaseId = order.CaseId, CaseNumber = order.CaseNumber, Purpose = order.Purpose, Round = round, Occasion = order.Occasion,
            BusinessType = order.BusinessType, BranchCode = order.BranchCode, BusinessDate = order.BusinessDate,
            DebitAccount = order.Debit.Account, DebitName = order.Debit.Name, DebitBank = order.Debit.Bank,
            CreditAccount = order.Credit.Account, CreditName = order.Credit.Name, CreditBank = order.Credit.Bank,
            Amount = order.Amount, Summary = order.Summary, VoucherKind = order.VoucherKind, VoucherNumber = order.VoucherNumber,
            PreparedAt = now, NextAttemptAt = now,
        };
        posting.IdempotencyKey = $"CO-{posting.Id:N}";
        return posting;
    }

    /// <summary>Prepares the undoing of a booked posting.</summary>
    /// <exception cref="RuleBroken">The posting is not booked.</exception>
    public static CorePosting Undo(CorePosting booked, DateOnly businessDate, Guid occasion, DateTimeOffset now)
    {
        if (booked.State != PostingState.Booked || booked.ReversesId is not null)
            throw new RuleBroken($"Only a booked posting can be reversed; {booked.IdempotencyKey} is {booked.State}.");
        var posting = new CorePosting
        {
            CaseId = booked.CaseId, CaseNumber = booked.CaseNumber, Purpose = $"reversal:{booked.Purpose}:{booked.Round}", Round = 1, Occasion = occasion,
            ReversesId = booked.Id, ReversesKey = booked.IdempotencyKey,
            BusinessType = booked.BusinessType, BranchCode = booked.BranchCode, BusinessDate = businessDate,
            DebitAccount = booked.DebitAccount, DebitName = booked.DebitName, DebitBank = booked.DebitBank,
            CreditAccount = booked.CreditAccount, CreditName = booked.CreditName, CreditBank = booked.CreditBank,
            Amount = booked.Amount, Summary = booked.Summary, VoucherKind = booked.VoucherKind, VoucherNumber = booked.VoucherNumber,
            PreparedAt = now, NextAttemptAt = now,
        };
        posting.IdempotencyKey = $"CO-{posting.Id:N}";
        return posting;
    }

    /// <summary>True when the order asks for what this posting books.</summary>
    public bool IsFor(PostingOrder order) =>
        DebitAccount == order.Debit.Account && CreditAccount == order.Credit.Account && Amount == order.Amount && VoucherNumber == order.VoucherNumber;

    /// <summary>True when a new round may follow: this one is refused or undone, and the step is visited anew.</summary>
    public bool AllowsAnotherRound(Guid occasion) => State is PostingState.Refused or PostingState.Reversed && Occasion != occasion;

    /// <summary>What the core is asked for.</summary>
    public CoreInstruction ToInstruction() => new()
    {
        IdempotencyKey = IdempotencyKey, ReversesKey = ReversesKey, DebitAccount = DebitAccount, DebitName = DebitName,
        CreditAccount = CreditAccount, CreditName = CreditName, CreditBank = CreditBank, Amount = Amount, BusinessDate = BusinessDate,
        VoucherKind = VoucherKind, VoucherNumber = VoucherNumber, CaseNumber = CaseNumber, BranchCode = BranchCode, Summary = Summary,
    };

    /// <summary>Written before the request leaves: from here on a crash means "unknown", never "not done".</summary>
    public void Send(DateTimeOffset now)
    {
        Require(State == PostingState.Prepared, nameof(Send));
        (State, SentAt, Sends) = (PostingState.Sent, now, Sends + 1);
    }

    /// <summary>The core says it is booked.</summary>
    /// <exception cref="RuleBroken">It was booked under another journal number, or refused: the core contradicts itself.</exception>
    public void Book(string journalNumber, DateTimeOffset at)
    {
        if (State is PostingState.Booked or PostingState.Reversed && JournalNumber == journalNumber) return;
        Require(State is PostingState.Prepared or PostingState.Sent or PostingState.Unknown, nameof(Book));
        (State, JournalNumber, SettledAt, LastError, Failures) = (PostingState.Booked, journalNumber, at, null, 0);
    }

    /// <summary>The core says no, in its own words.</summary>
    public void Refuse(string code, string text, DateTimeOffset now)
    {
        if (State == PostingState.Refused && RefusalCode == code) return;
        Require(State is PostingState.Sent or PostingState.Unknown, nameof(Refuse));
        (State, RefusalCode, RefusalText, SettledAt, LastError, Failures) = (PostingState.Refused, code, Short(text), now, null, 0);
    }

    /// <summary>No answer, or none that can be read: it may or may not be booked.</summary>
    public void LoseAnswer(string reason, DateTimeOffset nextQueryAt)
    {
        Require(State is PostingState.Sent or PostingState.Unknown, nameof(LoseAnswer));
        (State, LastError, NextAttemptAt, Failures) = (PostingState.Unknown, Short(reason), nextQueryAt, Failures + 1);
    }

    /// <summary>The core, asked, has never seen the key: it may be sent again, under the same key.</summary>
    public void NotAtCore(DateTimeOffset nextSendAt)
    {
        Require(State == PostingState.Unknown, nameof(NotAtCore));
        (State, LastError, NextAttemptAt) = (PostingState.Prepared, "the core has never seen it", nextSendAt);
    }

    /// <summary>No connection could be made, so this sending does not count.</summary>
    public void NeverLeft(string reason, DateTimeOffset nextSendAt)
    {
        Require(State == PostingState.Sent, nameof(NeverLeft));
        (State, Sends, LastError, NextAttemptAt, Failures) = (PostingState.Prepared, Sends - 1, Short(reason), nextSendAt, Failures + 1);
    }

    /// <summary>The core has undone it.</summary>
    public void Reverse()
    {
        if (State == PostingState.Reversed) return;
        Require(State == PostingState.Booked && ReversesId is null, nameof(Reverse));
        State = PostingState.Reversed;
    }

    /// <summary>How far it has come, as the step sees it.</summary>
    public PostingResult ToResult() => State switch
    {
        PostingState.Booked => new(PostingOutcome.Booked, Id, JournalNumber),
        PostingState.Refused => new(PostingOutcome.Refused, Id, RefusalCode: RefusalCode, RefusalText: RefusalText),
        PostingState.Reversed => new(PostingOutcome.Refused, Id, RefusalCode: "reversed", RefusalText: JournalNumber),
        _ => new(PostingOutcome.Pending, Id, TryAgainAt: NextAttemptAt),
    };

    private static string Short(string text) => text.Length <= 300 ? text : text[..300];

    private void Require(bool allowed, string what)
    {
        if (!allowed) throw new RuleBroken($"Posting {IdempotencyKey} is {State}: {what} is not allowed.");
    }
}
