using CentralOps.Domain.Administration;
using CentralOps.Domain.Cases;
using CentralOps.Domain.Cases.Replay;
using CentralOps.Domain.Kernel;
using CentralOps.Domain.Processes;
using CentralOps.Domain.Rules;
using CentralOps.Domain.Versioning;
using CentralOps.Tests.Processes;
using Microsoft.Extensions.Time.Testing;

namespace CentralOps.Tests.Rules;

/// <summary>A draft is tried on the cases of the last days before anybody publishes it.</summary>
public sealed class RuleReplayTests
{
    private static readonly StaffMember Shen = new(Guid.CreateVersion7(), "shen", "shen", "0001", [], 0, null, true, [], new HashSet<string> { Permissions.AdminConfiguration });

    private readonly FakeTimeProvider _clock = new(new DateTimeOffset(2026, 11, 24, 2, 0, 0, TimeSpan.Zero));
    private readonly ShippedConfiguration _configuration = new();
    private readonly Cases _cases = new();

    private string Shipped => _configuration.Current(ConfigurationKind.RuleSet, "payment-route")!.Content;

    [Fact]
    public async Task Every_outcome_that_changes_is_listed_with_both_outcomes_and_the_rules_that_fired()
    {
        Decided("1", 500_000m);
        Decided("2", 999_999.99m);
        Decided("3", 100m);
        var report = await ReplayAsync(Shipped.Replace("&gt;= 1000000", "&gt;= 500000", StringComparison.Ordinal));
        Assert.Equal((3, 3, 0, true), (report.Cases, report.Decisions, report.Estimated, report.Complete));
        Assert.Equal(["1", "2"], report.Changes.Select(c => c.CaseNumber));
        var change = report.Changes[0];
        Assert.Equal(("\"small-value\"", "\"large-value\""), (change.Before["payment_route"], change.After["payment_route"]));
        Assert.Equal(["payment-route-4"], change.FiredBefore);
        Assert.Equal(["payment-route-2"], change.FiredAfter);
        Assert.Equal("500000", change.Inputs["case_amount"]);
        Assert.DoesNotContain("needs_review", change.Before.Keys);
    }

    [Fact]
    public async Task Only_what_is_different_changes_and_the_same_rules_change_nothing()
    {
        Decided("1", 500_000m);
        Assert.Empty((await ReplayAsync(Shipped)).Changes);
    }

    [Fact]
    public async Task What_was_decided_counts_and_not_what_the_case_says_now()
    {
        Decided("1", 2_000_000m, now: 5m);
        var report = await ReplayAsync(Shipped.Replace("&lt; 1000<", "&lt; 10<", StringComparison.Ordinal));
        Assert.Empty(report.Changes);
    }

    [Fact]
    public async Task A_draft_that_cannot_decide_an_old_case_says_so_for_that_case()
    {
        Decided("1", 500_000m);
        var change = Assert.Single((await ReplayAsync(Shipped.Replace("hitPolicy=\"FIRST\"", "hitPolicy=\"UNIQUE\"", StringComparison.Ordinal).Replace("<text>&gt;= 1000000</text>", "<text>&gt;= 5</text>", StringComparison.Ordinal))).Changes);
        Assert.Contains("match together", change.Failure);
    }

    [Fact]
    public async Task Cases_from_before_decisions_were_stored_are_estimated()
    {
        _cases.All.Add(new SampleCase(Guid.CreateVersion7(), "9", "remittance", _clock.GetUtcNow().AddDays(-1), CaseStatus.Completed, new Dictionary<string, object?> { ["case_amount"] = 600_000m, ["urgency"] = "ordinary" }));
        var report = await ReplayAsync(Shipped.Replace("&gt;= 1000000", "&gt;= 500000", StringComparison.Ordinal));
        Assert.Equal((1, 1, 1), (report.Decisions, report.Estimated, report.Changes.Count));
    }

    [Fact]
    public async Task Older_cases_are_left_out_and_an_unreadable_draft_is_refused()
    {
        Decided("1", 500_000m, daysAgo: 40);
        Assert.Equal(0, (await ReplayAsync(Shipped)).Cases);
        var replay = new RuleReplay(_cases, _configuration, new NoParameters(), _clock);
        Assert.Equal("rules.replay-unreadable", (await replay.RunAsync(Shen, "payment-route", Shipped.Replace("&lt; 1000<", "&lt;&lt; 1000<", StringComparison.Ordinal), 30, cancel: TestContext.Current.CancellationToken)).Refusal?.Code);
        Assert.Equal("administration.not-permitted", (await replay.RunAsync(Shen with { Permissions = new HashSet<string>() }, "payment-route", Shipped, 30, cancel: TestContext.Current.CancellationToken)).Refusal?.Code);
    }

    [Fact]
    public void A_stored_decision_reads_back_as_the_values_that_were_decided_on()
    {
        var result = new DecisionResult("r", 3, ["r1"], new Dictionary<string, object?> { ["level"] = 2m, ["why"] = null }) { Decision = "level", Reads = ["n"] };
        var inputs = new Dictionary<string, object?> { ["n"] = 1200.50m, ["day"] = new DateOnly(2026, 11, 24), ["text"] = "a \"b\"", ["at"] = new DateTimeOffset(2026, 11, 24, 8, 0, 0, TimeSpan.FromHours(8)), ["list"] = new object?[] { 1m, "x" }, ["no"] = null };
        var taken = StoredJson.Read<TakenDecision>(StoredJson.Write(TakenDecision.Of(new DecisionTaken("e", result, inputs), _clock.GetUtcNow())));
        foreach (var (name, value) in inputs) Assert.True(FeelText.Same(value, FeelText.Read(taken.Inputs[name], _clock)), $"{name}: {taken.Inputs[name]}");
        Assert.Equal(("r", 3, "level", "2", "null"), (taken.RuleSet, taken.Version, taken.Decision, taken.Outputs["level"], taken.Outputs["why"]));
    }

    private async Task<ReplayReport> ReplayAsync(string draft) =>
        (await new RuleReplay(_cases, _configuration, new NoParameters(), _clock).RunAsync(Shen, "payment-route", draft, 30, cancel: TestContext.Current.CancellationToken)).Value;

    private void Decided(string number, decimal amount, decimal? now = null, int daysAgo = 1)
    {
        var inputs = new Dictionary<string, object?> { ["case_amount"] = amount, ["urgency"] = "ordinary" };
        var result = new PublishedDecisions(_configuration, _clock).Decide("payment-route", null, inputs);
        var at = _clock.GetUtcNow().AddDays(-daysAgo);
        _cases.All.Add(new SampleCase(Guid.CreateVersion7(), number, "remittance", at, CaseStatus.Completed, new Dictionary<string, object?> { ["case_amount"] = now ?? amount, ["urgency"] = "ordinary" })
        {
            Decisions = [TakenDecision.Of(new DecisionTaken("route", result, inputs), at)],
        });
    }

    private sealed class Cases : ISampleCases
    {
        public List<SampleCase> All { get; } = [];

        public IAsyncEnumerable<SampleCase> LatestAsync(int most, DateTimeOffset? since = null, CancellationToken cancel = default) =>
            All.Where(c => since is null || c.SubmittedAt >= since).Take(most).ToAsyncEnumerable();

        public Task<SampleCase?> FindAsync(string number, CancellationToken cancel = default) => Task.FromResult(All.Find(c => c.Number == number));
    }

    private sealed class NoParameters : IParameters
    {
        public decimal Number(string key) => 0m;

        public string Get(string key) => "";
    }
}
