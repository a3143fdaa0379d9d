using CentralOps.Domain.Cases;
using CentralOps.Domain.Cases.Advancing;
using CentralOps.Domain.Cases.Views;
using CentralOps.Domain.Dispatch;
using CentralOps.Domain.Kernel;
using CentralOps.Infrastructure.Demo;

namespace CentralOps.Infrastructure.CentralAuthorization;

/// <summary>The simulated caller reaches the customer at the second call at the latest.</summary>
internal sealed class DemoCaller(TimeProvider clock) : IDemoAnswer
{
    public IReadOnlyList<string> Tasks { get; } = ["phone"];

    public (int Least, int Most) Takes => (15_000, 30_000);

    public WorkResult? Of(WorkItem item, Case @case, DemoCase? sample)
    {
        var payload = StoredJson.Read<PhonePayload>(item.Payload);
        var reached = payload.Calls > 0 || new Random(item.Id.GetHashCode()).Next(100) >= 15;
        return WorkResult.Done(reached
            ? new PhoneOutcome("confirmed", payload.Script.ToDictionary(q => q, _ => true), null, null)
            : new PhoneOutcome("unreachable", new Dictionary<string, bool>(), null, clock.GetUtcNow().AddMinutes(2)));
    }
}
