using System.Text.Json;
using System.Text.RegularExpressions;
using CentralOps.Domain.Kernel;
using CentralOps.Domain.Recognition.Fields;
using CentralOps.Domain.Versioning;

namespace CentralOps.Domain.Recognition.Design;

/// <summary>Judges the field catalogue: templates, business types and desks rely on every entry. Findings name fields by their code.</summary>
public sealed partial class FieldCatalogueCheck(IPublishedConfiguration configuration) : IConfigurationCheck
{
    private const int MostCharacters = 1_000_000, LongestValue = 400;

    private static readonly string[] Sensitivities = ["normal", "personal", "secret"];

    private static readonly string[] Types =
    [
        FieldTypes.Account, FieldTypes.Amount, FieldTypes.AmountWords, FieldTypes.Date, FieldTypes.DateWords, FieldTypes.Company, FieldTypes.Name, FieldTypes.Branch, FieldTypes.Digits,
        FieldTypes.Text, FieldTypes.CodeList, FieldTypes.CheckBox, FieldTypes.IdNumber, FieldTypes.CreditCode,
    ];

    private readonly VoucherConfiguration _vouchers = new(configuration);

    /// <inheritdoc />
    public string Kind => ConfigurationKind.FieldCatalogue;

    /// <summary>Types that a field may have.</summary>
    public static IReadOnlyList<string> TypeChoices => Types;

    /// <summary>Sensitivities that a field may have.</summary>
    public static IReadOnlyList<string> SensitivityChoices => Sensitivities;

    /// <inheritdoc />
    public IReadOnlyList<ModelFinding> Check(string key, string content)
    {
        if (content.Length > MostCharacters) return [Finding("fields.too-large", "", $"larger than {MostCharacters} characters", MostCharacters / 1_000_000)];
        try
        {
            return Check(FieldJson.Read(content));
        }
        catch (JsonException e)
        {
            var line = (int)(e.LineNumber ?? -1) + 1;
            return [new ModelFinding("fields.not-json", "", "", line, $"cannot be read as a field catalogue: {e.Message}", line, e.Path ?? "$")];
        }
    }

    /// <summary>The same for a catalogue that has been read.</summary>
    public IReadOnlyList<ModelFinding> Check(IReadOnlyList<FieldDefinition> fields)
    {
        var findings = new List<ModelFinding>();
        for (var i = 0; i < fields.Count; i++)
        {
            Entry(fields[i], findings);
            if (fields.Take(i).Any(f => f.Code == fields[i].Code)) findings.Add(Finding("fields.duplicate", fields[i].Code, $"'{fields[i].Code}' is there twice", fields[i].Code));
        }

        var codes = fields.Select(f => f.Code).ToHashSet(StringComparer.Ordinal);
        foreach (var (template, _) in _vouchers.Templates)
        {
            foreach (var gone in template.Fields.Where(f => !codes.Contains(f.Code)))
                findings.Add(Finding("fields.in-use", gone.Code, $"'{gone.Code}' is on the layout '{template.Key}', which is in force", gone.Code, template.Key));
        }

        foreach (var type in _vouchers.BusinessTypes)
        {
            foreach (var gone in type.RequiredFields.Where(f => !codes.Contains(f)))
                findings.Add(Finding("fields.required", gone, $"'{gone}' is required by the business type '{type.Key}'", gone, type.Key));
        }

        foreach (var field in fields)
        {
            if (_vouchers.Fields.Find(field.Code) is { } now && now.Type != field.Type)
                findings.Add(Finding("fields.other-type", field.Code, $"'{field.Code}' was of the type '{now.Type}' until now", field.Code, now.Type, field.Type) with { IsWarning = true });
        }

        return findings;
    }

    /// <inheritdoc />
    public bool RefusesDraft(ModelFinding finding) => finding.Code is "fields.not-json" or "fields.too-large";

    private static void Entry(FieldDefinition field, List<ModelFinding> findings)
    {
        if (!Code().IsMatch(field.Code)) findings.Add(Finding("fields.bad-code", field.Code, $"code '{field.Code}' is not made of lower-case words and dots", field.Code));
        if (string.IsNullOrWhiteSpace(field.NameZh) || string.IsNullOrWhiteSpace(field.NameEn)) findings.Add(Finding("fields.no-name", field.Code, $"'{field.Code}' has no name in Chinese or in English", field.Code));
        if (!Types.Contains(field.Type)) findings.Add(Finding("fields.bad-type", field.Code, $"'{field.Code}': type '{field.Type}' is unknown", field.Code, field.Type));
        if (!Sensitivities.Contains(field.Sensitivity)) findings.Add(Finding("fields.bad-sensitivity", field.Code, $"'{field.Code}': sensitivity '{field.Sensitivity}' is unknown", field.Code, field.Sensitivity));
        if (!TemplateCheck.KeyingChoices.Contains(field.Keying)) findings.Add(Finding("fields.bad-keying", field.Code, $"'{field.Code}': keying policy '{field.Keying}' is unknown", field.Code, field.Keying));
        if (field.Length is < 0 or > LongestValue) findings.Add(Finding("fields.bad-length", field.Code, $"'{field.Code}': length {field.Length}, allowed are 0 to {LongestValue}", field.Code, field.Length, LongestValue));
        if (field.AcceptFrom is < 0 or > 1) findings.Add(Finding("fields.bad-threshold", field.Code, $"'{field.Code}': threshold {field.AcceptFrom}, allowed are 0 to 1", field.Code, field.AcceptFrom));
        if (field.Type == FieldTypes.CodeList && field.Values.Count == 0) findings.Add(Finding("fields.no-values", field.Code, $"'{field.Code}' is one of a list, but the list is empty", field.Code));
        // Values are compared with what was normalised: one that normalises to something else could never be chosen.
        foreach (var value in field.Values.Where(v => FieldNormalisation.Normalise(field.Type, v) != v || v.Length == 0))
            findings.Add(Finding("fields.bad-value", field.Code, $"'{field.Code}': the value '{value}' could never be met", field.Code, value));
        if (field.Values.Count != field.Values.Distinct(StringComparer.Ordinal).Count()) findings.Add(Finding("fields.value-twice", field.Code, $"'{field.Code}' has a value twice", field.Code));
    }

    private static ModelFinding Finding(string code, string field, string text, params object?[] args) => new(code, field, field, 0, text, args);

    [GeneratedRegex(@"^[a-z][a-z0-9-]*(\.[a-z0-9-]+)*$")]
    private static partial Regex Code();
}
