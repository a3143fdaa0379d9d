using System.Globalization;
using System.Security;
using CentralOps.Domain.Rules;
using CentralOps.Domain.Rules.Design;
using CentralOps.Tests.Support;

namespace CentralOps.Tests.Rules;

/// <summary>What the editor says while a table is edited.</summary>
public sealed class RuleSetReviewTests
{
    [Theory]
    [InlineData(">> 5", "> 5")]
    [InlineData("＞＝ 500000", ">= 500000")]
    [InlineData("≥50万", ">=500000")]
    [InlineData(">= 1,200,000", ">= 1200000")]
    [InlineData("100至200", "[100..200]")]
    [InlineData("[100..200", "[100..200]")]
    [InlineData("== 5", "= 5")]
    public void A_cell_that_cannot_be_read_comes_with_a_proposal(string written, string proposed)
    {
        var finding = Assert.Single(Review("FIRST", (written, "-", "1"), ("-", "-", "0")), f => f.Finding.Code == "rules.bad-expression" || f.Suggestion is not null);
        Assert.Equal(("t", "r1", 0), (finding.Decision, finding.Rule, finding.Column));
        Assert.Equal(proposed, finding.Suggestion);
    }

    [Fact]
    public void A_word_without_quotes_is_an_unknown_name_and_was_meant_as_a_text()
    {
        var finding = Assert.Single(Review("FIRST", ("-", "urgent", "1"), ("-", "-", "0")));
        Assert.Equal(("rules.unknown-name", "r1", 1, "\"urgent\""), (finding.Finding.Code, finding.Rule, finding.Column, finding.Suggestion));
        finding = Assert.Single(Review("FIRST", ("> amuont", "-", "1"), ("-", "-", "0")));
        Assert.Equal("> amount", finding.Suggestion);
        Assert.Empty(Review("FIRST", ("> 5, [1..3], not(2)", "-", "for i in [1] return i + amount"), ("? > 5", "-", "{a: 1, b: a}.b"), ("-", "-", "0")));
    }

    [Fact]
    public void Constants_of_the_wrong_type_or_outside_the_allowed_values_are_found()
    {
        Assert.Equal(("rules.wrong-type", 0, "> 100"), Only(Review("FIRST", ("> \"100\"", "-", "1"), ("-", "-", "0"))));
        Assert.Equal(("rules.value-not-allowed", 1, "\"urgent\""), Only(Review("FIRST", ("-", "\"urgnt\"", "1"), ("-", "-", "0"))));
        Assert.Equal(("rules.wrong-type", 2, null), Only(Review("FIRST", ("-", "-", "\"two\""))));
    }

    [Fact]
    public void Gaps_are_named_with_their_values()
    {
        Assert.Equal(["Amount [100..200]"], Gaps(Review("UNIQUE", ("< 100", "-", "1"), ("> 200", "-", "2"))));
        Assert.Equal(["Amount < 100 · Urgency \"urgent\""], Gaps(Review("UNIQUE", ("< 100", "\"ordinary\"", "1"), (">= 100", "-", "2"))));
        Assert.Empty(Gaps(Review("UNIQUE", ("< 100", "\"ordinary\"", "1"), ("< 100", "\"urgent\"", "3"), (">= 100", "-", "2"))));
        Assert.Empty(Gaps(Review("FIRST", ("> amount * 2", "-", "1"), ("-", "-", "2"))));
        Assert.Equal(["Amount > 5"], Gaps(Review("FIRST", ("<= 5", "-", "1"))));
    }

    [Fact]
    public void Overlaps_of_a_unique_table_are_errors_with_an_example_and_agreeing_rules_of_an_any_table_are_none()
    {
        var overlap = Assert.Single(Review("UNIQUE", ("<= 100", "-", "1"), (">= 100", "\"urgent\"", "2"), ("> 100", "\"ordinary\"", "3")), f => f.Finding.Code == "rules.overlap");
        Assert.Equal(("r2", "Amount 100 · Urgency \"urgent\"", false), (overlap.Rule, overlap.Finding.Args[^1], overlap.Finding.IsWarning));
        Assert.DoesNotContain(Review("ANY", ("<= 100", "-", "1"), (">= 100", "-", "1")), f => f.Finding.Code == "rules.contradiction");
        Assert.Single(Review("ANY", ("<= 100", "-", "1"), (">= 100", "-", "2")), f => f.Finding.Code == "rules.contradiction");
    }

    [Fact]
    public void A_rule_behind_one_that_takes_everything_it_matches_never_fires()
    {
        var hidden = Assert.Single(Review("FIRST", (">= 100", "-", "1"), ("[150..200]", "\"urgent\"", "2"), ("-", "-", "0")), f => f.Finding.Code == "rules.unreachable");
        Assert.Equal(("r2", true), (hidden.Rule, hidden.Finding.IsWarning));
    }

    [Fact]
    public void The_overlaps_of_a_thousand_rules_are_found_in_time()
    {
        var rules = Enumerable.Range(0, 1000).Select(i => ($"[{i * 10}..{(i * 10) + 9}]", i % 2 == 0 ? "\"urgent\"" : "-", i.ToString(CultureInfo.InvariantCulture))).ToArray();
        rules[999].Item1 = "[5..6]";
        var work = new ThreadWork();
        var findings = Review("UNIQUE", rules);
        Assert.Single(findings, f => f.Finding.Code == "rules.overlap");
        Assert.True(work.Milliseconds < 4000, $"{work.Milliseconds} ms");
    }

    [Fact]
    public void Endless_work_in_a_rule_is_refused_with_a_message()
    {
        var test = """<extensionElements><co:tests xmlns:co="http://centralops.example/dmn"><co:test id="t1" name="big" decision="t"><co:given name="amount">5</co:given><co:expect name="o">1</co:expect></co:test></co:tests></extensionElements>""";
        var xml = Xml("FIRST", [("-", "-", "count(for i in 1..1000000000 return i)")]).Replace("<inputData id=\"amount\"", test + "<inputData id=\"amount\"", StringComparison.Ordinal);
        var result = Assert.Single(RuleSetReview.Of(xml, TimeProvider.System).Tests);
        Assert.Equal(TestVerdict.Failed, result.Verdict);
        Assert.Contains("steps", result.Message);
        Assert.Contains(new RuleSetCheck(TimeProvider.System).Check("k", xml), f => f.Code == "rules.test-failed" && f.Text.Contains("steps", StringComparison.Ordinal));
    }

    [Fact]
    public void A_rule_set_without_test_cases_is_kept_but_not_published()
    {
        var check = new RuleSetCheck(TimeProvider.System);
        var finding = Assert.Single(check.Check("k", Xml("FIRST", [("-", "-", "1")])));
        Assert.Equal(("rules.no-tests", false, false), (finding.Code, finding.IsWarning, check.RefusesDraft(finding)));
    }

    [Fact]
    public void The_shipped_rule_sets_have_nothing_to_put_right()
    {
        var files = Directory.GetFiles(Path.Combine(Repository.Root, "samples", "rules"), "*.dmn");
        Assert.NotEmpty(files);
        foreach (var file in files)
            Assert.Equal([], new RuleSetCheck(TimeProvider.System).Check("k", File.ReadAllText(file)).Where(f => !f.IsWarning).Select(f => $"{Path.GetFileName(file)}: {f.Text}"));
    }

    private static (string, int, string?) Only(IReadOnlyList<PlacedFinding> findings) =>
        findings.Where(f => !f.Finding.IsWarning).Select(f => (f.Finding.Code, f.Column, f.Suggestion)).Single();

    private static IEnumerable<string> Gaps(IReadOnlyList<PlacedFinding> findings) => findings.Where(f => f.Finding.Code == "rules.gap").Select(f => (string)f.Finding.Args[^1]!);

    private static IReadOnlyList<PlacedFinding> Review(string policy, params (string Amount, string Urgency, string Result)[] rules) => RuleSetReview.Of(Xml(policy, rules), TimeProvider.System).Findings;

    private static string Xml(string policy, (string Amount, string Urgency, string Result)[] rules) => $"""
        <definitions xmlns="https://www.omg.org/spec/DMN/20191111/MODEL/" name="m" namespace="http://test" id="d">
        <inputData id="amount" name="amount"><variable name="amount" typeRef="number"/></inputData>
        <inputData id="urgency" name="urgency"><variable name="urgency" typeRef="string"/></inputData>
        <decision id="t" name="t"><variable name="t"/><informationRequirement><requiredInput href="#amount"/></informationRequirement><informationRequirement><requiredInput href="#urgency"/></informationRequirement>
        <decisionTable hitPolicy="{policy}"><input label="Amount"><inputExpression typeRef="number"><text>amount</text></inputExpression></input>
        <input label="Urgency"><inputExpression typeRef="string"><text>urgency</text></inputExpression><inputValues><text>"ordinary", "urgent"</text></inputValues></input><output name="o" typeRef="number"/>
        {string.Concat(rules.Select((r, i) => $"<rule id=\"r{i + 1}\"><inputEntry><text>{SecurityElement.Escape(r.Amount)}</text></inputEntry><inputEntry><text>{SecurityElement.Escape(r.Urgency)}</text></inputEntry><outputEntry><text>{SecurityElement.Escape(r.Result)}</text></outputEntry></rule>"))}
        </decisionTable></decision>
        </definitions>
        """;
}
