using CentralOps.Domain.Kernel;

namespace CentralOps.Domain.Recognition.Fields;

/// <summary>The field catalogue with fast look-up by code.</summary>
public sealed class FieldCatalogue
{
    private readonly Dictionary<string, FieldDefinition> byCode;

    /// <summary>Of definitions; of two with the same code the later one counts.</summary>
    public FieldCatalogue(IEnumerable<FieldDefinition> fields)
    {
        byCode = [];
        foreach (FieldDefinition field in fields)
            byCode[field.Code] = field;
    }

    /// <summary>All definitions.</summary>
    public IReadOnlyCollection<FieldDefinition> All => byCode.Values;

    /// <summary>The definition of a code; null = not in the catalogue.</summary>
    public FieldDefinition? Find(string code) => byCode.GetValueOrDefault(code);

    /// <summary>The definition of a code, or, for a field that a template has and the catalogue has not (yet), free text that always needs two keys.</summary>
    public FieldDefinition Of(string code) => byCode.GetValueOrDefault(code) ?? new FieldDefinition
    {
        Code = code, NameZh = code, NameEn = code, Type = FieldTypes.Text, Keying = KeyingPolicies.Double,
    };

    /// <summary>The definition of a field as it counts on a template: the template's own threshold goes before the catalogue's.</summary>
    public FieldDefinition Of(TemplateField field) => field.AcceptFrom is { } own ? Of(field.Code) with { AcceptFrom = own } : Of(field.Code);

    /// <summary>The keying policy of a field on a template: the template's own, else the catalogue's.</summary>
    public string KeyingOf(TemplateField field) => field.Keying ?? Of(field.Code).Keying;

    /// <summary>The normalised form of a value of this field.</summary>
    public string Normalise(string code, string? raw) => FieldNormalisation.Normalise(Of(code).Type, raw);

    /// <summary>What is wrong with a value of this field, after normalisation; empty = nothing.</summary>
    public IReadOnlyList<string> Problems(string code, string? raw) => FieldChecks.Problems(Of(code), Normalise(code, raw));
}
