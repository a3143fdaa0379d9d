using CentralOps.Domain.Configuration;
using CentralOps.Domain.Processes;
using CentralOps.Domain.Rules;
using CentralOps.Domain.Rules.Dmn;

namespace CentralOps.Tests.Processes;

public sealed class ShippedModelTests
{
    public static TheoryData<string> Processes => [.. Directory.EnumerateFiles(Path.Combine(ShippedConfiguration.Root, "samples", "processes"), "*.bpmn").Select(f => Path.GetFileNameWithoutExtension(f)!)];

    public static TheoryData<string> RuleSets => [.. Directory.EnumerateFiles(Path.Combine(ShippedConfiguration.Root, "samples", "rules"), "*.dmn").Select(f => Path.GetFileNameWithoutExtension(f)!)];

    [Theory]
    [MemberData(nameof(Processes))]
    public void A_shipped_process_loads_without_findings_and_what_it_names_exists(string key)
    {
        var configuration = new ShippedConfiguration();
        var reading = new PublishedProcesses(configuration, new FeelEvaluator(TimeProvider.System)).Read(key, null)!;
        Assert.Empty(reading.Findings);
        foreach (var element in reading.Graph!.Elements.Values)
        {
            if (element.CalledProcess is { } called) Assert.NotNull(configuration.Current(ConfigurationKind.Process, called));
            if (element.RuleSet is { } ruleSet) Assert.NotNull(configuration.Current(ConfigurationKind.RuleSet, ruleSet));
            if (element.Step is { } step) Assert.Contains(step.Step, KnownSteps);
        }
    }

    private static readonly string[] KnownSteps =
    [
        "recognition.pages", "classification", "entry.fields", "check.data", "correction", "branch.supplementary", "branch.rework", "callback.phone", "seal.verify", "cipher.verify",
        "risk.screen", "risk.decide", "review", "authorization", "core.post", "documents.print", "receipt.issue", "archive",
    ];

    [Theory]
    [MemberData(nameof(RuleSets))]
    public void A_shipped_rule_set_loads_without_findings(string key)
    {
        var reading = DmnReader.Read(new ShippedConfiguration().Current(ConfigurationKind.RuleSet, key)!.Content);
        Assert.Empty(reading.Findings);
        Assert.Single(reading.Model!.Decisions);
    }

    [Fact]
    public void A_small_cheque_passes_machines_and_two_people_and_ends_archived()
    {
        var walk = new Walk("cheque-transfer", 8800.50m, cipher: "1234567890123456").Start().Until();
        Assert.True(walk.State.Ended);
        Assert.Equal(["recognise", "enter-fields", "check-data"], walk.Done[..3]);
        Assert.Equal(["screen-risk", "verify-cipher", "verify-seal"], walk.Done[3..6].Order(StringComparer.Ordinal));
        Assert.Equal(["review", "post"], walk.Done[6..8]);
        Assert.Equal(["issue-receipt", "print"], walk.Done[8..10].Order(StringComparer.Ordinal));
        Assert.Equal(["archive"], walk.Done[10..]);
        Assert.Equal(new ProcessEnded(false), walk.Effects[^1]);
    }

    [Fact]
    public void A_cheque_over_five_million_needs_everything_and_two_authorizers()
    {
        var walk = new Walk("cheque-transfer", 6_000_000m, cipher: "1").Start().Until("supplementary");
        Assert.Equal("supplementary", walk.Waits);
        walk.Until("call-back", "verify-seal", "verify-cipher", "screen-risk");
        Assert.Equal("call-back screen-risk verify-cipher verify-seal", walk.Waits);
        Assert.Equal("two-people", walk.Facts["seal_policy"]);
        walk.Until("authorize");
        Assert.Equal(2m, walk.Facts["authorization_level"]);
        walk.Until("authorize-second");
        Assert.Equal("authorize-second", walk.Waits);
        walk.Until();
        Assert.True(walk.State.Ended);
    }

    [Fact]
    public void A_page_that_machines_are_unsure_of_goes_to_classification()
    {
        var walk = new Walk("cheque-transfer", 100m).Answering("recognise", "unsure").Start().Until("classify");
        Assert.Equal("classify", walk.Waits);
        walk.Until();
        Assert.True(walk.State.Ended);
    }

    [Theory]
    [InlineData("enter-fields", "illegible")]
    [InlineData("supplementary", "refused")]
    [InlineData("call-back", "refused")]
    [InlineData("verify-seal", "failed")]
    [InlineData("verify-cipher", "wrong")]
    [InlineData("post", "refused")]
    public void What_the_branch_must_mend_waits_there_and_starts_again_at_recognition(string element, string outcome)
    {
        var walk = new Walk("cheque-transfer", 2_500_000m, cipher: "1").Answering(element, outcome).Start().Until("branch-rework");
        Assert.Equal("branch-rework", walk.Waits);
        Assert.Single(walk.State.Tokens);
        walk.Until("recognise");
        Assert.Equal("recognise", walk.Waits);
        walk.Until();
        Assert.True(walk.State.Ended);
    }

    [Fact]
    public void An_operator_can_return_a_case_from_any_post()
    {
        var walk = new Walk("cheque-transfer", 2_500_000m, cipher: "1").Start().Until("call-back", "verify-seal");
        walk.ReturnTo("branch-rework");
        Assert.Equal("branch-rework", walk.Waits);
        Assert.Equal(2, walk.Effects.OfType<StepCancelled>().Count());
        walk.Until();
        Assert.True(walk.State.Ended);
    }

    [Fact]
    public void A_customer_who_cannot_be_reached_is_called_again_after_half_an_hour()
    {
        var walk = new Walk("cheque-transfer", 600_000m).Answering("call-back", "unreachable").Start().Until();
        Assert.Equal("call-again", walk.Waits);
        Assert.Equal(TimeSpan.FromMinutes(30), walk.Effects.OfType<TimerArmed>().Last(t => t.ElementId == "call-again").After);
        walk.Fire("call-again", "call-again").Until();
        Assert.Equal(2, walk.Done.Count(d => d == "call-back"));
        Assert.True(walk.State.Ended);
    }

    [Fact]
    public void An_authorization_nobody_takes_is_escalated()
    {
        var walk = new Walk("cheque-transfer", 60_000m).Start().Until("authorize");
        walk.Fire("authorize", "authorize-late");
        Assert.Equal("authorize-escalated", walk.Waits);
        walk.Until();
        Assert.True(walk.State.Ended);
    }

    [Fact]
    public void A_core_that_answers_late_is_waited_for_and_then_asked_again()
    {
        var walk = new Walk("cheque-transfer", 100m).Answering("post", "pending", "pending").Start().Until();
        Assert.Equal("await-core", walk.Waits);
        walk.Fire("await-core", "ask-again").Until();
        Assert.Equal("await-core", walk.Waits);
        walk.Receive("await-core", "core-settled").Until();
        Assert.True(walk.State.Ended);
        Assert.Equal(2, walk.Done.Count(d => d == "post"));
    }

    [Theory]
    [InlineData(800, "", "beps", false)]
    [InlineData(20_000, "", "beps", true)]
    [InlineData(80_000, "", "hvps", true)]
    [InlineData(800, "urgent", "hvps", true)]
    public void A_remittance_is_routed_by_amount_and_urgency(int amount, string urgency, string channel, bool reviewed)
    {
        var walk = new Walk("remittance", amount, urgency).Start().Until();
        Assert.True(walk.State.Ended);
        Assert.Equal(channel, walk.Facts["payment_channel"]);
        Assert.Equal(reviewed, walk.Done.Contains("review"));
    }

    [Fact]
    public void An_amount_nobody_knows_is_authorized_strictly_and_never_crashes_a_rule()
    {
        var walk = new Walk("cheque-transfer", null).Start().Until("authorize");
        Assert.Equal(2m, walk.Facts["authorization_level"]);
        Assert.Equal("normal", walk.Facts["priority_class"]);
    }
}
