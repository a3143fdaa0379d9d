using Microsoft.EntityFrameworkCore;

namespace CentralOps.Infrastructure.Database;

/// <summary>Changes that others may make at the same moment.</summary>
internal static class Races
{
    /// <summary>
    /// Runs a change on a fresh context until no other writer interferes: one that came first (a row has a newer version, a number is taken) makes it look again. What is still in the way
    /// after the last try is thrown.
    /// </summary>
    public static async Task<T> ChangeAsync<T>(this IDbContextFactory<CentralOpsDbContext> contexts, Func<CentralOpsDbContext, Task<T>> change, CancellationToken cancel, int most = 8)
    {
        for (var attempt = 1; ; attempt++)
        {
            await using var db = await contexts.CreateDbContextAsync(cancel);
            try
            {
                return await change(db);
            }
            catch (DbUpdateException) when (attempt < most && !cancel.IsCancellationRequested)
            {
                await Task.Delay(Math.Min(attempt * 3, 30), cancel);
            }
        }
    }
}
