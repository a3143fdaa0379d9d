using CentralOps.Domain.Cases;
using CentralOps.Domain.Recognition.Fields;

namespace CentralOps.Domain.CoreBanking.Posting;

/// <summary>What a posting step of a process books, as its parameters say; payload of its machine item.</summary>
/// <param name="Entry">What for, within the case: the posting's purpose. One key for life each.</param>
/// <param name="Debit">Side that is debited: prefix of its fields, or <c>setting:NAME</c> for a ledger account of the bank that the type's settings name as <c>number|name</c>; null = the type's.</param>
/// <param name="Credit">Side that is credited, likewise.</param>
/// <param name="Amount">Code of the field with the amount, or <c>fact:NAME</c>; null = the setting <c>amount</c> of the type, else <c>amount</c>.</param>
public sealed record PostWhat(string Entry = "main", string? Debit = null, string? Credit = null, string? Amount = null);

/// <summary>The order that a case gives to the core.</summary>
public static class CaseOrder
{
    private const int LongestNumber = 40; // as postings keep it

    /// <summary>Composes it from accepted fields only.</summary>
    /// <param name="case">The case.</param>
    /// <param name="type">Its business type.</param>
    /// <param name="what">Which booking.</param>
    /// <param name="occasion">The visit to the step: after a refusal another visit may try again.</param>
    public static PostingOrder Of(Case @case, BusinessType? type, PostWhat what, Guid occasion)
    {
        var parties = CaseParties.Of(type);
        var amount = what.Amount ?? type?.Settings.GetValueOrDefault("amount") ?? "amount";
        return new PostingOrder
        {
            CaseId = @case.Id,
            CaseNumber = @case.Number,
            Purpose = what.Entry,
            Occasion = occasion,
            BusinessType = @case.BusinessType,
            BranchCode = @case.BranchCode,
            BusinessDate = @case.BusinessDate,
            Debit = Party(@case, type, what.Debit ?? parties.Debit, parties.IsDebited(@case.Body.Customer) ? @case.CustomerName ?? "" : ""),
            Credit = Party(@case, type, what.Credit ?? parties.Credit, ""),
            Amount = amount.StartsWith("fact:", StringComparison.Ordinal) ? @case.Facts.Named(amount["fact:".Length..]) as decimal? ?? 0 : FieldNormalisation.AmountOf(@case.Accepted(amount)) ?? 0,
            Summary = @case.Accepted("purpose") ?? "",
            VoucherKind = @case.LivePages.Select(p => p.VoucherKind).FirstOrDefault(k => !string.IsNullOrEmpty(k)) ?? "",
            VoucherNumber = @case.Body.Numbers.Prepend("voucher.number").Select(@case.Accepted).FirstOrDefault(number => number is { Length: > 0 and <= LongestNumber }),
        };
    }

    /// <summary>One side of a booking.</summary>
    public static PostingParty Party(Case @case, BusinessType? type, string side, string nameOtherwise = "")
    {
        if (!side.StartsWith("setting:", StringComparison.Ordinal))
            return new PostingParty(@case.Accepted($"{side}.account") ?? "", @case.Accepted($"{side}.name") ?? nameOtherwise, @case.Accepted($"{side}.bank") ?? "");
        var ledger = type?.Settings.GetValueOrDefault(side["setting:".Length..])?.Split('|', 2) ?? [];
        return new PostingParty(ledger is [var number, ..] ? number : "", ledger is [_, var name] ? name : "");
    }
}
