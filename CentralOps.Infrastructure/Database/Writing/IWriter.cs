using Microsoft.EntityFrameworkCore;

namespace CentralOps.Infrastructure.Database.Writing;

/// <summary>Carries out writes that belong together: all of them, durably, or none.</summary>
internal interface IWriter
{
    /// <summary>
    /// Writes in one transaction. <paramref name="write"/> may be run more than once (what it did before is undone then), so it must change nothing but the database.
    /// </summary>
    /// <returns>What <paramref name="write"/> said: true = committed; false = undone.</returns>
    Task<bool> WriteAsync(Func<WriteSession, CancellationToken, Task<bool>> write, CancellationToken cancel);
}

/// <summary>Each in a transaction and on a connection of its own: the server sees to the rest.</summary>
internal sealed class ServerWriter(IDbContextFactory<CentralOpsDbContext> contexts) : IWriter
{
    public async Task<bool> WriteAsync(Func<WriteSession, CancellationToken, Task<bool>> write, CancellationToken cancel)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        await using var transaction = await db.Database.BeginTransactionAsync(cancel);
        if (!await write(new WriteSession(db), cancel)) return false;
        await transaction.CommitAsync(CancellationToken.None); // whoever gives up now would not know whether it is written
        return true;
    }
}
