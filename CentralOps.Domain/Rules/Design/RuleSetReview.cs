using System.Xml.Linq;
using CentralOps.Domain.Kernel;
using CentralOps.Domain.Rules.Dmn;
using CentralOps.Domain.Rules.Feel;

namespace CentralOps.Domain.Rules.Design;

/// <summary>A finding with the place where the editor shows it.</summary>
/// <param name="Finding">What is wrong.</param>
/// <param name="Decision">Key of the decision or knowledge model; empty = the whole.</param>
/// <param name="Rule">Key of the rule; empty = none.</param>
/// <param name="Column">Position of the column, conditions before results; -1 = none.</param>
/// <param name="Suggestion">Text to write instead; null = none.</param>
public sealed record PlacedFinding(ModelFinding Finding, string Decision, string Rule, int Column, string? Suggestion);

/// <summary>What a rule set is worth as it stands.</summary>
/// <param name="Findings">In the order of the document.</param>
/// <param name="Tests">Results of its test cases.</param>
public sealed record RuleReview(IReadOnlyList<PlacedFinding> Findings, IReadOnlyList<TestResult> Tests);

/// <summary>Collects findings about elements.</summary>
internal sealed class ReviewNotes
{
    private const int Most = 300;

    public List<PlacedFinding> All { get; } = [];

    public void Add(XElement at, string code, bool warning, string text, params object?[] more) => Add(at, code, warning, text, null, more);

    public void Suggest(XElement at, string code, string text, string? suggestion, params object?[] more) => Add(at, code, false, text, suggestion, more);

    public void Doubt(XElement at, string code, string text, string? suggestion, params object?[] more) => Add(at, code, true, text, suggestion, more);

    private void Add(XElement at, string code, bool warning, string text, string? suggestion, object?[] more)
    {
        if (All.Count >= Most) return;
        var place = RulePlaces.Of(at);
        var owner = at.AncestorsAndSelf().FirstOrDefault(e => e.Name.LocalName is "decision" or "businessKnowledgeModel")?.Attr("name") ?? "";
        All.Add(new PlacedFinding(
            new ModelFinding(code, at.Attr("id"), owner, FindingList.LineOf(at), text, [owner, .. more]) { IsWarning = warning }, place.Decision, place.Rule, place.Column, suggestion));
    }
}

/// <summary>Judges a rule set as a whole: what cannot be read, unknown names, wrong types, gaps, overlaps, rules that never fire, and its test cases.</summary>
public static class RuleSetReview
{
    /// <summary>Findings with which not even a draft is kept.</summary>
    public static bool IsUnreadable(ModelFinding finding) => finding.Code is
        "rules.not-xml" or "rules.not-dmn" or "rules.bad-expression" or "rules.bad-hit-policy" or "rules.unsupported-element" or "rules.unsupported-import" or "rules.cells-missing"
        or "rules.reference-missing" or "rules.circle";

    /// <summary>Reviews a document.</summary>
    /// <param name="xml">DMN.</param>
    /// <param name="clock">What <c>now()</c> and <c>today()</c> read in test cases.</param>
    public static RuleReview Of(string xml, TimeProvider clock, IWorkingCalendars? calendars = null)
    {
        var (list, reader) = (new FindingList(), new Reader());
        var reading = DmnReader.Read(xml, list, reader);
        var notes = new ReviewNotes();
        foreach (var finding in reading.Findings) notes.All.Add(Placed(finding, list.SourceOf(finding), reader));
        if (reading.Model is not { } model) return new RuleReview(notes.All, []);
        if (!model.Decisions.Any())
            notes.All.Add(new PlacedFinding(new ModelFinding("rules.no-decision", "", model.Name, 0, "the model holds no decision", model.Name), "", "", -1, null));
        var needed = model.AllDecisions.SelectMany(d => d.Requirements).ToHashSet(StringComparer.Ordinal);
        var tops = model.AllDecisions.Where(d => !needed.Contains(d.Id)).ToList();
        foreach (var other in tops.Skip(1))
            notes.All.Add(new PlacedFinding(new ModelFinding("rules.several-results", other.Id, other.Name, 0, $"no other decision needs '{other.Name}' or '{tops[0].Name}': a process must say which it asks for", other.Name, tops[0].Name) { IsWarning = true }, other.Id, "", -1, null));
        reader.JudgeNames(notes);
        foreach (var table in reader.Tables)
        {
            TableTypes.Check(table, reader.Tests, reader.Expressions, notes);
            new TableReview(table, reader.Tests, notes).Run();
        }

        var tests = notes.All.Exists(f => IsUnreadable(f.Finding)) ? [] : RuleTests.Run(model, [.. RuleDocument.TestsOf(SafeXml.Load(xml).Root!)], clock, calendars);
        return new RuleReview([.. notes.All.OrderBy(f => f.Finding.IsWarning)], tests);
    }

    private static PlacedFinding Placed(ModelFinding finding, XElement? source, Reader reader)
    {
        var place = RulePlaces.Of(source);
        string? suggestion = null;
        if (finding.Code == "rules.bad-expression" && source is not null)
        {
            var holder = source.Name.LocalName is "input" ? source.Child("inputExpression") : source;
            var isCell = source.Name.LocalName == "inputEntry";
            suggestion = FeelRepair.Of(RuleDocument.TextOf(holder), isCell, reader.ScopeAt(source));
        }

        return new PlacedFinding(finding, place.Decision, place.Rule, place.Column, suggestion);
    }

    private sealed class Reader : IExpressionReader
    {
        private readonly Dictionary<XElement, NameScope> _scopes = [];

        public Dictionary<XElement, UnaryTests> Tests { get; } = [];

        public Dictionary<XElement, Node> Expressions { get; } = [];

        public IEnumerable<XElement> Tables => Tests.Keys.Concat(Expressions.Keys).Select(e => e.Ancestors().FirstOrDefault(a => a.Name.LocalName == "decisionTable")).OfType<XElement>().Distinct();

        public void Cell(XElement cell, UnaryTests tests, NameScope scope) => (Tests[cell], _scopes[cell]) = (tests, scope);

        public void Expression(XElement xml, Node node, NameScope scope) => (Expressions[xml], _scopes[xml]) = (node, scope);

        // What could not be read has no scope of its own; that of a neighbour in the same table or decision is as good.
        public NameScope ScopeAt(XElement xml) =>
            _scopes.FirstOrDefault(s => s.Key.Ancestors().Any(a => a == xml.Parent?.Parent || a == xml.Parent)).Value ?? Builtins.Names;

        public void JudgeNames(ReviewNotes notes)
        {
            foreach (var (xml, node) in Tests.Select(t => (t.Key, (Node)t.Value)).Concat(Expressions.Select(e => (e.Key, e.Value))).OrderBy(e => FindingList.LineOf(e.Key)))
            {
                foreach (var name in RuleNames.Unknown(node, _scopes[xml]))
                {
                    var text = RuleDocument.TextOf(xml.Name.LocalName == "input" ? xml.Child("inputExpression") : xml);
                    // A word alone in a cell of texts was most likely meant as one of them.
                    var alone = text.Trim() == name;
                    var close = alone && TableTypes.IsOfTexts(xml) ? null : _scopes[xml].Suggest(name);
                    var suggestion = close is not null ? text.Replace(name, close, StringComparison.Ordinal) : alone ? $"\"{name}\"" : null;
                    notes.Suggest(xml, "rules.unknown-name", $"there is no '{name}' here", suggestion, name);
                }
            }
        }
    }
}
