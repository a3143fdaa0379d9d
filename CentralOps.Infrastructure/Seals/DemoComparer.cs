using CentralOps.Domain.Cases;
using CentralOps.Domain.Cases.Advancing;
using CentralOps.Domain.Cases.Views;
using CentralOps.Domain.Dispatch;
using CentralOps.Domain.Kernel;
using CentralOps.Infrastructure.Demo;

namespace CentralOps.Infrastructure.Seals;

/// <summary>The simulated person at the seal post.</summary>
internal sealed class DemoComparer : IDemoAnswer
{
    public IReadOnlyList<string> Tasks { get; } = ["seal"];

    public (int Least, int Most) Takes => (6000, 12_000);

    public WorkResult? Of(WorkItem item, Case @case, DemoCase? sample)
    {
        var genuine = sample?.Scenario is not ("forged-seal" or "missing-seal" or "expired-specimen");
        return WorkResult.Done(new SealsDecided([.. StoredJson.Read<SealPayload>(item.Payload).Seals.Select(s =>
        {
            var pass = genuine && s.SpecimenHash is not null && s.ImpressionHash is not null;
            return new SealDecided(s.Role, pass, pass ? "P01" : s.ImpressionHash is null || s.SpecimenHash is null ? "F04" : "F05");
        })]));
    }
}
