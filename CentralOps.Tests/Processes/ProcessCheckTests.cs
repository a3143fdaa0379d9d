using CentralOps.Domain.Administration;
using CentralOps.Domain.Processes.Design;
using CentralOps.Domain.Versioning;
using CentralOps.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace CentralOps.Tests.Processes;

/// <summary>What the designer says about a model beyond its own grammar.</summary>
public sealed class ProcessCheckTests
{
    private readonly ShippedConfiguration _shipped = new();
    private readonly List<WorkPost> _posts = [.. WorkPosts.Shipped()];
    private readonly HashSet<string> _missing = [];

    [Fact]
    public void The_shipped_processes_have_nothing_against_them()
    {
        var check = Check();
        foreach (var model in _shipped.AllCurrent(ConfigurationKind.Process))
            Assert.Equal([], check.Check(model.Key, model.Content).Select(f => $"{model.Key}: {f}"));
    }

    [Theory]
    [InlineData("""<bpmn:userTask id="a" name="A" co:step="no.such" />""", "process.unknown-step")]
    [InlineData("""<bpmn:userTask id="a" name="A" co:step="risk.decide"><bpmn:extensionElements><co:param name="subject" value="weather" /></bpmn:extensionElements></bpmn:userTask>""", "process.bad-parameter")]
    [InlineData("""<bpmn:userTask id="a" name="A" co:step="review"><bpmn:extensionElements><co:param name="colour" value="red" /></bpmn:extensionElements></bpmn:userTask>""", "process.unknown-parameter")]
    [InlineData("""<bpmn:serviceTask id="a" name="A" co:step="core.record" />""", "process.missing-parameter")]
    [InlineData("""<bpmn:businessRuleTask id="a" name="A" co:ruleset="nowhere" />""", "process.unknown-rule-set")]
    [InlineData("""<bpmn:businessRuleTask id="a" name="A" co:ruleset="priority" co:decision="nothing" />""", "process.unknown-decision")]
    [InlineData("""<bpmn:callActivity id="a" name="A" calledElement="nowhere" />""", "process.unknown-process")]
    [InlineData("""<bpmn:callActivity id="a" name="A" calledElement="mine" />""", "process.call-circle")]
    public void What_an_element_names_must_be_there(string element, string code)
    {
        var finding = Assert.Single(Check().Check("mine", Model(element, ("start", "a"), ("a", "end"))));
        Assert.Equal((code, "a"), (finding.Code, finding.ElementId));
    }

    [Theory]
    [InlineData("", "process.closed-post:review")]
    [InlineData("mine", "process.unknown-post:mine")]
    [InlineData("entry", "process.post-decides-nothing:entry")]
    [InlineData("second-review", "")]
    public void A_step_gives_its_work_to_an_open_post_of_the_bank(string named, string expected)
    {
        _posts.Find(p => p.Code == WorkPosts.Review)!.Active = false;
        _posts.Add(new WorkPost { Code = "second-review", NameZh = "复审岗", NameEn = "Second review" });
        var element = $"""<bpmn:userTask id="a" name="A" co:step="review"><bpmn:extensionElements><co:param name="post" value="{named}" /></bpmn:extensionElements></bpmn:userTask>""";
        Assert.Equal(expected, string.Join(' ', Check().Check("mine", Model(element, ("start", "a"), ("a", "end"))).Select(f => $"{f.Code}:{f.Args[1]}")));
    }

    [Theory]
    [InlineData("seal.verify", "seal", "process.no-panel:seal")]
    [InlineData("branch.rework", "branch.rework", "process.no-panel:branch.rework")]
    [InlineData("cipher.verify", "verify-cipher", "process.no-machine:verify-cipher,external")]
    public void A_step_whose_panel_or_machine_this_portal_lacks_is_not_published(string step, string missing, string expected)
    {
        _missing.Add(missing);
        var findings = Check().Check("mine", Model($"""<bpmn:userTask id="a" name="A" co:step="{step}" />""", ("start", "a"), ("a", "end")));
        Assert.Equal([expected], findings.Select(f => $"{f.Code}:{string.Join(',', f.Args.Skip(1))}"));
    }

    [Fact]
    public void A_parallel_join_behind_an_exclusive_choice_is_said_to_wait_for_ever()
    {
        var body = """
            <bpmn:exclusiveGateway id="g" name="choice" default="f-g-b" /><bpmn:userTask id="a" name="A" co:step="review" /><bpmn:userTask id="b" name="B" co:step="review" />
            <bpmn:parallelGateway id="j" name="join" />
            <bpmn:sequenceFlow id="f-g-a" sourceRef="g" targetRef="a"><bpmn:conditionExpression>case_amount = 1</bpmn:conditionExpression></bpmn:sequenceFlow>
            """;
        var findings = Check().Check("mine", Model(body, ("start", "g"), ("g", "b"), ("a", "j"), ("b", "j"), ("j", "end")));
        Assert.Equal(["process.join-waits:j"], findings.Select(f => $"{f.Code}:{f.ElementId}"));
    }

    [Fact]
    public void Two_paths_that_meet_without_a_join_are_pointed_out_but_may_be_meant()
    {
        var body = """
            <bpmn:parallelGateway id="g" name="both" /><bpmn:userTask id="a" name="A" co:step="review" /><bpmn:userTask id="b" name="B" co:step="review" />
            <bpmn:userTask id="c" name="C" co:step="review" />
            """;
        var findings = Check().Check("mine", Model(body, ("start", "g"), ("g", "a"), ("g", "b"), ("a", "c"), ("b", "c"), ("c", "end")));
        Assert.All(findings, f => Assert.True(f.IsWarning));
        Assert.Contains(findings, f => f is { Code: "process.runs-twice", ElementId: "end" });
    }

    private ProcessCheck Check() => ShippedSteps.Check(_shipped, _posts, _missing);

    private static string Model(string body, params (string From, string To)[] flows) =>
        $"""
        <bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:co="http://centralops.example/bpmn"><bpmn:process id="mine" isExecutable="true">
        <bpmn:startEvent id="start" /><bpmn:endEvent id="end" />{body}
        {string.Concat(flows.Select(f => $"<bpmn:sequenceFlow id=\"f-{f.From}-{f.To}\" sourceRef=\"{f.From}\" targetRef=\"{f.To}\" />"))}
        </bpmn:process></bpmn:definitions>
        """;
}
