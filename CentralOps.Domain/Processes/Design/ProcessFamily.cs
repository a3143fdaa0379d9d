using CentralOps.Domain.Rules.Dmn;
using CentralOps.Domain.Versioning;

namespace CentralOps.Domain.Processes.Design;

/// <summary>Processes that run in one case together with a model: what it calls, what calls it, and what those call; all else as it is in force.</summary>
internal sealed class ProcessFamily
{
    private readonly IPublishedConfiguration _configuration;
    private readonly IStepCatalogue _steps;
    private readonly HashSet<string> _given = new(StringComparer.Ordinal);

    public ProcessFamily(ProcessGraph model, IReadOnlyList<ProcessGraph> inForce, IStepCatalogue steps, IPublishedConfiguration configuration)
    {
        (_configuration, _steps) = (configuration, steps);
        var all = inForce.Where(g => g.Key != model.Key).Append(model).ToDictionary(g => g.Key, StringComparer.Ordinal);
        HashSet<string> Closure(IEnumerable<string> from, Func<string, IEnumerable<string>> next)
        {
            var found = new HashSet<string>(StringComparer.Ordinal);
            var open = new Stack<string>(from);
            while (open.TryPop(out var key))
            {
                if (!all.ContainsKey(key) || !found.Add(key)) continue;
                foreach (var other in next(key)) open.Push(other);
            }

            return found;
        }

        IEnumerable<string> Calls(string key) => all[key].Elements.Values.Select(e => e.CalledProcess).OfType<string>();
        var callers = Closure([model.Key], key => all.Keys.Where(other => Calls(other).Contains(key)));
        IsCalled = callers.Count > 1;
        Processes = [.. Closure(callers, Calls).Select(key => all[key])];
        Everything = [.. all.Values];
        foreach (var element in Elements) _given.UnionWith(Gives(element));
    }

    /// <summary>The processes, the model among them.</summary>
    public IReadOnlyList<ProcessGraph> Processes { get; }

    /// <summary>All processes of the bank.</summary>
    public IReadOnlyList<ProcessGraph> Everything { get; }

    /// <summary>A process in force calls the model.</summary>
    public bool IsCalled { get; }

    /// <summary>Elements of all of them.</summary>
    public IEnumerable<FlowElement> Elements => Processes.SelectMany(p => p.Elements.Values);

    /// <summary>Shapes of all steps that the case may take.</summary>
    public IEnumerable<StepShape> Shapes => Elements.Where(e => e.Step is not null).Select(e => _steps.Find(e.Step!.Step)).OfType<StepShape>();

    /// <summary>Names that elements give to conditions; <c>changes_*</c> = all that begin so.</summary>
    public IReadOnlyCollection<string> Given => _given;

    /// <summary>Names that an element gives to conditions; <c>*</c> = any, known only when it has run.</summary>
    public IEnumerable<string> Gives(FlowElement element)
    {
        if (element.Step is { } step) foreach (var name in (_steps.Find(step.Step)?.Establishes ?? []).Append($"{element.Id}_outcome")) yield return name;
        if (element.RuleSet is { } ruleSet) foreach (var name in OutputsOf(ruleSet, element.Decision)) yield return name;
        if (element.Loop is not { } loop) yield break;
        foreach (var name in LoopNames) yield return name;
        if (loop.Item is { } item) yield return item;
    }

    /// <summary>What conditions of a repeated activity read.</summary>
    public static IReadOnlyList<string> LoopNames { get; } = ["loop_count", "loop_done", "loop_number"];

    /// <summary>The rule set's model; null = none is in force.</summary>
    public DmnModel? Rules(string ruleSet) =>
        _configuration.Current(ConfigurationKind.RuleSet, ruleSet) is { } version ? _configuration.Parsed(version, v => DmnReader.Read(v.Content)).Model : null;

    private IEnumerable<string> OutputsOf(string ruleSet, string? decision) => Rules(ruleSet) is not { } model || model.Find(decision) is null ? [] : model.OutputsOf(decision) ?? ["*"];
}
