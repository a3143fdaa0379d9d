using CentralOps.Domain.Cases;
using Microsoft.EntityFrameworkCore;

namespace CentralOps.Infrastructure.Cases;

/// <summary>A case's events in the order in which they happened.</summary>
internal static class Timeline
{
    /// <summary>Events of one instant in the order in which they were made: by their keys, compared here because SQL Server orders uniqueidentifiers by their last bytes first.</summary>
    public static async Task<IReadOnlyList<CaseEvent>> InOrderAsync(this IQueryable<CaseEvent> events, CancellationToken cancel) =>
        [.. (await events.ToListAsync(cancel)).OrderBy(e => e.At).ThenBy(e => e.Id)];
}
