using System.Text.Json;
using CentralOps.Domain.Kernel;
using CentralOps.Domain.Rules.Design;
using CentralOps.Web.Configuration;
using CentralOps.Web.Texts;
using Microsoft.Extensions.Localization;
using Microsoft.JSInterop;

namespace CentralOps.Web.Rules.Editor;

/// <summary>A finding with its place, in the person's language.</summary>
public sealed record RulePlace(string Decision, string Rule, int Column, string Where, string Text, bool Warning, string? Suggestion, string Test = "");

/// <summary>What the browser is told of a test case.</summary>
public sealed record TestAnswer(string Key, string Verdict, IReadOnlyDictionary<string, string> Actual, IReadOnlyList<string> Wrong, string? Message);

/// <summary>What the browser is told of the rules as they are now.</summary>
/// <param name="Findings">On cells and rules.</param>
/// <param name="Tests">Results of the test cases.</param>
/// <param name="Inputs">All inputs, when names that rules use have become new ones; else empty.</param>
/// <param name="Needs">Then also what each decision needs.</param>
public sealed record RuleAnswer(
    IReadOnlyList<RulePlace> Findings, IReadOnlyList<TestAnswer> Tests, IReadOnlyList<InputDraft> Inputs, IReadOnlyDictionary<string, IReadOnlyList<string>> Needs)
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    /// <summary>Reads what the browser holds.</summary>
    public static async Task<RuleSetDraft> ReadAsync(IJSStreamReference model)
    {
        await using var stream = await model.OpenReadStreamAsync(SafeXml.MaxCharacters * 3L);
        return await JsonSerializer.DeserializeAsync<RuleSetDraft>(stream, Json) ?? throw new JsonException("no rule set");
    }

    /// <summary>Judges a draft.</summary>
    public static (RuleAnswer Answer, IReadOnlyList<RulePlace> Places) Of(
        RuleDocument document, RuleSetDraft draft, IReadOnlyList<RuleTerm> terms, TimeProvider clock, IWorkingCalendars calendars, IStringLocalizer<RulesTexts> texts, TextCatalogue codes)
    {
        var xml = document.Write(draft, terms);
        var review = RuleSetReview.Of(xml, clock, calendars);
        var written = RuleDocument.Read(xml).Draft;
        var findings = review.Findings.Select(f => new RulePlace(f.Decision, f.Rule, f.Column, Where(written, f, texts), codes.Of(InWords(f.Finding, texts)), f.Finding.IsWarning, f.Suggestion)).ToList();
        var places = findings.ToList();
        if (!review.Findings.Any(f => RuleSetReview.IsUnreadable(f.Finding)))
        {
            if (review.Tests.Count == 0) places.Add(new RulePlace("", "", -1, "", texts["Finding.rules.no-tests"], false, null));
            places.AddRange(review.Tests.Where(t => t.Verdict != TestVerdict.Passed).Select(t => new RulePlace("", "", -1, texts["Js.mode.tests"], texts["Finding.rules.test-failed", t.Name, t.Message ?? ""], false, null, t.Key)));
        }

        var grown = written.Inputs.Count != draft.Inputs.Count || written.Decisions.Zip(draft.Decisions).Any(d => d.First.Needs.Count != d.Second.Needs.Count);
        var answer = new RuleAnswer(
            findings, [.. review.Tests.Select(t => new TestAnswer(t.Key, t.Verdict.ToString(), t.Actual, t.Wrong, t.Message))], grown ? written.Inputs : [],
            grown ? written.Decisions.ToDictionary(d => d.Key, d => d.Needs) : new Dictionary<string, IReadOnlyList<string>>());
        return (answer, [.. places.OrderBy(p => p.Warning)]);
    }

    private static ModelFinding InWords(ModelFinding finding, IStringLocalizer<RulesTexts> texts) =>
        finding is { Code: "rules.bad-expression", Args: [var owner, var text, string reason, .. var rest] } ? finding with { Args = [owner, text, FeelReasons.Of(reason, texts), .. rest] } : finding;

    private static string Where(RuleSetDraft draft, PlacedFinding finding, IStringLocalizer<RulesTexts> texts)
    {
        var decision = draft.Decisions.FirstOrDefault(d => d.Key == finding.Decision);
        var parts = new List<string>();
        if (decision is not null && draft.Decisions.Count > 1) parts.Add(decision.Name);
        if (decision?.Table is { } table)
        {
            var number = table.Rules.Select(r => r.Key).ToList().IndexOf(finding.Rule);
            if (number >= 0) parts.Add(texts["RuleNumber", number + 1]);
            var at = finding.Column;
            if (at >= 0 && at < table.Inputs.Count) parts.Add(table.Inputs[at].Label is { Length: > 0 } label ? label : table.Inputs[at].Expression);
            else if (at >= table.Inputs.Count && at - table.Inputs.Count < table.Outputs.Count) parts.Add(table.Outputs[at - table.Inputs.Count] is { Label: { Length: > 0 } label } ? label : table.Outputs[at - table.Inputs.Count].Name);
        }

        return string.Join(" · ", parts);
    }
}
