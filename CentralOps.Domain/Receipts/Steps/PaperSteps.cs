using CentralOps.Domain.Administration;
using CentralOps.Domain.Cases.Advancing;
using CentralOps.Domain.Cases.Steps;
using CentralOps.Domain.Dispatch;
using CentralOps.Domain.Kernel;
using CentralOps.Domain.Processes.Design;

namespace CentralOps.Domain.Receipts.Steps;

/// <summary>
/// Step 15, 单证打印: from here on the branch finds the documents of the case ready to print; the case does not wait for the printer. With the parameter <c>paper</c> =
/// <c>notice</c> it is the notice of a case that booked nothing.
/// </summary>
public sealed class DocumentsStep : IStepHandler
{
    /// <summary>The step, and the branch's task that comes of it.</summary>
    public const string Name = "documents.print";

    /// <inheritdoc />
    public StepShape Shape { get; } = new(Name, StepGroup.Post, StepPhase.Receipt, StepActor.Branch, ["ok"])
    {
        Parameters = [new("paper", ["notice"])],
        Branch = new(Name, Permissions.CaseSubmit),
        Establishes = [PaperFacts.DocumentsReady.Name],
    };

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

    /// <inheritdoc />
    public StepShape Shape { get; } = new("receipt.issue", StepGroup.Post, StepPhase.Receipt, StepActor.Machine, ["ok"])
    {
        Machines = [new(Issue, MachineQueue.Documents)],
        Establishes = [PaperFacts.ReceiptNumber.Name],
    };

    /// <inheritdoc />
    public void Enter(StepScope scope) => scope.Add(NewWork.Machine(Shape.Machines[0]));

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
    public StepShape Shape { get; } = new("archive", StepGroup.Post, StepPhase.Receipt, StepActor.Machine, ["ok"])
    {
        Machines = [new(Archive, MachineQueue.Documents)],
        Establishes = [PaperFacts.ArchiveHash.Name],
    };

    /// <inheritdoc />
    public void Enter(StepScope scope) => scope.Add(NewWork.Machine(Shape.Machines[0]));

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
