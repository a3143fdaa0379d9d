using CentralOps.Domain.Kernel;
using CentralOps.Domain.Processes;
using static CentralOps.Tests.Processes.Bench;

namespace CentralOps.Tests.Processes;

public sealed class EngineTests
{
    private const string StartEnd = """<bpmn:startEvent id="s"/><bpmn:endEvent id="z"/>""";

    [Fact]
    public void Steps_follow_each_other_and_the_process_ends_after_the_last()
    {
        var b = new Bench().With("p", StartEnd + Tasks("a", "b") + Flows("s-a", "a-b", "b-z")).Start();
        Assert.Equal("a", b.Waits);
        Assert.Equal("test.a", b.Last.OfType<StepEntered>().Single().Element.Step);
        b.Complete("a");
        Assert.Equal("b", b.Waits);
        b.Complete("b");
        Assert.True(b.State.Ended);
        Assert.Equal(new ProcessEnded(false), b.Last[^1]);
    }

    [Fact]
    public void A_step_is_completed_once_and_the_second_answer_is_refused()
    {
        var b = new Bench().With("p", StartEnd + Tasks("a", "b") + Flows("s-a", "a-b", "b-z")).Start();
        var token = b.TokenOn("a");
        b.Complete("a");
        Assert.Throws<RuleBroken>(() => b.Engine.Complete(b.State, token, b.Variables));
        Assert.Equal("b", b.Waits);
    }

    [Fact]
    public void A_parallel_join_waits_for_all_branches()
    {
        var b = new Bench().With("p", StartEnd + """<bpmn:parallelGateway id="f"/><bpmn:parallelGateway id="j"/>""" + Tasks("a", "b", "c")
            + Flows("s-f", "f-a", "f-b", "a-j", "b-j", "j-c", "c-z")).Start();
        Assert.Equal("a b", b.Waits);
        b.Complete("b");
        Assert.Equal("a", b.Waits);
        b.Complete("a");
        Assert.Equal("c", b.Waits);
    }

    [Theory]
    [InlineData("x", "a")]
    [InlineData("x y", "a b")]
    [InlineData("", "c")]
    public void An_inclusive_gateway_takes_every_true_branch_and_its_join_waits_for_just_those(string yes, string expected)
    {
        var b = new Bench().With("p", StartEnd + """<bpmn:inclusiveGateway id="f" default="f-c"/><bpmn:inclusiveGateway id="j"/>""" + Tasks("a", "b", "c", "d")
            + Flows("s-f", "f-a:x", "f-b:y", "f-c", "a-j", "b-j", "c-j", "j-d", "d-z"));
        foreach (var name in yes.Split(' ')) b.Variables[name] = true;
        b.Start();
        Assert.Equal(expected, b.Waits);
        foreach (var step in expected.Split(' '))
        {
            Assert.DoesNotContain("d", b.Waits);
            b.Complete(step);
        }

        Assert.Equal("d", b.Waits);
        b.Complete("d");
        Assert.True(b.State.Ended);
    }

    [Fact]
    public void An_inclusive_join_waits_for_a_token_that_took_a_detour()
    {
        // a can go straight to the join or once more through c; b waits at the join meanwhile.
        var b = new Bench().With("p", StartEnd + """<bpmn:inclusiveGateway id="f"/><bpmn:exclusiveGateway id="x" default="x-j"/><bpmn:inclusiveGateway id="j"/>""" + Tasks("a", "b", "c", "d")
            + Flows("s-f", "f-a:yes", "f-b:yes", "a-x", "x-c:again", "c-j", "x-j", "b-j", "j-d", "d-z"));
        b.Variables["yes"] = true;
        b.Variables["again"] = true;
        b.Start().Complete("b", "a");
        Assert.Equal("c", b.Waits);
        b.Complete("c");
        Assert.Equal("d", b.Waits);
    }

    [Fact]
    public void An_inclusive_join_does_not_wait_for_a_token_that_loops_back_from_behind_it()
    {
        var b = new Bench().With("p", StartEnd + """<bpmn:parallelGateway id="f"/><bpmn:inclusiveGateway id="j"/>""" + Tasks("a", "b", "c")
            + Flows("s-f", "f-a", "f-b", "a-j", "j-c", "c-z", "b-z")).With("q", StartEnd + Tasks("a") + Flows("s-a", "a-z"));
        b.Start().Complete("a");
        Assert.Equal("b c", b.Waits);
    }

    [Fact]
    public void Without_a_true_condition_or_a_default_the_token_stops_and_a_retry_tests_again()
    {
        var b = new Bench().With("p", StartEnd + """<bpmn:exclusiveGateway id="x"/>""" + Tasks("a", "b") + Flows("s-x", "x-a:go", "x-b:boo", "a-z", "b-z")).Start();
        Assert.Contains("no condition of 'x' is true", b.Incident);
        b.Variables["go"] = true;
        b.Do(() => b.Engine.Retry(b.State, b.State.Tokens.Single().Id, b.Variables));
        Assert.Equal("a", b.Waits);
    }

    [Fact]
    public void A_condition_that_cannot_be_evaluated_is_an_incident_with_its_message()
    {
        var b = new Bench().With("p", StartEnd + """<bpmn:exclusiveGateway id="x"/>""" + Tasks("a", "b") + Flows("s-x", "x-a:boom", "x-b:go", "a-z", "b-z")).Start();
        Assert.Equal("boom", b.Last.OfType<ProcessIncident>().Single().Message);
    }

    [Fact]
    public void A_decision_is_visible_to_the_next_gateway_and_reported_for_storing()
    {
        var b = new Bench(new FixedDecisions(("go", true))).With("p", StartEnd + """<bpmn:businessRuleTask id="r" co:ruleset="rules"/><bpmn:exclusiveGateway id="x" default="x-b"/>"""
            + Tasks("a", "b") + Flows("s-r", "r-x", "x-a:go", "x-b", "a-z", "b-z")).Start();
        Assert.Equal("a", b.Waits);
        Assert.Equal(true, b.Last.OfType<DecisionTaken>().Single().Result["go"]);
    }

    [Fact]
    public void A_missing_rule_set_is_an_incident()
    {
        var b = new Bench().With("p", StartEnd + """<bpmn:businessRuleTask id="r" co:ruleset="missing"/>""" + Flows("s-r", "r-z")).Start();
        Assert.Contains("missing", b.Incident);
    }

    [Fact]
    public void A_called_process_runs_inside_and_its_version_is_fixed_at_the_start()
    {
        var b = new Bench().With("p", StartEnd + Tasks("a") + """<bpmn:callActivity id="c" calledElement="q"/>""" + Flows("s-a", "a-c", "c-z"))
            .With("q", StartEnd + Tasks("old") + Flows("s-old", "old-z")).Start();
        b.With("q", StartEnd + Tasks("new") + Flows("s-new", "new-z")).Complete("a");
        Assert.Equal("old", b.Waits);
        Assert.Equal("q", b.Last.OfType<StepEntered>().Single().Element.ProcessKey);
        b.Complete("old");
        Assert.True(b.State.Ended);
    }

    [Fact]
    public void Two_calls_of_one_process_at_the_same_time_do_not_mix()
    {
        var b = new Bench().With("p", StartEnd + """<bpmn:parallelGateway id="f"/><bpmn:parallelGateway id="j"/><bpmn:callActivity id="c" calledElement="q"/><bpmn:callActivity id="d" calledElement="q"/>"""
            + Tasks("e") + Flows("s-f", "f-c", "f-d", "c-j", "d-j", "j-e", "e-z"))
            .With("q", StartEnd + """<bpmn:parallelGateway id="f"/><bpmn:parallelGateway id="j"/>""" + Tasks("a", "b") + Flows("s-f", "f-a", "f-b", "a-j", "b-j", "j-z")).Start();
        var (first, second) = (b.State.Tokens.Where(t => t.ElementId == "a").ToList(), b.State.Tokens.Where(t => t.ElementId == "b").ToList());
        b.Do(() => b.Engine.Complete(b.State, first[0].Id, b.Variables));
        b.Do(() => b.Engine.Complete(b.State, second.Single(t => t.ScopeId != first[0].ScopeId).Id, b.Variables));
        Assert.Equal("a b", b.Waits); // one of each, in different calls: neither join fires
        b.Complete("a", "b");
        Assert.Equal("e", b.Waits);
    }

    [Fact]
    public void Processes_that_call_each_other_in_a_circle_stop_at_an_incident()
    {
        var b = new Bench().With("p", StartEnd + """<bpmn:callActivity id="c" calledElement="q"/>""" + Flows("s-c", "c-z"))
            .With("q", StartEnd + """<bpmn:callActivity id="c" calledElement="p"/>""" + Flows("s-c", "c-z")).Start();
        Assert.Contains("circle", b.Incident);
        b.Do(() => b.Engine.CancelAll(b.State));
        Assert.Empty(b.State.Tokens);
    }

    [Fact]
    public void A_model_that_runs_in_circles_stops_at_an_incident()
    {
        var b = new Bench().With("p", StartEnd + """<bpmn:exclusiveGateway id="x"/><bpmn:exclusiveGateway id="y" default="y-x"/>""" + Flows("s-x", "x-y", "y-x", "y-z:never")).Start();
        Assert.Contains("circles", b.Incident);
    }

    [Fact]
    public void A_terminate_event_in_a_sub_process_ends_only_that()
    {
        var b = new Bench().With("p", StartEnd + $"""<bpmn:subProcess id="u"><bpmn:startEvent id="us"/><bpmn:parallelGateway id="uf"/><bpmn:endEvent id="ut"><bpmn:terminateEventDefinition/></bpmn:endEvent>{Tasks("a", "b")}<bpmn:endEvent id="ue"/>{Flows("us-uf", "uf-a", "uf-b", "a-ut", "b-ue")}</bpmn:subProcess>"""
            + Tasks("c") + Flows("s-u", "u-c", "c-z")).Start();
        b.Complete("a");
        Assert.Single(b.Last.OfType<StepCancelled>());
        Assert.Equal("c", b.Waits);
    }

    [Fact]
    public void A_terminate_event_of_the_process_cancels_everything()
    {
        var b = new Bench().With("p", StartEnd + """<bpmn:parallelGateway id="f"/><bpmn:endEvent id="t"><bpmn:terminateEventDefinition/></bpmn:endEvent>""" + Tasks("a", "b")
            + Flows("s-f", "f-a", "f-b", "a-t", "b-z")).Start().Complete("a");
        Assert.True(b.State.Ended);
        Assert.Equal(new ProcessEnded(true), b.Last[^1]);
        Assert.Empty(b.State.Tokens);
    }

    [Fact]
    public void Moving_cancels_all_waits_and_starts_at_the_element_even_inside_a_call()
    {
        var b = new Bench().With("p", StartEnd + Tasks("a", "b") + """<bpmn:userTask id="r" co:step="branch.rework"/><bpmn:callActivity id="c" calledElement="q"/>"""
            + Flows("s-a", "a-c", "c-b", "b-z", "r-a")).With("q", StartEnd + Tasks("x", "y") + Flows("s-x", "x-y", "y-z")).Start().Complete("a");
        b.Do(() => b.Engine.MoveTo(b.State, "r", b.Variables));
        Assert.Equal("x", b.Last.OfType<StepCancelled>().Single().ElementId);
        Assert.Equal("r", b.Waits);
        b.Complete("r");
        Assert.Equal("a", b.Waits);
        b.Do(() => b.Engine.MoveTo(b.State, "c/y", b.Variables));
        Assert.Equal("y", b.Waits);
        b.Complete("y");
        Assert.Equal("b", b.Waits);
        Assert.Throws<RuleBroken>(() => b.Engine.MoveTo(b.State, "nowhere", b.Variables));
    }

    [Fact]
    public void An_unsound_join_is_reported_at_once_instead_of_waiting_for_ever()
    {
        var b = new Bench().With("p", StartEnd + """<bpmn:exclusiveGateway id="x" default="x-a"/><bpmn:parallelGateway id="j"/>""" + Tasks("a", "b")
            + Flows("s-x", "x-a", "x-b:no", "a-j", "b-j", "j-z")).Start().Complete("a");
        Assert.Contains("cannot come", b.Incident);
    }
}
