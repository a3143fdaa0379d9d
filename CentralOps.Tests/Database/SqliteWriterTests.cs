using System.Runtime.CompilerServices;
using CentralOps.Infrastructure.Database.Providers.Sqlite;
using CentralOps.Infrastructure.Database.Writing;
using CentralOps.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace CentralOps.Tests.Database;

/// <summary>Writes that share a transaction share nothing else.</summary>
[Trait("Category", "db")]
public sealed class SqliteWriterTests : IAsyncLifetime
{
    private readonly TaskCompletionSource _free = new();
    private TestDatabase _database = null!;
    private SqliteWriter _writer = null!;

    public async ValueTask InitializeAsync()
    {
        _database = await TestDatabase.CreateAsync("sqlite");
        await using var db = _database.CreateDbContext();
        await db.Database.ExecuteSqlRawAsync("CREATE TABLE Notes (Text TEXT PRIMARY KEY)", TestContext.Current.CancellationToken);
        _writer = new SqliteWriter(_database);
    }

    public async ValueTask DisposeAsync()
    {
        _free.TrySetResult();
        await _writer.DisposeAsync();
        await _database.DisposeAsync();
    }

    [Fact]
    public async Task One_that_fails_or_is_refused_neither_undoes_the_others_nor_is_written_with_them()
    {
        var first = Busy();
        var (good, refused, twice, last) = (Note("good"), Note("refused", says: false), Note("good"), Note("last"));
        _free.SetResult();

        Assert.True(await first);
        Assert.True(await good);
        Assert.False(await refused);
        Assert.Contains("UNIQUE", (await Assert.ThrowsAnyAsync<Exception>(() => twice)).Message);
        Assert.True(await last);
        Assert.Equal(["busy", "good", "last"], await NotesAsync());
    }

    [Fact]
    public async Task One_that_breaks_the_transaction_itself_fails_alone()
    {
        var first = Busy();
        var before = Note("before");
        var breaking = _writer.WriteAsync(async (session, stop) => await session.ExecuteAsync("ROLLBACK", stop) >= -1, CancellationToken.None);
        var after = Note("after");
        _free.SetResult();

        Assert.True(await first);
        await Assert.ThrowsAnyAsync<Exception>(() => breaking);
        Assert.True(await before);
        Assert.True(await after);
        Assert.Equal(["after", "before", "busy"], await NotesAsync());
    }

    [Fact]
    public async Task Who_gives_up_while_waiting_is_not_written_and_the_others_are()
    {
        var first = Busy();
        using var patience = new CancellationTokenSource();
        var (gone, stays) = (Note("gone", cancel: patience.Token), Note("stays"));
        await patience.CancelAsync();
        _free.SetResult();

        Assert.True(await first);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => gone);
        Assert.True(await stays);
        Assert.Equal(["busy", "stays"], await NotesAsync());
    }

    [Fact]
    public async Task Nobody_waits_for_the_screen_of_the_one_who_wrote_first()
    {
        Task<bool>? second = null;
        var mine = SynchronizationContext.Current;
        SynchronizationContext.SetSynchronizationContext(new StuckScreen());
        var first = _writer.WriteAsync((_, _) =>
        {
            second = Note("second", cancel: CancellationToken.None);
            return Task.FromResult(true);
        }, CancellationToken.None);
        SynchronizationContext.SetSynchronizationContext(mine);

        Assert.True(await first.WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken));
        Assert.True(await second!.WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken)); // would wait for ever
    }

    [Fact]
    public async Task At_the_end_those_who_wait_are_written_and_those_who_come_later_are_told()
    {
        var (first, waiting) = (Busy(), Note("waiting"));
        var end = _writer.DisposeAsync();
        _free.SetResult();
        await end;

        Assert.True(await first);
        Assert.True(await waiting);
        await Assert.ThrowsAsync<ObjectDisposedException>(() => Note("late"));
        Assert.Equal(["busy", "waiting"], await NotesAsync());
    }

    // Keeps the writer at work, so that those who come next wait and share a transaction.
    private Task<bool> Busy() => _writer.WriteAsync(async (session, stop) =>
    {
        await _free.Task;
        return await WriteAsync(session, "busy", stop);
    }, CancellationToken.None);

    private Task<bool> Note(string text, bool says = true, CancellationToken cancel = default) =>
        _writer.WriteAsync(async (session, stop) => await WriteAsync(session, text, stop) && says, cancel);

    private static async Task<bool> WriteAsync(WriteSession session, string text, CancellationToken stop) =>
        await session.ExecuteAsync($"INSERT INTO Notes VALUES ('{text}')", stop) == 1;

    private async Task<List<string>> NotesAsync()
    {
        await using var db = _database.CreateDbContext();
        return await db.Database.SqlQuery<string>(FormattableStringFactory.Create("SELECT Text AS Value FROM Notes ORDER BY Text")).ToListAsync(TestContext.Current.CancellationToken);
    }

    /// <summary>Takes turns and never has one.</summary>
    private sealed class StuckScreen : SynchronizationContext
    {
        public override void Post(SendOrPostCallback d, object? state)
        {
        }
    }
}
