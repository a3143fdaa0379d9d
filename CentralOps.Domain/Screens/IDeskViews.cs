using CentralOps.Domain.Kernel;

namespace CentralOps.Domain.Screens;

/// <summary>What a panel shows for a task in hand: exactly as much of the case as its task kind may see.</summary>
public interface IDeskViews
{
    /// <summary>Slice desk (<c>entry.slice</c>). No customer, no case number, no other key's value.</summary>
    Task<Outcome<SliceView>> SliceAsync(Guid userId, Guid itemId, CancellationToken cancel = default);

    /// <summary>Arbitration desk (<c>entry.arbitration</c>): slice and the differing values without names.</summary>
    Task<Outcome<ArbitrationView>> ArbitrationAsync(Guid userId, Guid itemId, CancellationToken cancel = default);

    /// <summary>Whole-voucher desk (<c>entry.voucher</c>): one page and its fields. No case number, no other page, no other key's value.</summary>
    Task<Outcome<VoucherView>> VoucherAsync(Guid userId, Guid itemId, CancellationToken cancel = default);

    /// <summary>Whole-case desks: correction, classification, phone, seal, risk, review, authorization, incident, and the branch's tasks.</summary>
    Task<Outcome<CaseView>> CaseAsync(Guid userId, Guid itemId, CancellationToken cancel = default);

    /// <summary>
    /// The full value of a field that the screen of a whole-case task masks. Only for the holder of the task, only for a field that the screen shows; audited as <c>field.revealed</c>.
    /// Refusals: <c>dispatch.task-gone</c>, <c>dispatch.lease-lost</c>, <c>screens.not-shown</c>.
    /// </summary>
    Task<Outcome<string>> RevealAsync(Guid userId, Guid itemId, string fieldCode, CancellationToken cancel = default);

    /// <summary>A case of the past as a sample for the screen designer: administrators of the configuration only, audited as a view of customer data.</summary>
    Task<Outcome<CaseView>> CaseForPreviewAsync(Guid userId, string caseNumber, CancellationToken cancel = default);

    /// <summary>The case page of people who may see the case (its branch, supervisors, auditors); audited as a view of customer data.</summary>
    Task<Outcome<CaseView>> CaseForReaderAsync(Guid userId, Guid caseId, CancellationToken cancel = default);
}
