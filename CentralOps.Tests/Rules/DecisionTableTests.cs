using CentralOps.Domain.Rules;
using CentralOps.Domain.Rules.Dmn;
using CentralOps.Tests.Support;

namespace CentralOps.Tests.Rules;

public sealed class DecisionTableTests
{
    private static string Model(string table, string more = "") => $"""
        <definitions xmlns="https://www.omg.org/spec/DMN/20191111/MODEL/" name="m" namespace="http://test" id="d">
        <inputData id="i" name="金额"><variable name="金额" typeRef="number"/></inputData>
        {more}
        <decision id="授权" name="授权 级别"><variable name="授权 级别"/><informationRequirement><requiredInput href="#i"/></informationRequirement>{table}</decision>
        </definitions>
        """;

    private static string Table(string policy, params (string If, string Then)[] rules) => $"""
        <decisionTable hitPolicy="{policy}"><input label="金额"><inputExpression><text>金额</text></inputExpression></input><output name="level"/>
        {string.Concat(rules.Select((r, i) => $"<rule id=\"r{i + 1}\"><inputEntry><text>{System.Security.SecurityElement.Escape(r.If)}</text></inputEntry><outputEntry><text>{r.Then}</text></outputEntry></rule>"))}
        </decisionTable>
        """;

    private static DecisionResult Decide(string xml, object? amount)
    {
        var reading = DmnReader.Read(xml);
        Assert.Empty(reading.Findings);
        return Decisions.Decide(reading.Model!, "rules", 3, null, new Dictionary<string, object?> { ["金额"] = amount }, TimeProvider.System);
    }

    [Fact]
    public void A_decision_says_which_version_and_which_rules_decided()
    {
        var result = Decide(Model(Table("FIRST", ("> 1000", "2"), ("> 100", "1"), ("-", "0"))), 500m);
        Assert.Equal((3, 1m), (result.Version, result["level"]));
        Assert.Equal(["r2"], result.FiredRules);
    }

    [Fact]
    public void Rules_that_contradict_each_other_stop_the_case_instead_of_deciding_nothing()
    {
        var unique = Model(Table("UNIQUE", ("> 1000", "2"), ("> 100", "1")));
        Assert.Equal(1m, Decide(unique, 500m)["level"]);
        Assert.Contains("r1, r2", Assert.Throws<RuleEvaluationFailed>(() => Decide(unique, 5000m)).Message);
        var any = Model(Table("ANY", ("> 1000", "2"), ("> 100", "1")));
        Assert.Contains("differ", Assert.Throws<RuleEvaluationFailed>(() => Decide(any, 5000m)).Message);
    }

    [Fact]
    public void No_rule_means_a_known_null()
    {
        var result = Decide(Model(Table("UNIQUE", ("> 1000", "2"))), 5m);
        Assert.True(result.Outputs.ContainsKey("level"));
        Assert.Null(result["level"]);
        Assert.Empty(result.FiredRules);
    }

    [Fact]
    public void A_wrong_cell_is_found_with_rule_column_row_and_place()
    {
        var finding = Assert.Single(DmnReader.Read(Model(Table("FIRST", ("> 1000", "2"), (">> 5", "1")))).Findings);
        Assert.Equal("rules.bad-expression", finding.Code);
        Assert.Contains("rule 2, column 1", finding.Text);
        Assert.Contains("row 1, column 2", finding.Text);
        Assert.True(finding.Line > 1);
    }

    [Fact]
    public void Hostile_or_broken_models_are_findings()
    {
        Assert.Equal("rules.not-xml", DmnReader.Read("<!DOCTYPE a [<!ENTITY x 'y'>]><a>&x;</a>").Findings.Single().Code);
        Assert.Equal("rules.not-dmn", DmnReader.Read("<a/>").Findings.Single().Code);
        Assert.Contains("characters", DmnReader.Read(new string(' ', 50_000_000)).Findings.Single().Text);
        var needs = """<decision id="b" name="b"><variable name="b"/><informationRequirement><requiredDecision href="#授权"/></informationRequirement></decision>""";
        var circle = Model("""<informationRequirement><requiredDecision href="#b"/></informationRequirement><literalExpression><text>b</text></literalExpression>""", needs);
        Assert.Contains(DmnReader.Read(circle).Findings, f => f.Code == "rules.circle");
        Assert.Contains(DmnReader.Read(Model("""<knowledgeRequirement><requiredKnowledge href="#gone"/></knowledgeRequirement><literalExpression><text>1</text></literalExpression>""")).Findings, f => f.Code == "rules.reference-missing");
        Assert.Contains(DmnReader.Read(Model(Table("SOMETIMES", ("-", "1")))).Findings, f => f.Code == "rules.bad-hit-policy");
    }

    [Fact]
    public void A_knowledge_model_that_calls_itself_without_end_is_stopped()
    {
        var endless = """<businessKnowledgeModel id="k" name="f"><variable name="f"/><encapsulatedLogic><formalParameter name="n"/><literalExpression><text>f(n + 1)</text></literalExpression></encapsulatedLogic></businessKnowledgeModel>""";
        var model = Model("""<knowledgeRequirement><requiredKnowledge href="#k"/></knowledgeRequirement><literalExpression><text>f(1)</text></literalExpression>""", endless);
        Assert.Contains("nested", Assert.Throws<RuleEvaluationFailed>(() => Decide(model, 1m)).Message);
    }

    [Fact]
    public void A_table_of_a_thousand_rules_compiles_within_a_second()
    {
        var xml = Model(Table("UNIQUE", [.. Enumerable.Range(0, 1000).Select(i => ($"[{i * 10}..{(i * 10) + 9}]", i.ToString(System.Globalization.CultureInfo.InvariantCulture)))]));
        var work = new ThreadWork();
        Assert.Equal(999m, Decide(xml, 9995m)["level"]);
        Assert.True(work.Milliseconds < 2000, $"{work.Milliseconds} ms"); // the bar is 1 s alone on the machine
    }

    [Fact]
    public void An_amount_that_came_as_a_whole_number_or_a_text_is_never_guessed()
    {
        var xml = Model(Table("FIRST", ("> 100", "1"), ("null", "\"unknown\""), ("-", "0")));
        Assert.Equal(1m, Decide(xml, 500)["level"]);
        Assert.Equal("unknown", Decide(xml, "500")["level"]);
    }
}
