using System.Globalization;
using System.Text.RegularExpressions;
using CentralOps.Domain.Cases;
using CentralOps.Domain.Cases.Views;
using CentralOps.Domain.CentralAuthorization.Calls;
using CentralOps.Domain.Recognition;
using CentralOps.Domain.Rules.Design;
using CentralOps.Domain.Versioning;
using CentralOps.Web.Components;
using CentralOps.Web.Texts;

namespace CentralOps.Web.Cases.Progress;

/// <summary>What happened to a case, in the reader's words: the steps note codes, keys and numbers.</summary>
public sealed partial class CaseEventTexts(TextCatalogue texts, ReasonTexts reasons, VoucherConfiguration vouchers, IPublishedConfiguration configuration, DurationText durations)
{
    /// <summary>One line: what, at which step, with which words.</summary>
    public string Of(ProgressEvent entry)
    {
        ArgumentNullException.ThrowIfNull(entry);
        var text = texts.Find($"CaseEvent.{entry.Event.Code}") ?? entry.Event.Code;
        var step = entry.Step is null ? null : texts.Find($"Step.{entry.Step}");
        // Of a step the text is only its name in the language of the model; that of a refusal or a reason may be a code.
        var words = step is not null && entry.Event.Code == "step-entered" ? null : WordsOf(entry.Event);
        return string.Join(" · ", new[] { text, step, words }.Where(p => !string.IsNullOrWhiteSpace(p)));
    }

    /// <summary>Seals with verdicts or reasons, as steps note them, e.g. <c>finance: F01</c>.</summary>
    public string OfSeals(string seals) =>
        Coded().Replace(seals, c => texts.Find($"SealRole.{c.Value}") ?? texts.Find($"SealWord.{c.Value}") ?? reasons.Find(c.Value) ?? c.Value);

    private string? WordsOf(CaseEvent e) => e switch
    {
        { Text: null } or { Code: "submitted" or "archived" } => null,
        { Code: CallCodes.Ended, Text: var seconds } when int.TryParse(seconds, CultureInfo.InvariantCulture, out var talked) => durations.Of(TimeSpan.FromSeconds(talked)),
        { Code: "step-left", Text: var outcome } => texts.Find($"Outcome.{outcome}") ?? outcome,
        { Code: "seals-compared" or "seals-decided" or "specimens-cut", Text: var seals } => OfSeals(seals),
        { Code: "step-error" or "incident", Text: var thrown } when thrown.Split(": ", 2) is [var code, var why] && texts.Find($"StepError.{code}") is { } error => $"{error}: {why}",
        { Code: "check-failed", Text: var failed } => Failed(failed),
        { Code: "decision", Text: var decided } => RuleSetKey().Replace(decided, key => NameOfRuleSet(key.Value) ?? key.Value, 1),
        { Text: var text } => reasons.Find(text) ?? texts.Find($"Refusal.{text}") ?? text,
    };

    // As the data check notes it: the code, then the fields that it is about.
    private string Failed(string noted)
    {
        var parts = noted.Split(' ', 2);
        var said = DeskValues.Failure(texts, parts[0]);
        if (parts.Length == 1) return said;
        var fields = parts[1].Split(", ").Select(code => vouchers.Fields.Find(code) is { } field ? Bilingual.Of(field.NameZh, field.NameEn) : code);
        return $"{said} · {string.Join(texts["List.Separator"], fields)}";
    }

    private string? NameOfRuleSet(string key) =>
        configuration.Current(ConfigurationKind.RuleSet, key) is { } current && configuration.Parsed(current, v => RuleDocument.Read(v.Content)).Draft?.Name is { Length: > 0 } name ? name : null;

    // Roles, verdicts and reasons as the steps note them, e.g. "legal-representative: pass 0.97" or "finance: F01".
    [GeneratedRegex("[A-Za-z][A-Za-z0-9-]*")]
    private static partial Regex Coded();

    // "authorization-level v1: authorization-level-5"
    [GeneratedRegex(@"^\S+(?= v\d)")]
    private static partial Regex RuleSetKey();
}
