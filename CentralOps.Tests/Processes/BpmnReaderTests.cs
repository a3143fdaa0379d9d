using CentralOps.Domain.Processes;
using static CentralOps.Tests.Processes.Bench;

namespace CentralOps.Tests.Processes;

public sealed class BpmnReaderTests
{
    private const string StartEnd = """<bpmn:startEvent id="s"/><bpmn:endEvent id="z"/>""";

    private static string[] Codes(string body) => [.. Read("p", body).Findings.Select(f => f.Code)];

    private static ProcessReading Xml(string xml) => new BpmnReader(new NamedConditions()).Read(xml, "p", 1);

    [Fact]
    public void An_entity_bomb_is_refused_and_not_expanded()
    {
        var bomb = """<!DOCTYPE a [<!ENTITY x "xxxxxxxxxx"><!ENTITY y "&x;&x;&x;&x;&x;&x;&x;&x;&x;&x;">]>""" + Wrap("p", StartEnd + "&y;");
        Assert.Equal("process.not-xml", Assert.Single(Xml(bomb).Findings).Code);
    }

    [Fact]
    public void A_model_of_fifty_megabytes_is_refused_before_it_is_parsed()
    {
        var xml = Wrap("p", StartEnd + Flows("s-z") + new string(' ', 50_000_000));
        Assert.Contains("characters", Assert.Single(Xml(xml).Findings).Text);
    }

    [Fact]
    public void Elements_nested_thousands_deep_are_refused()
    {
        var deep = string.Concat(Enumerable.Repeat("<bpmn:subProcess id=\"x\">", 5000)) + string.Concat(Enumerable.Repeat("</bpmn:subProcess>", 5000));
        Assert.Contains("nested", Assert.Single(Xml(Wrap("p", deep)).Findings).Text);
    }

    [Theory]
    [InlineData("")]
    [InlineData("not xml at all")]
    [InlineData("<a/>")]
    [InlineData("""<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL"/>""")]
    public void Something_else_than_a_model_is_a_finding(string xml) => Assert.Single(Xml(xml).Findings);

    [Theory]
    [InlineData("""<bpmn:scriptTask id="x" name="计算"/>""", "script task")]
    [InlineData("""<bpmn:complexGateway id="x" name="计算"/>""", "complex gateway")]
    [InlineData("""<bpmn:transaction id="x" name="计算"/>""", "transaction")]
    [InlineData("""<bpmn:adHocSubProcess id="x" name="计算"/>""", "ad hoc sub process")]
    [InlineData("""<bpmn:task id="x" name="计算"/>""", "task")]
    [InlineData("""<bpmn:userTask id="x" name="计算"><bpmn:standardLoopCharacteristics/></bpmn:userTask>""", "loop")]
    [InlineData("""<bpmn:intermediateCatchEvent id="x" name="计算"><bpmn:linkEventDefinition/></bpmn:intermediateCatchEvent>""", "link catch event")]
    [InlineData("""<bpmn:subProcess id="x" name="计算" triggeredByEvent="true"/>""", "event sub-process")]
    public void What_cannot_be_executed_is_refused_with_its_name_and_line(string element, string what)
    {
        var finding = Read("p", StartEnd + "\n" + element + Flows("s-x", "x-z")).Findings.Single(f => f.Code == "process.unsupported-element");
        Assert.Equal(("x", "计算", 5), (finding.ElementId, finding.ElementName, finding.Line));
        Assert.Contains($"a {what},", finding.Text);
        Assert.Equal(["计算", what], finding.Args);
    }

    [Fact]
    public void Flows_to_nowhere_and_duplicate_ids_are_found()
    {
        Assert.Contains("process.flow-end-missing", Codes(StartEnd + Flows("s-nowhere", "s-z")));
        Assert.Contains("process.id-twice", Codes(StartEnd + Tasks("a", "a") + Flows("s-a", "a-z")));
        Assert.Contains("process.default-flow-missing", Codes(StartEnd + """<bpmn:exclusiveGateway id="x" default="gone"/>""" + Flows("s-x", "x-z")));
        Assert.Contains("process.reference-missing", Codes(StartEnd + """<bpmn:intermediateCatchEvent id="x"><bpmn:messageEventDefinition messageRef="gone"/></bpmn:intermediateCatchEvent>""" + Flows("s-x", "x-z")));
    }

    [Fact]
    public void A_model_that_cannot_work_is_found_out_before_it_runs()
    {
        Assert.Contains("process.no-start", Codes("""<bpmn:endEvent id="z"/>"""));
        Assert.Contains("process.many-starts", Codes(StartEnd + """<bpmn:startEvent id="t"/>""" + Flows("s-z", "t-z")));
        Assert.Contains("process.unreachable", Codes(StartEnd + Tasks("a") + Flows("s-z", "a-z")));
        Assert.Contains("process.flow-without-condition", Codes(StartEnd + """<bpmn:exclusiveGateway id="x"/>""" + Tasks("a") + Flows("s-x", "x-a:yes", "x-z", "a-z")));
        Assert.Contains("process.bad-condition", Codes(StartEnd + """<bpmn:exclusiveGateway id="x" default="x-z"/>""" + Tasks("a") + Flows("s-x", "x-a:what?", "x-z", "a-z")));
        Assert.Contains("process.no-rule-set", Codes(StartEnd + """<bpmn:businessRuleTask id="r"/>""" + Flows("s-r", "r-z")));
        Assert.Contains("process.no-called-process", Codes(StartEnd + """<bpmn:callActivity id="c"/>""" + Flows("s-c", "c-z")));
        Assert.Contains("process.bad-time", Codes(StartEnd + """<bpmn:intermediateCatchEvent id="x"><bpmn:timerEventDefinition><bpmn:timeDuration>P1M</bpmn:timeDuration></bpmn:timerEventDefinition></bpmn:intermediateCatchEvent>""" + Flows("s-x", "x-z")));
        Assert.Contains("process.boundary-without-activity", Codes(StartEnd + """<bpmn:boundaryEvent id="x" attachedToRef="s"><bpmn:errorEventDefinition/></bpmn:boundaryEvent>""" + Flows("s-z", "x-z")));
    }

    [Fact]
    public void Repetition_signals_and_compensation_that_lead_nowhere_are_found()
    {
        string Several(string inside) => Tasks("b") + $"""<bpmn:userTask id="a" co:step="x"><bpmn:multiInstanceLoopCharacteristics {inside}</bpmn:multiInstanceLoopCharacteristics></bpmn:userTask>""" + Flows("s-a", "a-b", "b-z");
        Assert.Contains("process.no-loop-count", Codes(StartEnd + Several(">")));
        Assert.Contains("process.no-loop-count", Codes(StartEnd + Several("""co:collection="list"><bpmn:loopCardinality>3</bpmn:loopCardinality>""")));
        Assert.Contains("process.bad-loop", Codes(StartEnd + Several("""co:collection="what?">""")));
        Assert.Contains("process.no-message", Codes(StartEnd + """<bpmn:intermediateThrowEvent id="x"><bpmn:signalEventDefinition/></bpmn:intermediateThrowEvent>""" + Flows("s-x", "x-z")));
        Assert.Contains("process.reference-missing", Codes(StartEnd + """<bpmn:intermediateThrowEvent id="x"><bpmn:signalEventDefinition signalRef="gone"/></bpmn:intermediateThrowEvent>""" + Flows("s-x", "x-z")));
        const string Undo = """<bpmn:boundaryEvent id="u" attachedToRef="a"><bpmn:compensateEventDefinition/></bpmn:boundaryEvent>""";
        Assert.Contains("process.no-compensation", Codes(StartEnd + Tasks("a") + Undo + Flows("s-a", "a-z")));
        Assert.Contains("process.no-compensation", Codes(StartEnd + Tasks("a", "b") + Undo + """<bpmn:association sourceRef="u" targetRef="b"/>""" + Flows("s-a", "a-b", "b-z")));
        Assert.Contains("process.compensation-with-flow", Codes(StartEnd + Tasks("a") + """<bpmn:userTask id="b" co:step="x" isForCompensation="true"/>""" + Flows("s-a", "a-b", "b-z")));
    }

    [Fact]
    public void The_step_of_a_return_needs_no_path_to_it_and_parameters_are_read()
    {
        var reading = Read("p", StartEnd + """
            <bpmn:userTask id="r" name="补正" co:step="branch.rework"><bpmn:extensionElements><co:param name="deadline" value="PT2H"/></bpmn:extensionElements></bpmn:userTask>
            """ + Flows("s-z", "r-z"));
        var step = reading.Graph!.WithStep("branch.rework")!.Step!;
        Assert.Equal("PT2H", step.Parameter("deadline"));
        Assert.Null(step.Parameter("other"));
    }
}
