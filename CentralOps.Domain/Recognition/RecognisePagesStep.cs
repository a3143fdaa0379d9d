using CentralOps.Domain.Administration;
using CentralOps.Domain.Cases;
using CentralOps.Domain.Cases.Advancing;
using CentralOps.Domain.Cases.Steps;
using CentralOps.Domain.Cases.Views;
using CentralOps.Domain.Dispatch;
using CentralOps.Domain.Kernel;
using CentralOps.Domain.Processes;
using CentralOps.Domain.Processes.Design;

namespace CentralOps.Domain.Recognition;

/// <summary>Steps 3 and 4: each page is recognised by machine, registered on its template and cut into slices; all pages of a case side by side.</summary>
public sealed class RecognisePagesStep(CaseFields fields) : IStepHandler
{
    /// <summary>Operation of the machine item.</summary>
    public const string Recognise = "recognise";

    /// <summary>The machine that reads a page.</summary>
    public static readonly StepMachine Machine = new(Recognise, MachineQueue.Recognition);

    /// <summary>The step.</summary>
    public const string Name = "recognition.pages";

    /// <summary>The machine could not read a page at all: people say what it is.</summary>
    public static readonly StepError Unread = new("recognition-failed", "unsure");

    /// <summary>Doubt of a page that the machine could not read at all.</summary>
    internal const string Broken = "machine-failed";

    /// <inheritdoc />
    public StepShape Shape { get; } = new(Name, StepGroup.Capture, StepPhase.Recognition, StepActor.Machine, ["ok", "unsure"])
    {
        Machines = [Machine],
        Errors = [Unread],
        Establishes = [PageFacts.MissingVouchers.Name],
    };

    /// <inheritdoc />
    public void Enter(StepScope scope)
    {
        foreach (var page in scope.Case.LivePages.Where(p => p.VoucherKind is null && p.Doubt is null))
            scope.Add(NewWork.Machine(Machine) with { Payload = new RecognisePage(page.Id, null) });
        CompleteWhenDone(scope);
    }

    /// <inheritdoc />
    public Outcome Finished(StepScope scope, WorkItem item, WorkResult result)
    {
        fields.Take(scope.Case, result.Read<PageRecognised>());
        CompleteWhenDone(scope);
        return Outcome.Ok;
    }

    /// <summary>A page that the machine cannot read (it killed its worker, or took too long) goes to people.</summary>
    public void Failed(StepScope scope, WorkItem item, string error)
    {
        if (Page(scope, item) is { } page)
        {
            page.Puzzle(Broken);
            scope.Note("page-failed", $"{page.Number}: {error}");
        }

        CompleteWhenDone(scope);
    }

    /// <summary>The page that a machine item is about; null when it was replaced meanwhile: the new one has an item of its own.</summary>
    internal static CasePage? Page(StepScope scope, WorkItem item) =>
        StoredJson.Read<RecognisePage>(item.Payload).PageId is var id ? scope.Case.LivePages.FirstOrDefault(p => p.Id == id) : null;

    private void CompleteWhenDone(StepScope scope)
    {
        if (scope.OpenWork.Any()) return;
        fields.Assemble(scope.Case, scope.Now);
        if (scope.Case.LivePages.Where(p => p is { VoucherKind: null, Doubt: Broken }).Select(p => p.Number).ToList() is { Count: > 0 } broken) scope.Throw(Unread, string.Join(", ", broken));
        else scope.Complete(scope.Case.LivePages.Any(p => p.VoucherKind is null) ? "unsure" : "ok");
    }
}

/// <summary>The classification post: a person says what a page is, the machine goes on from there.</summary>
public sealed class ClassifyPagesStep(CaseFields fields) : IStepHandler
{
    /// <summary>The step.</summary>
    public const string Name = "classification";

    private static readonly StepDesk Desk = new("classification", WorkPosts.Classification)
    {
        Verbs = [DeskVerbs.Return, DeskVerbs.Reject, DeskVerbs.Escalate],
    };

    /// <inheritdoc />
    public StepShape Shape { get; } = new(Name, StepGroup.Capture, StepPhase.Recognition, StepActor.Post, ["ok"])
    {
        Desks = [Desk],
        Machines = [RecognisePagesStep.Machine],
        Errors = [],
        Establishes = [PageFacts.MissingVouchers.Name],
    };

    /// <inheritdoc />
    public void Enter(StepScope scope)
    {
        foreach (var page in scope.Case.LivePages.Where(p => p.VoucherKind is null)) Ask(scope, page);
        CompleteWhenDone(scope);
    }

    /// <inheritdoc />
    public Outcome Finished(StepScope scope, WorkItem item, WorkResult result)
    {
        if (item.Kind == WorkKind.Machine)
        {
            var recognised = result.Read<PageRecognised>();
            fields.Take(scope.Case, recognised);
            if (scope.Case.LivePages.FirstOrDefault(p => p.Id == recognised.PageId) is { VoucherKind: null } again) AskAgain(scope, again, item);
            CompleteWhenDone(scope);
            return Outcome.Ok;
        }

        var said = result.Read<PageClassified>();
        if (scope.Case.Pages.Find(p => p.Id == said.PageId && !p.Replaced) is not { } page) return Outcome.No("recognition.no-such-page");
        if (said.Corners is { Count: not 8 }) return Outcome.No("recognition.four-corners");
        if (said.TemplateKey is null)
        {
            page.Attach();
            CompleteWhenDone(scope);
        }
        else if (said.ByHand)
        {
            // Only after the machine has tried what the person said: a machine's reading is the second pair of eyes.
            if (page.FailedAgain == 0) return Outcome.No("recognition.machine-first");
            if (!fields.TakeByHand(scope.Case, page, said.TemplateKey, said.Corners)) return Outcome.No("recognition.layout-gone");
            scope.Note("page-by-hand", $"{page.Number}: {said.TemplateKey}");
            CompleteWhenDone(scope);
        }
        else
        {
            scope.Add(NewWork.Machine(RecognisePagesStep.Machine) with
            {
                Payload = new RecognisePage(page.Id, new LayoutHint(said.TemplateKey, said.Corners)),
            });
        }

        return Outcome.Ok;
    }

    /// <inheritdoc />
    public void Failed(StepScope scope, WorkItem item, string error)
    {
        if (RecognisePagesStep.Page(scope, item) is { } page)
        {
            page.Puzzle(RecognisePagesStep.Broken);
            scope.Note("page-failed", $"{page.Number}: {error}");
            AskAgain(scope, page, item);
        }

        CompleteWhenDone(scope);
    }

    // The desk says what was tried and why it failed, and offers ways that need no machine.
    private static void AskAgain(StepScope scope, CasePage page, WorkItem tried)
    {
        page.FailAgain(StoredJson.Read<RecognisePage>(tried.Payload).Hint?.TemplateKey);
        Ask(scope, page);
    }

    private static void Ask(StepScope scope, CasePage page) => scope.Add(NewWork.Human(Desk) with { Payload = new { pageId = page.Id, doubt = page.Doubt } });

    private void CompleteWhenDone(StepScope scope)
    {
        if (scope.OpenWork.Any()) return;
        fields.Assemble(scope.Case, scope.Now);
        scope.Complete();
    }
}
