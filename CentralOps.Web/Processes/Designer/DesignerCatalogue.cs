using CentralOps.Domain.Administration;
using CentralOps.Domain.Cases;
using CentralOps.Domain.Configuration;
using CentralOps.Domain.Processes;
using CentralOps.Domain.Processes.Design;
using CentralOps.Domain.Recognition;
using CentralOps.Domain.Rules.Dmn;
using CentralOps.Web.Components;
using CentralOps.Web.Texts;

namespace CentralOps.Web.Processes.Designer;

/// <summary>Everything a model may name, with its words in the person's language, for the browser.</summary>
public sealed class DesignerCatalogue(
    IStepCatalogue steps, IPublishedConfiguration configuration, IProcessCatalog processes, IWorkPosts posts, VoucherConfiguration vouchers, TextCatalogue texts)
{
    /// <summary>An atomic step.</summary>
    public sealed record StepItem(string Step, string Name, string Group, string Actor, string Element, IReadOnlyList<string> Outcomes, IReadOnlyList<ParameterItem> Parameters);

    /// <summary>A parameter of a step.</summary>
    public sealed record ParameterItem(string Name, string Text, IReadOnlyList<ChoiceItem> Choices);

    /// <summary>An allowed value.</summary>
    public sealed record ChoiceItem(string Value, string Text);

    /// <summary>A rule set.</summary>
    public sealed record RuleSetItem(string Key, string Name, IReadOnlyList<string> Decisions);

    /// <summary>A process that can be called.</summary>
    public sealed record ProcessItem(string Key, string Name);

    /// <summary>A name that conditions may read.</summary>
    public sealed record VariableItem(string Name, string Text);

    /// <summary>All together.</summary>
    public sealed record Whole(IReadOnlyList<StepItem> Steps, IReadOnlyList<RuleSetItem> RuleSets, IReadOnlyList<ProcessItem> Processes, IReadOnlyList<VariableItem> Variables);

    /// <summary>Reads it.</summary>
    public async Task<Whole> ReadAsync()
    {
        var postNames = (await posts.AllAsync()).ToDictionary(p => p.Code, p => p.Name());
        var items = steps.All.Select(s => new StepItem(
            s.Step, texts[$"Step.{s.Step}"], texts[$"StepGroup.{s.Group}"], ActorOf(s, postNames), s.Actor is StepActor.Machine or StepActor.MachineThenPost ? "ServiceTask" : "UserTask", s.Outcomes,
            [.. s.Parameters.Select(p => new ParameterItem(p.Name, texts[$"StepParameter.{p.Name}"], [.. p.Choices.Select(c => new ChoiceItem(c, texts[$"StepParameter.{p.Name}.{c}"]))]))]));
        return new Whole([.. items], [.. RuleSets()], [.. configuration.AllCurrent(ConfigurationKind.Process).Select(p => new ProcessItem(p.Key, processes.Get(p.Key, p.Version)?.Name ?? p.Key))], [.. Variables()]);
    }

    /// <summary>Who performs a step, in words.</summary>
    public string ActorOf(StepShape step, IReadOnlyDictionary<string, string> postNames)
    {
        var at = string.Join(" / ", step.Posts.Select(p => postNames.GetValueOrDefault(p) ?? p));
        return at.Length > 0 ? texts[$"StepActor.{step.Actor}.At", at] : texts[$"StepActor.{step.Actor}"];
    }

    private IEnumerable<RuleSetItem> RuleSets() => configuration.AllCurrent(ConfigurationKind.RuleSet).Select(v =>
    {
        var model = configuration.Parsed(v, x => DmnReader.Read(x.Content)).Model;
        return new RuleSetItem(v.Key, model?.Name is { Length: > 0 } name ? name : v.Key, [.. model?.Decisions ?? []]);
    });

    private IEnumerable<VariableItem> Variables()
    {
        foreach (var name in CaseVariables.Data.Keys) yield return new(name, texts[$"Variable.{name}"]);
        foreach (var field in vouchers.Fields.All) yield return new(CaseVariables.NameOf(field.Code), Bilingual.Of(field.NameZh, field.NameEn));
        foreach (var parameter in ParameterKeys.All.Where(p => p.Kind is ParameterKind.Amount or ParameterKind.Number or ParameterKind.Seconds))
            yield return new($"p_{CaseVariables.NameOf(parameter.Key)}", texts[$"Parameter.{parameter.Key}"]);
    }
}
