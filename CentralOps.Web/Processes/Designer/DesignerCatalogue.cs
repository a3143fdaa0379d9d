using CentralOps.Domain.Administration;
using CentralOps.Domain.Cases;
using CentralOps.Domain.Processes;
using CentralOps.Domain.Processes.Design;
using CentralOps.Domain.Recognition;
using CentralOps.Domain.Rules.Dmn;
using CentralOps.Domain.Versioning;
using CentralOps.Web.Components;
using CentralOps.Web.Texts;

namespace CentralOps.Web.Processes.Designer;

/// <summary>Everything a model may name, with its words in the person's language, for the browser.</summary>
public sealed class DesignerCatalogue(
    IStepCatalogue steps, IPublishedConfiguration configuration, IProcessCatalog processes, IWorkPosts posts, VoucherConfiguration vouchers, TextCatalogue texts)
{
    /// <summary>An atomic step.</summary>
    public sealed record StepItem(
        string Step, string Name, string Group, string Actor, string Element, IReadOnlyList<string> Outcomes, IReadOnlyList<ParameterItem> Parameters, IReadOnlyList<ChoiceItem> Errors, IReadOnlyList<string> Establishes);

    /// <summary>A parameter of a step.</summary>
    public sealed record ParameterItem(string Name, string Text, IReadOnlyList<ChoiceItem> Choices);

    /// <summary>An allowed value.</summary>
    public sealed record ChoiceItem(string Value, string Text);

    /// <summary>A rule set.</summary>
    public sealed record RuleSetItem(string Key, string Name, IReadOnlyList<string> Decisions);

    /// <summary>A process that can be called.</summary>
    public sealed record ProcessItem(string Key, string Name, IReadOnlyList<ChoiceItem> Errors);

    /// <summary>A name that conditions may read.</summary>
    public sealed record VariableItem(string Name, string Text);

    /// <summary>All together.</summary>
    public sealed record Whole(
        IReadOnlyList<StepItem> Steps, IReadOnlyList<RuleSetItem> RuleSets, IReadOnlyList<ProcessItem> Processes, IReadOnlyList<VariableItem> Variables, IReadOnlyList<ChoiceItem> Messages);

    /// <summary>Reads it.</summary>
    public Whole Read()
    {
        var postNames = posts.All.ToDictionary(p => p.Code, p => p.Name());
        ChoiceItem[] open = [.. posts.All.Where(p => p.Active).Select(p => new ChoiceItem(p.Code, p.Name()))];
        var items = steps.All.Select(s => new StepItem(
            s.Step, texts[$"Step.{s.Step}"], texts[$"StepGroup.{s.Group}"], ActorOf(s, postNames), s.Actor is StepActor.Machine or StepActor.MachineThenPost ? "ServiceTask" : "UserTask", s.Outcomes,
            [
                .. s.PostParameters.Select(p => new ParameterItem(p, texts[$"StepParameter.{p}"], open)),
                .. s.Parameters.Select(p => new ParameterItem(p.Name, texts[$"StepParameter.{p.Name}"], [.. p.Choices.Select(c => new ChoiceItem(c, texts[$"StepParameter.{p.Name}.{c}"]))])),
            ],
            [.. s.Errors.Select(e => Named("StepError", e.Code))], [.. s.Establishes.Where(n => !n.EndsWith('*'))]));
        var called = configuration.AllCurrent(ConfigurationKind.Process).Select(p => new ProcessItem(p.Key, processes.Get(p.Key, p.Version)?.Name ?? p.Key, [.. ErrorsOfProcess.Of(p.Key, steps, processes).Select(e => Named("StepError", e))]));
        return new Whole([.. items], [.. RuleSets()], [.. called], [.. Variables()], [.. steps.All.SelectMany(s => s.Messages).Distinct().Select(m => Named("Message", m))]);
    }

    // What the bank's own end events throw has no name but its code.
    private ChoiceItem Named(string prefix, string code) => new(code, texts.Find($"{prefix}.{code}") is { } name ? $"{name} ({code})" : code);

    /// <summary>Who performs a step, in words.</summary>
    public string ActorOf(StepShape step, IReadOnlyDictionary<string, string> postNames)
    {
        var at = string.Join(" / ", step.Desks.Select(d => d.Post).Distinct().Select(p => postNames.GetValueOrDefault(p) ?? p));
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
        foreach (var parameter in CaseVariables.Readable) yield return new(CaseVariables.NameOf(parameter), texts[$"Parameter.{parameter.Key}"]);
    }
}
