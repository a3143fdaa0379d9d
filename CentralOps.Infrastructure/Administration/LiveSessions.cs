using System.Collections.Concurrent;
using CentralOps.Domain.Administration;
using CentralOps.Infrastructure.Database;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace CentralOps.Infrastructure.Administration;

/// <summary>The security stamp is the session: every log-in writes a new one, so that an earlier session of the same person ends; it ends by itself after a shift.</summary>
internal sealed class LiveSessions(IDbContextFactory<CentralOpsDbContext> contexts, IOptions<SessionOptions> options, TimeProvider clock) : ISessions
{
    // Asked at every request: a yes is good for ten seconds, a no is always read anew.
    private static readonly TimeSpan Fresh = TimeSpan.FromSeconds(10);
    private readonly ConcurrentDictionary<Guid, (string Stamp, long At)> _known = new();

    public event Action<Guid>? Ended;

    public TimeSpan IdleLimit => TimeSpan.FromMinutes(options.Value.IdleMinutes);

    public async Task<bool> IsLiveAsync(Guid userId, string? stamp, CancellationToken cancel = default)
    {
        if (stamp is null)
            return false;
        if (_known.TryGetValue(userId, out var known) && known.Stamp == stamp && clock.GetElapsedTime(known.At) < Fresh)
            return true;
        await using var db = await contexts.CreateDbContextAsync(cancel);
        var at = clock.GetTimestamp();
        var current = await db.Users.Where(u => u.Id == userId && u.Active).Select(u => new { u.SecurityStamp, u.LastLogInAt }).FirstOrDefaultAsync(cancel);
        if (current?.SecurityStamp != stamp || clock.GetUtcNow() - current.LastLogInAt >= TimeSpan.FromHours(options.Value.LongestHours))
            return false;
        _known[userId] = (stamp, at);
        return true;
    }

    /// <summary>The next question is answered from the database.</summary>
    public void Forget(Guid userId) => _known.TryRemove(userId, out _);

    /// <summary>Tells this node's circuits that the session has ended.</summary>
    public void End(Guid userId)
    {
        Forget(userId);
        Ended?.Invoke(userId);
    }
}
