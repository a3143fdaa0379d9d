using CentralOps.Domain.CoreBanking.Posting;
using CentralOps.Domain.CoreBanking.Reversals;
using CentralOps.Domain.Kernel;
using CentralOps.Infrastructure.Audit;
using CentralOps.Infrastructure.CoreBanking.Persistence;
using CentralOps.Infrastructure.CoreBanking.Simulator;
using CentralOps.Tests.Support;
using Microsoft.Extensions.Time.Testing;

namespace CentralOps.Tests.CoreBanking;

public sealed class ReversalTests : IAsyncDisposable
{
    private static readonly Guid Anna = Guid.NewGuid(), Bernd = Guid.NewGuid();
    private readonly MemoryDatabase database = new();
    private readonly SimulatedCore core = new(new FakeTimeProvider(new DateTimeOffset(2026, 11, 23, 2, 0, 0, TimeSpan.Zero)));
    private readonly Postings postings;
    private readonly Reversals reversals;

    public ReversalTests()
    {
        postings = new Postings(database);
        reversals = new Reversals(database, new AuditTrail(database, new(new byte[32]), core.Clock));
    }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private PostToCore Post => new(postings, core.Core, core.Clock);

    private ReversePosting Reverse => new(postings, reversals, Post, core.Clock);

    public async ValueTask DisposeAsync()
    {
        await core.DisposeAsync();
        database.Dispose();
    }

    private async Task<Guid> BookedAsync() => (await Post.PostAsync(SimulatedCore.Order(500m), Cancel)).PostingId;

    private Task<Outcome<PostingResult?>> DecideAsync(Guid request, Guid by, bool approve = true) => Reverse.DecideAsync(request, by, "somebody", approve, SimulatedCore.Today, Cancel);

    [Fact]
    public async Task One_person_asks_another_approves_and_the_money_is_back()
    {
        var booking = await BookedAsync();
        var request = (await Reverse.RequestAsync(booking, Anna, "anna", "金额录错", Cancel)).Value;
        Assert.Equal(PostingOutcome.Booked, (await DecideAsync(request, Bernd)).Value!.Outcome);
        Assert.Equal((1_000_000m, 50_000m), (await core.BalanceAsync(SimulatedCore.Rich), await core.BalanceAsync(SimulatedCore.Poor)));
        Assert.Equal(PostingState.Reversed, (await postings.FindAsync(booking, Cancel))!.State);
        Assert.Equal(2, (await core.JournalAsync()).Count);
    }

    [Fact]
    public async Task A_posting_is_found_by_its_case_account_or_journal_number_and_by_where_it_stands()
    {
        var booked = (await postings.FindAsync(await BookedAsync(), Cancel))!;
        foreach (var text in new[] { booked.CaseNumber, booked.DebitAccount, booked.CreditAccount, booked.JournalNumber!, null })
            Assert.Equal(booked.Id, Assert.Single(await postings.SearchAsync(text, [], 10, Cancel)).Id);
        Assert.Single(await postings.SearchAsync(null, [PostingState.Booked], 10, Cancel));
        Assert.Empty(await postings.SearchAsync(null, [PostingState.Unknown, PostingState.Sent], 10, Cancel));
        Assert.Empty(await postings.SearchAsync("another", [], 10, Cancel));
    }

    [Fact]
    public async Task Nobody_approves_their_own_reversal()
    {
        var request = (await Reverse.RequestAsync(await BookedAsync(), Anna, "anna", "金额录错", Cancel)).Value;
        Assert.Equal("corebanking.same-person", (await DecideAsync(request, Anna)).Refusal!.Code);
        var aggregate = (await reversals.FindAsync(request, Cancel))!;
        Assert.Throws<RuleBroken>(() => aggregate.Approve(Anna, Guid.NewGuid(), core.Clock.GetUtcNow()));
        Assert.Single(await core.JournalAsync());
    }

    [Fact]
    public async Task A_reversal_whose_answer_is_lost_is_finished_by_the_settling_job_exactly_once()
    {
        var booking = await BookedAsync();
        var request = (await Reverse.RequestAsync(booking, Anna, "anna", "金额录错", Cancel)).Value;
        core.Faults.Add(new Fault("reverse", "lose-after"));
        Assert.Equal(PostingOutcome.Pending, (await DecideAsync(request, Bernd)).Value!.Outcome);
        core.Clock.Advance(TimeSpan.FromMinutes(2));
        foreach (var id in await postings.OpenAsync(core.Clock.GetUtcNow(), core.Clock.GetUtcNow(), 10, Cancel)) await Post.SettleAsync(id, Cancel);
        Assert.Equal(PostingState.Reversed, (await postings.FindAsync(booking, Cancel))!.State);
        Assert.Equal(1_000_000m, await core.BalanceAsync(SimulatedCore.Rich));
        Assert.Equal(2, (await core.JournalAsync()).Count);
    }

    [Fact]
    public async Task A_booking_has_one_open_reversal_and_is_reversed_once()
    {
        var booking = await BookedAsync();
        var request = (await Reverse.RequestAsync(booking, Anna, "anna", "金额录错", Cancel)).Value;
        Assert.Equal("corebanking.reversal-exists", (await Reverse.RequestAsync(booking, Bernd, "bernd", "再来", Cancel)).Refusal!.Code);
        Assert.True((await DecideAsync(request, Bernd, approve: false)).Succeeded);
        var second = (await Reverse.RequestAsync(booking, Bernd, "bernd", "确有错误", Cancel)).Value;
        Assert.True((await DecideAsync(second, Anna)).Succeeded);
        Assert.Equal("corebanking.reversal-decided", (await DecideAsync(second, Anna)).Refusal!.Code);
        Assert.Equal("corebanking.not-booked", (await Reverse.RequestAsync(booking, Bernd, "bernd", "再来", Cancel)).Refusal!.Code);
        Assert.Equal("corebanking.reason-missing", (await Reverse.RequestAsync(booking, Bernd, "bernd", " ", Cancel)).Refusal!.Code);
    }
}
