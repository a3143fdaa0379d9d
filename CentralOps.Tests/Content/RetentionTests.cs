using CentralOps.Domain.Content;
using CentralOps.Infrastructure.Content;
using CentralOps.Infrastructure.Content.Persistence;
using CentralOps.Tests.Support;
using Microsoft.Extensions.Time.Testing;

namespace CentralOps.Tests.Content;

public sealed class RetentionTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("content-").FullName;
    private readonly MemoryDatabase database = new();
    private readonly FakeTimeProvider clock = new(new DateTimeOffset(2026, 11, 23, 2, 0, 0, TimeSpan.Zero));
    private readonly FileContentStore store;
    private readonly RetentionRegister register;

    public RetentionTests()
    {
        store = new FileContentStore(folder, new ContentCipher(new byte[32]));
        register = new RetentionRegister(database, clock);
    }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        database.Dispose();
        Directory.Delete(folder, recursive: true);
    }

    private Task<int> Run(params string[] needed) => new RemoveExpiredContent(register, [new Needs(needed)], store, clock).RunAsync(100, Cancel);

    [Fact]
    public async Task Content_goes_only_when_its_date_has_passed()
    {
        var hash = await store.PutAsync("page"u8.ToArray(), Cancel);
        await register.KeepAsync([hash], clock.GetUtcNow().AddDays(30), Cancel);
        clock.Advance(TimeSpan.FromDays(29));
        Assert.Equal(0, await Run());
        clock.Advance(TimeSpan.FromDays(2));
        Assert.Equal(1, await Run());
        Assert.False(await store.ExistsAsync(hash, Cancel));
        Assert.Equal(0, await Run());
    }

    [Fact]
    public async Task Content_that_a_case_still_needs_stays_and_does_not_stand_in_the_way()
    {
        var (old, open) = (await store.PutAsync("old"u8.ToArray(), Cancel), await store.PutAsync("open"u8.ToArray(), Cancel));
        await register.KeepAsync([old, open], clock.GetUtcNow().AddDays(-1), Cancel);
        Assert.Equal(1, await Run(open));
        Assert.True(await store.ExistsAsync(open, Cancel));
        Assert.Empty(await register.ExpiredAsync(clock.GetUtcNow(), 10, Cancel));
    }

    [Fact]
    public async Task A_date_moves_later_but_never_earlier()
    {
        var hash = await store.PutAsync("page"u8.ToArray(), Cancel);
        await register.KeepAsync([hash], clock.GetUtcNow().AddDays(30), Cancel);
        await register.KeepAsync([hash, hash], clock.GetUtcNow().AddDays(1), Cancel);
        clock.Advance(TimeSpan.FromDays(10));
        Assert.Equal(0, await Run());
    }

    [Fact]
    public async Task Content_without_a_retention_date_is_never_touched()
    {
        var hash = await store.PutAsync("page"u8.ToArray(), Cancel);
        clock.Advance(TimeSpan.FromDays(10_000));
        Assert.Equal(0, await Run());
        Assert.True(await store.ExistsAsync(hash, Cancel));
    }

    private sealed class Needs(string[] hashes) : IContentReferences
    {
        public Task<IReadOnlySet<string>> StillNeededAsync(IReadOnlyCollection<string> asked, CancellationToken cancel = default) =>
            Task.FromResult<IReadOnlySet<string>>(asked.Intersect(hashes).ToHashSet());
    }
}
