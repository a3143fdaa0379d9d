using CentralOps.Domain.Kernel;
using CentralOps.Domain.Processes;
using CentralOps.Domain.Processes.Migration;
using static CentralOps.Tests.Processes.Bench;

namespace CentralOps.Tests.Processes;

/// <summary>Tokens of a running process on another version of it.</summary>
public sealed class MigrationTests
{
    private const string StartEnd = """<bpmn:startEvent id="s"/><bpmn:endEvent id="z"/>""";
    private static readonly Dictionary<string, string> Same = [];

    private static string Timer(string id, string host) =>
        $"""<bpmn:boundaryEvent id="{id}" attachedToRef="{host}"><bpmn:timerEventDefinition><bpmn:timeDuration>PT1H</bpmn:timeDuration></bpmn:timerEventDefinition></bpmn:boundaryEvent>""";

    [Fact]
    public void A_token_goes_on_where_it_stands_with_its_id_and_the_new_path()
    {
        var b = new Bench().With("p", StartEnd + Tasks("a") + Flows("s-a", "a-z")).Start();
        var token = b.TokenOn("a");
        b.With("p", StartEnd + Tasks("a", "b") + Flows("s-a", "a-b", "b-z"));
        var target = new MigrationTarget("p", 2, Same);
        Assert.True(MigrationPlan.Concerns(b.State, target));
        Assert.Null(Assert.Single(MigrationPlan.Of(b.State, target, b)).Hindrance);
        b.Do(() => b.Engine.Migrate(b.State, target, b.Variables));
        Assert.Equal((token, 2), (b.TokenOn("a"), b.State.Version));
        Assert.Empty(b.Last);
        Assert.False(MigrationPlan.Concerns(b.State, target));
        b.Complete("a");
        Assert.Equal("b", b.Waits);
    }

    [Fact]
    public void What_sits_on_the_border_becomes_as_the_new_version_has_it()
    {
        var b = new Bench().With("p", StartEnd + Tasks("a") + Timer("old", "a") + Flows("s-a", "a-z", "old-z")).Start();
        b.With("p", StartEnd + Tasks("a") + Timer("new", "a") + Flows("s-a", "a-z", "new-z"));
        b.Do(() => b.Engine.Migrate(b.State, new MigrationTarget("p", 2, Same), b.Variables));
        Assert.Equal("old", b.Last.OfType<TimerDisarmed>().Single().ElementId);
        Assert.Equal("new", b.Last.OfType<TimerArmed>().Single().ElementId);
        b.Fire("a", "new");
        Assert.True(b.State.Ended);
    }

    [Fact]
    public void A_renamed_element_maps_when_it_is_said_so_and_back_again()
    {
        var b = new Bench().With("p", StartEnd + """<bpmn:userTask id="a" co:step="x"/>""" + Flows("s-a", "a-z")).Start();
        b.With("p", StartEnd + """<bpmn:userTask id="c" co:step="x"/>""" + Flows("s-c", "c-z"));
        Assert.Equal("gone", MigrationPlan.Of(b.State, new MigrationTarget("p", 2, Same), b).Single().Hindrance);
        b.Do(() => b.Engine.Migrate(b.State, new MigrationTarget("p", 2, new Dictionary<string, string> { ["a"] = "c" }), b.Variables));
        Assert.Equal("c", b.Waits);
        b.Do(() => b.Engine.Migrate(b.State, new MigrationTarget("p", 1, new Dictionary<string, string> { ["c"] = "a" }), b.Variables));
        Assert.Equal("a", b.Waits);
    }

    [Theory]
    [InlineData("""<bpmn:userTask id="a" co:step="other"/>""", "other-step")]
    [InlineData("""<bpmn:receiveTask id="a" messageRef="m-docs"/>""", "other-kind")]
    [InlineData("""<bpmn:userTask id="a" co:step="test.a"><bpmn:multiInstanceLoopCharacteristics><bpmn:loopCardinality>two</bpmn:loopCardinality></bpmn:multiInstanceLoopCharacteristics></bpmn:userTask>""", "other-repetition")]
    public void What_cannot_move_says_why_and_is_left_untouched(string element, string why)
    {
        var b = new Bench().With("p", StartEnd + Tasks("a") + Flows("s-a", "a-z")).Start();
        b.With("p", StartEnd + element + Flows("s-a", "a-z"));
        var target = new MigrationTarget("p", 2, Same);
        Assert.Equal(why, MigrationPlan.Of(b.State, target, b).Single().Hindrance);
        Assert.Throws<RuleBroken>(() => b.Engine.Migrate(b.State, target, b.Variables));
        Assert.Equal((1, "a"), (b.State.Version, b.Waits));
    }

    [Fact]
    public void A_called_process_moves_alone_whether_the_case_is_in_it_or_has_not_come_to_it()
    {
        var b = new Bench().With("c", StartEnd + Tasks("i") + Flows("s-i", "i-z"))
            .With("p", StartEnd + Tasks("a") + """<bpmn:callActivity id="call" calledElement="c"/>""" + Flows("s-a", "a-call", "call-z")).Start();
        b.With("c", StartEnd + Tasks("i", "j") + Flows("s-i", "i-j", "j-z"));
        b.Do(() => b.Engine.Migrate(b.State, new MigrationTarget("c", 2, Same), b.Variables));
        b.Complete("a", "i");
        Assert.Equal("j", b.Waits);
        b.Do(() => b.Engine.Migrate(b.State, new MigrationTarget("c", 2, Same), b.Variables));
        b.Complete("j");
        Assert.True(b.State.Ended);
    }

    [Fact]
    public void A_token_at_a_join_needs_the_path_it_came_by()
    {
        var b = new Bench().With("p", StartEnd + """<bpmn:parallelGateway id="f"/><bpmn:parallelGateway id="j"/>""" + Tasks("a", "b") + Flows("s-f", "f-a", "f-b", "a-j", "b-j", "j-z")).Start().Complete("a");
        b.With("p", StartEnd + """<bpmn:parallelGateway id="f"/><bpmn:parallelGateway id="j"/>""" + Tasks("a", "b", "c") + Flows("s-f", "f-a", "f-b", "a-c", "c-j", "b-j", "j-z"));
        Assert.Equal("other-join", MigrationPlan.Of(b.State, new MigrationTarget("p", 2, Same), b).Single(m => m.Hindrance is not null).Hindrance);
        Assert.Null(MigrationPlan.Of(b.State, new MigrationTarget("p", 2, new Dictionary<string, string> { ["a-j"] = "c-j" }), b).FirstOrDefault(m => m.Hindrance is not null));
    }
}
