using CentralOps.Domain.Cases;
using CentralOps.Domain.Cases.Advancing;
using CentralOps.Domain.Cases.Facts;
using CentralOps.Domain.Cases.Steps;
using CentralOps.Domain.CoreBanking.Posting;
using CentralOps.Domain.Dispatch;
using CentralOps.Domain.Kernel;
using CentralOps.Domain.Processes.Design;

namespace CentralOps.Domain.CoreBanking.Steps;

/// <summary>Step 14, 核心交易调用. From its first moment the case can no longer be withdrawn, returned or rejected, until the core has refused.</summary>
public sealed class PostStep : IStepHandler
{
    /// <summary>Operation of the machine item.</summary>
    public const string Post = "post";

    /// <summary>What the posting is for, within the case.</summary>
    public const string Purpose = "main";

    /// <inheritdoc />
    public StepShape Shape { get; } = new("core.post", StepGroup.Post, StepPhase.Posting, StepActor.Machine, ["ok", "refused"])
    {
        Parameters = [new("entry", []), new("debit", []), new("credit", []), new("amount", [])],
        Machines = [new(Post, MachineQueue.Core)],
        Errors = [CoreErrors.Refused, CoreErrors.Unknown],
        Establishes = [FlowFacts.CoreRefusal.Name, PostingFacts.JournalNumber.Name, PostingFacts.JournalNumberOf.Name, FlowFacts.MoneyMoved.Name, FlowFacts.PostingBegun.Name],
    };

    /// <inheritdoc />
    public void Enter(StepScope scope)
    {
        scope.Case.BeginPosting();
        var e = scope.Element;
        scope.Add(NewWork.Machine(Shape.Machines[0]) with { Payload = new PostWhat(Entry(scope), e.Parameter("debit"), e.Parameter("credit"), e.Parameter("amount")) });
    }

    /// <inheritdoc />
    public Outcome Finished(StepScope scope, WorkItem item, WorkResult result)
    {
        var posted = result.Read<PostingResult>();
        if (posted.Outcome == PostingOutcome.Booked)
        {
            if (Entry(scope) is not Purpose and var entry) scope.Case.Facts.Set(PostingFacts.JournalNumberOf, CaseVariables.NameOf(entry), posted.JournalNumber);
            else scope.Case.Facts.Set(PostingFacts.JournalNumber, posted.JournalNumber);
            scope.Case.Booked();
            scope.Note("posted", posted.JournalNumber);
            scope.Audit("core.posted", new { posted.JournalNumber, scope.Case.Amount });
            scope.Complete();
        }
        else
        {
            var refusal = $"{posted.RefusalCode}: {posted.RefusalText}";
            scope.Case.PostingRefused(refusal);
            scope.Note("core-refused", refusal);
            scope.Throw(CoreErrors.Refused, refusal);
        }

        return Outcome.Ok;
    }

    /// <inheritdoc />
    public void Failed(StepScope scope, WorkItem item, string error) => scope.Throw(CoreErrors.Unknown, error);

    private static string Entry(StepScope scope) => scope.Element.Parameter("entry") ?? Purpose;
}
