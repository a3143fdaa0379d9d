using System.Globalization;
using CentralOps.Domain.Cases.Advancing;
using CentralOps.Domain.Cases.Facts;
using CentralOps.Domain.Cases.Steps;
using CentralOps.Domain.CoreBanking;
using CentralOps.Domain.Dispatch;
using CentralOps.Domain.Kernel;
using CentralOps.Domain.Processes.Design;

namespace CentralOps.Domain.Batches.Steps;

/// <summary>Pays the lines of a batch one by one, each exactly once; what the core refuses is left for the branch.</summary>
public sealed class PostLinesStep : IStepHandler
{
    /// <summary>Operation of the machine item.</summary>
    public const string PostLines = "post-lines";

    /// <inheritdoc />
    public StepShape Shape { get; } = new("batch.post", StepGroup.Post, StepPhase.Posting, StepActor.Machine, ["ok", "partial"])
    {
        Machines = [new(PostLines, MachineQueue.Core)],
        Errors = [CoreErrors.Unknown],
        Establishes =
        [
            BatchFacts.FailedCount.Name, BatchFacts.FailedTotal.Name, BatchFacts.PaidCount.Name, BatchFacts.PaidTotal.Name,
            FlowFacts.PostingBegun.Name, FlowFacts.MoneyMoved.Name,
        ],
    };

    /// <inheritdoc />
    public void Enter(StepScope scope)
    {
        scope.Case.BeginPosting();
        scope.Add(NewWork.Machine(Shape.Machines[0]));
    }

    /// <inheritdoc />
    public Outcome Finished(StepScope scope, WorkItem item, WorkResult result)
    {
        var posted = result.Read<LinesPosted>();
        var facts = scope.Case.Facts;
        if (posted.PaidCount > 0) scope.Case.Booked(); // from the first line on: no refusal of a later step takes that back
        facts.Set(BatchFacts.PaidCount, posted.PaidCount);
        facts.Set(BatchFacts.PaidTotal, posted.PaidTotal);
        facts.Set(BatchFacts.FailedCount, posted.FailedCount);
        facts.Set(BatchFacts.FailedTotal, posted.FailedTotal);
        if (posted.More)
        {
            scope.Add(NewWork.Machine(Shape.Machines[0])); // the rest in a turn of its own, so that no turn outlives its lease
            return Outcome.Ok;
        }

        scope.Note("batch-posted", string.Create(CultureInfo.InvariantCulture, $"{posted.PaidCount} / {posted.PaidTotal:N2} · {posted.FailedCount} / {posted.FailedTotal:N2}"));
        scope.Audit("batch.posted", posted);
        scope.Complete(posted.FailedCount == 0 ? "ok" : "partial");
        return Outcome.Ok;
    }

    /// <inheritdoc />
    public void Failed(StepScope scope, WorkItem item, string error) => scope.Throw(CoreErrors.Unknown, error);
}

/// <summary>How far a batch has come.</summary>
/// <param name="More">Lines are left for another turn.</param>
/// <param name="PaidCount">Lines booked so far.</param>
/// <param name="PaidTotal">Their sum.</param>
/// <param name="FailedCount">Lines refused in the present round.</param>
/// <param name="FailedTotal">Their sum.</param>
public sealed record LinesPosted(bool More, int PaidCount, decimal PaidTotal, int FailedCount, decimal FailedTotal);
