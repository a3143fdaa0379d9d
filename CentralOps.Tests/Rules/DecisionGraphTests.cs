using System.Xml.Linq;
using CentralOps.Domain.Administration;
using CentralOps.Domain.Cases;
using CentralOps.Domain.Cases.Replay;
using CentralOps.Domain.Processes;
using CentralOps.Domain.Processes.Design;
using CentralOps.Domain.Rules;
using CentralOps.Domain.Rules.Design;
using CentralOps.Domain.Rules.Dmn;
using CentralOps.Domain.Versioning;
using CentralOps.Tests.Processes;
using CentralOps.Tests.Support;

namespace CentralOps.Tests.Rules;

/// <summary>Several decisions in one rule set, a function among them, through the whole tool chain: drawn, evaluated, tested, dry-run, replayed, compared.</summary>
public sealed class DecisionGraphTests
{
    private static readonly string Shipped = File.ReadAllText(Path.Combine(CentralOps.Tests.Support.Repository.Root, "samples", "rules", "payment-route.dmn"));
    private readonly Microsoft.Extensions.Time.Testing.FakeTimeProvider _clock = new(new DateTimeOffset(2026, 11, 24, 2, 0, 0, TimeSpan.Zero));

    // As an administrator draws it: a function, a decision that uses it, and the shipped table that needs the decision.
    private static string Drawn(string limit = "1000000", Func<RuleSetDraft, RuleSetDraft>? more = null)
    {
        var document = RuleDocument.Read(Shipped);
        var draft = document.Draft;
        var route = draft.Decisions[0];
        var amount = draft.Inputs.Single(i => i.Name == "case_amount").Key;
        var rules = route.Table!.Rules.Select(r => r with { Cells = [.. r.Cells.Select(c => c == ">= 1000000" ? ">= 大额起点" : c)] }).ToList();
        draft = draft with
        {
            Knowledge = [new KnowledgeDraft("round", "取整", ["value"], "floor(value / 1000) * 1000")],
            Decisions = [route with { Needs = [.. route.Needs, "limit"], Table = route.Table with { Rules = rules } }, new DecisionDraft("limit", "大额起点", "literal", ["round", amount], null, $"if case_amount = null then {limit} else 取整({limit})")],
            Shapes = [.. draft.Shapes, new ShapeDraft("limit", 460, 80, 180, 80), new ShapeDraft("round", 560, 260, 150, 60)],
        };
        return document.Write(more?.Invoke(draft) ?? draft);
    }

    [Fact]
    public void What_is_drawn_is_readable_dmn_with_its_diagram_and_reads_back_as_it_was_drawn()
    {
        var text = Drawn();
        Assert.Empty(DmnReader.Read(text).Findings);
        var read = RuleDocument.Read(text).Draft;
        Assert.Equal(["round", "input-case_amount"], read.Decisions[1].Needs.OrderDescending());
        Assert.Contains(new ShapeDraft("limit", 460, 80, 180, 80), read.Shapes);
        var xml = XDocument.Parse(text);
        var edges = xml.Descendants().Where(e => e.Name.LocalName == "DMNEdge").Select(e => (string)e.Attribute("dmnElementRef")!).ToList();
        Assert.Contains("limit-needs-round", edges);
        Assert.Contains($"{read.Decisions[0].Key}-needs-limit", edges);
        Assert.All(edges, e => Assert.Contains(xml.Descendants(), x => (string?)x.Attribute("id") == e));
        Assert.Equal(text, RuleDocument.Read(text).Write(read)); // nothing changed, nothing touched
    }

    [Fact]
    public void Moving_one_element_moves_its_lines_and_nothing_else()
    {
        var text = Drawn();
        var document = RuleDocument.Read(text);
        var moved = document.Write(document.Draft with { Shapes = [.. document.Draft.Shapes.Select(s => s.Key == "round" ? s with { X = 800 } : s)] });
        var (before, after) = (XDocument.Parse(text), XDocument.Parse(moved));
        var differing = before.Descendants().Where(e => e.Name.LocalName is "DMNShape" or "DMNEdge").Zip(after.Descendants().Where(e => e.Name.LocalName is "DMNShape" or "DMNEdge"))
            .Where(p => !XNode.DeepEquals(p.First, p.Second)).Select(p => (string)p.First.Attribute("dmnElementRef")!);
        Assert.Equal(["limit-needs-round", "round"], differing.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void A_document_without_a_diagram_gets_one_when_somebody_draws()
    {
        var bare = Shipped.Remove(Shipped.IndexOf("  <dmndi:DMNDI>", StringComparison.Ordinal), Shipped.IndexOf("</dmndi:DMNDI>", StringComparison.Ordinal) + "</dmndi:DMNDI>\n".Length - Shipped.IndexOf("  <dmndi:DMNDI>", StringComparison.Ordinal));
        var document = RuleDocument.Read(bare);
        Assert.Empty(document.Draft.Shapes);
        var keys = document.Draft.Decisions.Select(d => d.Key).Concat(document.Draft.Inputs.Select(i => i.Key)).ToList();
        var drawn = RuleDocument.Read(document.Write(document.Draft with { Shapes = [.. keys.Select((k, i) => new ShapeDraft(k, i * 200, 40, 180, 80))] })).Draft;
        Assert.Equal(keys, drawn.Shapes.Select(s => s.Key));
    }

    [Fact]
    public void A_requirement_or_an_element_that_is_taken_away_leaves_nothing_behind()
    {
        var document = RuleDocument.Read(Drawn());
        var less = document.Write(document.Draft with
        {
            Decisions = [document.Draft.Decisions[0] with { Needs = [.. document.Draft.Decisions[0].Needs.Where(n => n != "limit")] }],
            Knowledge = [],
            Shapes = [.. document.Draft.Shapes.Where(s => s.Key is not ("limit" or "round"))],
        });
        Assert.DoesNotContain("limit", less, StringComparison.Ordinal);
        Assert.DoesNotContain("取整", less, StringComparison.Ordinal);
    }

    [Fact]
    public void The_decision_at_the_top_asks_the_others_and_each_can_be_asked_by_itself()
    {
        var model = DmnReader.Read(Drawn("1000999")).Model!;
        var inputs = new Dictionary<string, object?> { ["case_amount"] = 1_000_500m, ["urgency"] = "ordinary" };
        Assert.Equal("large-value", Decisions.Decide(model, "r", 1, null, inputs, _clock)["payment_route"]);
        Assert.Equal(1_000_000m, Decisions.Decide(model, "r", 1, "大额起点", inputs, _clock)["大额起点"]);
        Assert.Equal(["case_amount", "urgency"], Decisions.Decide(model, "r", 1, null, inputs, _clock).Reads.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Test_cases_can_be_kept_for_every_decision()
    {
        var text = Drawn("1000999", d => d with
        {
            Tests = [.. d.Tests, new TestDraft("t-limit", "取整到千", "limit", new Dictionary<string, string> { ["case_amount"] = "5" }, new Dictionary<string, string> { ["大额起点"] = "1000000" })],
        });
        var review = RuleSetReview.Of(text, _clock);
        Assert.DoesNotContain(review.Findings, f => !f.Finding.IsWarning);
        Assert.All(review.Tests, t => Assert.Equal(TestVerdict.Passed, t.Verdict));
        Assert.Contains(review.Tests, t => t.Key == "t-limit");
    }

    [Fact]
    public void Decisions_side_by_side_that_a_process_could_not_choose_from_are_told()
    {
        var text = Drawn(more: d => d with { Decisions = [.. d.Decisions, new DecisionDraft("alone", "独立", "literal", [], null, "1")] });
        Assert.Contains(RuleSetReview.Of(text, _clock).Findings, f => f.Finding is { Code: "rules.several-results", IsWarning: true });
        Assert.DoesNotContain(RuleSetReview.Of(Drawn(), _clock).Findings, f => f.Finding.Code == "rules.several-results");
    }

    [Fact]
    public async Task A_dry_run_and_a_replay_decide_by_the_whole_graph()
    {
        var configuration = new ShippedConfiguration();
        configuration.Put(ConfigurationKind.RuleSet, "payment-route", Drawn());
        var feel = new FeelEvaluator(_clock);
        var body = """<bpmn:startEvent id="s"/><bpmn:businessRuleTask id="r" name="Route" co:ruleset="payment-route"/><bpmn:exclusiveGateway id="g" default="g-small"/><bpmn:endEvent id="small"/><bpmn:endEvent id="large"/>"""
            + Bench.Flows("s-r", "r-g", "g-small", "g-large:payment_route = \"large-value\"");
        var graph = new BpmnReader(feel).Read(Bench.Wrap("p", body), "p", 1).Graph!;
        var decisions = new PublishedDecisions(configuration, _clock);
        var variables = new Dictionary<string, object?> { ["case_amount"] = 1_500_000m, ["urgency"] = "ordinary" };
        var run = new DryRun(graph, new PublishedProcesses(configuration, feel), feel, decisions, ShippedSteps.Catalogue, variables);
        Assert.True(run.Ended);

        var taken = TakenDecision.Of(new DecisionTaken("r", decisions.Decide("payment-route", null, variables), variables), _clock.GetUtcNow());
        var sample = new SampleCase(Guid.CreateVersion7(), "1", "remittance", _clock.GetUtcNow().AddHours(-1), CaseStatus.Completed, variables) { Decisions = [taken] };
        var replay = new RuleReplay(new One(sample), configuration, new NoParameters(), _clock);
        var person = new StaffMember(Guid.CreateVersion7(), "shen", "沈诚", "3101", [], 0, null, true, [], new HashSet<string> { Permissions.AdminConfiguration });
        Assert.Empty((await replay.RunAsync(person, "payment-route", Drawn(), 30, cancel: TestContext.Current.CancellationToken)).Value.Changes);
        // Only the decision below was changed; what comes out at the top is told.
        var change = Assert.Single((await replay.RunAsync(person, "payment-route", Drawn("2000000"), 30, cancel: TestContext.Current.CancellationToken)).Value.Changes);
        Assert.Equal(("\"large-value\"", "\"small-value\""), (change.Before["payment_route"], change.After["payment_route"]));
    }

    [Fact]
    public void A_comparison_names_decisions_functions_and_requirements_that_changed()
    {
        var changes = RuleSetDifference.Between(Shipped, Drawn());
        Assert.Contains(changes, c => c is { Kind: ChangeKind.Added, Part: "decision", Name: "大额起点" });
        Assert.Contains(changes, c => c is { Kind: ChangeKind.Added, Part: "knowledge", Name: "取整" });
        Assert.Contains(changes, c => c is { Kind: ChangeKind.Changed, Part: "decision" } && c.Cells.Any(x => x.Label == "needs" && x.Newer.Contains("大额起点", StringComparison.Ordinal)));
    }

    private sealed class One(SampleCase only) : ISampleCases
    {
        public IAsyncEnumerable<SampleCase> LatestAsync(int most, DateTimeOffset? since = null, CancellationToken cancel = default) => new[] { only }.ToAsyncEnumerable();

        public Task<SampleCase?> FindAsync(string number, CancellationToken cancel = default) => Task.FromResult<SampleCase?>(only);
    }

    private sealed class NoParameters : IParameters
    {
        public decimal Number(string key) => 0m;

        public string Get(string key) => "";
    }
}
