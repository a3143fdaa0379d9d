using CentralOps.Domain.Administration;
using CentralOps.Domain.Cases.Advancing;
using CentralOps.Domain.Kernel;

namespace CentralOps.Domain.Intake.Withdraw;

/// <summary>A teller takes a case of the branch back before it is posted.</summary>
public sealed class WithdrawCase(CaseAdvancer advancer, ICaseReader cases, IStaffDirectory staff)
{
    /// <summary>Withdraws. Refusals: <c>cases.unknown</c> also for a case of another branch, else those of <see cref="CaseAdvancer.WithdrawAsync"/>.</summary>
    public async Task<Outcome> WithdrawAsync(Guid userId, Guid caseId, CancellationToken cancel = default)
    {
        var its = await cases.ReadAsync(caseId, cancel) is { } @case && await staff.FindAsync(userId, cancel) is { } person && person.May(Permissions.CaseSubmit) && person.BranchCode == @case.BranchCode;
        return its ? await advancer.WithdrawAsync(userId, caseId, cancel) : Outcome.No("cases.unknown");
    }
}
