namespace CentralOps.Domain.Content;

/// <summary>How long content must be kept.</summary>
public sealed class ContentRetention
{
    /// <summary>Content hash.</summary>
    public required string Hash { get; init; }

    /// <summary>To be kept until (UTC); only ever moved later.</summary>
    public DateTimeOffset Until { get; set; }

    /// <summary>First set at (UTC).</summary>
    public DateTimeOffset SetAt { get; init; }

    /// <summary>Removed from the store at (UTC); the record stays as proof. Null = still there.</summary>
    public DateTimeOffset? RemovedAt { get; set; }
}

/// <summary>The register of retention dates.</summary>
public interface IRetentionRegister
{
    /// <summary>Sets the date, or moves it later; never earlier. Harmless to repeat.</summary>
    Task KeepAsync(IReadOnlyCollection<string> hashes, DateTimeOffset until, CancellationToken cancel = default);

    /// <summary>Hashes whose date has passed and that have not been removed, oldest date first.</summary>
    Task<IReadOnlyList<string>> ExpiredAsync(DateTimeOffset now, int max, CancellationToken cancel = default);

    /// <summary>Notes that content was removed.</summary>
    Task MarkRemovedAsync(string hash, DateTimeOffset at, CancellationToken cancel = default);
}

/// <summary>A feature that may still need content, e.g. pages of cases that are not finished. Retention removes nothing that any of them names.</summary>
public interface IContentReferences
{
    /// <summary>Those of the hashes that are still needed.</summary>
    Task<IReadOnlySet<string>> StillNeededAsync(IReadOnlyCollection<string> hashes, CancellationToken cancel = default);
}

/// <summary>Removes content for good. Only <see cref="RemoveExpiredContent"/> uses it.</summary>
public interface IContentRemoval
{
    /// <summary>Removes what is stored under the hash; nothing there is not an error.</summary>
    Task RemoveAsync(string hash, CancellationToken cancel = default);
}

/// <summary>The retention job: removes content that is past its date and that nobody needs any more.</summary>
public sealed class RemoveExpiredContent(IRetentionRegister register, IEnumerable<IContentReferences> references, IContentRemoval removal, TimeProvider clock)
{
    /// <summary>Removes at most <paramref name="max"/> pieces of content.</summary>
    /// <returns>How many were removed.</returns>
    public async Task<int> RunAsync(int max, CancellationToken cancel = default)
    {
        var now = clock.GetUtcNow();
        var expired = await register.ExpiredAsync(now, max, cancel);
        var needed = new HashSet<string>();
        foreach (var feature in references) needed.UnionWith(await feature.StillNeededAsync(expired, cancel));
        // What is still needed is looked at again tomorrow, so that it does not stand in the way of the rest.
        if (needed.Count > 0) await register.KeepAsync(needed, now.AddDays(1), cancel);
        var removed = 0;
        foreach (var hash in expired.Where(h => !needed.Contains(h)))
        {
            await removal.RemoveAsync(hash, cancel);
            await register.MarkRemovedAsync(hash, now, cancel);
            removed++;
        }
        return removed;
    }
}
