using System.Text.Json;
using System.Text.RegularExpressions;
using CentralOps.Domain.Kernel;
using CentralOps.Domain.Processes.Design;
using CentralOps.Domain.Recognition;
using CentralOps.Domain.Versioning;

namespace CentralOps.Domain.Screens.Design;

/// <summary>Judges screens before a desk is drawn from them. Findings name panels and fields by their codes.</summary>
public sealed partial class ScreenCheck(IPublishedConfiguration configuration, ScreenTasks tasks) : IConfigurationCheck
{
    private const int MostCharacters = 200_000, MostColumns = 6;

    // The same thing said twice: who masks one of them has hidden nothing.
    private static readonly (string, string)[] Pairs = [("amount", "amount.words"), ("issue.date", "issue.date.words")];

    private readonly VoucherConfiguration _vouchers = new(configuration);

    /// <inheritdoc />
    public string Kind => ConfigurationKind.Screen;

    /// <inheritdoc />
    public IReadOnlyList<ModelFinding> Check(string key, string content)
    {
        if (content.Length > MostCharacters) return [Finding("screens.too-large", "", $"larger than {MostCharacters} characters", MostCharacters)];
        try
        {
            return Check(key, ScreenJson.Read(content));
        }
        catch (JsonException e)
        {
            var line = (int)(e.LineNumber ?? -1) + 1;
            return [new ModelFinding("screens.not-json", "", "", line, $"cannot be read as a screen: {e.Message}", line, e.Path ?? "$")];
        }
    }

    /// <summary>The same for a screen that has been read.</summary>
    public IReadOnlyList<ModelFinding> Check(string key, Screen screen)
    {
        if (tasks.Find(screen.Task)?.Shape is not { } task) return [Finding("screens.unknown-task", screen.Task, $"no desk for '{screen.Task}' is drawn from a screen", screen.Task)];
        List<ModelFinding> findings = [];
        if (screen.Key != key) findings.Add(Finding("screens.bad-key", key, $"key '{key}', but what it says belongs under '{screen.Key}'", key, screen.Key));
        if (screen.Post is { } post && !Code().IsMatch(post)) findings.Add(Finding("screens.bad-post", post, $"'{post}' is no code of a post", post));
        if (screen.BusinessType is { } type && _vouchers.BusinessType(type) is null) findings.Add(Finding("screens.unknown-type", type, $"business type '{type}' is not in force", type));
        Columns(screen, task, findings);
        Fields(screen, task, findings);
        return findings;
    }

    /// <inheritdoc />
    public bool RefusesDraft(ModelFinding finding) => finding.Code is "screens.not-json" or "screens.too-large" or "screens.unknown-task" or "screens.bad-key";

    private static void Columns(Screen screen, ScreenShape task, List<ModelFinding> findings)
    {
        if (screen.Columns.Count is 0 or > MostColumns) findings.Add(Finding("screens.columns", "", $"{screen.Columns.Count} columns, allowed are 1 to {MostColumns}", screen.Columns.Count, MostColumns));
        if (screen.Columns.Sum(c => c.Width) != ScreenColumn.Whole)
            findings.Add(Finding("screens.widths", "", $"the columns together are {screen.Columns.Sum(c => c.Width)} wide, not {ScreenColumn.Whole}", screen.Columns.Sum(c => (long)c.Width), ScreenColumn.Whole));
        for (var i = 0; i < screen.Columns.Count; i++)
        {
            if (screen.Columns[i].Width < ScreenColumn.Least) findings.Add(Finding("screens.narrow", $"{i + 1}", $"column {i + 1} is {screen.Columns[i].Width} wide, at least {ScreenColumn.Least}", i + 1, screen.Columns[i].Width, ScreenColumn.Least));
            if (screen.Columns[i].Panels.Count == 0) findings.Add(Finding("screens.empty-column", $"{i + 1}", $"column {i + 1} has no panel", i + 1));
        }

        foreach (var panel in screen.Parts.Distinct().Where(p => !task.Panels.Contains(p))) findings.Add(Finding("screens.unknown-panel", panel, $"the desk has no panel '{panel}'", panel));
        foreach (var twice in screen.Parts.GroupBy(p => p).Where(g => g.Count() > 1)) findings.Add(Finding("screens.panel-twice", twice.Key, $"panel '{twice.Key}' is there twice", twice.Key));
        foreach (var gone in task.Needed.Where(p => !screen.Parts.Contains(p))) findings.Add(Finding("screens.panel-needed", gone, $"nobody could work without the panel '{gone}'", gone));
        if (task.Panels.Contains(ScreenParts.AskedBy) && !screen.Parts.Contains(ScreenParts.AskedBy) && task.Columns.Any(c => c.Panels.Contains(ScreenParts.AskedBy)))
            findings.Add(Warning("screens.no-reason", ScreenParts.AskedBy, "the person does not see which rule asked"));
    }

    private void Fields(Screen screen, ScreenShape task, List<ModelFinding> findings)
    {
        var onType = screen.BusinessType is { } type ? FieldsOf(type) : null;
        foreach (var twice in screen.Fields.GroupBy(f => f.Code).Where(g => g.Count() > 1)) findings.Add(Finding("screens.field-twice", twice.Key, $"field '{twice.Key}' is there twice", twice.Key));
        foreach (var field in screen.Fields.DistinctBy(f => f.Code))
        {
            if (_vouchers.Fields.Find(field.Code) is null) findings.Add(Finding("screens.unknown-field", field.Code, $"field '{field.Code}' is not in the field catalogue", field.Code));
            else if (onType is { Count: > 0 } && !onType.Contains(field.Code)) findings.Add(Warning("screens.not-on-type", field.Code, $"'{field.Code}' is on no voucher of '{screen.BusinessType}'", field.Code, screen.BusinessType));
            if (!ScreenWidths.All.Contains(field.Width)) findings.Add(Finding("screens.bad-width", field.Code, $"'{field.Code}': width '{field.Width}' is unknown", field.Code, field.Width));
            if (field is { Required: true, Hidden: true }) findings.Add(Finding("screens.required-hidden", field.Code, $"'{field.Code}' is required, but not shown", field.Code));
            if (task.Edits && field is { Required: true, ReadOnly: true }) findings.Add(Finding("screens.required-read-only", field.Code, $"'{field.Code}' is required, but nobody can fill it in when it is blank", field.Code));
            if (task.KeysAll && (field.Hidden || field.ReadOnly)) findings.Add(Finding("screens.must-be-keyed", field.Code, $"'{field.Code}': every field of the task is keyed here", field.Code));
            if (!task.Edits && field.ReadOnly) findings.Add(Warning("screens.read-only-anyway", field.Code, $"'{field.Code}': nothing is changed at this desk anyway", field.Code));
        }

        if (task.KeysAll && !screen.Others) findings.Add(Finding("screens.others-needed", "", "every field of the task is keyed here, also those that are not listed"));
        if (!screen.Others && screen.Fields.All(f => f.Hidden)) findings.Add(Finding("screens.no-field", "", "no field would be shown"));
        foreach (var (one, other) in Pairs)
        {
            var (first, second) = (screen.Find(one)?.Masked == true, screen.Find(other)?.Masked == true);
            if (first != second && Visible(screen, first ? other : one)) findings.Add(Warning("screens.half-masked", first ? one : other, $"'{(first ? one : other)}' is masked, but '{(first ? other : one)}' says the same", first ? one : other, first ? other : one));
        }
    }

    private static bool Visible(Screen screen, string code) => screen.Find(code) is { } look ? !look.Hidden : screen.Others;

    private HashSet<string> FieldsOf(string businessType)
    {
        var kinds = _vouchers.BusinessType(businessType)?.Vouchers.Select(v => v.Kind).ToHashSet(StringComparer.Ordinal) ?? [];
        return [.. _vouchers.Templates.Where(t => kinds.Contains(t.Template.Kind)).SelectMany(t => t.Template.Fields).Select(f => f.Code)];
    }

    private static ModelFinding Finding(string code, string element, string text, params object?[] args) => new(code, element, element, 0, text, args);

    private static ModelFinding Warning(string code, string element, string text, params object?[] args) => Finding(code, element, text, args) with { IsWarning = true };

    [GeneratedRegex("^[a-z][a-z0-9-]{0,39}$")]
    private static partial Regex Code();
}

/// <summary>Keeps fields in the catalogue that a screen in force names.</summary>
public sealed class ScreenFieldsCheck(ScreenCatalogue screens) : IConfigurationCheck
{
    /// <inheritdoc />
    public string Kind => ConfigurationKind.FieldCatalogue;

    /// <inheritdoc />
    public IReadOnlyList<ModelFinding> Check(string key, string content)
    {
        try
        {
            var codes = Recognition.Design.FieldJson.Read(content).Select(f => f.Code).ToHashSet(StringComparer.Ordinal);
            return
            [
                .. screens.All.SelectMany(s => s.Screen.Fields.Where(f => !codes.Contains(f.Code)).Select(f =>
                    new ModelFinding("fields.on-screen", f.Code, f.Code, 0, $"'{f.Code}' is on the screen '{s.Screen.Key}', which is in force", f.Code, s.Screen.Key))),
            ];
        }
        catch (JsonException)
        {
            return []; // said by the check of the catalogue itself
        }
    }

    /// <inheritdoc />
    public bool RefusesDraft(ModelFinding finding) => false;
}
