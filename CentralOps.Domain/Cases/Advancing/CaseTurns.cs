using System.Collections.Concurrent;

namespace CentralOps.Domain.Cases.Advancing;

/// <summary>
/// Lets the advances of one case in this process take turns, so that they do not overtake each other and start again. About speed only: what keeps two
/// advances apart is the version of the case in the database.
/// </summary>
internal sealed class CaseTurns
{
    private const int MostKept = 20_000;
    private readonly ConcurrentDictionary<Guid, Turn> _turns = new();
    private int _kept; // about as many as there are: the dictionary counts by taking all of its locks

    /// <summary>Waits for the turn; dispose what is returned to end it.</summary>
    public async Task<Turn> EnterAsync(Guid caseId, CancellationToken cancel)
    {
        if (Volatile.Read(ref _kept) > MostKept) Forget();
        if (!_turns.TryGetValue(caseId, out var turn))
        {
            var mine = new Turn();
            turn = _turns.GetOrAdd(caseId, mine);
            if (turn == mine) Interlocked.Increment(ref _kept);
        }

        await turn.WaitAsync(cancel);
        return turn;
    }

    // One that is forgotten while somebody waits for it costs at most an attempt.
    private void Forget()
    {
        foreach (var (id, turn) in _turns)
            if (turn.IsFree && _turns.TryRemove(id, out _)) Interlocked.Decrement(ref _kept);
    }

    /// <summary>The turn of one case.</summary>
    internal sealed class Turn : IDisposable
    {
        private readonly SemaphoreSlim _gate = new(1, 1);
        private Guid? _written;

        public bool IsFree => _gate.CurrentCount == 1;

        public Task WaitAsync(CancellationToken cancel) => _gate.WaitAsync(cancel);

        /// <summary>True when somebody here has written the case since this version was read.</summary>
        public bool IsStale(Guid version) => _written is { } written && written != version;

        public void Wrote(Guid version) => _written = version;

        public void Dispose() => _gate.Release();
    }
}
