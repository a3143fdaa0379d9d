using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace CentralOps.Infrastructure.Database;

/// <summary>Held while the schema is brought up to date and first content is loaded, so that two nodes that start together on an empty database do not do both twice.</summary>
internal sealed class StartLock : IAsyncDisposable
{
    private readonly CentralOpsDbContext? _session;
    private readonly FileStream? _file;
    private readonly string _release;

    private StartLock(CentralOpsDbContext? session, FileStream? file, string release = "") => (_session, _file, _release) = (session, file, release);

    /// <summary>Waits for the lock: a session lock of the server, or a lock file beside a SQLite file.</summary>
    public static async Task<StartLock> TakeAsync(CentralOpsDbContext db, DatabaseOptions options, CancellationToken cancel)
    {
        if (options.Provider != "sqlite")
        {
            await db.Database.OpenConnectionAsync(cancel);
            var (take, release) = options.Provider == "postgresql"
                ? ("SELECT pg_advisory_lock(4017001)", "SELECT pg_advisory_unlock(4017001)")
                : ("""
                    DECLARE @got int;
                    EXEC @got = sp_getapplock @Resource = 'centralops-start', @LockMode = 'Exclusive', @LockOwner = 'Session', @LockTimeout = 540000;
                    IF @got < 0 THROW 51000, 'Another node has been bringing the schema up to date for nine minutes.', 1;
                    """,
                    "EXEC sp_releaseapplock @Resource = 'centralops-start', @LockOwner = 'Session'");
            db.Database.SetCommandTimeout(TimeSpan.FromMinutes(10)); // another node may have a large schema to bring up to date
            await db.Database.ExecuteSqlRawAsync(take, cancel);
            return new StartLock(db, null, release);
        }

        var source = new SqliteConnectionStringBuilder(options.ConnectionString);
        if (source.Mode == SqliteOpenMode.Memory || source.DataSource is "" or ":memory:")
            return new StartLock(null, null);
        while (true)
        {
            try
            {
                return new StartLock(null, new FileStream(source.DataSource + ".start", FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, 1, FileOptions.DeleteOnClose));
            }
            catch (IOException e) when (e is not (DirectoryNotFoundException or FileNotFoundException or PathTooLongException))
            {
                await Task.Delay(TimeSpan.FromMilliseconds(100), cancel);
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (_session is not null)
        {
            await _session.Database.ExecuteSqlRawAsync(_release); // a pool keeps the session, and the lock with it
            await _session.Database.CloseConnectionAsync();
        }

        if (_file is not null)
            await _file.DisposeAsync();
    }
}
