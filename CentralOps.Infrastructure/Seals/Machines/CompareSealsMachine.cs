using CentralOps.Domain.Cases;
using CentralOps.Domain.Cases.Steps;
using CentralOps.Domain.Dispatch;
using CentralOps.Domain.Kernel;
using CentralOps.Domain.Seals;

namespace CentralOps.Infrastructure.Seals.Machines;

/// <summary>Has the seals of a case compared in the recognition queue.</summary>
internal sealed class CompareSealsMachine(CompareSeals compare) : IMachine
{
    public string Task => VerifySealsStep.Compare;

    public async Task<object> WorkAsync(WorkItem item, Case @case, CancellationToken cancel) => await compare.CompareAsync(@case, StoredJson.Read<SealsOf>(item.Payload).Voucher, cancel);
}
