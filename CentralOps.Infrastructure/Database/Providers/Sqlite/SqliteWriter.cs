using System.Collections.Concurrent;
using CentralOps.Infrastructure.Database.Interceptors;
using CentralOps.Infrastructure.Database.Writing;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace CentralOps.Infrastructure.Database.Providers.Sqlite;

/// <summary>
/// SQLite has one writer: here it is one connection that stays open with its statements prepared. Writes that wait for it at the same moment share one transaction
/// of the database and one sync of the disk, each behind a savepoint of its own: one that fails is undone alone, and none is reported before all are on disk.
/// </summary>
internal sealed class SqliteWriter(IDbContextFactory<CentralOpsDbContext> contexts) : IWriter, IAsyncDisposable, IDisposable
{
    private const int MostAtOnce = 64;

    // FULL: what was reported as done survives a power cut, not only the end of the process. Sharing transactions pays for it.
    // 256 MiB at most, taken as they are used: with a million cases the indexes of voucher numbers and accounts are hit everywhere.
    private const string Settings = "PRAGMA synchronous = FULL; PRAGMA cache_size = -262144; PRAGMA wal_autocheckpoint = 4000;";

    private readonly ConcurrentQueue<Job> _waiting = new();
    private CentralOpsDbContext? _db;
    private WriteSession? _session;
    private int _busy;
    private volatile bool _closed;

    public Task<bool> WriteAsync(Func<WriteSession, CancellationToken, Task<bool>> write, CancellationToken cancel)
    {
        ObjectDisposedException.ThrowIf(_closed, this);
        var job = new Job(write, cancel);
        _waiting.Enqueue(job);
        Begin();
        return job.Task;
    }

    public async ValueTask DisposeAsync()
    {
        _closed = true;
        while (!Enter()) await Task.Delay(10);
        End();
    }

    public void Dispose()
    {
        _closed = true;
        SpinWait.SpinUntil(Enter);
        End();
    }

    private bool Enter() => Interlocked.CompareExchange(ref _busy, 1, 0) == 0;

    private void End()
    {
        Close();
        Volatile.Write(ref _busy, 0);
        Begin(); // who came in the last moment is told so
    }

    private void Begin()
    {
        if (_waiting.IsEmpty || !Enter()) return;
        // Not in the turns of a caller that has only one at a time, such as a screen: everybody would wait for what that one is doing.
        if (SynchronizationContext.Current is null) _ = WorkAsync();
        else _ = Task.Run(WorkAsync);
    }

    // Who finds nobody at work begins; what has come meanwhile is not left to that caller but goes on beside it.
    private async Task WorkAsync()
    {
        do
        {
            try
            {
                while (!_waiting.IsEmpty)
                {
                    await BatchAsync();
                    if (!_waiting.IsEmpty) await Task.Yield();
                }
            }
            finally
            {
                Volatile.Write(ref _busy, 0);
            }
        }
        while (!_waiting.IsEmpty && Enter());
    }

    private async Task BatchAsync()
    {
        var jobs = new List<Job>();
        while (jobs.Count < MostAtOnce && _waiting.TryDequeue(out var job))
        {
            if (!job.IsCancelled()) jobs.Add(job);
        }

        if (jobs.Count == 0) return;
        try
        {
            await TransactAsync(jobs);
        }
        catch (Exception e) when (_closed || e is SqliteException { SqliteErrorCode: SQLitePCL.raw.SQLITE_BUSY })
        {
            foreach (var job in jobs) job.Fail(e); // another process has had the database for longer than anybody would wait once more
        }
        catch (Exception)
        {
            // The transaction is gone with everybody in it: each has another chance alone, so that nobody pays for another's trouble.
            foreach (var job in jobs) await AloneAsync(job);
        }
    }

    private async Task AloneAsync(Job job)
    {
        try
        {
            await TransactAsync([job]);
        }
        catch (Exception e)
        {
            job.Fail(e);
        }
    }

    private async Task TransactAsync(List<Job> jobs)
    {
        try
        {
            var session = _session ??= await OpenAsync();
            var outcomes = new (bool Done, Exception? Error)[jobs.Count];
            using (await SqliteWriteGate.EnterAsync(_db!.Database.GetConnectionString() ?? "", CancellationToken.None))
            {
                await session.ExecuteAsync("BEGIN IMMEDIATE", CancellationToken.None);
                for (var i = 0; i < jobs.Count; i++) outcomes[i] = await jobs[i].RunAsync(session);
                await session.ExecuteAsync("COMMIT", CancellationToken.None);
            }

            for (var i = 0; i < jobs.Count; i++) jobs[i].Settle(outcomes[i]);
        }
        catch
        {
            // Whatever state the connection is in: closing it for good undoes what was not committed.
            Close();
            throw;
        }
    }

    private void Close()
    {
        _session = null;
        if (Interlocked.Exchange(ref _db, null) is not { } db) return;
        SqliteConnection.ClearPool((SqliteConnection)db.Database.GetDbConnection());
        db.Dispose();
    }

    private async Task<WriteSession> OpenAsync()
    {
        ObjectDisposedException.ThrowIf(_closed, this);
        var db = await contexts.CreateDbContextAsync();
        _db = db;
        await db.Database.OpenConnectionAsync();
        await db.Database.ExecuteSqlRawAsync(Settings);
        return new WriteSession(db, keepCommands: true);
    }

    private sealed class Job(Func<WriteSession, CancellationToken, Task<bool>> write, CancellationToken cancel)
    {
        private readonly TaskCompletionSource<bool> _done = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Task<bool> Task => _done.Task;

        public bool IsCancelled() => cancel.IsCancellationRequested && _done.TrySetCanceled(cancel);

        /// <summary>Throws only when the savepoint itself has gone: then the whole transaction has.</summary>
        public async Task<(bool Done, Exception? Error)> RunAsync(WriteSession session)
        {
            await session.ExecuteAsync("SAVEPOINT job", CancellationToken.None);
            (bool Done, Exception? Error) outcome;
            try
            {
                outcome = (await write(session, CancellationToken.None), null);
            }
            catch (Exception e)
            {
                outcome = (false, e);
            }

            if (!outcome.Done) await session.ExecuteAsync("ROLLBACK TO job", CancellationToken.None);
            await session.ExecuteAsync("RELEASE job", CancellationToken.None);
            return outcome;
        }

        public void Settle((bool Done, Exception? Error) outcome)
        {
            if (outcome.Error is { } error) _done.TrySetException(error);
            else _done.TrySetResult(outcome.Done);
        }

        public void Fail(Exception error) => _done.TrySetException(error);
    }
}
