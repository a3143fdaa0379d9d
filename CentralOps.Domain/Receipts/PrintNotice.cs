using CentralOps.Domain.Cases;
using CentralOps.Domain.Cases.Advancing;
using CentralOps.Domain.Cases.Facts;
using CentralOps.Domain.CoreBanking;
using CentralOps.Domain.CoreBanking.Records;
using CentralOps.Domain.Kernel;
using CentralOps.Domain.Recognition;

namespace CentralOps.Domain.Receipts;

/// <summary>What a customer is told in writing when nothing was booked: an account is open, data are changed, online banking is open.</summary>
/// <param name="Title">Business type in Chinese.</param>
/// <param name="CaseNumber">Case number.</param>
/// <param name="BranchCode">Branch.</param>
/// <param name="BusinessDate">The bank's date.</param>
/// <param name="Reference">The core's reference.</param>
/// <param name="Rows">Name and value, in order.</param>
public sealed record ServiceNotice(string Title, string CaseNumber, string BranchCode, DateOnly BusinessDate, string Reference, IReadOnlyList<(string Name, string Value)> Rows);

/// <summary>Prints the notice of a case that changed the core's records; each print is counted before it is handed out.</summary>
public sealed class PrintNotice(ICaseReader cases, VoucherConfiguration vouchers, IPrintRegister register, IPaperRenderer renderer, TimeProvider clock)
{
    private static readonly (Fact<string> Fact, string Name)[] Results = [(SharedFacts.CoreAccount, "账　　号"), (PostingFacts.Contract, "网银签约号")];

    /// <summary>Prints.</summary>
    /// <param name="caseId">The case.</param>
    /// <param name="who">User name.</param>
    /// <param name="branchCode">Their branch: only the branch of the case prints.</param>
    /// <param name="cancel">Cancellation.</param>
    public async Task<Outcome<PrintedPaper>> PrintAsync(Guid caseId, string who, string branchCode, CancellationToken cancel = default)
    {
        if (await cases.ReadAsync(caseId, cancel) is not { } @case || Of(@case) is not { } notice) return new Refusal("receipts.not-booked");
        if (@case.BranchCode != branchCode) return new Refusal("receipts.other-branch", @case.BranchCode);
        var print = await register.RegisterAsync(
            copy => new DocumentPrint
            {
                PostingId = caseId, CaseId = caseId, CaseNumber = @case.Number, Kind = DocumentKinds.Notice, Copy = copy, PrintedBy = who, BranchCode = branchCode, At = clock.GetUtcNow(),
            },
            caseId, DocumentKinds.Notice, cancel);
        return new PrintedPaper(renderer.Notice(notice, print), $"{@case.Number}-{DocumentKinds.Notice}-{print.Copy}.pdf", print.Copy);
    }

    /// <summary>The notice of a case; null when the core has not changed anything for it. Its rows are the business type's setting <c>notice</c>, a list of field codes.</summary>
    public ServiceNotice? Of(Case @case)
    {
        if (@case.Facts.Get(SharedFacts.CoreReference) is not { } reference || vouchers.BusinessType(@case.BusinessType) is not { } type) return null;
        var rows = (type.Settings.GetValueOrDefault("notice") ?? "customer.name; customer.account").Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
            .Where(code => @case.Accepted(code) is { Length: > 0 }).Select(code => (vouchers.Fields.Of(code).NameZh, @case.Accepted(code)!)).ToList();
        rows.AddRange(Results.Where(r => @case.Facts.Has(r.Fact)).Select(r => (r.Name, @case.Facts.Get(r.Fact)!)));
        foreach (var row in Comparison.Of(@case.Evidence)?.Rows.Where(r => r.Before != r.After) ?? [])
            rows.Add((CompareStep.FieldOf(vouchers.Fields, row.Code).NameZh, row.Before.Length == 0 ? row.After : $"{row.After}（原：{row.Before}）"));
        return new ServiceNotice(type.NameZh, @case.Number, @case.BranchCode, @case.BusinessDate, reference, rows);
    }
}
