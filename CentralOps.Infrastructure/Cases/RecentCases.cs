namespace CentralOps.Infrastructure.Cases;

/// <summary>
/// Cases that were written here a moment ago, so that the next advance need not read what is known. Each is handed out to one advance at a time. Never the truth:
/// the versions in the database are.
/// </summary>
internal sealed class RecentCases
{
    private const int Most = 500;

    /// <summary>Of all bodies together, in characters: what they unfold to is a few times as much memory.</summary>
    private const long MostSize = 16_000_000;

    private readonly Lock _lock = new();
    private readonly Dictionary<Guid, LinkedListNode<StoredCase>> _byId = [];
    private readonly LinkedList<StoredCase> _oldestFirst = [];
    private long _size;

    /// <summary>Takes a case away; null = it is not here, or somebody has it.</summary>
    public StoredCase? Take(Guid caseId)
    {
        lock (_lock) return Remove(caseId);
    }

    /// <summary>Keeps a case as it has just been written.</summary>
    public void Keep(StoredCase stored)
    {
        lock (_lock)
        {
            Remove(stored.Case.Id);
            _byId[stored.Case.Id] = _oldestFirst.AddLast(stored);
            _size += stored.Size;
            while (_byId.Count > Most || _size > MostSize) Remove(_oldestFirst.First!.Value.Case.Id);
        }
    }

    private StoredCase? Remove(Guid caseId)
    {
        if (!_byId.Remove(caseId, out var node)) return null;
        _oldestFirst.Remove(node);
        _size -= node.Value.Size;
        return node.Value;
    }
}
