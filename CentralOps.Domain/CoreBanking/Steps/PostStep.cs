using CentralOps.Domain.Cases.Advancing;
using CentralOps.Domain.Cases.Steps;
using CentralOps.Domain.CoreBanking.Posting;
using CentralOps.Domain.Dispatch;
using CentralOps.Domain.Kernel;

namespace CentralOps.Domain.CoreBanking.Steps;

/// <summary>Step 14, 核心交易调用. From its first moment the case can no longer be withdrawn, returned or rejected, until the core has refused.</summary>
public sealed class PostStep : IStepHandler
{
    /// <summary>Operation of the machine item.</summary>
    public const string Post = "post";

    /// <summary>Queue of the posting machines.</summary>
    public const string Queue = "core";

    /// <summary>What the posting is for, within the case.</summary>
    public const string Purpose = "main";

    /// <inheritdoc />
    public string Step => "core.post";

    /// <inheritdoc />
    public void Enter(StepScope scope)
    {
        scope.Case.Facts["posting_begun"] = true;
        scope.Case.Facts["core_refusal"] = null;
        scope.Add(NewWork.Machine(Post, Queue));
    }

    /// <inheritdoc />
    public Outcome Finished(StepScope scope, WorkItem item, WorkResult result)
    {
        var posted = result.Read<PostingResult>();
        if (posted.Outcome == PostingOutcome.Booked)
        {
            scope.Case.Facts["journal_number"] = posted.JournalNumber;
            scope.Note("posted", posted.JournalNumber);
            scope.Audit("core.posted", new { posted.JournalNumber, scope.Case.Amount });
            scope.Complete();
        }
        else
        {
            scope.Case.Facts["posting_begun"] = false;
            scope.Case.Facts["core_refusal"] = $"{posted.RefusalCode}: {posted.RefusalText}";
            scope.Note("core-refused", $"{posted.RefusalCode}: {posted.RefusalText}");
            scope.Complete("refused");
        }

        return Outcome.Ok;
    }
}
