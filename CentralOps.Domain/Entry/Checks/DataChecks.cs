using System.Globalization;
using CentralOps.Domain.Cases;
using CentralOps.Domain.CoreBanking;
using CentralOps.Domain.Kernel;
using CentralOps.Domain.Recognition;
using CentralOps.Domain.Recognition.Fields;
using CentralOps.Domain.Recognition.Words;

namespace CentralOps.Domain.Entry.Checks;

/// <summary>A check that failed.</summary>
/// <param name="Code">Refusal code, e.g. <c>check.words-differ</c>.</param>
/// <param name="Fields">Fields concerned.</param>
public sealed record CheckFailure(string Code, IReadOnlyList<string> Fields);

/// <summary>What the account directory said about a case's accounts and voucher.</summary>
/// <param name="Payer">The payer's account; null = there is none of that number.</param>
/// <param name="Payee">The payee's account; null = none, or with another bank.</param>
/// <param name="Cheque">State of the cheque number; null = not asked.</param>
/// <param name="UsedByCase">Number of another case with the same number of a paper that is open or posted; null = none.</param>
/// <param name="UsedNumber">Field with that number.</param>
public sealed record Lookups(AccountFacts? Payer, AccountFacts? Payee, ChequeState? Cheque, string? UsedByCase, string? UsedNumber = null);

/// <summary>Step 6, 数据检核: typed validation, cross-field rules and lookups, as one pure function.</summary>
public static class DataChecks
{
    /// <summary>A cheque is valid this many days from its issue (支付结算办法, article 91).</summary>
    public const int ChequeDays = 10;

    /// <summary>All failures of the case's accepted fields.</summary>
    public static IReadOnlyList<CheckFailure> Run(Case @case, BusinessType type, FieldCatalogue catalogue, Lookups lookups)
    {
        var failures = new List<CheckFailure>();
        foreach (var code in type.RequiredFields.Where(code => string.IsNullOrEmpty(@case.Accepted(code))))
            failures.Add(new CheckFailure("check.missing-field", [code]));
        if (@case.Facts.Get(PageFacts.MissingVouchers) is { } missing) failures.Add(new CheckFailure($"check.missing-voucher:{missing}", []));
        foreach (var field in @case.Fields.Where(f => f.Status == FieldStatus.Accepted && !string.IsNullOrEmpty(f.Value)))
            failures.AddRange(catalogue.Problems(field.Code, field.Value).Select(problem => new CheckFailure(problem, [field.Code])));
        failures.AddRange(@case.Fields.Where(f => f.Status == FieldStatus.Illegible).Select(f => new CheckFailure("check.illegible", [f.Code])));

        Same(@case, type, failures);
        Words(@case, failures);
        Sums(@case, type, failures);
        Dates(@case, type, failures);
        Accounts(@case, type, lookups, failures);
        Voucher(lookups, failures);
        return failures;
    }

    // What stands on two papers must be the same there: settings like "same-values": "customer.name = licence.name; legal.id.number = id.number".
    private static void Same(Case @case, BusinessType type, List<CheckFailure> failures)
    {
        foreach (var pair in (type.Settings.GetValueOrDefault("same-values") ?? "").Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            if (pair.Split('=', StringSplitOptions.TrimEntries) is [var one, var other] && @case.Accepted(one) is { Length: > 0 } a && @case.Accepted(other) is { Length: > 0 } b && Meaning(@case, one, a) != Meaning(@case, other, b))
                failures.Add(new CheckFailure("check.values-differ", [one, other]));
        }
    }

    // A date is the same in words and in figures.
    private static string Meaning(Case @case, string code, string value) =>
        @case.Field(code)?.Type == FieldTypes.DateWords && DateInWords.Read(value).Date is { } date ? date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) : value;

    // What adds up on paper must add up: settings like "sums": "amount = discount.interest + discount.proceeds".
    private static void Sums(Case @case, BusinessType type, List<CheckFailure> failures)
    {
        foreach (var sum in (type.Settings.GetValueOrDefault("sums") ?? "").Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            if (sum.Split('=', StringSplitOptions.TrimEntries) is not [var total, var parts]) continue;
            string[] codes = [total, .. parts.Split('+', StringSplitOptions.TrimEntries)];
            var amounts = codes.Select(c => FieldNormalisation.AmountOf(@case.Accepted(c))).ToList();
            if (amounts.TrueForAll(a => a is not null) && amounts[0] != amounts.Skip(1).Sum()) failures.Add(new CheckFailure("check.sum-differs", codes));
        }
    }

    private static void Words(Case @case, List<CheckFailure> failures)
    {
        if (@case.Accepted("amount") is not { Length: > 0 } figures || @case.Accepted("amount.words") is not { Length: > 0 } words) return;
        if (AmountInWords.Read(words).Amount is { } inWords && FieldNormalisation.AmountOf(figures) is { } amount && inWords != amount)
            failures.Add(new CheckFailure("check.words-differ", ["amount", "amount.words"]));
    }

    private static void Dates(Case @case, BusinessType type, List<CheckFailure> failures)
    {
        // What must lie ahead: settings like "not-due": "bill.due.words".
        foreach (var code in (type.Settings.GetValueOrDefault("not-due") ?? "").Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
            if ((DateInWords.Read(@case.Accepted(code)).Date ?? FieldNormalisation.DateOf(@case.Accepted(code))) is { } due && due <= @case.BusinessDate) failures.Add(new CheckFailure("check.due-already", [code]));
        var date = FieldNormalisation.DateOf(@case.Accepted("issue.date"));
        var inWords = DateInWords.Read(@case.Accepted("issue.date.words")).Date;
        if (date is { } a && inWords is { } b && a != b) failures.Add(new CheckFailure("check.dates-differ", ["issue.date", "issue.date.words"]));
        if ((inWords ?? date) is not { } issued) return;
        var field = inWords is null ? "issue.date" : "issue.date.words";
        if (issued > @case.BusinessDate) failures.Add(new CheckFailure("check.date-in-future", [field]));
        if (IsCheque(@case, type) && issued.AddDays(ChequeDays) < @case.BusinessDate) failures.Add(new CheckFailure("check.cheque-expired", [field]));
    }

    private static void Accounts(Case @case, BusinessType type, Lookups lookups, List<CheckFailure> failures)
    {
        var parties = CaseParties.Of(type);
        var (debit, credit) = ($"{parties.Debit}.account", $"{parties.Credit}.account");
        var who = parties.Debit == "customer" ? "customer" : "payer"; // where nothing is paid nobody is called a payer
        if (@case.Accepted(debit) is { Length: > 0 })
        {
            if (lookups.Payer is not { } payer) failures.Add(new CheckFailure($"check.{who}-unknown", [debit]));
            else
            {
                if (payer.Status == AccountStatus.Frozen) failures.Add(new CheckFailure($"check.{who}-frozen", [debit]));
                if (payer.Status == AccountStatus.Closed) failures.Add(new CheckFailure($"check.{who}-closed", [debit]));
                Name(@case, $"{parties.Debit}.name", payer.Name, failures);
            }
        }

        if (@case.Accepted(credit) is { Length: > 0 })
        {
            if (lookups.Payee is { } payee)
            {
                if (payee.Status == AccountStatus.Closed) failures.Add(new CheckFailure("check.payee-closed", [credit]));
                Name(@case, $"{parties.Credit}.name", payee.Name, failures);
            }
            else if (type.Settings.GetValueOrDefault("credit-ours") == "true")
            {
                failures.Add(new CheckFailure("check.payee-unknown", [credit]));
            }
        }

        if (@case.Accepted(debit) is { Length: > 0 } from && from == @case.Accepted(credit))
            failures.Add(new CheckFailure("check.same-account", [debit, credit]));
    }

    private static void Name(Case @case, string code, string onFile, List<CheckFailure> failures)
    {
        if (@case.Accepted(code) is { Length: > 0 } name && FieldNormalisation.Normalise(FieldTypes.Company, name) != FieldNormalisation.Normalise(FieldTypes.Company, onFile))
            failures.Add(new CheckFailure("check.name-differs", [code]));
    }

    private static void Voucher(Lookups lookups, List<CheckFailure> failures)
    {
        if (lookups.Cheque is { } cheque && cheque != ChequeState.Unused)
            failures.Add(new CheckFailure(cheque switch { ChequeState.Used => "check.cheque-used", ChequeState.Stopped => "check.cheque-stopped", _ => "check.cheque-not-issued" }, ["voucher.number"]));
        if (lookups.UsedByCase is { } other) failures.Add(new CheckFailure($"check.voucher-in-case:{other}", [lookups.UsedNumber ?? "voucher.number"]));
    }

    /// <summary>True when the case pays by cheque: it has a voucher of the kind in the setting <c>cheque</c>.</summary>
    public static bool IsCheque(Case @case, BusinessType? type) => type?.Settings.GetValueOrDefault("cheque") is { Length: > 0 } kind && @case.LivePages.Any(p => p.VoucherKind == kind);
}
