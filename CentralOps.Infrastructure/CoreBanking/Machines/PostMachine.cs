using CentralOps.Domain.Cases;
using CentralOps.Domain.Cases.Steps;
using CentralOps.Domain.CoreBanking.Posting;
using CentralOps.Domain.CoreBanking.Steps;
using CentralOps.Domain.Dispatch;
using CentralOps.Domain.Recognition.Fields;

namespace CentralOps.Infrastructure.CoreBanking.Machines;

/// <summary>Books the case in the core. Safe to run again after a crash at any point: the posting's own state knows what may be done.</summary>
internal sealed class PostMachine(PostToCore post, TimeProvider clock) : IMachine
{
    public string Task => PostStep.Post;

    public async Task<object> WorkAsync(WorkItem item, Case @case, CancellationToken cancel)
    {
        var result = await post.PostAsync(
            new PostingOrder
            {
                CaseId = @case.Id,
                CaseNumber = @case.Number,
                Purpose = PostStep.Purpose,
                Occasion = item.Id,
                BusinessType = @case.BusinessType,
                BranchCode = @case.BranchCode,
                BusinessDate = @case.BusinessDate,
                Debit = new PostingParty(@case.Accepted("payer.account") ?? "", @case.Accepted("payer.name") ?? @case.CustomerName ?? "", @case.Accepted("payer.bank") ?? ""),
                Credit = new PostingParty(@case.Accepted("payee.account") ?? "", @case.Accepted("payee.name") ?? "", @case.Accepted("payee.bank") ?? ""),
                Amount = FieldNormalisation.AmountOf(@case.Accepted("amount")) ?? 0,
                Summary = @case.Accepted("purpose") ?? "",
                VoucherKind = @case.LivePages.Select(p => p.VoucherKind).FirstOrDefault(k => !string.IsNullOrEmpty(k)) ?? "",
                VoucherNumber = @case.Accepted("voucher.number") is { Length: > 0 } number ? number : null,
            }, cancel);
        return result.Outcome == PostingOutcome.Pending ? throw new TryLater(result.TryAgainAt ?? clock.GetUtcNow().AddSeconds(3), "the core has not answered; the posting will be queried") : result;
    }
}
