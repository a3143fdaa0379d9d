using System.Globalization;
using CentralOps.Domain.Administration;
using CentralOps.Domain.Kernel;

namespace CentralOps.Domain.Cases;

/// <summary>A case as FEEL sees it.</summary>
public static class CaseVariables
{
    /// <summary>Case data that conditions and rules may ask about, with its FEEL type.</summary>
    public static IReadOnlyDictionary<string, string> Data { get; } = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["business_type"] = "string", ["branch"] = "string", ["channel"] = "string", ["case_amount"] = "number", ["business_date"] = "date",
    };

    /// <summary>
    /// Accepted fields (dots become underscores; amounts as decimal, dates as <see cref="DateOnly"/>), facts, and <c>business_type</c>, <c>branch</c>,
    /// <c>channel</c>, <c>case_amount</c>, <c>business_date</c>.
    /// </summary>
    public static Dictionary<string, object?> Of(Case @case)
    {
        var all = new Dictionary<string, object?>(StringComparer.Ordinal)
        {
            ["business_type"] = @case.BusinessType,
            ["branch"] = @case.BranchCode,
            ["channel"] = @case.Channel,
            ["case_amount"] = @case.Amount,
            ["business_date"] = @case.BusinessDate,
        };
        foreach (var field in @case.Fields)
            all[NameOf(field.Code)] = field.Status == FieldStatus.Accepted ? Typed(field) : null;
        foreach (var (name, value) in @case.Facts.All) all[name] = value;
        return all;
    }

    /// <summary>Parameters that conditions read.</summary>
    public static IEnumerable<ParameterDefinition> Readable => ParameterKeys.All.Where(d => d.Kind is ParameterKind.Amount or ParameterKind.Number or ParameterKind.Seconds);

    /// <summary>Every numeric parameter as it is in force, as <c>p_</c> and its key with underscores.</summary>
    public static IEnumerable<KeyValuePair<string, object?>> Of(IParameters parameters) =>
        Readable.Select(d => KeyValuePair.Create(NameOf(d), (object?)parameters.Number(d.Key)));

    /// <summary>FEEL name of a parameter.</summary>
    public static string NameOf(ParameterDefinition parameter) => $"p_{NameOf(parameter.Key)}";

    /// <summary>FEEL name of a field code.</summary>
    public static string NameOf(string fieldCode) => fieldCode.Replace('.', '_').Replace('-', '_');

    private static object? Typed(CaseField field) => field.Type switch
    {
        _ when string.IsNullOrEmpty(field.Value) => null,
        FieldTypes.Amount when decimal.TryParse(field.Value, NumberStyles.Number, CultureInfo.InvariantCulture, out var amount) => amount,
        FieldTypes.Date when DateOnly.TryParseExact(field.Value, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date) => date,
        FieldTypes.CheckBox => field.Value == "1",
        _ => field.Value,
    };
}
