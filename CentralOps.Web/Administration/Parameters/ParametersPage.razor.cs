using System.Globalization;
using CentralOps.Domain.Administration;
using CentralOps.Domain.Administration.Calendars;
using CentralOps.Web.Components;
using Microsoft.AspNetCore.Components;

namespace CentralOps.Web.Administration.Parameters;

/// <summary>Parameters: the value in force, what comes next, what was.</summary>
public sealed partial class ParametersPage
{
    private IReadOnlyList<Parameter> _values = [];
    private IReadOnlyList<(string Key, string Name)> _calendars = [];
    private ParameterDefinition? _chosen;

    [Inject]
    private IReferenceDataStore Store { get; set; } = default!;

    [Inject]
    private CalendarBook Calendars { get; set; } = default!;

    [Inject]
    private DurationText Durations { get; set; } = default!;

    [Inject]
    private TimeProvider Clock { get; set; } = default!;

    /// <inheritdoc />
    protected override async Task OnInitializedAsync()
    {
        _calendars = [.. Calendars.All().Select(c => (c.Key, Bilingual.Of(c.Calendar.NameZh, c.Calendar.NameEn)))];
        await ReloadAsync();
    }

    private async Task ReloadAsync() => _values = await Store.ParametersAsync();

    private List<Parameter> ValuesOf(string key) => [.. _values.Where(v => v.Key == key)];

    private void Open(ParameterDefinition parameter) => _chosen = parameter;

    private string Shown(ParameterDefinition parameter, string value)
    {
        if (value.Length == 0)
            return Texts[parameter.Kind == ParameterKind.Calendar ? "Calendar.None" : "Parameters.Empty"];
        return parameter.Kind switch
        {
            ParameterKind.Amount when decimal.TryParse(value, NumberStyles.Number, CultureInfo.InvariantCulture, out var amount) => AmountText.Format(amount),
            ParameterKind.Seconds when int.TryParse(value, NumberStyles.Integer, CultureInfo.InvariantCulture, out var seconds) => Durations.Of(TimeSpan.FromSeconds(seconds)),
            ParameterKind.Switch => Texts[value == "true" ? "Switch.On" : "Switch.Off"],
            ParameterKind.Calendar => _calendars.FirstOrDefault(c => c.Key == value).Name ?? value,
            ParameterKind.Choice => Texts[$"Parameter.{parameter.Key}.{value}"],
            _ => value,
        };
    }
}
