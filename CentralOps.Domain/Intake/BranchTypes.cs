using CentralOps.Domain.Administration;
using CentralOps.Domain.Cases;
using CentralOps.Domain.Kernel;
using CentralOps.Domain.Recognition;

namespace CentralOps.Domain.Intake;

/// <summary>The business types that a branch submits, and their forms. Cases of another channel come from there only.</summary>
public sealed class BranchTypes(VoucherConfiguration vouchers, IBranches branches)
{
    /// <summary>All of them; those that are retired are not submitted any more.</summary>
    public IReadOnlyList<BusinessType> All => [.. vouchers.BusinessTypes.Where(OfTheBranch)];

    /// <summary>One that can be submitted now; null = there is none of this key.</summary>
    public BusinessType? Find(string key) => vouchers.BusinessType(key) is { Retired: false } type && OfTheBranch(type) ? type : null;

    /// <summary>The form of a business type, in order; empty = everything is on paper.</summary>
    public IReadOnlyList<FormBox> FormOf(string key) => vouchers.BusinessType(key) is { } type ? SubmissionForm.Of(type, vouchers.Fields) : [];

    /// <summary>Refusal <c>intake.branch-closed</c> of a closed branch: what is under way there goes on, nothing new begins; null = it is open.</summary>
    public async Task<Refusal?> ClosedAsync(string branchCode, CancellationToken cancel = default) =>
        await branches.FindAsync(branchCode, cancel) is { Active: false } ? new Refusal("intake.branch-closed", branchCode) : null;

    private static bool OfTheBranch(BusinessType type) => type.Channel.Length == 0;
}
