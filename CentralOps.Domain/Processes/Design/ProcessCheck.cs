using CentralOps.Domain.Administration;
using CentralOps.Domain.Kernel;
using CentralOps.Domain.Rules;
using CentralOps.Domain.Rules.Dmn;
using CentralOps.Domain.Versioning;

namespace CentralOps.Domain.Processes.Design;

/// <summary>Judges a process model as a whole bank would: the model itself, and everything that it names.</summary>
public sealed class ProcessCheck(IConditionEvaluator conditions, IStepCatalogue steps, IEnumerable<IConditionNames> names, IStepEquipment equipment, IWorkPosts posts, IPublishedConfiguration configuration) : IConfigurationCheck
{
    private readonly BpmnReader _reader = new(conditions);

    /// <inheritdoc />
    public string Kind => ConfigurationKind.Process;

    /// <inheritdoc />
    public IReadOnlyList<ModelFinding> Check(string key, string content)
    {
        var reading = _reader.Read(content, key, 0);
        if (reading.Graph is not { } graph) return reading.Findings;
        var findings = new FindingList();
        foreach (var element in graph.Elements.Values)
        {
            if (element.Step is { } step) CheckStep(element, step, findings);
            if (element.RuleSet is { } ruleSet) CheckRuleSet(element, ruleSet, findings);
            if (element.CalledProcess is { } called) CheckCall(key, element, called, findings);
        }

        var family = new ProcessFamily(graph, [.. configuration.AllCurrent(ConfigurationKind.Process).Select(v => Called(v.Key)).OfType<ProcessGraph>()], steps, configuration);
        new EventCheck(graph, family, new ErrorFlow(steps, Called), steps, findings).Run();
        new NameCheck(family, names, steps, configuration).Run(graph, findings);
        foreach (var finding in Soundness.Of(graph)) findings.All.Add(finding);
        return findings.All;
    }

    /// <inheritdoc />
    public bool RefusesDraft(ModelFinding finding) =>
        finding.Code is "process.not-xml" or "process.not-bpmn" or "process.no-process" or "process.bad-condition" or "process.bad-time";

    private void CheckStep(FlowElement element, StepElement step, FindingList findings)
    {
        if (steps.Find(step.Step) is not { } shape)
        {
            At(findings, element, "process.unknown-step", $"'{element.Name}' asks for the step '{step.Step}', which there is not", step.Step);
            return;
        }

        foreach (var desk in shape.Desks) CheckDesk(element, step, desk, findings);
        if (shape.Branch is { } branch && !equipment.HasPanel(branch.Task)) At(findings, element, "process.no-panel", NoPanel(element, branch.Task), branch.Task);
        foreach (var machine in shape.Machines.Where(m => !equipment.HasMachine(m.Operation)))
            At(findings, element, "process.no-machine", $"'{element.Name}' needs '{machine.Operation}' of the queue '{machine.Queue.Name}', which no machine performs", machine.Operation, machine.Queue.Name);
        foreach (var missing in shape.Parameters.Where(p => p.Required && string.IsNullOrEmpty(step.Parameter(p.Name))))
            At(findings, element, "process.missing-parameter", $"'{element.Name}' does not say '{missing.Name}', without which its step cannot be done", missing.Name);
        foreach (var (name, value) in step.Parameters.Where(p => !shape.PostParameters.Contains(p.Key)))
        {
            var parameter = shape.Parameters.FirstOrDefault(p => p.Name == name);
            if (parameter is null)
                At(findings, element, "process.unknown-parameter", $"'{element.Name}' sets '{name}', which its step does not know", name);
            else if (parameter.Choices.Count > 0 && !parameter.Choices.Contains(value))
                At(findings, element, "process.bad-parameter", $"'{element.Name}' sets '{name}' to '{value}'; allowed are {string.Join(", ", parameter.Choices)}", name, value, string.Join(", ", parameter.Choices));
        }
    }

    private void CheckDesk(FlowElement element, StepElement step, StepDesk desk, FindingList findings)
    {
        if (!equipment.HasPanel(desk.Task)) At(findings, element, "process.no-panel", NoPanel(element, desk.Task), desk.Task);
        var post = desk.PostOf(step);
        if (posts.Find(post) is not { } found) At(findings, element, "process.unknown-post", $"'{element.Name}' gives work to the post '{post}', which there is not", post);
        else if (!found.Active) At(findings, element, "process.closed-post", $"'{element.Name}' gives work to the post '{post}', which is closed", post);
        else if (!found.Decides && posts.Find(desk.Post) is { Decides: true })
            At(findings, element, "process.post-decides-nothing", $"'{element.Name}' has '{post}' decide, to which one person alone lets people in", post);
    }

    private static string NoPanel(FlowElement element, string task) => $"'{element.Name}' asks people for '{task}', for which there is no panel";

    private void CheckRuleSet(FlowElement element, string ruleSet, FindingList findings)
    {
        if (configuration.Current(ConfigurationKind.RuleSet, ruleSet) is not { } version)
        {
            At(findings, element, "process.unknown-rule-set", $"'{element.Name}' asks the rule set '{ruleSet}', of which no version is in force", ruleSet);
            return;
        }

        var model = configuration.Parsed(version, v => DmnReader.Read(v.Content)).Model;
        if (model is not null && model.Find(element.Decision) is null)
            At(findings, element, "process.unknown-decision", $"'{element.Name}' asks for the decision '{element.Decision}', which the rule set '{ruleSet}' does not have", element.Decision ?? "", ruleSet);
    }

    private void CheckCall(string key, FlowElement element, string called, FindingList findings)
    {
        if (called == key || Reaches(called, key, []))
            At(findings, element, "process.call-circle", $"'{element.Name}' calls '{called}', which comes back here: processes call each other in a circle", called);
        else if (Called(called) is null)
            At(findings, element, "process.unknown-process", $"'{element.Name}' calls the process '{called}', of which no version is in force", called);
    }

    private ProcessGraph? Called(string key) =>
        configuration.Current(ConfigurationKind.Process, key) is { } version ? configuration.Parsed(version, v => _reader.Read(v.Content, v.Key, v.Version)).Graph : null;

    private bool Reaches(string from, string target, HashSet<string> seen) =>
        seen.Add(from) && Called(from) is { } graph && graph.Elements.Values.Any(e => e.CalledProcess is { } next && (next == target || Reaches(next, target, seen)));

    private static void At(FindingList findings, FlowElement element, string code, string text, params object?[] more) =>
        findings.Add(code, element.Id, element.Name, element.Line, text, [element.Name, .. more]);
}
