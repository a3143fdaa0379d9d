using CentralOps.Domain.Cases;
using CentralOps.Domain.Cases.Steps;
using CentralOps.Domain.CoreBanking.Posting;
using CentralOps.Domain.CoreBanking.Steps;
using CentralOps.Domain.Dispatch;
using CentralOps.Domain.Kernel;
using CentralOps.Domain.Recognition;

namespace CentralOps.Infrastructure.CoreBanking.Machines;

/// <summary>Books the case in the core. Safe to run again after a crash at any point: the posting's own state knows what may be done.</summary>
internal sealed class PostMachine(PostToCore post, VoucherConfiguration vouchers, TimeProvider clock) : IMachine
{
    public string Task => PostStep.Post;

    public async Task<object> WorkAsync(WorkItem item, Case @case, CancellationToken cancel)
    {
        var order = CaseOrder.Of(@case, vouchers.BusinessType(@case.BusinessType), StoredJson.Read<PostWhat>(item.Payload), item.Id);
        var result = await post.PostAsync(order, cancel);
        return result.Outcome == PostingOutcome.Pending ? throw new TryLater(result.TryAgainAt ?? clock.GetUtcNow().AddSeconds(3), "the core has not answered; the posting will be queried") : result;
    }
}
