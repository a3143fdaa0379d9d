using CentralOps.Domain.CoreBanking.Posting;
using CentralOps.Domain.CoreBanking.Reconciliation;
using CentralOps.Domain.Kernel;
using CentralOps.Infrastructure.CoreBanking.Persistence;
using CentralOps.Infrastructure.CoreBanking.Simulator;
using CentralOps.Tests.Support;
using Microsoft.Extensions.Time.Testing;

namespace CentralOps.Tests.CoreBanking;

public sealed class PostToCoreTests : IAsyncDisposable
{
    private readonly MemoryDatabase database = new();
    private SimulatedCore core = Core(patience: 20); // seconds: only where lateness is the point may a slow machine be late
    private readonly Postings postings;

    public PostToCoreTests() => postings = new Postings(database);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private static SimulatedCore Core(double patience) => new(new FakeTimeProvider(new DateTimeOffset(2026, 11, 23, 2, 0, 0, TimeSpan.Zero)), patience);

    private PostToCore Post(IPostings? store = null) => new(store ?? postings, core.Core, core.Clock);

    private ReconcilePostings Reconcile() => new(postings, new Reconciliations(database), core.Core, Post(), core.Clock);

    public async ValueTask DisposeAsync()
    {
        await core.DisposeAsync();
        database.Dispose();
    }

    private async Task<PostingResult> UntilSettledAsync(PostingOrder order)
    {
        for (var i = 0; i < 30; i++)
        {
            var result = await Post().PostAsync(order, Cancel);
            if (result.Outcome != PostingOutcome.Pending) return result;
            core.Clock.Advance(TimeSpan.FromSeconds(20));
        }
        throw new InvalidOperationException("never settled");
    }

    private async Task AssertBookedOnceAsync(PostingResult result, decimal amount)
    {
        Assert.Equal(PostingOutcome.Booked, result.Outcome);
        Assert.Equal(result.JournalNumber, Assert.Single(await core.JournalAsync()).JournalNumber);
        Assert.Equal((1_000_000m - amount, 50_000m + amount), (await core.BalanceAsync(SimulatedCore.Rich), await core.BalanceAsync(SimulatedCore.Poor)));
    }

    [Fact]
    public async Task A_posting_is_booked_and_asked_again_gives_the_same_journal_number()
    {
        var order = SimulatedCore.Order(1234.56m);
        var first = await Post().PostAsync(order, Cancel);
        Assert.Equal(first, await Post().PostAsync(order, Cancel));
        Assert.Equal(first, await Post().PostAsync(order with { Occasion = Guid.NewGuid() }, Cancel));
        await AssertBookedOnceAsync(first, 1234.56m);
    }

    [Theory]
    [InlineData("lose-after")]
    [InlineData("lose-before")]
    [InlineData("error-before")]
    [InlineData("error-after")]
    [InlineData("garble")]
    public async Task An_answer_that_is_lost_is_queried_and_booked_exactly_once(string kind)
    {
        core.Faults.Add(new Fault("post", kind));
        var order = SimulatedCore.Order(100m);
        var first = await Post().PostAsync(order, Cancel);
        Assert.Equal(PostingOutcome.Pending, first.Outcome);
        Assert.Equal(PostingState.Unknown, (await postings.FindAsync(first.PostingId, Cancel))!.State);
        await AssertBookedOnceAsync(await UntilSettledAsync(order), 100m);
    }

    [Fact]
    public async Task An_answer_that_comes_too_late_finds_the_posting_settled_and_changes_nothing()
    {
        await core.DisposeAsync();
        core = Core(patience: 0.3);
        core.Faults.Add(new Fault("post", "delay-before", DelayMs: 600));
        var order = SimulatedCore.Order(100m);
        Assert.Equal(PostingOutcome.Pending, (await Post().PostAsync(order, Cancel)).Outcome);
        var settled = await UntilSettledAsync(order); // sent again under the same key before the first request is worked on
        await Task.Delay(500, Cancel);
        await AssertBookedOnceAsync(settled, 100m);
    }

    [Fact]
    public async Task A_refusal_comes_back_with_the_cores_words_and_only_a_new_visit_tries_again_with_a_new_key()
    {
        var order = SimulatedCore.Order(80_000m, debit: SimulatedCore.Poor);
        var refused = await Post().PostAsync(order, Cancel);
        Assert.Equal((PostingOutcome.Refused, "insufficient-funds", "余额不足：可用余额 50,000.00 元"), (refused.Outcome, refused.RefusalCode, refused.RefusalText));
        Assert.Equal(refused, await Post().PostAsync(order, Cancel));
        var again = await Post().PostAsync(order with { Occasion = Guid.NewGuid(), Amount = 40_000m }, Cancel);
        Assert.Equal(PostingOutcome.Booked, again.Outcome);
        Assert.Equal([1, 2], (await postings.OfCaseAsync(order.CaseId, Cancel)).Select(p => p.Round));
        Assert.Single(await core.JournalAsync());
    }

    [Theory]
    [InlineData(1, false)]
    [InlineData(1, true)]
    [InlineData(2, false)]
    [InlineData(2, true)]
    [InlineData(3, false)] // killed between booking and writing it down
    [InlineData(3, true)]
    public async Task A_process_killed_at_any_write_leaves_a_posting_that_is_finished_exactly_once(int write, bool afterCommit)
    {
        var order = SimulatedCore.Order(100m);
        await Assert.ThrowsAsync<DyingPostings.Killed>(() => Post(new DyingPostings(postings) { DiesAt = write, AfterCommit = afterCommit }).PostAsync(order, Cancel));
        await AssertBookedOnceAsync(await UntilSettledAsync(order), 100m);
    }

    [Fact]
    public async Task A_send_that_may_still_be_under_way_is_not_disturbed()
    {
        var order = SimulatedCore.Order();
        await Assert.ThrowsAsync<DyingPostings.Killed>(() => Post(new DyingPostings(postings) { DiesAt = 2, AfterCommit = true }).PostAsync(order, Cancel));
        var waiting = await Post().PostAsync(order, Cancel);
        Assert.Equal(PostingOutcome.Pending, waiting.Outcome);
        Assert.Equal(PostingState.Sent, (await postings.FindAsync(waiting.PostingId, Cancel))!.State);
        Assert.True((await postings.FindAsync(waiting.PostingId, Cancel))!.MayStillBook);
    }

    [Fact]
    public async Task Many_callers_at_once_book_once()
    {
        var order = SimulatedCore.Order(100m);
        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => Post().PostAsync(order, Cancel), Cancel)));
        await AssertBookedOnceAsync(await UntilSettledAsync(order), 100m);
    }

    [Fact]
    public async Task An_order_that_differs_from_what_was_booked_is_a_defect_not_a_second_booking()
    {
        var order = SimulatedCore.Order(100m);
        await UntilSettledAsync(order);
        await Assert.ThrowsAsync<RuleBroken>(() => Post().PostAsync(order with { Amount = 200m }, Cancel));
        Assert.Single(await core.JournalAsync());
    }

    [Fact]
    public async Task The_settling_job_clears_lost_answers_but_never_sends_a_booking_by_itself()
    {
        core.Faults.Add(new Fault("post", "lose-after"));
        core.Faults.Add(new Fault("post", "lose-before"));
        var (arrived, lost) = (SimulatedCore.Order(100m), SimulatedCore.Order(200m));
        await Post().PostAsync(arrived, Cancel);
        await Post().PostAsync(lost, Cancel);
        core.Clock.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(1, await Reconcile().SettleOpenAsync(100, Cancel));
        Assert.Equal(PostingState.Booked, (await postings.LatestAsync(arrived.CaseId, "transfer", Cancel))!.State);
        Assert.Equal(PostingState.Prepared, (await postings.LatestAsync(lost.CaseId, "transfer", Cancel))!.State);
        Assert.Single(await core.JournalAsync());
    }

    [Fact]
    public async Task A_cheque_is_paid_once()
    {
        var number = "3010223000000007";
        Assert.Equal(PostingOutcome.Booked, (await Post().PostAsync(SimulatedCore.Order(cheque: number), Cancel)).Outcome);
        Assert.Equal("cheque-used", (await Post().PostAsync(SimulatedCore.Order(cheque: number), Cancel)).RefusalCode);
        Assert.Equal("cheque-not-issued", (await Post().PostAsync(SimulatedCore.Order(cheque: "3010223000000099"), Cancel)).RefusalCode);
    }

    [Fact]
    public async Task Frozen_unknown_and_misnamed_accounts_are_refused()
    {
        Assert.Equal("account-frozen", (await Post().PostAsync(SimulatedCore.Order(debit: SimulatedCore.Frozen), Cancel)).RefusalCode);
        var order = SimulatedCore.Order();
        Assert.Equal("credit-account-unknown", (await Post().PostAsync(order with { CaseId = Guid.NewGuid(), Credit = new PostingParty("6222029999999999", "某公司") }, Cancel)).RefusalCode);
        Assert.Equal("credit-name-differs", (await Post().PostAsync(order with { CaseId = Guid.NewGuid(), Credit = order.Credit with { Name = "别的公司" } }, Cancel)).RefusalCode);
        Assert.Equal("debit-name-differs", (await Post().PostAsync(order with { CaseId = Guid.NewGuid(), Debit = order.Debit with { Name = "别的公司" } }, Cancel)).RefusalCode);
    }

    [Fact]
    public async Task A_payment_to_another_bank_is_cleared()
    {
        var order = SimulatedCore.Order(700m) with { Credit = new PostingParty("110000000001", "远方公司", "江南银行营业部") };
        Assert.Equal(PostingOutcome.Booked, (await Post().PostAsync(order, Cancel)).Outcome);
        Assert.Equal(700m, await core.BalanceAsync(BankDatabase.Clearing));
    }
}
