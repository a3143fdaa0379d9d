using CentralOps.Domain.CoreBanking;
using CentralOps.Domain.Processes;
using CentralOps.Domain.Processes.Design;
using CentralOps.Domain.Rules;
using CentralOps.Domain.Versioning;
using CentralOps.Tests.Support;
using Microsoft.Extensions.Time.Testing;

namespace CentralOps.Tests.Processes;

/// <summary>What an administrator sees when a model is tried out on paper.</summary>
public sealed class DryRunTests
{
    private readonly ShippedConfiguration _shipped = new();
    private readonly FakeTimeProvider _clock = new(new DateTimeOffset(2026, 11, 23, 2, 0, 0, TimeSpan.Zero));

    [Fact]
    public void A_cheque_is_played_to_its_end_with_path_posts_and_fired_rules()
    {
        var run = Run("cheque-transfer", Shipped("cheque-transfer"), ("business_type", "cheque-transfer"), ("case_amount", 1_200_000m),
            ("p_supplementary_amount", 1_000_000m), ("p_callback_amount", 500_000m), ("p_authorization_amount_1", 50_000m), ("p_authorization_amount_2", 1_000_000m));
        Assert.Contains(("cheque-transfer", "capture"), run.Standing);
        Assert.DoesNotContain("posting", run.Passed["cheque-transfer"]);

        run.ToEnd();

        Assert.True(run.Ended, string.Join('\n', run.Waits));
        Assert.Superset(new HashSet<string> { "start", "capture", "priority-rule", "approval", "posting", "end", "f-approval-posting" }, run.Passed["cheque-transfer"]);
        Assert.DoesNotContain("rework", run.Passed["cheque-transfer"]);
        Assert.Contains(run.Events, e => e is { Kind: DryRunEventKind.StepEntered, Step.Step: "authorization" } && e.Step.Desks.Any(d => d.Post == "authorization-2"));
        Assert.Contains(run.Events, e => e is { Kind: DryRunEventKind.Decided, ElementId: "priority-rule", Name: "priority v1" } && e.FiredRules.Count > 0);
        Assert.Equal(DryRunEventKind.Ended, run.Events[^1].Kind);
    }

    [Theory]
    [InlineData(10, "small")]
    [InlineData(2000, "large")]
    public void The_draft_decides_and_not_the_version_in_force(int amount, string expected)
    {
        var run = Run("p", Bench.Wrap("p", Choice), ("case_amount", (decimal)amount));
        Assert.Equal(expected, Assert.Single(run.Waits).ElementId);
    }

    [Fact]
    public void The_answer_of_a_step_is_what_conditions_behind_it_read()
    {
        var body = """
            <bpmn:startEvent id="s"/><bpmn:userTask id="phone" name="Phone" co:step="callback.phone"/><bpmn:exclusiveGateway id="g" default="g-e"/>
            <bpmn:userTask id="again" name="Again" co:step="review"/><bpmn:endEvent id="e"/>
            """ + Bench.Flows("s-phone", "phone-g", "g-again:phone_outcome = \"refused\"", "g-e", "again-e");
        var run = Run("p", Bench.Wrap("p", body));
        var wait = Assert.Single(run.Waits);
        Assert.Equal(["ok", "refused", "unreachable"], wait.Step!.Outcomes);

        run.Answer(wait.TokenId, "refused");

        Assert.Equal("again", Assert.Single(run.Waits).ElementId);
        Assert.Contains("g-again", run.Passed["p"]);
        Assert.DoesNotContain("g-e", run.Passed["p"]);
    }

    [Fact]
    public void An_error_of_a_step_takes_the_path_behind_its_event_or_its_outcome()
    {
        var body = """
            <bpmn:startEvent id="s"/><bpmn:serviceTask id="post" co:step="core.post"/><bpmn:boundaryEvent id="x" attachedToRef="post"><bpmn:errorEventDefinition errorRef="core-unknown"/></bpmn:boundaryEvent>
            <bpmn:userTask id="look" co:step="review"/><bpmn:endEvent id="e"/>
            """ + Bench.Flows("s-post", "post-e", "x-look", "look-e");
        var caught = Run("p", Bench.Wrap("p", body));
        Assert.Equal(["core-refused", "core-unknown"], caught.Waits[0].Step!.Errors.Select(e => e.Code));
        caught.Throw(caught.Waits[0].TokenId, CoreErrors.Unknown);
        Assert.Equal("look", Assert.Single(caught.Waits).ElementId);
        Assert.Contains(caught.Events, e => e is { Kind: DryRunEventKind.StepFailed, ElementId: "post", Text: "core-unknown" });

        var uncaught = Run("p", Bench.Wrap("p", body));
        uncaught.Throw(uncaught.Waits[0].TokenId, CoreErrors.Refused);
        Assert.True(uncaught.Ended);
        Assert.Equal("refused", uncaught.Variables["post_outcome"]);
    }

    [Fact]
    public void A_rule_set_that_is_not_there_stops_the_run_where_the_case_would_stand_still()
    {
        var body = """<bpmn:startEvent id="s"/><bpmn:businessRuleTask id="r" name="Rule" co:ruleset="nowhere"/><bpmn:endEvent id="e"/>""" + Bench.Flows("s-r", "r-e");
        var run = Run("p", Bench.Wrap("p", body));
        var wait = Assert.Single(run.Waits);
        Assert.Equal("r", wait.ElementId);
        Assert.Contains("nowhere", wait.Incident);
        Assert.False(run.Ended);
    }

    private static string Choice =>
        """
        <bpmn:startEvent id="s"/><bpmn:exclusiveGateway id="g" default="g-small"/><bpmn:userTask id="small" name="Small" co:step="review"/>
        <bpmn:userTask id="large" name="Large" co:step="authorization"/><bpmn:endEvent id="e"/>
        """ + Bench.Flows("s-g", "g-small", "g-large:case_amount &gt;= 1000", "small-e", "large-e");

    private string Shipped(string key) => _shipped.Current(ConfigurationKind.Process, key)!.Content;

    private DryRun Run(string key, string xml, params (string Name, object? Value)[] variables)
    {
        var feel = new FeelEvaluator(_clock);
        var reading = new BpmnReader(feel).Read(xml, key, 2);
        Assert.Empty(reading.Findings);
        return new DryRun(reading.Graph!, new PublishedProcesses(_shipped, feel), feel, new PublishedDecisions(_shipped, _clock), ShippedSteps.Catalogue, variables.ToDictionary(v => v.Name, v => v.Value));
    }
}
