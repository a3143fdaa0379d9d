using CentralOps.Domain.Processes;
using CentralOps.Domain.Processes.Migration;
using static CentralOps.Tests.Processes.Bench;

namespace CentralOps.Tests.Processes;

/// <summary>Where a case goes when a step throws an error.</summary>
public sealed class ErrorTests
{
    private const string StartEnd = """<bpmn:startEvent id="s"/><bpmn:endEvent id="z"/>""";
    private static readonly StepError Broken = new("E1");
    private static readonly StepError Refused = new("E1", "refused");

    private static string Catch(string id, string host, bool any = false) =>
        $"""<bpmn:boundaryEvent id="{id}" attachedToRef="{host}"><bpmn:errorEventDefinition {(any ? "" : "errorRef=\"e-1\"")}/></bpmn:boundaryEvent>""";

    private static string Inside(string body) => $"""<bpmn:subProcess id="c"><bpmn:startEvent id="is"/><bpmn:endEvent id="iz"/>{body}</bpmn:subProcess>""";

    private static bool Throw(Bench b, string element, StepError error)
    {
        var caught = false;
        b.Do(() => b.Engine.ErrorThrown(b.State, b.TokenOn(element), error, b.Variables) is { } effects ? Caught(effects) : []);
        return caught;

        IReadOnlyList<ProcessEffect> Caught(IReadOnlyList<ProcessEffect> effects)
        {
            caught = true;
            return effects;
        }
    }

    [Fact]
    public void An_error_leaves_the_step_by_the_event_on_its_border()
    {
        var b = new Bench().With("p", StartEnd + Tasks("a", "b") + Catch("x", "a") + Flows("s-a", "a-z", "x-b", "b-z")).Start();
        Assert.True(Throw(b, "a", Broken));
        Assert.Equal("b", b.Waits);
        Assert.Equal("a", Assert.Single(b.Last.OfType<StepCancelled>()).ElementId);
    }

    [Fact]
    public void Any_error_is_caught_where_no_code_is_asked_for()
    {
        var b = new Bench().With("p", StartEnd + Tasks("a", "b") + Catch("x", "a", any: true) + Flows("s-a", "a-z", "x-b", "b-z")).Start();
        Assert.True(Throw(b, "a", new StepError("E2")));
        Assert.Equal("b", b.Waits);
    }

    [Fact]
    public void Another_code_changes_nothing()
    {
        var b = new Bench().With("p", StartEnd + Tasks("a", "b") + Catch("x", "a") + Flows("s-a", "a-z", "x-b", "b-z")).Start();
        var token = b.TokenOn("a");
        Assert.False(Throw(b, "a", new StepError("E2")));
        Assert.Equal(("a", token), (b.Waits, b.TokenOn("a")));
        b.Complete("a");
        Assert.True(b.State.Ended);
    }

    [Fact]
    public void The_sub_process_around_it_catches_what_the_step_does_not_and_ends_with_all_that_is_inside()
    {
        var b = new Bench().With("p", StartEnd + Inside("""<bpmn:parallelGateway id="f"/>""" + Tasks("a", "beside") + Flows("is-f", "f-a", "f-beside", "a-iz", "beside-iz")) + Tasks("b")
            + Catch("x", "c") + Flows("s-c", "c-z", "x-b", "b-z")).Start();
        Assert.True(Throw(b, "a", Broken));
        Assert.Equal("b", b.Waits);
        Assert.Equal(["a", "beside"], b.Last.OfType<StepCancelled>().Select(c => c.ElementId).Order());
    }

    [Fact]
    public void The_nearest_event_takes_it_the_call_activity_only_what_is_left()
    {
        var b = new Bench().With("p", StartEnd + """<bpmn:callActivity id="call" calledElement="q"/>""" + Tasks("far") + Catch("y", "call", any: true) + Flows("s-call", "call-z", "y-far", "far-z"))
            .With("q", StartEnd + Inside(Tasks("a") + Flows("is-a", "a-iz")) + Tasks("near") + Catch("x", "c") + Flows("s-c", "c-z", "x-near", "near-z")).Start();
        Assert.True(Throw(b, "a", Broken));
        Assert.Equal("near", b.Waits);
        Assert.True(Throw(b, "near", new StepError("E2")));
        Assert.Equal("far", b.Waits);
    }

    [Fact]
    public void What_the_step_has_an_outcome_for_is_caught_by_any_error_on_its_own_border_only()
    {
        var around = new Bench().With("p", StartEnd + Inside(Tasks("a") + Flows("is-a", "a-iz")) + Tasks("b") + Catch("x", "c", any: true) + Flows("s-c", "c-z", "x-b", "b-z")).Start();
        Assert.False(Throw(around, "a", Refused)); // the model inside goes on by the outcome
        Assert.True(Throw(around, "a", Broken));

        var named = new Bench().With("p", StartEnd + Inside(Tasks("a") + Flows("is-a", "a-iz")) + Tasks("b") + Catch("x", "c") + Flows("s-c", "c-z", "x-b", "b-z")).Start();
        Assert.True(Throw(named, "a", Refused));

        var own = new Bench().With("p", StartEnd + Tasks("a", "b") + Catch("x", "a", any: true) + Flows("s-a", "a-z", "x-b", "b-z")).Start();
        Assert.True(Throw(own, "a", Refused));
    }

    [Fact]
    public void After_a_migration_the_events_of_the_new_version_catch()
    {
        var b = new Bench().With("p", StartEnd + Tasks("a") + Flows("s-a", "a-z")).Start();
        b.With("p", StartEnd + Tasks("a", "b") + Catch("x", "a") + Flows("s-a", "a-z", "x-b", "b-z"));
        Assert.False(Throw(b, "a", Broken));
        b.Do(() => b.Engine.Migrate(b.State, new MigrationTarget("p", 2, new Dictionary<string, string>()), b.Variables));
        Assert.True(Throw(b, "a", Broken));
        Assert.Equal("b", b.Waits);
    }
}
