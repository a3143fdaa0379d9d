using CentralOps.Domain.Cases.Advancing;
using CentralOps.Domain.Cases.Steps;
using CentralOps.Domain.Dispatch;
using CentralOps.Domain.Kernel;

namespace CentralOps.Domain.Receipts.Steps;

/// <summary>
/// Step 15, 单证打印: from here on the branch finds the documents of the case ready to print; the case does not wait for the printer. With the parameter <c>paper</c> =
/// <c>notice</c> it is the notice of a case that booked nothing.
/// </summary>
public sealed class DocumentsStep : IStepHandler
{
    /// <inheritdoc />
    public string Step => "documents.print";

    /// <inheritdoc />
    public void Enter(StepScope scope)
    {
        scope.Case.Facts.Set(PaperFacts.DocumentsReady, true);
        scope.Note(scope.Element.Parameter("paper") == "notice" ? "notice-ready" : "documents-ready");
        scope.Complete();
    }

    /// <inheritdoc />
    public Outcome Finished(StepScope scope, WorkItem item, WorkResult result) => Outcome.Ok;
}

/// <summary>Step 16, 电子回单.</summary>
public sealed class ReceiptStep : IStepHandler
{
    /// <summary>Operation of the machine item.</summary>
    public const string Issue = "issue-receipt";

    /// <summary>Queue of the machines that make papers and archive.</summary>
    public const string Queue = "documents";

    /// <inheritdoc />
    public string Step => "receipt.issue";

    /// <inheritdoc />
    public void Enter(StepScope scope) => scope.Add(NewWork.Machine(Issue, Queue));

    /// <inheritdoc />
    public Outcome Finished(StepScope scope, WorkItem item, WorkResult result)
    {
        scope.Case.Facts.Set(PaperFacts.ReceiptNumber, result.Read<ReceiptIssued>().Number);
        scope.Note("receipt-issued", result.Read<ReceiptIssued>().Number);
        scope.Complete();
        return Outcome.Ok;
    }
}

/// <summary>Result of the machine item.</summary>
public sealed record ReceiptIssued(string Number);

/// <summary>Step 17, 归档: images and final data are sealed in the content store with a retention date.</summary>
public sealed class ArchiveStep : IStepHandler
{
    /// <summary>Operation of the machine item.</summary>
    public const string Archive = "archive";

    /// <inheritdoc />
    public string Step => "archive";

    /// <inheritdoc />
    public void Enter(StepScope scope) => scope.Add(NewWork.Machine(Archive, ReceiptStep.Queue));

    /// <inheritdoc />
    public Outcome Finished(StepScope scope, WorkItem item, WorkResult result)
    {
        var archived = result.Read<Archived>();
        scope.Case.Facts.Set(PaperFacts.ArchiveHash, archived.Hash);
        scope.Note("archived", $"{archived.Hash} {archived.Until:yyyy-MM-dd}");
        scope.Complete();
        return Outcome.Ok;
    }
}

/// <summary>Result of the machine item.</summary>
/// <param name="Hash">Content hash of the archived data.</param>
/// <param name="Until">Kept until.</param>
public sealed record Archived(string Hash, DateTimeOffset Until);
