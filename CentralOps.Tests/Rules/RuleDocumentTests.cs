using System.Xml.Linq;
using CentralOps.Domain.Rules.Design;
using CentralOps.Tests.Support;

namespace CentralOps.Tests.Rules;

/// <summary>The editor changes what was edited and nothing else.</summary>
public sealed class RuleDocumentTests
{
    private const string Foreign = """
        <?xml version="1.0" encoding="UTF-8"?>
        <!-- kept by hand -->
        <definitions xmlns="https://www.omg.org/spec/DMN/20191111/MODEL/" xmlns:x="http://other.example/tool" id="d" name="m" namespace="http://test" x:owner="risk">
          <extensionElements><x:colour of="r1">red</x:colour></extensionElements>
          <inputData id="i" name="amount"><variable id="v" name="amount" typeRef="number"/></inputData>
          <inputData id="j" name="limit"><variable id="w" name="limit" typeRef="number"/></inputData>
          <decision id="t" name="level" x:note="kept">
            <variable id="tv" name="level"/>
            <informationRequirement id="q"><requiredInput href="#i"/></informationRequirement>
            <decisionTable id="tt" hitPolicy="FIRST" x:width="300">
              <input id="c1" label="Amount"><inputExpression id="e1" typeRef="number"><text><![CDATA[amount]]></text></inputExpression></input>
              <output id="o1" name="level" typeRef="number"/>
              <!-- the big ones -->
              <rule id="r1"><description>kept too</description><inputEntry id="r1a"><text>&gt; 100</text></inputEntry><outputEntry id="r1b"><text>2</text></outputEntry></rule>
              <rule id="r2" x:flag="y"><inputEntry id="r2a"><text>-</text></inputEntry><outputEntry id="r2b"><text>1</text></outputEntry></rule>
            </decisionTable>
          </decision>
          <?tool keep?>
        </definitions>
        """;

    public static TheoryData<string> Shipped => [.. Directory.EnumerateFiles(Path.Combine(Repository.Root, "samples", "rules"), "*.dmn").Select(f => Path.GetFileName(f)!)];

    [Theory]
    [MemberData(nameof(Shipped))]
    public void An_edit_of_one_cell_changes_that_cell_and_nothing_else(string file)
    {
        var text = File.ReadAllText(Path.Combine(Repository.Root, "samples", "rules", file));
        var document = RuleDocument.Read(text);
        Assert.Equal(text, document.Write(RuleDocument.Read(text).Draft));

        var changed = document.Write(WithRules(document.Draft, rules => [.. rules.Select((r, i) => i == 0 ? r with { Cells = [.. r.Cells.Select((c, at) => at == 1 ? ">= 4711" : c)] } : r)]));
        var (before, after) = (text.ReplaceLineEndings("\n").Split('\n'), changed.Split('\n'));
        var differing = Enumerable.Range(0, before.Length).Where(i => Same(before[i]) != Same(after[i])).ToList();
        Assert.Equal(before.Length, after.Length);
        Assert.Single(differing);
        Assert.Contains("&gt;= 4711", after[differing[0]], StringComparison.Ordinal);

        static string Same(string line) => line.Replace(" />", "/>", StringComparison.Ordinal).Replace("></output>", "/>", StringComparison.Ordinal);
    }

    [Fact]
    public void What_the_editor_does_not_show_survives_inserting_moving_and_deleting_rules()
    {
        var document = RuleDocument.Read(Foreign);
        var changed = document.Write(WithRules(document.Draft, rules => [rules[1], new RuleRow("new", ["[1..5]", "7"]), rules[0]]));
        foreach (var kept in new[] { "<!-- kept by hand -->", "x:owner=\"risk\"", "<x:colour of=\"r1\">red</x:colour>", "x:note=\"kept\"", "<![CDATA[amount]]>", "<!-- the big ones -->", "kept too", "x:flag=\"y\"", "<?tool keep?>", "x:width=\"300\"" })
            Assert.Contains(kept, changed, StringComparison.Ordinal);
        Assert.Equal(["r2", "new", "r1"], RuleDocument.Read(changed).Draft.Decisions[0].Table!.Rules.Select(r => r.Key));

        var fewer = RuleDocument.Read(changed);
        var less = fewer.Write(WithRules(fewer.Draft, rules => [rules[1]]));
        Assert.DoesNotContain("kept too", less, StringComparison.Ordinal);
        Assert.Contains("x:width=\"300\"", less, StringComparison.Ordinal);
    }

    [Fact]
    public void Columns_can_be_added_moved_and_removed()
    {
        var document = RuleDocument.Read(Foreign);
        var table = document.Draft.Decisions[0].Table!;
        var wider = document.Write(With(document.Draft, table with
        {
            Inputs = [new InputColumn("c0", "Limit", "limit", "number", ""), .. table.Inputs],
            Notes = [new NoteColumn("n", "Why")],
            Rules = [.. table.Rules.Select((r, i) => r with { Cells = [$"< {i}", .. r.Cells, i == 0 ? "because" : ""] })],
        }), []);
        var read = RuleDocument.Read(wider).Draft.Decisions[0];
        Assert.Equal(["< 0", "> 100", "2", "because"], read.Table!.Rules[0].Cells);
        Assert.Equal(["< 1", "-", "1", ""], read.Table.Rules[1].Cells);
        Assert.Equal(["i", "j"], read.Needs); // the expression names the limit, so that the decision needs it
        Assert.DoesNotContain(RuleSetReview.Of(wider, TimeProvider.System).Findings, f => f.Finding.Code.StartsWith("rules.bad", StringComparison.Ordinal));

        var again = RuleDocument.Read(wider);
        var narrow = again.Write(With(again.Draft, again.Draft.Decisions[0].Table! with { Inputs = [again.Draft.Decisions[0].Table!.Inputs[1]], Rules = [.. again.Draft.Decisions[0].Table!.Rules.Select(r => r with { Cells = [.. r.Cells.Skip(1)] })] }));
        Assert.Equal(["> 100", "2", "because"], RuleDocument.Read(narrow).Draft.Decisions[0].Table!.Rules[0].Cells);
        Assert.Contains("id=\"r1a\"", narrow, StringComparison.Ordinal); // the cell of the remaining column is still the same element
    }

    [Fact]
    public void A_known_term_that_an_expression_names_becomes_an_input_of_the_model()
    {
        var document = RuleDocument.Read(Foreign);
        var draft = WithRules(document.Draft, rules => [rules[0] with { Cells = [">= p_callback_amount", "2"] }, rules[1]]);
        var text = document.Write(draft, [new RuleTerm("p_callback_amount", "电话核实金额", "number", [])]);
        var read = RuleDocument.Read(text).Draft;
        Assert.Contains(read.Inputs, i => i is { Name: "p_callback_amount", Label: "电话核实金额", Type: "number" });
        Assert.Contains("input-p_callback_amount", read.Decisions[0].Needs);
        Assert.Contains(RuleSetReview.Of(document.Write(draft), TimeProvider.System).Findings, f => f.Finding.Code == "rules.unknown-name"); // without the term it stays unknown
    }

    [Fact]
    public void Test_cases_are_kept_in_the_document()
    {
        var document = RuleDocument.Read(Foreign);
        var test = new TestDraft("t1", "big", "t", new Dictionary<string, string> { ["amount"] = "500" }, new Dictionary<string, string> { ["level"] = "2" });
        var text = document.Write(document.Draft with { Tests = [test] });
        Assert.Contains("<x:colour of=\"r1\">red</x:colour>", text, StringComparison.Ordinal);
        var read = Assert.Single(RuleDocument.Read(text).Draft.Tests);
        Assert.Equal(("t1", "big", "t", "500", "2"), (read.Key, read.Name, read.Decision, read.Inputs["amount"], read.Expected["level"]));
        Assert.Equal(TestVerdict.Passed, Assert.Single(RuleSetReview.Of(text, TimeProvider.System).Tests).Verdict);
        Assert.DoesNotContain("tests", RuleDocument.Read(text).Write(RuleDocument.Read(text).Draft with { Tests = [] }), StringComparison.Ordinal);
    }

    [Fact]
    public void Decisions_and_inputs_come_and_go_with_everything_that_refers_to_them()
    {
        var text = File.ReadAllText(Path.Combine(Repository.Root, "samples", "rules", "verification.dmn"));
        var document = RuleDocument.Read(text);
        var literal = new DecisionDraft("fee", "手续费", "literal", ["input-case_amount"], null, "case_amount * 0.001");
        var added = document.Write(document.Draft with { Decisions = [.. document.Draft.Decisions, literal] });
        Assert.Equal(("literal", "case_amount * 0.001"), (RuleDocument.Read(added).Draft.Decisions[1].Kind, RuleDocument.Read(added).Draft.Decisions[1].Text));
        Assert.Empty(CentralOps.Domain.Rules.Dmn.DmnReader.Read(added).Findings);
        Assert.Equal(XDocument.Parse(text).ToString(), XDocument.Parse(RuleDocument.Read(added).Write(RuleDocument.Read(added).Draft with { Decisions = document.Draft.Decisions })).ToString());

        var without = document.Write(document.Draft with { Inputs = [.. document.Draft.Inputs.Where(i => i.Name != "payment_cipher")], Decisions = [document.Draft.Decisions[0] with { Needs = [.. document.Draft.Decisions[0].Needs.Where(n => n != "input-payment_cipher")] }] });
        Assert.DoesNotContain("input-payment_cipher", without, StringComparison.Ordinal);
    }

    private static RuleSetDraft WithRules(RuleSetDraft draft, Func<IReadOnlyList<RuleRow>, IReadOnlyList<RuleRow>> change) =>
        With(draft, draft.Decisions[0].Table! with { Rules = change(draft.Decisions[0].Table!.Rules) });

    private static RuleSetDraft With(RuleSetDraft draft, TableDraft table) => draft with { Decisions = [draft.Decisions[0] with { Table = table }, .. draft.Decisions.Skip(1)] };
}
