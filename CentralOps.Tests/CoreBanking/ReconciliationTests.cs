using CentralOps.Domain.CoreBanking;
using CentralOps.Domain.CoreBanking.Posting;
using CentralOps.Domain.CoreBanking.Reconciliation;
using CentralOps.Infrastructure.CoreBanking.Persistence;
using CentralOps.Infrastructure.CoreBanking.Simulator;
using CentralOps.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Time.Testing;

namespace CentralOps.Tests.CoreBanking;

public sealed class ReconciliationTests : IAsyncDisposable
{
    private readonly MemoryDatabase database = new();
    private readonly SimulatedCore core = new(new FakeTimeProvider(new DateTimeOffset(2026, 11, 23, 2, 0, 0, TimeSpan.Zero)));
    private readonly Postings postings;
    private readonly Reconciliations runs;

    public ReconciliationTests() => (postings, runs) = (new Postings(database), new Reconciliations(database));

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private PostToCore Post => new(postings, core.Core, core.Clock);

    public async ValueTask DisposeAsync()
    {
        await core.DisposeAsync();
        database.Dispose();
    }

    private async Task<ReconciliationRun> ReconcileAsync()
    {
        core.Clock.Advance(TimeSpan.FromMinutes(5));
        return await new ReconcilePostings(postings, runs, core.Core, Post, core.Clock).ReconcileAsync(SimulatedCore.Today, Cancel);
    }

    private async Task TamperAsync(FormattableString sql)
    {
        await using var db = database.CreateDbContext();
        Assert.Equal(1, await db.Database.ExecuteSqlInterpolatedAsync(sql, Cancel));
    }

    [Fact]
    public async Task Equal_journals_give_an_empty_list_and_equal_sums()
    {
        for (var i = 1; i <= 3; i++) await Post.PostAsync(SimulatedCore.Order(i), Cancel);
        var run = await ReconcileAsync();
        Assert.Equal((0, 3, 6m, 3, 6m), (run.Breaks.Count, run.OurCount, run.OurSum, run.CoreCount, run.CoreSum));
        Assert.Equal(run.Id, Assert.Single(await runs.LatestAsync(5, Cancel)).Id);
    }

    [Fact]
    public async Task A_lost_answer_is_settled_before_the_journals_are_compared()
    {
        core.Faults.Add(new Fault("post", "lose-after"));
        await Post.PostAsync(SimulatedCore.Order(), Cancel);
        var run = await ReconcileAsync();
        Assert.Equal((1, 0), (run.Settled, run.Breaks.Count));
    }

    [Fact]
    public async Task A_posting_that_only_one_side_knows_is_a_break()
    {
        await Post.PostAsync(SimulatedCore.Order(), Cancel);
        await TamperAsync($"UPDATE CoreBankingPostings SET IdempotencyKey = 'CO-gone'");
        Assert.Equal([BreakKind.MissingAtCore, BreakKind.UnknownHere], (await ReconcileAsync()).Breaks.Select(b => b.Kind).Order());
    }

    [Fact]
    public async Task A_different_amount_or_journal_number_is_a_break()
    {
        await Post.PostAsync(SimulatedCore.Order(100m), Cancel);
        await TamperAsync($"UPDATE CoreBankingPostings SET Amount = 10100");
        Assert.Equal(BreakKind.ContentDiffers, Assert.Single((await ReconcileAsync()).Breaks).Kind);
        await TamperAsync($"UPDATE CoreBankingPostings SET Amount = 10000, JournalNumber = 'J0'");
        Assert.Equal(BreakKind.JournalDiffers, Assert.Single((await ReconcileAsync()).Breaks).Kind);
    }

    [Fact]
    public async Task What_we_hold_for_refused_but_the_core_booked_is_a_break()
    {
        await Post.PostAsync(SimulatedCore.Order(100m), Cancel);
        await TamperAsync($"UPDATE CoreBankingPostings SET State = 'Refused'");
        Assert.Equal(BreakKind.StateDiffers, Assert.Single((await ReconcileAsync()).Breaks).Kind);
    }

    [Fact]
    public async Task A_core_that_does_not_answer_leaves_no_half_result()
    {
        core.Faults.Add(new Fault("journal", "garble", Times: 0));
        await Assert.ThrowsAsync<CoreUnavailable>(ReconcileAsync);
        Assert.Empty(await runs.LatestAsync(5, Cancel));
    }
}
