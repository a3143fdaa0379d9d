using CentralOps.Domain.Dispatch;

namespace CentralOps.Domain.Cases.Advancing;

/// <summary>One case loaded for one advance: case, its open work, and what is to be written with it in one transaction.</summary>
public abstract class CaseUnit : IAsyncDisposable
{
    private readonly List<WorkItem> _work;
    private readonly List<WorkItem> _fresh = [];

    /// <summary>A unit over a case and its open work items.</summary>
    protected CaseUnit(Case @case, IEnumerable<WorkItem> openWork) => (Case, _work) = (@case, [.. openWork]);

    /// <summary>The case.</summary>
    public Case Case { get; }

    /// <summary>The case was not read for this advance: it is as this node wrote it last, which another node may have changed since. What is written is checked, what is refused is not.</summary>
    public bool IsFromMemory { get; init; }

    /// <summary>Work items that were open when the case was loaded, and new ones.</summary>
    public IReadOnlyList<WorkItem> Work => _work;

    /// <summary>Work items that this advance has made and that are still wanted.</summary>
    public IEnumerable<WorkItem> Fresh => _fresh.Where(w => w.IsOpen);

    /// <summary>People who lose a task by this advance: told after the commit.</summary>
    public List<(Guid UserId, Guid ItemId)> TakenFrom { get; } = [];

    /// <summary>Adds a work item.</summary>
    public virtual void Add(WorkItem item)
    {
        _work.Add(item);
        _fresh.Add(item);
    }

    /// <summary>Adds a conflict of duties; one that exists already is left alone.</summary>
    public abstract void Add(DutyConflict conflict);

    /// <summary>Adds an outbox message: leaves after the commit, in order within its key.</summary>
    public abstract void Send(string topic, string key, string payload);

    /// <summary>Adds an audit entry.</summary>
    public abstract void Audit(Guid? userId, string action, string target, string detail);

    /// <summary>Commits everything. False: the case was changed meanwhile, nothing was written; load again.</summary>
    public abstract Task<bool> TryCommitAsync(CancellationToken cancel);

    /// <summary>After a commit that everybody was told of: the next advance may go on with the case as it is in memory. Nobody may hold on to it.</summary>
    public abstract void Release();

    /// <summary>Adds to the timeline.</summary>
    public void Note(string code, string? element, Guid? userId, DateTimeOffset now, string? text) =>
        Case.Events.Add(new CaseEvent { CaseId = Case.Id, At = now, Code = code, Element = element, UserId = userId, Text = text });

    /// <summary>Cancels a work item; its holder is told after the commit.</summary>
    public void Cancel(WorkItem item, DateTimeOffset now)
    {
        if (!item.IsOpen) return;
        if (item.HolderId is { } holder) TakenFrom.Add((holder, item.Id));
        item.Cancel(now);
    }

    /// <inheritdoc />
    public abstract ValueTask DisposeAsync();
}

/// <summary>Loads and creates cases.</summary>
public interface ICaseStore
{
    /// <summary>The case with its open work items; null when there is none.</summary>
    Task<CaseUnit?> LoadAsync(Guid caseId, CancellationToken cancel);

    /// <summary>The case that a work item belongs to, with the item even when it is no longer open; null when there is no such item.</summary>
    Task<(CaseUnit Unit, WorkItem Item)?> LoadByWorkAsync(Guid itemId, CancellationToken cancel);

    /// <summary>The same for an item that this node took with its last commit of the case: nothing need be read.</summary>
    Task<(CaseUnit Unit, WorkItem Item)?> LoadTakenAsync(Guid caseId, Guid itemId, CancellationToken cancel);

    /// <summary>A unit that will insert the case.</summary>
    CaseUnit Create(Case @case, Guid submissionId);

    /// <summary>The next case number for a business date.</summary>
    Task<string> NextNumberAsync(DateOnly businessDate, CancellationToken cancel);

    /// <summary>The case made by this submission before; null = none.</summary>
    Task<SubmittedCase?> FindSubmissionAsync(Guid submissionId, CancellationToken cancel);
}

/// <summary>Reads cases outside an advance.</summary>
public interface ICaseReader
{
    /// <summary>The case with its body, detached; null when there is none.</summary>
    Task<Case?> ReadAsync(Guid caseId, CancellationToken cancel = default);

    /// <summary>Its timeline, oldest first.</summary>
    Task<IReadOnlyList<CaseEvent>> EventsAsync(Guid caseId, CancellationToken cancel = default);

    /// <summary>A work item, detached; null when there is none.</summary>
    Task<WorkItem?> WorkAsync(Guid itemId, CancellationToken cancel = default);

    /// <summary>Open work of a case, detached.</summary>
    Task<IReadOnlyList<WorkItem>> OpenWorkAsync(Guid caseId, CancellationToken cancel = default);

    /// <summary>Id of the case that has this key, one of <see cref="CaseKeys"/>; null = none.</summary>
    Task<Guid?> FindByKeyAsync(string kind, string value, CancellationToken cancel = default);

    /// <summary>Number of another case that is open or completed and has this key (<c>voucher</c>, <c>account</c>, <c>page</c>); null = none. With <paramref name="ofType"/> only cases of that business type count.</summary>
    Task<string?> OtherCaseAsync(Guid? exceptCase, string kind, string value, bool openOnly, string? ofType = null, CancellationToken cancel = default);
}

/// <summary>What a case can be found by.</summary>
public static class CaseKeys
{
    /// <summary>Authorization number that it yielded.</summary>
    public const string Authorization = "authorization";
}

/// <summary>Told after a commit, so that dispatchers, machine jobs and screens look at once. Losing a call costs time, never correctness.</summary>
public interface IWorkSignal
{
    /// <summary>The case was committed; these work items are new or changed.</summary>
    void Committed(Case @case, IReadOnlyList<WorkItem> work, IReadOnlyList<(Guid UserId, Guid ItemId)> takenFrom);

    /// <summary>
    /// Asked before the commit: takes fresh machine work at once where a machine of this node is free, so that it need not be claimed afterwards. What was taken
    /// is given back to <see cref="Begin"/> after the commit, or to <see cref="LetGo"/> when there was none.
    /// </summary>
    IReadOnlyList<WorkItem> Take(IEnumerable<WorkItem> fresh, DateTimeOffset now) => [];

    /// <summary>Starts what was taken.</summary>
    void Begin(IReadOnlyList<WorkItem> taken)
    {
    }

    /// <summary>Frees what was taken: nothing was committed.</summary>
    void LetGo(IReadOnlyList<WorkItem> taken)
    {
    }
}
