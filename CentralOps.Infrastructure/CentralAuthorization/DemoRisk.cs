using CentralOps.Domain.Cases;
using CentralOps.Domain.Cases.Advancing;
using CentralOps.Domain.Cases.Views;
using CentralOps.Domain.CentralAuthorization.Risk;
using CentralOps.Domain.Dispatch;
using CentralOps.Infrastructure.Demo;

namespace CentralOps.Infrastructure.CentralAuthorization;

/// <summary>The simulated operator at the risk post knows the customers of the demo bank.</summary>
internal sealed class DemoRisk : IDemoAnswer
{
    public IReadOnlyList<string> Tasks { get; } = [RiskDecideStep.Task];

    public (int Least, int Most) Takes => (10_000, 18_000);

    public WorkResult? Of(WorkItem item, Case @case, DemoCase? sample) =>
        WorkResult.Done(new Approved([.. @case.LivePages.Select(p => p.Id)], "模拟核实：交易背景真实", "K02"));
}
