using CentralOps.Domain.Processes.Design;
using CentralOps.Domain.Versioning;

namespace CentralOps.Tests.Processes;

/// <summary>What the designer says about two versions.</summary>
public sealed class ProcessDifferenceTests
{
    private const string Older = """<bpmn:startEvent id="s"/><bpmn:userTask id="a" name="Review"/><bpmn:userTask id="b" name="Phone"/><bpmn:endEvent id="e"/>""";
    private const string Newer = """<bpmn:startEvent id="s"/><bpmn:userTask id="a" name="Second review"/><bpmn:userTask id="c" name="Seal"/><bpmn:endEvent id="e"/>""";

    [Fact]
    public void Added_removed_and_changed_elements_are_named_with_what_changed()
    {
        var changes = ProcessDifference.Between(Bench.Wrap("p", Older), Bench.Wrap("p", Newer));
        Assert.Equal(["Added c", "Removed b", "Changed a"], changes.Select(c => $"{c.Change} {c.Id}"));
        Assert.Equal(new PropertyChange("name", "Review", "Second review"), Assert.Single(changes[2].Properties));
    }

    [Fact]
    public void A_version_does_not_differ_from_itself() => Assert.Empty(ProcessDifference.Between(Bench.Wrap("p", Older), Bench.Wrap("p", Older)));

    [Fact]
    public void The_name_of_the_process_itself_is_compared_too()
    {
        var older = Bench.Wrap("p", Older);
        var change = Assert.Single(ProcessDifference.Between(older, older.Replace("<bpmn:process ", "<bpmn:process title=\"x\" ", StringComparison.Ordinal)));
        Assert.Equal(("process", ChangeKind.Changed), (change.Type, change.Change));
    }
}
