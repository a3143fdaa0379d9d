using System.Text.Json;

namespace CentralOps.Infrastructure.CoreBanking;

/// <summary>The messages of docs/core-banking.md, as JSON in camelCase; amounts are numbers with two decimals, never more.</summary>
internal static class Wire
{
    public const string Booked = "booked", Done = "done", Refused = "refused", Unknown = "unknown";

    public static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true, // half an answer is not an answer
    };
}

/// <summary>Request to book, or with <see cref="ReversesKey"/> to undo.</summary>
internal sealed record PostingRequest(
    string Key, string? ReversesKey, string DebitAccount, string DebitName, string CreditAccount, string CreditName, string CreditBank, decimal Amount,
    DateOnly BusinessDate, string VoucherKind, string? VoucherNumber, string CaseNumber, string BranchCode, string Summary);

/// <summary>Answer to a request to book, to undo, or to a query by key. Carries the key, so that an answer to another question is noticed.</summary>
internal sealed record PostingAnswer(string Key, string Status, string? JournalNumber = null, DateTimeOffset? BookedAt = null, string? Code = null, string? Message = null);

/// <summary>Request to change records.</summary>
internal sealed record RecordRequest(string Key, string Kind, string CaseNumber, string BranchCode, DateOnly BusinessDate, IReadOnlyDictionary<string, string> Fields);

/// <summary>Answer to a request to change records, or to a query by key: <c>done</c>, <c>refused</c> or <c>unknown</c>.</summary>
internal sealed record RecordReply(string Key, string Status, string? Reference = null, IReadOnlyDictionary<string, string>? Results = null, string? Code = null, string? Message = null);

/// <summary>A customer as the core has them, by field code without prefix.</summary>
internal sealed record CustomerReply(string Account, IReadOnlyDictionary<string, string> Values);

/// <summary>An order that landed from online banking.</summary>
internal sealed record LandedLine(string Number, string BranchCode, string Reason, IReadOnlyDictionary<string, string> Fields);

/// <summary>A landed order has become a case.</summary>
internal sealed record LandedTaken(string CaseNumber);

/// <summary>One entry of the journal; <see cref="Sequence"/> is the cursor for the next page.</summary>
internal sealed record JournalLine(
    long Sequence, string JournalNumber, string Key, string? ReversesKey, string DebitAccount, string CreditAccount, decimal Amount, DateOnly BusinessDate, DateTimeOffset BookedAt);

/// <summary>A page of the journal.</summary>
internal sealed record JournalPage(IReadOnlyList<JournalLine> Entries, bool More);

/// <summary>An account.</summary>
internal sealed record AccountAnswer(string Account, string Name, string BankName, string BankCode, string Status, string? ContactName = null, string? ContactPhone = null);

/// <summary>A cheque number: <c>unused</c>, <c>used</c>, <c>not-issued</c> or <c>stopped</c>.</summary>
internal sealed record ChequeAnswer(string Account, string Number, string State);

/// <summary>Question to the payment-password system.</summary>
internal sealed record CipherRequest(string Account, string VoucherNumber, decimal Amount, DateOnly IssueDate, string Cipher);

/// <summary><c>right</c> or <c>wrong</c>.</summary>
internal sealed record CipherAnswer(string Result);

/// <summary>Question to the risk system.</summary>
internal sealed record RiskRequest(
    string CaseNumber, string BusinessType, string BranchCode, string PayerAccount, string PayerName, string PayeeAccount, string PayeeName, decimal Amount, DateTimeOffset SubmittedAt);

/// <summary><c>clear</c> or <c>hit</c>.</summary>
internal sealed record RiskReply(string CaseNumber, string Result, IReadOnlyList<RiskFinding> Hits);

/// <summary>One finding.</summary>
internal sealed record RiskFinding(string Rule, string Text);
