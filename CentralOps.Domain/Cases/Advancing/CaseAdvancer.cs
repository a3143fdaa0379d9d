using CentralOps.Domain.Administration;
using CentralOps.Domain.Administration.Calendars;
using CentralOps.Domain.Cases.Steps;
using CentralOps.Domain.Dispatch;
using CentralOps.Domain.Kernel;
using CentralOps.Domain.Processes;
using CentralOps.Domain.Rules;

namespace CentralOps.Domain.Cases.Advancing;

/// <summary>
/// Moves cases: every public method loads a case, applies one thing, runs the process until every token waits, and commits all of it or nothing.
/// When another advance of the same case came first, it starts again on what that one left.
/// </summary>
public sealed class CaseAdvancer(
    ICaseStore store, ProcessEngine engine, IProcessCatalog catalog, StepHandlers handlers, IDecisionService decisions, IParameters parameters,
    IServiceTimes times, IWorkPosts posts, IStaffDirectory staff, VerbRules verbs,
    IShownPages shown, IWorkSignal signal, IHolderRelease release, TimeProvider clock)
{
    private const int MostAttempts = 20;
    private readonly CaseTurns _turns = new();

    /// <summary>Starts a new case.</summary>
    /// <returns>Null when it could not be written because another one with the same number or submission exists. The case itself is the advancer's from now on.</returns>
    public async Task<SubmittedCase?> StartAsync(Case @case, string process, Guid submissionId, CancellationToken cancel = default)
    {
        await using var unit = store.Create(@case, submissionId);
        Guid? by = @case.SubmittedBy == Guid.Empty ? null : @case.SubmittedBy; // nobody: it came by a channel
        unit.Note("submitted", null, by, clock.GetUtcNow(), @case.BusinessType); // before the advance takes its time: nothing happens to a case before it is there
        var advance = Begin(unit, by);
        unit.Audit(by, "case.submitted", $"case:{@case.Number}", StoredJson.Write(new { @case.BusinessType, pages = @case.Pages.Count }));
        advance.Run(engine.Start(@case.Process, process, null, advance.Variables()));
        var submitted = new SubmittedCase(@case.Id, @case.Number, @case.DueAt);
        using var turn = await _turns.EnterAsync(@case.Id, cancel);
        return await CommitAsync(unit, turn, cancel) ? submitted : null;
    }

    /// <summary>Finishes a person's task of a case: <see cref="IFinishWork"/>.</summary>
    public Task<Outcome> FinishAsync(Guid userId, Guid itemId, Guid commandId, WorkResult result, CancellationToken cancel = default) =>
        BadResult.RefusedAsync(() => FinishForAsync(userId, itemId, commandId, result, mustHold: true, cancel));

    /// <summary>Replaces the result of a task of a case: <see cref="IAmendWork"/>.</summary>
    public Task<Outcome> AmendAsync(Guid userId, Guid itemId, WorkResult result, CancellationToken cancel = default) => BadResult.RefusedAsync(() => OnItemAsync(itemId, (unit, item, now) =>
    {
        var advance = Begin(unit, userId);
        if (item.State != WorkState.Done || item.HolderId != userId || advance.ScopeOf(item) is not var (scope, handler) || handler is not IAmendableStep step)
            return Outcome.No("entry.settled");
        var outcome = step.Amend(scope, item, result);
        if (!outcome.Succeeded) return outcome;
        unit.Audit(userId, "task.amended", $"case:{unit.Case.Number}", StoredJson.Write(new { item.Task, item.Id }));
        advance.Follow(scope);
        advance.Settle();
        return Outcome.Ok;
    }, cancel));

    /// <summary>Finishes a task of the branch: nobody holds it, the caller has checked that this person may do it.</summary>
    public Task<Outcome> FinishBranchTaskAsync(Guid userId, Guid itemId, Guid commandId, WorkResult result, Action<Case>? before, CancellationToken cancel = default) =>
        BadResult.RefusedAsync(() => FinishForAsync(userId, itemId, commandId, result, mustHold: false, cancel, before));

    /// <summary>Has a machine item performed and applies its result to the case as it was read for the machine, or as it is by then.</summary>
    /// <param name="itemId">The item, claimed by this node.</param>
    /// <param name="takenOf">The case, when the item was taken with its last commit (<see cref="IWorkSignal.Take"/>); null = it was claimed.</param>
    /// <param name="perform">The machine: runs outside any transaction.</param>
    /// <param name="cancel">Cancellation.</param>
    public async Task<Outcome> PerformMachineAsync(
        Guid itemId, Guid? takenOf, Func<WorkItem, Case, CancellationToken, Task<object>> perform, CancellationToken cancel = default)
    {
        if (await ReadAsync(itemId, takenOf, cancel) is not var (unit, item)) return Outcome.No("dispatch.task-gone");
        var (attempt, result) = (item.Attempt, "");
        try
        {
            if (item.State == WorkState.Working) result = StoredJson.Write(await perform(item, unit.Case, cancel));
        }
        catch
        {
            await unit.DisposeAsync();
            throw;
        }

        return await OnItemAsync(itemId, (u, i, now) => MachineDone(u, i, attempt, result, now), cancel, takenOf, (unit, item));
    }

    /// <summary>A machine failed: tried again later, or for good.</summary>
    /// <param name="itemId">The item.</param>
    /// <param name="attempt">The attempt that failed; null = whichever it is.</param>
    /// <param name="error">Why.</param>
    /// <param name="retryAt">Try again at (UTC); null = give up: the step decides what happens.</param>
    /// <param name="cancel">Cancellation.</param>
    public Task<Outcome> FailMachineAsync(Guid itemId, int? attempt, string error, DateTimeOffset? retryAt, CancellationToken cancel = default) =>
        OnItemAsync(itemId, (unit, item, now) =>
        {
            if (item.State != WorkState.Working || (attempt is { } its && item.Attempt != its)) return Outcome.No("dispatch.lease-lost");
            if (retryAt is { } at)
            {
                item.Retry(error, at);
                return Outcome.Ok;
            }

            item.Finish(now, error);
            var advance = Begin(unit, null);
            if (advance.ScopeOf(item) is not var (scope, handler)) return Outcome.Ok;
            handler.Failed(scope, item, error);
            advance.Follow(scope);
            advance.Settle();
            return Outcome.Ok;
        }, cancel);

    /// <summary>A timer is due.</summary>
    public Task<Outcome> TimerDueAsync(Guid itemId, CancellationToken cancel = default) => OnItemAsync(itemId, (unit, item, now) =>
    {
        if (item is not { Kind: WorkKind.Timer, IsOpen: true }) return Outcome.Ok;
        item.Finish(now);
        var advance = Begin(unit, null);
        if (unit.Case.Process.Token(item.TokenId) is { } token && token.Armed.Exists(a => a.Message is null && a.ElementId == item.Step))
            advance.Run(engine.TimerFired(unit.Case.Process, item.TokenId, item.Step, advance.Variables()));
        return Outcome.Ok;
    }, cancel);

    /// <summary>A message for a case arrived; one that nobody waits for is dropped.</summary>
    public async Task<Outcome> MessageAsync(Guid caseId, string name, CancellationToken cancel = default) => await OnCaseAsync(caseId, (unit, now) =>
    {
        if (unit.Work.FirstOrDefault(w => w.Kind == WorkKind.Message && w.IsOpen && w.Post == name) is not { } waiting) return Outcome.Ok;
        waiting.Finish(now);
        var advance = Begin(unit, null);
        advance.Run(engine.MessageReceived(unit.Case.Process, waiting.TokenId, name, advance.Variables()));
        return Outcome.Ok;
    }, cancel);

    /// <summary>
    /// A person's message that must be waited for: <paramref name="before"/> judges it and writes into the case what it brings, in the same transaction.
    /// Refusals: its own, and <c>cases.nobody-waits</c>.
    /// </summary>
    public Task<Outcome> MessageAsync(Guid caseId, string name, Guid userId, Func<CaseUnit, DateTimeOffset, Outcome> before, CancellationToken cancel = default) => OnCaseAsync(caseId, (unit, now) =>
    {
        var judged = before(unit, now);
        if (!judged.Succeeded) return judged;
        if (unit.Work.FirstOrDefault(w => w.Kind == WorkKind.Message && w.IsOpen && w.Post == name) is not { } waiting) return Outcome.No("cases.nobody-waits");
        waiting.Finish(now);
        var advance = Begin(unit, userId);
        advance.Run(engine.MessageReceived(unit.Case.Process, waiting.TokenId, name, advance.Variables()));
        return Outcome.Ok;
    }, cancel);

    /// <summary>The teller takes the case back. Refused once the posting may have left.</summary>
    public Task<Outcome> WithdrawAsync(Guid userId, Guid caseId, CancellationToken cancel = default) => OnCaseAsync(caseId, (unit, _) =>
    {
        if (unit.Case.IsFinished) return Outcome.No("cases.finished", unit.Case.Number);
        if (unit.Case.IsPostingBegun) return Outcome.No("cases.posting-begun", unit.Case.Number);
        unit.Audit(userId, "case.withdrawn", $"case:{unit.Case.Number}", "{}");
        Begin(unit, userId).End(CaseStatus.Withdrawn);
        return Outcome.Ok;
    }, cancel);

    /// <summary>Moves the case to another version of a process that it uses; one that is there already is left as it is.</summary>
    public Task<Outcome> MigrateAsync(Guid userId, Guid caseId, Processes.Migration.MigrationTarget target, CancellationToken cancel = default) => OnCaseAsync(caseId, (unit, now) =>
    {
        var @case = unit.Case;
        if (@case.IsFinished) return Outcome.No("cases.finished", @case.Number);
        if (!Processes.Migration.MigrationPlan.Concerns(@case.Process, target)) return Outcome.Ok;
        if (Processes.Migration.MigrationPlan.Of(@case.Process, target, catalog).FirstOrDefault(m => m.Hindrance is not null) is { } no)
            return Outcome.No("processes.cannot-move", no.ElementName, target.Version, no.Hindrance);
        var from = Processes.Migration.MigrationPlan.VersionOf(@case.Process, target.ProcessKey);
        var advance = Begin(unit, userId);
        advance.Run(engine.Migrate(@case.Process, target, advance.Variables()));
        @case.Body.Rename(target.ProcessKey, target.Mapping);
        unit.Note("migrated", null, userId, now, $"{target.ProcessKey} v{from} → v{target.Version}");
        unit.Audit(userId, "case.migrated", $"case:{@case.Number}", StoredJson.Write(new { process = target.ProcessKey, from, to = target.Version }));
        return Outcome.Ok;
    }, cancel);

    private async Task<Outcome> FinishForAsync(Guid userId, Guid itemId, Guid commandId, WorkResult result, bool mustHold, CancellationToken cancel, Action<Case>? before = null)
    {
        var (held, person) = (false, mustHold ? await staff.FindAsync(userId, cancel) : null);
        // Only results that claim to have looked at pages need it.
        var seen = mustHold && result.Data.Contains("pagesSeen", StringComparison.OrdinalIgnoreCase) ? await shown.OfAsync(userId, itemId, cancel) : null;
        var outcome = await OnItemAsync(itemId, (unit, item, now) =>
        {
            if (item.CommandId == commandId) return Outcome.Ok; // the same command again
            held = mustHold && item.IsHeldBy(userId);
            if (mustHold ? !held : !item.IsOpen || item.Kind != WorkKind.Branch) return Outcome.No("dispatch.lease-lost");
            // Given rightly, decided too late: they may have lost the post, the level or the limit since.
            if (mustHold && (person is null || !item.IsFor(person, posts.Find(item.Post)))) return Outcome.No("dispatch.no-longer-allowed");
            before?.Invoke(unit.Case);
            item.Take(commandId);
            return new HumanVerbs(engine, handlers, verbs).Apply(Begin(unit, userId, seen), unit, item, userId, result, now);
        }, cancel);
        if (outcome.Succeeded && held) await release.ReleasedAsync(userId, itemId, cancel);
        return outcome;
    }

    private Outcome MachineDone(CaseUnit unit, WorkItem item, int attempt, string resultJson, DateTimeOffset now)
    {
        if (item.State != WorkState.Working || item.Attempt != attempt || resultJson.Length == 0) return Outcome.No("dispatch.lease-lost");
        item.Finish(now);
        var advance = Begin(unit, null);
        if (advance.ScopeOf(item) is not var (scope, handler)) return Outcome.Ok;
        var outcome = handler.Finished(scope, item, new WorkResult("done", resultJson));
        if (!outcome.Succeeded) return outcome;
        advance.Follow(scope);
        advance.Settle();
        return Outcome.Ok;
    }

    private async Task<Outcome> OnItemAsync(
        Guid itemId, Func<CaseUnit, WorkItem, DateTimeOffset, Outcome> apply, CancellationToken cancel, Guid? takenOf = null, (CaseUnit Unit, WorkItem Item)? read = null)
    {
        for (var attempt = 1; attempt <= MostAttempts; attempt++)
        {
            if ((read ?? await ReadAsync(itemId, takenOf, cancel)) is not var (unit, item)) return Outcome.No("dispatch.task-gone");
            read = null;
            using (var turn = await _turns.EnterAsync(unit.Case.Id, cancel))
            {
                if (turn.IsStale(unit.Case.Version))
                {
                    await unit.DisposeAsync();
                    if (await ReadAsync(itemId, takenOf, cancel) is not var (again, same)) return Outcome.No("dispatch.task-gone");
                    (unit, item) = (again, same);
                }

                await using (unit)
                {
                    if (Apply(unit, item, apply) is { } outcome && (!outcome.Succeeded || await CommitAsync(unit, turn, cancel))) return outcome;
                }
            }

            takenOf = null; // what is in memory was not enough: read
            await Task.Delay(TimeSpan.FromMilliseconds(attempt * 2), cancel);
        }

        return Outcome.No("cases.busy");
    }

    // Null: refused or failed on a case from memory, which may be behind the database's: to be judged again on what is read.
    private Outcome? Apply(CaseUnit unit, WorkItem item, Func<CaseUnit, WorkItem, DateTimeOffset, Outcome> apply)
    {
        try
        {
            var outcome = item.State == WorkState.Cancelled ? Outcome.No("dispatch.task-gone") : apply(unit, item, clock.GetUtcNow());
            return outcome.Succeeded || !unit.IsFromMemory ? outcome : (Outcome?)null;
        }
        catch (Exception) when (unit.IsFromMemory)
        {
            return null;
        }
    }

    private Task<(CaseUnit Unit, WorkItem Item)?> ReadAsync(Guid itemId, Guid? takenOf, CancellationToken cancel) =>
        takenOf is { } caseId ? store.LoadTakenAsync(caseId, itemId, cancel) : store.LoadByWorkAsync(itemId, cancel);

    private async Task<Outcome> OnCaseAsync(Guid caseId, Func<CaseUnit, DateTimeOffset, Outcome> apply, CancellationToken cancel)
    {
        for (var attempt = 1; attempt <= MostAttempts; attempt++)
        {
            using (var turn = await _turns.EnterAsync(caseId, cancel))
            {
                if (await store.LoadAsync(caseId, cancel) is not { } unit) return Outcome.No("cases.unknown");
                await using (unit)
                {
                    var outcome = apply(unit, clock.GetUtcNow());
                    if (!outcome.Succeeded || await CommitAsync(unit, turn, cancel)) return outcome;
                }
            }

            await Task.Delay(TimeSpan.FromMilliseconds(attempt * 2), cancel);
        }

        return Outcome.No("cases.busy");
    }

    private Advance Begin(CaseUnit unit, Guid? userId, IReadOnlySet<string>? shown = null) =>
        new(unit, engine, catalog, handlers, decisions, parameters, times, posts, userId, clock.GetUtcNow()) { Shown = shown };

    private async Task<bool> CommitAsync(CaseUnit unit, CaseTurns.Turn turn, CancellationToken cancel)
    {
        var taken = signal.Take(unit.Fresh.Where(w => w is { Kind: WorkKind.Machine, State: WorkState.Waiting, NotBefore: null }), clock.GetUtcNow());
        var committed = false;
        try
        {
            committed = await unit.TryCommitAsync(cancel);
        }
        finally
        {
            if (!committed) signal.LetGo(taken);
        }

        if (!committed) return false;
        turn.Wrote(unit.Case.Version);
        try
        {
            signal.Committed(unit.Case, unit.Work, unit.TakenFrom);
        }
        finally
        {
            unit.Release();
            signal.Begin(taken); // whoever listens badly must not cost the node a machine
        }

        return true;
    }
}
