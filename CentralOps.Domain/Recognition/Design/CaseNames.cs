using CentralOps.Domain.Cases;
using CentralOps.Domain.Cases.Facts;
using CentralOps.Domain.Processes.Design;

namespace CentralOps.Domain.Recognition.Design;

/// <summary>
/// Names of a case that conditions of every process may read: its data, the fields of the catalogue and of the layouts, parameters, how its steps ended and why people sent it back.
/// </summary>
public sealed class CaseNames(VoucherConfiguration vouchers) : IConditionNames
{
    /// <inheritdoc />
    public IReadOnlyCollection<string> All =>
    [
        .. CaseVariables.Data.Keys, .. CaseVariables.Readable.Select(CaseVariables.NameOf),
        FlowFacts.Outcome.Name, FlowFacts.FailedStep.Name, FlowFacts.FailedOutcome.Name, FlowFacts.ReturnReason.Name, FlowFacts.RejectReason.Name,
        .. vouchers.Fields.All.Select(f => f.Code).Concat(vouchers.Templates.SelectMany(t => t.Template.Fields).Select(f => f.Code)).Distinct().Select(CaseVariables.NameOf),
    ];
}
