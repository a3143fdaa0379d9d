using CentralOps.Domain.Cases;
using CentralOps.Domain.Cases.Advancing;
using CentralOps.Domain.Dispatch;
using CentralOps.Infrastructure.Cases.Persistence;
using CentralOps.Infrastructure.Database.Writing;

namespace CentralOps.Infrastructure.Cases;

/// <summary>A case with its open work, and their rows as they stand in the database: an advance writes what has become different.</summary>
internal sealed class StoredCase(Case @case, object?[]? row)
{
    /// <summary>The case.</summary>
    public Case Case { get; } = @case;

    /// <summary>Its row; null = it has not been written yet. The body is not in it.</summary>
    public object?[]? Row { get; set; } = row;

    /// <summary>Work that is open or was asked for.</summary>
    public List<WorkItem> Work { get; private set; } = [];

    /// <summary>Rows of <see cref="Work"/>, by item.</summary>
    public Dictionary<Guid, object?[]> WorkRows { get; private set; } = [];

    /// <summary>What it could be found by when it was written last.</summary>
    public HashSet<CaseKeyValue> Keys { get; } = row is null ? [] : [.. KeysOf(@case)];

    /// <summary>It had reached an end when it was read.</summary>
    public bool WasFinished { get; } = row is not null && @case.IsFinished;

    /// <summary>Work as it has just been read.</summary>
    public void Restore(IReadOnlyList<WorkItem> work, RowShape shape)
    {
        Work = [.. work];
        WorkRows = work.ToDictionary(w => w.Id, shape.Row);
    }

    /// <summary>What a case can be found by.</summary>
    public static IEnumerable<CaseKeyValue> KeysOf(Case @case)
    {
        foreach (var page in @case.Pages)
        {
            yield return new CaseKeyValue("page", page.ContentHash);
            if (page.VoucherNumber is { Length: > 0 and <= 100 } number) yield return new CaseKeyValue("voucher", number);
        }

        foreach (var document in Domain.Batches.BatchFacts.Documents(@case)) yield return new CaseKeyValue("page", document);
        if (@case.Facts.GetValueOrDefault(Domain.CentralAuthorization.Requests.NumberStep.Number) is string given) yield return new CaseKeyValue(CaseKeys.Authorization, given);
        foreach (var field in @case.Fields)
        {
            if (field.Status != FieldStatus.Accepted || field.Value is not { Length: > 0 and <= 100 } value) continue;
            if (field.Code is "voucher.number" or "bill.number") yield return new CaseKeyValue("voucher", value);
            if (field.Code.EndsWith(".account", StringComparison.Ordinal)) yield return new CaseKeyValue("account", value);
        }
    }
}

/// <summary>Kind and value of a <see cref="CaseKey"/>.</summary>
internal readonly record struct CaseKeyValue(string Kind, string Value);

/// <summary>
/// Cases that were written here a moment ago, so that the next advance need not read what is known. Each is handed out to one advance at a time. Never the truth:
/// the versions that an advance writes against are, and a case that another node has changed since is read again.
/// </summary>
internal sealed class RecentCases
{
    private const int Most = 500;
    private readonly Lock _lock = new();
    private readonly Dictionary<Guid, LinkedListNode<StoredCase>> _byId = [];
    private readonly LinkedList<StoredCase> _oldestFirst = [];

    /// <summary>Takes a case away; null = it is not here, or somebody has it.</summary>
    public StoredCase? Take(Guid caseId)
    {
        lock (_lock)
        {
            if (!_byId.Remove(caseId, out var node)) return null;
            _oldestFirst.Remove(node);
            return node.Value;
        }
    }

    /// <summary>Keeps a case as it has just been written.</summary>
    public void Keep(StoredCase stored)
    {
        lock (_lock)
        {
            if (_byId.TryGetValue(stored.Case.Id, out var old)) _oldestFirst.Remove(old);
            _byId[stored.Case.Id] = _oldestFirst.AddLast(stored);
            if (_byId.Count <= Most) return;
            _byId.Remove(_oldestFirst.First!.Value.Case.Id);
            _oldestFirst.RemoveFirst();
        }
    }
}
