using CentralOps.Infrastructure.Cases;
using CentralOps.Tests.Support;
using Microsoft.Extensions.Time.Testing;

namespace CentralOps.Tests.Cases;

[Trait("Category", "db")]
public sealed class ShownPagesTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task A_page_is_noted_once_for_its_person_and_task_and_forgotten_when_no_task_can_be_that_old(string provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        var clock = new FakeTimeProvider(DateTimeOffset.UtcNow);
        var shown = new ShownPages(database, clock);
        var (anna, ben, item, page) = (Guid.NewGuid(), Guid.NewGuid(), Guid.NewGuid(), new string('a', 64));
        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => shown.NoteAsync(anna, item, page, Cancel))));
        Assert.Equal([page], await shown.OfAsync(anna, item, Cancel));
        Assert.Empty(await shown.OfAsync(ben, item, Cancel));
        Assert.Empty(await shown.OfAsync(anna, Guid.NewGuid(), Cancel));
        clock.Advance(TimeSpan.FromDays(30));
        Assert.Equal(0, await shown.DropOldAsync(Cancel));
        clock.Advance(TimeSpan.FromDays(11));
        Assert.Equal(1, await shown.DropOldAsync(Cancel));
    }
}
