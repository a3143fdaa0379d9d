using CentralOps.Domain.CoreBanking.Posting;
using CentralOps.Domain.CoreBanking.Reconciliation;
using CentralOps.Infrastructure.CoreBanking.Persistence;
using CentralOps.Infrastructure.CoreBanking.Simulator;
using CentralOps.Tests.Support;
using CsCheck;
using Microsoft.Extensions.Time.Testing;

namespace CentralOps.Tests.CoreBanking;

/// <summary>Whatever the line, the core and our own process do: one journal entry per posting, balances right, both journals equal.</summary>
public sealed class ExactlyOnceProperty
{
    private static readonly string[] Kinds = ["none", "lose-before", "lose-after", "error-before", "error-after", "garble"];

    /// <summary>One call: what happens to the next booking and the next question on the line, and at which write our process dies.</summary>
    private sealed record Call(int Case, int PostFault, int QueryFault, int DiesAt, bool AfterCommit, int Seconds);

    private static readonly Gen<Call[]> Histories =
        Gen.Select(Gen.Int[0, 3], Gen.Int[0, Kinds.Length - 1], Gen.Int[0, Kinds.Length - 1], Gen.Int[0, 4], Gen.Bool, Gen.Int[0, 60])
            .Select((c, p, q, d, a, s) => new Call(c, p, q, d, a, s)).Array[1, 12];

    [Fact]
    public Task Any_short_history_books_exactly_once() => CheckAsync(5);

    [Fact, Trait("Category", "slow")]
    public Task Any_history_books_exactly_once() => CheckAsync(200);

    private static Task CheckAsync(long histories) => Histories.SampleAsync(RunAsync, iter: histories, threads: 1);

    private static async Task RunAsync(Call[] history)
    {
        var cancel = TestContext.Current.CancellationToken;
        using var database = new MemoryDatabase();
        await using var core = new SimulatedCore(new FakeTimeProvider(new DateTimeOffset(2026, 11, 23, 2, 0, 0, TimeSpan.Zero)));
        var postings = new Postings(database);

        // Case 3 asks for more than the account holds: its posting must end refused, with no entry at all.
        var orders = Enumerable.Range(0, 4).Select(i => SimulatedCore.Order(i == 3 ? 60_000m : 10m * (i + 1), debit: i == 3 ? SimulatedCore.Poor : SimulatedCore.Rich)).ToArray();
        foreach (var call in history)
        {
            core.Faults.Clear();
            if (call.PostFault > 0) core.Faults.Add(new Fault("post", Kinds[call.PostFault]));
            if (call.QueryFault > 0) core.Faults.Add(new Fault("query", Kinds[call.QueryFault], Times: 3));
            try
            {
                await new PostToCore(new DyingPostings(postings) { DiesAt = call.DiesAt, AfterCommit = call.AfterCommit }, core.Core, core.Clock).PostAsync(orders[call.Case], cancel);
            }
            catch (DyingPostings.Killed)
            {
                // the next call is the restarted process
            }
            core.Clock.Advance(TimeSpan.FromSeconds(call.Seconds));
        }

        core.Faults.Clear();
        var post = new PostToCore(postings, core.Core, core.Clock);
        foreach (var order in orders)
        {
            while ((await post.PostAsync(order, cancel)).Outcome == PostingOutcome.Pending) core.Clock.Advance(TimeSpan.FromSeconds(30));
        }
        var journal = await core.JournalAsync();
        Assert.Equal([10m, 20m, 30m], journal.Select(e => e.Amount).Order());
        Assert.Equal((999_940m, 50_060m), (await core.BalanceAsync(SimulatedCore.Rich), await core.BalanceAsync(SimulatedCore.Poor)));
        Assert.Equal(PostingState.Refused, (await postings.LatestAsync(orders[3].CaseId, "transfer", cancel))!.State);
        core.Clock.Advance(TimeSpan.FromMinutes(5));
        var run = await new ReconcilePostings(postings, new Reconciliations(database), core.Core, post, core.Clock).ReconcileAsync(SimulatedCore.Today, cancel);
        Assert.Empty(run.Breaks);
        Assert.Equal((3, 60m, 3, 60m), (run.OurCount, run.OurSum, run.CoreCount, run.CoreSum));
    }
}
