using CentralOps.Domain.Processes;
using static CentralOps.Tests.Processes.Bench;

namespace CentralOps.Tests.Processes;

/// <summary>Activities that are done several times (BPMN multi-instance).</summary>
public sealed class RepetitionTests
{
    private const string StartEnd = """<bpmn:startEvent id="s"/><bpmn:endEvent id="z"/>""";

    private static string Several(string id, string attributes, string inside = "", string kind = "userTask", string body = "") =>
        $"""<bpmn:{kind} id="{id}" co:step="test.{id}">{body}<bpmn:multiInstanceLoopCharacteristics {attributes}>{inside}</bpmn:multiInstanceLoopCharacteristics></bpmn:{kind}>""";

    private static Bench With(string body, params string[] flows)
    {
        var bench = new Bench().With("p", StartEnd + body + Flows(flows));
        bench.Variables["lines"] = new List<object?> { "a", 7m, true };
        bench.Variables["two"] = 2m;
        return bench;
    }

    private static List<ProcessToken> Instances(Bench b) => b.State.Tokens.FindAll(t => t.Instance is not null && t.Status == TokenStatus.Waiting);

    [Fact]
    public void Side_by_side_every_item_has_its_instance_and_all_must_be_done()
    {
        var b = With(Several("a", "co:collection=\"lines\" co:item=\"line\"") + Tasks("b"), "s-a", "a-b", "b-z").Start();
        Assert.Equal([(1, "\"a\""), (2, "7"), (3, "true")], b.Last.OfType<StepEntered>().Select(e => (e.Element.Instance!.Value, e.Element.Item)));
        foreach (var token in Instances(b).AsEnumerable().Reverse().ToList())
        {
            Assert.DoesNotContain("b", b.Waits);
            b.Do(() => b.Engine.Complete(b.State, token.Id, b.Variables));
        }

        Assert.Equal("b", b.Waits);
        b.Complete("b");
        Assert.True(b.State.Ended);
    }

    [Fact]
    public void One_after_the_other_only_one_waits_at_a_time()
    {
        var b = With(Several("a", "isSequential=\"true\"", "<bpmn:loopCardinality>two</bpmn:loopCardinality>") + Tasks("b"), "s-a", "a-b", "b-z").Start();
        var first = Assert.Single(Instances(b));
        b.Do(() => b.Engine.Complete(b.State, first.Id, b.Variables));
        var second = Assert.Single(Instances(b));
        Assert.Equal((1, 2), (first.Instance, second.Instance));
        b.Do(() => b.Engine.Complete(b.State, second.Id, b.Variables));
        Assert.Equal("b", b.Waits);
    }

    [Fact]
    public void When_enough_are_done_the_others_are_called_off()
    {
        var b = With(Several("a", "co:collection=\"lines\"", "<bpmn:completionCondition>enough</bpmn:completionCondition>") + Tasks("b"), "s-a", "a-b", "b-z").Start();
        b.Variables["enough"] = true;
        b.Do(() => b.Engine.Complete(b.State, Instances(b)[1].Id, b.Variables));
        Assert.Equal("b", b.Waits);
        Assert.Equal(2, b.Last.OfType<StepCancelled>().Count());
    }

    [Fact]
    public void Nothing_to_do_is_passed_by()
    {
        var b = With(Several("a", "co:collection=\"none\"") + Tasks("b"), "s-a", "a-b", "b-z");
        b.Variables["none"] = new List<object?>();
        Assert.Equal("b", b.Start().Waits);
    }

    [Theory]
    [InlineData("text", "no list")]
    [InlineData("missing", "no list")]
    [InlineData("many", "more than 1000")]
    public void What_is_no_list_stops_at_an_incident_and_can_be_tried_again(string list, string words)
    {
        var b = With(Several("a", $"co:collection=\"{list}\"") + Tasks("b"), "s-a", "a-b", "b-z");
        (b.Variables["text"], b.Variables["many"]) = ("abc", Enumerable.Repeat((object?)1m, 1001).ToList());
        b.Start();
        Assert.Contains(words, b.Incident);
        b.Variables[list] = new List<object?> { 1m };
        b.Do(() => b.Engine.Retry(b.State, b.State.Tokens.Single(t => t.Status == TokenStatus.Incident).Id, b.Variables));
        Assert.Single(Instances(b));
    }

    [Fact]
    public void What_sits_on_the_border_belongs_to_the_activity_as_a_whole()
    {
        var b = With(
            Several("a", "co:collection=\"lines\"") + Tasks("e") + """
            <bpmn:boundaryEvent id="x" attachedToRef="a"><bpmn:errorEventDefinition errorRef="e-1"/></bpmn:boundaryEvent>
            <bpmn:boundaryEvent id="t" attachedToRef="a"><bpmn:timerEventDefinition><bpmn:timeDuration>PT1H</bpmn:timeDuration></bpmn:timerEventDefinition></bpmn:boundaryEvent>
            """,
            "s-a", "a-z", "x-e", "t-e", "e-z").Start();
        Assert.Single(b.Last.OfType<TimerArmed>());
        b.Do(() => b.Engine.ErrorThrown(b.State, Instances(b)[0].Id, new StepError("E1"), b.Variables)!);
        Assert.Equal("e", b.Waits);
        Assert.Equal(3, b.Last.OfType<StepCancelled>().Count());
        Assert.Single(b.Last.OfType<TimerDisarmed>());
    }

    [Fact]
    public void Sub_processes_side_by_side_each_know_their_item()
    {
        var inner = """<bpmn:startEvent id="is"/><bpmn:endEvent id="iz"/><bpmn:exclusiveGateway id="g" default="g-c"/>""" + Tasks("c", "d") + Flows("is-g", "g-d:line", "g-c", "c-iz", "d-iz");
        var b = With(Several("a", "co:collection=\"lines\" co:item=\"line\"", kind: "subProcess", body: inner), "s-a", "a-z").Start();
        Assert.Equal("c c d", b.Waits); // only the third item is true
        Assert.Equal([1, 2, 3], b.Last.OfType<StepEntered>().Select(e => e.Element.Instance!.Value).Order());
        foreach (var token in b.State.Tokens.Where(t => t.Status == TokenStatus.Waiting).ToList()) b.Do(() => b.Engine.Complete(b.State, token.Id, b.Variables));
        Assert.True(b.State.Ended);
        Assert.Empty(b.State.Scopes);
    }

    [Fact]
    public void A_time_inside_reads_the_item_too()
    {
        var inner = """<bpmn:startEvent id="is"/><bpmn:endEvent id="iz"/><bpmn:intermediateCatchEvent id="t"><bpmn:timerEventDefinition><bpmn:timeDuration>wait</bpmn:timeDuration></bpmn:timerEventDefinition></bpmn:intermediateCatchEvent>""" + Flows("is-t", "t-iz");
        var b = With(Several("a", "co:collection=\"waits\" co:item=\"wait\"", kind: "subProcess", body: inner), "s-a", "a-z");
        b.Variables["waits"] = new List<object?> { "PT1H", "PT2H" };
        b.Start();
        Assert.Equal([TimeSpan.FromHours(1), TimeSpan.FromHours(2)], b.Last.OfType<TimerArmed>().Select(t => t.After!.Value));
    }

    [Fact]
    public void An_instance_at_an_incident_is_retried_alone()
    {
        var called = new Bench(decisions: new FixedDecisions()).With("p", StartEnd
            + """<bpmn:businessRuleTask id="r" co:ruleset="missing"><bpmn:multiInstanceLoopCharacteristics><bpmn:loopCardinality>two</bpmn:loopCardinality></bpmn:multiInstanceLoopCharacteristics></bpmn:businessRuleTask>""" + Flows("s-r", "r-z"));
        called.Variables["two"] = 2m;
        called.Start();
        var stopped = called.State.Tokens.FindAll(t => t.Status == TokenStatus.Incident);
        Assert.Equal([1, 2], stopped.Select(t => t.Instance!.Value).Order());
        called.Do(() => called.Engine.Retry(called.State, stopped[0].Id, called.Variables));
        Assert.Equal([1, 2], called.State.Tokens.Where(t => t.Status == TokenStatus.Incident).Select(t => t.Instance!.Value).Order());
    }

    [Fact]
    public void A_return_into_one_of_several_does_all_of_them_again()
    {
        var inner = """<bpmn:startEvent id="is"/><bpmn:endEvent id="iz"/>""" + Tasks("c") + Flows("is-c", "c-iz");
        var b = With(Several("a", "co:collection=\"lines\"", kind: "subProcess", body: inner) + Tasks("b"), "s-a", "a-b", "b-z").Start();
        foreach (var token in b.State.Tokens.Where(t => t.Status == TokenStatus.Waiting).ToList()) b.Do(() => b.Engine.Complete(b.State, token.Id, b.Variables));
        b.Do(() => b.Engine.MoveTo(b.State, "a/c", b.Variables));
        Assert.Equal("c c c", b.Waits);
    }
}
