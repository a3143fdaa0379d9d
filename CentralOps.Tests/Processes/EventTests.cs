using CentralOps.Domain.Kernel;
using CentralOps.Domain.Processes;
using static CentralOps.Tests.Processes.Bench;

namespace CentralOps.Tests.Processes;

public sealed class EventTests
{
    private const string StartEnd = """<bpmn:startEvent id="s"/><bpmn:endEvent id="z"/>""";

    private static string Timer(string id, string host, string time, bool interrupting = true, string kind = "timeDuration") =>
        $"""<bpmn:boundaryEvent id="{id}" attachedToRef="{host}" cancelActivity="{(interrupting ? "true" : "false")}"><bpmn:timerEventDefinition><bpmn:{kind}>{time}</bpmn:{kind}></bpmn:timerEventDefinition></bpmn:boundaryEvent>""";

    [Fact]
    public void An_interrupting_timer_takes_the_step_away()
    {
        var b = new Bench().With("p", StartEnd + Tasks("a", "e") + Timer("t", "a", "PT10M") + Flows("s-a", "a-z", "t-e", "e-z")).Start();
        var armed = b.Last.OfType<TimerArmed>().Single();
        Assert.Equal((TimeSpan.FromMinutes(10), true, "t"), (armed.After, armed.Boundary, armed.ElementId));
        b.Fire("a", "t");
        Assert.Equal("e", b.Waits);
        Assert.Single(b.Last.OfType<StepCancelled>());
        Assert.Empty(b.Last.OfType<TimerDisarmed>());
    }

    [Fact]
    public void A_step_that_is_done_in_time_disarms_its_timer()
    {
        var b = new Bench().With("p", StartEnd + Tasks("a", "e") + Timer("t", "a", "PT10M") + Flows("s-a", "a-z", "t-e", "e-z")).Start();
        var token = b.TokenOn("a");
        b.Complete("a");
        Assert.Equal(token, b.Last.OfType<TimerDisarmed>().Single().TokenId);
        Assert.Throws<RuleBroken>(() => b.Engine.TimerFired(b.State, token, "t", b.Variables));
    }

    [Fact]
    public void A_timer_that_does_not_interrupt_adds_a_token_and_repeats_as_often_as_it_says()
    {
        var b = new Bench().With("p", StartEnd + Tasks("a", "e") + Timer("t", "a", "R2/PT5M", interrupting: false, kind: "timeCycle") + Flows("s-a", "a-z", "t-e", "e-z")).Start();
        b.Fire("a", "t");
        Assert.Equal("a e", b.Waits);
        Assert.Single(b.Last.OfType<TimerArmed>());
        b.Complete("e").Fire("a", "t");
        Assert.Empty(b.Last.OfType<TimerArmed>());
        b.Complete("a");
        Assert.False(b.State.Ended);
        b.Complete("e");
        Assert.True(b.State.Ended);
    }

    [Fact]
    public void A_timer_on_a_call_cancels_everything_inside()
    {
        var b = new Bench().With("p", StartEnd + """<bpmn:callActivity id="c" calledElement="q"/>""" + Tasks("e") + Timer("t", "c", "PT1H") + Flows("s-c", "c-z", "t-e", "e-z"))
            .With("q", StartEnd + """<bpmn:parallelGateway id="f"/>""" + Tasks("a", "b") + Flows("s-f", "f-a", "f-b", "a-z", "b-z")).Start().Fire("c", "t");
        Assert.Equal(2, b.Last.OfType<StepCancelled>().Count());
        Assert.Equal("e", b.Waits);
        Assert.Single(b.State.Scopes);
    }

    [Fact]
    public void A_time_can_be_an_expression_and_a_wrong_one_is_an_incident()
    {
        var b = new Bench().With("p", StartEnd + Tasks("a", "e") + Timer("t", "a", "wait_time") + Flows("s-a", "a-z", "t-e", "e-z"));
        b.Variables["wait_time"] = TimeSpan.FromMinutes(7);
        b.Start();
        Assert.Equal(TimeSpan.FromMinutes(7), b.Last.OfType<TimerArmed>().Single().After);
        var c = new Bench().With("p", StartEnd + Tasks("a", "e") + Timer("t", "a", "wait_time") + Flows("s-a", "a-z", "t-e", "e-z")).Start();
        Assert.Contains("is no time", c.Incident);
    }

    [Fact]
    public void A_message_moves_only_who_waits_for_it()
    {
        var b = new Bench().With("p", StartEnd + """<bpmn:intermediateCatchEvent id="m"><bpmn:messageEventDefinition messageRef="m-docs"/></bpmn:intermediateCatchEvent>"""
            + Tasks("a") + Flows("s-m", "m-a", "a-z")).Start();
        Assert.Equal("documents", b.Last.OfType<MessageAwaited>().Single().Name);
        Assert.Throws<RuleBroken>(() => b.Engine.MessageReceived(b.State, b.TokenOn("m"), "other", b.Variables));
        b.Receive("m", "documents");
        Assert.Equal("a", b.Waits);
    }

    [Fact]
    public void At_an_event_gateway_the_first_event_wins_and_the_others_are_forgotten()
    {
        var model = StartEnd + """<bpmn:eventBasedGateway id="g"/><bpmn:intermediateCatchEvent id="m"><bpmn:messageEventDefinition messageRef="m-docs"/></bpmn:intermediateCatchEvent><bpmn:intermediateCatchEvent id="t"><bpmn:timerEventDefinition><bpmn:timeDuration>PT1H</bpmn:timeDuration></bpmn:timerEventDefinition></bpmn:intermediateCatchEvent>"""
            + Tasks("a", "e") + Flows("s-g", "g-m", "g-t", "m-a", "t-e", "a-z", "e-z");
        var answered = new Bench().With("p", model).Start().Receive("g", "documents");
        Assert.Equal("a", answered.Waits);
        Assert.Equal("t", answered.Last.OfType<TimerDisarmed>().Single().ElementId);
        var late = new Bench().With("p", model).Start().Fire("g", "t");
        Assert.Equal("e", late.Waits);
        Assert.Single(late.Last.OfType<MessageForgotten>());
    }

    [Fact]
    public void An_error_is_caught_by_the_nearest_activity_around_it_that_knows_its_code()
    {
        var b = new Bench().With("p", StartEnd + """<bpmn:callActivity id="c" calledElement="q"/><bpmn:boundaryEvent id="e1" attachedToRef="c"><bpmn:errorEventDefinition errorRef="e-1"/></bpmn:boundaryEvent><bpmn:boundaryEvent id="any" attachedToRef="c"><bpmn:errorEventDefinition/></bpmn:boundaryEvent>"""
            + Tasks("known", "other") + Flows("s-c", "c-z", "e1-known", "any-other", "known-z", "other-z"))
            .With("q", StartEnd + Tasks("a") + Flows("s-a", "a-z"));
        b.Start().Do(() => b.Engine.ErrorThrown(b.State, b.TokenOn("a"), new StepError("E1"), b.Variables)!);
        Assert.Equal("known", b.Waits);
    }

    [Fact]
    public void An_error_end_event_leaves_the_called_process_and_an_uncaught_one_is_an_incident()
    {
        const string thrower = """<bpmn:startEvent id="s"/><bpmn:endEvent id="z"><bpmn:errorEventDefinition errorRef="e-1"/></bpmn:endEvent>""";
        var b = new Bench().With("p", StartEnd + """<bpmn:callActivity id="c" calledElement="q"/><bpmn:boundaryEvent id="e1" attachedToRef="c"><bpmn:errorEventDefinition errorRef="e-1"/></bpmn:boundaryEvent>"""
            + Tasks("known") + Flows("s-c", "c-z", "e1-known", "known-z")).With("q", thrower + Flows("s-z")).Start();
        Assert.Equal("known", b.Waits);
        var uncaught = new Bench().With("p", thrower + Flows("s-z")).Start();
        Assert.Contains("caught nowhere", uncaught.Incident);
    }
}
