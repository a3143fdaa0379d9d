using CentralOps.Domain.Cases;
using CentralOps.Domain.Kernel;
using CentralOps.Domain.Recognition;
using CentralOps.Domain.Rules.Design;
using CentralOps.Domain.Versioning;
using CentralOps.Web.Components;
using CentralOps.Web.Texts;

namespace CentralOps.Web.Rules.Editor;

/// <summary>Everything that rules may ask about, in the person's language: case data, fields of the catalogue, results of other rule sets, parameters.</summary>
public sealed class RuleVocabulary(VoucherConfiguration vouchers, IPublishedConfiguration configuration, TextCatalogue texts)
{
    /// <summary>Reads it.</summary>
    /// <param name="except">Rule set that is being edited: its own results are no input of it.</param>
    public IReadOnlyList<RuleTerm> Read(string except) => [.. All(except).DistinctBy(t => t.Name)];

    private IEnumerable<RuleTerm> All(string except)
    {
        foreach (var (name, type) in CaseVariables.Data) yield return new RuleTerm(name, texts[$"Variable.{name}"], type, name == "business_type" ? BusinessTypes() : []);
        foreach (var field in vouchers.Fields.All)
        {
            var values = field.Values.Select(v => new RuleValue($"\"{v}\"", texts.Find($"FieldValue.{field.Code}.{v}") ?? v));
            yield return new RuleTerm(CaseVariables.NameOf(field.Code), Bilingual.Of(field.NameZh, field.NameEn), TypeOf(field.Type), [.. values]);
        }

        foreach (var parameter in CaseVariables.Readable) yield return new RuleTerm(CaseVariables.NameOf(parameter), texts[$"Parameter.{parameter.Key}"], "number", []);
        foreach (var version in configuration.AllCurrent(ConfigurationKind.RuleSet).Where(v => v.Key != except))
        {
            foreach (var output in configuration.Parsed(version, v => RuleDocument.Read(v.Content)).Draft.Decisions.SelectMany(d => d.Table?.Outputs ?? []).Where(o => o.Name.Length > 0))
                yield return new RuleTerm(output.Name, output.Label.Length > 0 ? output.Label : output.Name, output.Type, []);
        }
    }

    private IReadOnlyList<RuleValue> BusinessTypes() =>
        [.. configuration.AllCurrent(ConfigurationKind.BusinessType).Select(v => new RuleValue($"\"{v.Key}\"", vouchers.BusinessType(v.Key) is { } type ? Bilingual.Of(type.NameZh, type.NameEn) : v.Key))];

    private static string TypeOf(string fieldType) => fieldType switch
    {
        FieldTypes.Amount => "number",
        FieldTypes.Date => "date",
        FieldTypes.CheckBox => "boolean",
        _ => "string",
    };
}
