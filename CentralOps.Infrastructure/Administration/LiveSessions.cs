using CentralOps.Domain.Administration;
using CentralOps.Infrastructure.Database;
using Microsoft.EntityFrameworkCore;

namespace CentralOps.Infrastructure.Administration;

/// <summary>The security stamp is the session: every log-in writes a new one, so that an earlier session of the same person ends.</summary>
internal sealed class LiveSessions(IDbContextFactory<CentralOpsDbContext> contexts) : ISessions
{
    public event Action<Guid>? Ended;

    public async Task<bool> IsLiveAsync(Guid userId, string? stamp, CancellationToken cancel = default)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        return stamp is not null && await db.Users.AnyAsync(u => u.Id == userId && u.Active && u.SecurityStamp == stamp, cancel);
    }

    public void End(Guid userId) => Ended?.Invoke(userId);
}
