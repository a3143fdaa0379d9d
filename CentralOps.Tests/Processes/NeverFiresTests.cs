using CentralOps.Domain.Kernel;
using CentralOps.Domain.Processes.Design;
using CentralOps.Tests.Support;
using static CentralOps.Tests.Processes.Bench;

namespace CentralOps.Tests.Processes;

/// <summary>What could be drawn and would never happen is refused, by name.</summary>
public sealed class NeverFiresTests
{
    private const string StartEnd = """<bpmn:startEvent id="s"/><bpmn:endEvent id="z"/>""";

    private static readonly ShippedConfiguration Shipped = new();
    private static readonly ProcessCheck Check = ShippedSteps.Check(Shipped);

    private static List<ModelFinding> Findings(string body, params string[] flows) => [.. Check.Check("mine", Wrap("mine", StartEnd + body + Flows(flows)))];

    private static string Codes(IEnumerable<ModelFinding> findings) => string.Join(' ', findings.Select(f => $"{f.Code}:{f.ElementId}{(f.IsWarning ? "?" : "")}"));

    private static string Border(string id, string host, string definition, string more = "") => $"""<bpmn:boundaryEvent id="{id}" attachedToRef="{host}" {more}>{definition}</bpmn:boundaryEvent>""";

    // The codes of the bank: an error is named by its code when the model has none of that name.
    private static string Error(string code) => $"""<bpmn:errorEventDefinition errorRef="{code}"/>""";

    private const string AnyError = "<bpmn:errorEventDefinition/>";

    private static string Step(string id, string step) => $"""<bpmn:serviceTask id="{id}" name="{id}" co:step="{step}"/>""";

    [Theory]
    [InlineData("core.post", "core-refused", "")]
    [InlineData("core.post", "core-unknown", "")]
    [InlineData("receipt.issue", "machine-failed", "")]
    [InlineData("receipt.issue", "core-refused", "process.unknown-error:x")]
    [InlineData("core.post", "machine-failed", "process.unknown-error:x")]
    [InlineData("review", "core-refused", "process.error-never:x")]
    public void An_error_event_waits_for_what_its_step_can_throw(string step, string code, string finding) =>
        Assert.Equal(finding, Codes(Findings(Step("a", step) + Step("b", "review") + Border("x", "a", Error(code)), "s-a", "a-z", "x-b", "b-z")));

    [Fact]
    public void The_finding_says_what_could_be_caught() =>
        Assert.Contains("core-refused, core-unknown", Assert.Single(Findings(Step("a", "core.post") + Border("x", "a", Error("E9")), "s-a", "a-z", "x-z")).Text);

    [Theory]
    [InlineData("core.post", "")]
    [InlineData("review", "process.error-never:x")]
    public void Any_error_needs_one_that_can_be_thrown(string step, string finding) =>
        Assert.Equal(finding, Codes(Findings(Step("a", step) + Border("x", "a", AnyError), "s-a", "a-z", "x-z")));

    [Fact]
    public void A_sub_process_throws_what_its_steps_and_ends_throw_and_nothing_inside_catches()
    {
        var inside = """<bpmn:startEvent id="is"/><bpmn:endEvent id="iz"><bpmn:errorEventDefinition errorRef="e-1"/></bpmn:endEvent>""" + Step("a", "core.post") + Border("own", "a", Error("core-refused")) + Flows("is-a", "a-iz", "own-iz");
        string Of(string code) => Codes(Findings($"""<bpmn:subProcess id="c">{inside}</bpmn:subProcess>""" + Border("x", "c", Error(code)) + Border("end", "c", Error("e-1")), "s-c", "c-z", "x-z", "end-z"));
        Assert.Equal("", Of("core-unknown"));
        Assert.Equal("process.unknown-error:x", Of("core-refused"));
    }

    [Fact]
    public void A_call_throws_what_leaves_the_process_in_force()
    {
        string Of(string definition) => Codes(Findings("""<bpmn:callActivity id="c" calledElement="posting"/>""" + Border("end", "c", Error("RETURN-TO-BRANCH")) + Border("x", "c", definition), "s-c", "c-z", "x-z", "end-z"));
        Assert.Equal("", Of(Error("core-unknown")));
        Assert.Equal("", Of(AnyError));
        Assert.Equal("process.unknown-error:x", Of(Error("cipher-unavailable")));
        Assert.Equal("process.error-twice:x", Of(Error("RETURN-TO-BRANCH")));
    }

    [Fact]
    public void An_error_ends_what_threw_it()
    {
        var body = Step("a", "core.post") + Border("x", "a", Error("core-refused"), "cancelActivity=\"false\"");
        Assert.Equal("process.error-interrupts:x", Codes(Findings(body, "s-a", "a-z", "x-z")));
    }

    [Fact]
    public void An_error_end_that_nothing_catches_is_pointed_out()
    {
        var body = """<bpmn:endEvent id="bad"><bpmn:errorEventDefinition errorRef="e-1"/></bpmn:endEvent><bpmn:parallelGateway id="f"/>""";
        Assert.Equal("process.error-uncaught:bad?", Codes(Findings(body, "s-f", "f-z", "f-bad")));
    }

    [Theory]
    [InlineData("authorization.number", "authorization-used", "")]
    [InlineData("review", "authorization-used", "process.unknown-message:x")]
    [InlineData("authorization.number", "documents", "process.unknown-message:x")]
    public void A_message_must_be_brought_by_a_step_of_the_process(string step, string message, string finding)
    {
        var findings = Check.Check("mine", Wrap("mine", StartEnd + Step("n", step) + Step("a", "review") + Border("x", "a", """<bpmn:messageEventDefinition messageRef="m"/>""") + Flows("s-n", "n-a", "a-z", "x-z"))
            .Replace("""<bpmn:message id="m-docs" name="documents"/>""", $"""<bpmn:message id="m" name="{message}"/>""", StringComparison.Ordinal));
        Assert.Equal(finding, Codes(findings));
    }

    [Fact]
    public void A_signal_needs_somebody_who_sends_it_and_somebody_who_hears_it()
    {
        const string signal = """<bpmn:signalEventDefinition signalRef="sg"/>""";
        var hears = Step("a", "review") + Border("x", "a", signal);
        var sends = $"""<bpmn:intermediateThrowEvent id="t">{signal}</bpmn:intermediateThrowEvent>""";
        Assert.Equal("process.unknown-signal:x", Codes(Findings(hears, "s-a", "a-z", "x-z")));
        Assert.Equal("process.signal-unheard:t?", Codes(Findings(sends, "s-t", "t-z")));
        Assert.Equal("", Codes(Findings(hears + sends + """<bpmn:parallelGateway id="f"/><bpmn:parallelGateway id="j"/><bpmn:exclusiveGateway id="m"/>""", "s-f", "f-a", "f-t", "a-m", "x-m", "m-j", "t-j", "j-z")));
    }

    [Fact]
    public void Undoing_needs_something_that_can_be_undone()
    {
        const string throws = """<bpmn:intermediateThrowEvent id="t"><bpmn:compensateEventDefinition activityRef="a"/></bpmn:intermediateThrowEvent>""";
        var undone = """<bpmn:serviceTask id="u" co:step="core.post" isForCompensation="true"/><bpmn:association id="as" sourceRef="x" targetRef="u"/>""" + Border("x", "a", "<bpmn:compensateEventDefinition/>");
        Assert.Equal("process.nothing-to-undo:t", Codes(Findings(Step("a", "review") + throws, "s-a", "a-t", "t-z")));
        Assert.Equal("", Codes(Findings(Step("a", "review") + throws + undone, "s-a", "a-t", "t-z")));
    }

    [Fact]
    public void A_rule_never_waits_so_nothing_can_happen_meanwhile()
    {
        var body = """<bpmn:businessRuleTask id="a" co:ruleset="priority"/>""" + Border("x", "a", "<bpmn:timerEventDefinition><bpmn:timeDuration>PT1H</bpmn:timeDuration></bpmn:timerEventDefinition>");
        Assert.Equal("process.border-never:x", Codes(Findings(body, "s-a", "a-z", "x-z")));
    }

    [Theory]
    [InlineData("case_amount > p_callback_amount and business_type = \"cheque-transfer\"", "")]
    [InlineData("payer_account != null and count([amount]) > 0", "")]
    [InlineData("a_outcome = \"failed\" and seal_result = \"failed\"", "")]
    [InlineData("some x in [1, 2] satisfies x = case_amount", "")]
    [InlineData("case_amont > 1", "process.mistyped-name:g-b")]
    [InlineData("a_outcom = \"ok\"", "process.mistyped-name:g-b")]
    [InlineData("weather_forecast_of_tomorrow = \"rain\"", "process.unknown-name:g-b")]
    [InlineData("risk_hits != null", "process.name-elsewhere:g-b?")]
    [InlineData("phone_outcome = \"ok\"", "process.name-elsewhere:g-b?")]
    [InlineData("loop_done > 1", "process.name-elsewhere:g-b?")]
    [InlineData("a_outcome = \"faild\"", "process.unknown-outcome:g-b")]
    [InlineData("a_outcome in (\"ok\", \"refused\")", "process.unknown-outcome:g-b")]
    public void A_condition_asks_only_what_somebody_knows(string condition, string finding)
    {
        var body = Step("a", "seal.verify") + Step("b", "review") + """<bpmn:exclusiveGateway id="g" default="g-z"/>""";
        Assert.Equal(finding, Codes(Findings(body, "s-a", "a-g", "g-b:" + condition.Replace("<", "&lt;", StringComparison.Ordinal).Replace(">", "&gt;", StringComparison.Ordinal), "g-z", "b-z")));
    }

    [Fact]
    public void A_mistyped_name_is_answered_with_the_nearest_one()
    {
        var body = Step("a", "seal.verify") + Step("b", "review") + """<bpmn:exclusiveGateway id="g" default="g-z"/>""";
        var finding = Assert.Single(Findings(body, "s-a", "a-g", "g-b:seal_reslt = \"ok\"", "g-z", "b-z"));
        Assert.Equal(["g", "seal_reslt", "seal_result"], finding.Args);
        Assert.False(Check.RefusesDraft(finding)); // a draft may be unfinished
    }

    [Fact]
    public void Times_and_repetitions_are_read_too()
    {
        var body = """
            <bpmn:intermediateCatchEvent id="t"><bpmn:timerEventDefinition><bpmn:timeDuration>weather_forecast_of_tomorrow</bpmn:timeDuration></bpmn:timerEventDefinition></bpmn:intermediateCatchEvent>
            <bpmn:userTask id="a" co:step="review"><bpmn:multiInstanceLoopCharacteristics co:collection="weather_forecast_of_tomorrow" co:item="line"><bpmn:completionCondition>loop_done &gt;= 1 and line != null and weather_here</bpmn:completionCondition></bpmn:multiInstanceLoopCharacteristics></bpmn:userTask>
            """;
        Assert.Equal("process.unknown-name:t process.unknown-name:a process.unknown-name:a", Codes(Findings(body, "s-t", "t-a", "a-z")));
    }

    [Theory]
    [InlineData("core_refusal", "")]
    [InlineData("core_refusl", "process.mistyped-name:a")]
    public void A_fact_that_a_parameter_names_is_one(string fact, string finding)
    {
        var body = $"""<bpmn:serviceTask id="a" co:step="core.post"><bpmn:extensionElements><co:param name="amount" value="fact:{fact}"/></bpmn:extensionElements></bpmn:serviceTask>""";
        Assert.Equal(finding, Codes(Findings(body, "s-a", "a-z")));
    }

    [Fact]
    public void What_rules_decide_is_known_behind_them()
    {
        var body = """<bpmn:businessRuleTask id="r" co:ruleset="authorization-level"/><bpmn:exclusiveGateway id="g" default="g-z"/>""" + Step("b", "review");
        Assert.Equal("", Codes(Findings(body, "s-r", "r-g", "g-b:authorization_level = 0", "g-z", "b-z")));
        Assert.Equal("process.name-elsewhere:g-b?", Codes(Findings(body.Replace("authorization-level", "priority", StringComparison.Ordinal), "s-r", "r-g", "g-b:authorization_level = 0", "g-z", "b-z")));
    }
}
