using CentralOps.Domain.Processes;
using static CentralOps.Tests.Processes.Bench;

namespace CentralOps.Tests.Processes;

/// <summary>Compensation (what was done is undone, last first) and signals (heard by everything in the case that listens).</summary>
public sealed class UndoAndSignalTests
{
    private const string StartEnd = """<bpmn:startEvent id="s"/><bpmn:endEvent id="z"/>""";

    private static string Undoable(string id, string by) =>
        Tasks(id) + $"""
        <bpmn:boundaryEvent id="u-{id}" attachedToRef="{id}"><bpmn:compensateEventDefinition/></bpmn:boundaryEvent>
        <bpmn:userTask id="{by}" co:step="test.{by}" isForCompensation="true"/><bpmn:association sourceRef="u-{id}" targetRef="{by}"/>
        """;

    private static string Undo(string id, string what = "", string kind = "intermediateThrowEvent") =>
        $"""<bpmn:{kind} id="{id}"><bpmn:compensateEventDefinition{(what.Length > 0 ? $" activityRef=\"{what}\"" : "")}/></bpmn:{kind}>""";

    [Fact]
    public void What_was_done_is_undone_last_first_and_the_path_goes_on_after_it()
    {
        var b = new Bench().With("p", StartEnd + Undoable("book", "unbook") + Undoable("pay", "unpay") + Tasks("tell") + Undo("u") + Flows("s-book", "book-pay", "pay-u", "u-tell", "tell-z")).Start();
        b.Complete("book", "pay");
        Assert.Equal("unpay", b.Waits);
        b.Complete("unpay");
        Assert.Equal("unbook", b.Waits);
        b.Complete("unbook");
        Assert.Equal("tell", b.Waits);
        b.Complete("tell");
        Assert.True(b.State.Ended);
    }

    [Fact]
    public void What_was_not_done_is_not_undone_and_nothing_is_undone_twice()
    {
        var b = new Bench().With("p", StartEnd + Undoable("book", "unbook") + Undoable("pay", "unpay") + Undo("u1") + Undo("u2") + Flows("s-book", "book-u1", "u1-u2", "u2-pay", "pay-z")).Start();
        b.Complete("book");
        Assert.Equal("unbook", b.Waits);
        b.Complete("unbook");
        Assert.Equal("pay", b.Waits);
    }

    [Fact]
    public void One_activity_alone_can_be_undone()
    {
        var b = new Bench().With("p", """<bpmn:startEvent id="s"/>""" + Undoable("book", "unbook") + Undoable("pay", "unpay") + Undo("u", "book", "endEvent") + Flows("s-book", "book-pay", "pay-u")).Start();
        b.Complete("book", "pay");
        Assert.Equal("unbook", b.Waits);
        b.Complete("unbook");
        Assert.True(b.State.Ended);
    }

    [Fact]
    public void What_a_called_process_has_done_can_be_undone_after_it_has_ended()
    {
        var b = new Bench().With("posting", StartEnd + Undoable("book", "unbook") + Flows("s-book", "book-z"))
            .With("p", StartEnd + """<bpmn:callActivity id="c" calledElement="posting"/>""" + Tasks("check") + Undo("u", "c") + Flows("s-c", "c-check", "check-u", "u-z")).Start();
        b.Complete("book", "check");
        Assert.Equal("unbook", b.Waits);
        Assert.Equal("posting", b.Last.OfType<StepEntered>().Single().Element.ProcessKey);
        b.Complete("unbook");
        Assert.True(b.State.Ended);
    }

    [Fact]
    public void A_part_that_was_broken_off_is_not_undone()
    {
        var inner = """<bpmn:startEvent id="is"/><bpmn:endEvent id="iz"/>""" + Undoable("book", "unbook") + Tasks("more") + Flows("is-book", "book-more", "more-iz");
        var b = new Bench().With("p", StartEnd + $"""<bpmn:subProcess id="c">{inner}</bpmn:subProcess><bpmn:boundaryEvent id="x" attachedToRef="c"><bpmn:errorEventDefinition errorRef="e-1"/></bpmn:boundaryEvent>"""
            + Undo("u") + Tasks("b") + Flows("s-c", "c-z", "x-u", "u-b", "b-z")).Start();
        b.Complete("book");
        b.Do(() => b.Engine.ErrorThrown(b.State, b.TokenOn("more"), new StepError("E1"), b.Variables)!);
        Assert.Equal("b", b.Waits);
    }

    [Fact]
    public void A_signal_reaches_everything_in_the_case_that_listens_and_nothing_that_begins_to_because_of_it()
    {
        var b = new Bench().With("p", StartEnd + """
            <bpmn:parallelGateway id="f"/><bpmn:intermediateThrowEvent id="call"><bpmn:signalEventDefinition signalRef="sg"/></bpmn:intermediateThrowEvent>
            <bpmn:intermediateCatchEvent id="hear"><bpmn:signalEventDefinition signalRef="sg"/></bpmn:intermediateCatchEvent>
            <bpmn:intermediateCatchEvent id="late"><bpmn:signalEventDefinition signalRef="sg"/></bpmn:intermediateCatchEvent>
            <bpmn:boundaryEvent id="x" attachedToRef="work"><bpmn:signalEventDefinition signalRef="sg"/></bpmn:boundaryEvent>
            <bpmn:boundaryEvent id="y" attachedToRef="rest" cancelActivity="false"><bpmn:signalEventDefinition signalRef="sg"/></bpmn:boundaryEvent>
            """ + Tasks("go", "work", "rest", "stopped", "beside") + Flows("s-f", "f-go", "f-hear", "f-work", "f-rest", "go-call", "call-z", "hear-late", "late-z", "work-z", "rest-z", "x-stopped", "stopped-z", "y-beside", "beside-z")).Start();
        Assert.Equal("go hear rest work", b.Waits);
        b.Complete("go");
        Assert.Equal("beside late rest stopped", b.Waits);
        b.Receive("late", "stop");
        Assert.Equal("beside rest stopped", b.Waits);
    }

    [Fact]
    public void A_signal_can_break_off_the_part_that_sends_it()
    {
        var inner = """<bpmn:startEvent id="is"/><bpmn:intermediateThrowEvent id="call"><bpmn:signalEventDefinition signalRef="sg"/></bpmn:intermediateThrowEvent>""" + Tasks("more") + Flows("is-call", "call-more");
        var b = new Bench().With("p", StartEnd + $"""<bpmn:subProcess id="c">{inner}</bpmn:subProcess><bpmn:boundaryEvent id="x" attachedToRef="c"><bpmn:signalEventDefinition signalRef="sg"/></bpmn:boundaryEvent>"""
            + Tasks("b") + Flows("s-c", "c-z", "x-b", "b-z")).Start();
        Assert.Equal("b", b.Waits);
    }
}
