using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace CentralOps.Infrastructure.Database;

/// <summary>Held while first content is loaded, so that two nodes that start together on an empty database do not both load it.</summary>
internal sealed class StartLock : IAsyncDisposable
{
    private readonly CentralOpsDbContext? _session;
    private readonly FileStream? _file;

    private StartLock(CentralOpsDbContext? session, FileStream? file) => (_session, _file) = (session, file);

    /// <summary>Waits for the lock: a session lock of the server, or a lock file beside a SQLite file.</summary>
    public static async Task<StartLock> TakeAsync(CentralOpsDbContext db, DatabaseOptions options, CancellationToken cancel)
    {
        if (options.Provider != "sqlite")
        {
            await db.Database.OpenConnectionAsync(cancel);
            await db.Database.ExecuteSqlRawAsync(
                options.Provider == "postgresql"
                    ? "SELECT pg_advisory_lock(4017001)"
                    : "EXEC sp_getapplock @Resource = 'centralops-start', @LockMode = 'Exclusive', @LockOwner = 'Session', @LockTimeout = 60000",
                cancel);
            return new StartLock(db, null);
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
            catch (IOException)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(100), cancel);
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (_session is not null)
            await _session.Database.CloseConnectionAsync(); // ends the session lock
        if (_file is not null)
            await _file.DisposeAsync();
    }
}
