using CentralOps.Domain.Kernel;
using CentralOps.Domain.Rules.Design;
using CentralOps.Domain.Versioning;

namespace CentralOps.Domain.Processes.Design;

/// <summary>Names that conditions of every process may read beside those that its own elements give.</summary>
public interface IConditionNames
{
    /// <summary>Data of the case, fields, parameters.</summary>
    IReadOnlyCollection<string> All { get; }
}

/// <summary>Facts that come with a case, by whichever way it comes.</summary>
public sealed record ArrivingNames(IReadOnlyCollection<string> All) : IConditionNames;

/// <summary>Finds names in conditions, times and repetitions that nothing knows, and outcomes that no step has: such a condition is never true, whatever the case.</summary>
internal sealed class NameCheck(ProcessFamily family, IEnumerable<IConditionNames> names, IStepCatalogue steps, IPublishedConfiguration configuration)
{
    private const string Outcome = "_outcome";

    /// <summary>Parameters of steps name facts so.</summary>
    private const string Fact = "fact:";

    private readonly HashSet<string> _here = [.. family.Given, .. names.SelectMany(n => n.All)];
    private HashSet<string>? _anywhere;

    public void Run(ProcessGraph graph, FindingList findings)
    {
        foreach (var element in graph.Elements.Values)
        {
            foreach (var (place, label, text) in Expressions(element)) Judge(place, label, element.Line, ConditionUse.Of(text), findings);
            if (element.RuleSet is { } ruleSet) Reads(element, ruleSet, findings);
        }
    }

    private static IEnumerable<(string Place, string Label, string Text)> Expressions(FlowElement element)
    {
        foreach (var flow in element.Outgoing)
        {
            if (flow.Condition is { } condition) yield return (flow.Id, flow.Name.Length > 0 ? flow.Name : element.Name, condition);
        }

        var own = new[] { element.Timer is { } timer && !TimerValue.IsLiteral(timer) ? timer.Text : null, element.Loop?.Cardinality, element.Loop?.Collection, element.Loop?.Completion };
        var facts = element.Step?.Parameters.Values.Where(v => v.StartsWith(Fact, StringComparison.Ordinal)).Select(v => v[Fact.Length..]) ?? [];
        foreach (var text in own.OfType<string>().Concat(facts)) yield return (element.Id, element.Name, text);
    }

    private void Judge(string place, string label, int line, ConditionUse use, FindingList findings)
    {
        foreach (var name in use.Names.Where(n => !Knows(_here, n)))
        {
            var meant = ConditionUse.Suggest(name, _here.Where(n => !n.EndsWith('*')));
            if (Anywhere().Contains(name) || (meant is null && Knows(Anywhere(), name)))
                findings.All.Add(new ModelFinding("process.name-elsewhere", place, label, line, $"'{label}' asks for '{name}', which nothing in this process establishes: there is never a value", label, name) { IsWarning = true });
            else if (meant is not null)
                findings.Add("process.mistyped-name", place, label, line, $"'{label}' asks for '{name}', which nothing knows: perhaps '{meant}'", label, name, meant);
            else findings.Add("process.unknown-name", place, label, line, $"'{label}' asks for '{name}', which nothing knows", label, name);
        }

        foreach (var (name, text) in use.Asked.Distinct())
        {
            if (!name.EndsWith(Outcome, StringComparison.Ordinal)) continue;
            var shapes = family.Elements.Where(e => e.Step is not null && e.Id == name[..^Outcome.Length]).Select(e => steps.Find(e.Step!.Step)).ToList();
            if (shapes.Count == 0 || shapes.Exists(s => s is null || s.Outcomes.Contains(text))) continue;
            var allowed = string.Join(", ", shapes.SelectMany(s => s!.Outcomes).Distinct());
            findings.Add("process.unknown-outcome", place, label, line, $"'{label}' asks whether {name} is '{text}', which it never is; it ends with {allowed}", label, name, text, allowed);
        }
    }

    private void Reads(FlowElement element, string ruleSet, FindingList findings)
    {
        if (family.Rules(ruleSet) is not { } model || model.ReadsOf(element.Decision) is not { } reads) return;
        var missing = reads.Where(n => !Knows(_here, n)).Distinct().ToList();
        if (missing.Count == 0) return;
        var listed = string.Join(", ", missing);
        findings.All.Add(new ModelFinding(
            "process.rule-reads-nothing", element.Id, element.Name, element.Line, $"the rules of '{element.Name}' read {listed}, which nothing in this process establishes", element.Name, listed) { IsWarning = true });
    }

    // Known to the bank, whether or not it comes in this process.
    private HashSet<string> Anywhere() => _anywhere ??=
    [
        .. _here, .. ProcessFamily.LoopNames, .. steps.All.SelectMany(s => s.Establishes), .. family.Everything.SelectMany(p => p.Elements.Values).SelectMany(family.Gives),
        .. configuration.AllCurrent(ConfigurationKind.RuleSet).SelectMany(v => family.Rules(v.Key) is { } model ? model.Decisions.SelectMany(d => model.OutputsOf(d) ?? []) : []),
    ];

    private static bool Knows(HashSet<string> known, string name) => known.Contains(name) || known.Any(k => k.EndsWith('*') && name.StartsWith(k[..^1], StringComparison.Ordinal));
}
