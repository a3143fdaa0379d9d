using System.Globalization;
using CentralOps.Domain.Administration;
using CentralOps.Domain.Kernel;
using CentralOps.Web.Components;
using Microsoft.AspNetCore.Components;
using MudBlazor;

namespace CentralOps.Web.Administration.Parameters;

/// <summary>Parameters: the value in force, what comes next, what was.</summary>
public sealed partial class ParametersPage
{
    private IReadOnlyList<Parameter> _values = [];
    private ParameterDefinition? _chosen;
    private string _value = "";
    private DateTime? _from;
    private Refusal? _refusal;

    [Inject]
    private ManageReferenceData Manage { get; set; } = default!;

    [Inject]
    private IReferenceDataStore Store { get; set; } = default!;

    [Inject]
    private ICurrentStaff Staff { get; set; } = default!;

    [Inject]
    private DurationText Durations { get; set; } = default!;

    [Inject]
    private TimeProvider Clock { get; set; } = default!;

    [Inject]
    private ISnackbar Snackbar { get; set; } = default!;

    /// <inheritdoc />
    protected override async Task OnInitializedAsync() => _values = await Store.ParametersAsync();

    private Parameter? Current(string key) => _values.FirstOrDefault(v => v.Key == key && v.EffectiveFrom <= Clock.GetUtcNow());

    private void Open(ParameterDefinition parameter) =>
        (_chosen, _value, _from, _refusal) = (parameter, Current(parameter.Key)?.Value ?? parameter.Default, null, null);

    private async Task SaveAsync()
    {
        if (_chosen is null)
            return;
        DateTimeOffset? from = _from is { } local ? new DateTimeOffset(DateTime.SpecifyKind(local, DateTimeKind.Unspecified), DurationText.BankOffset).ToUniversalTime() : null;
        _refusal = (await Manage.SetParameterAsync(await Staff.GetAsync(), _chosen.Key, _value, from)).Refusal;
        if (_refusal is not null)
            return;
        _values = await Store.ParametersAsync();
        Open(_chosen);
        Snackbar.Add(Texts["Saved"], Severity.Success);
    }

    private string Shown(ParameterDefinition parameter, string value)
    {
        if (value.Length == 0)
            return Texts[$"Parameters.Empty"];
        return parameter.Kind switch
        {
            ParameterKind.Amount when decimal.TryParse(value, NumberStyles.Number, CultureInfo.InvariantCulture, out var amount) => AmountText.Format(amount),
            ParameterKind.Seconds when int.TryParse(value, NumberStyles.Integer, CultureInfo.InvariantCulture, out var seconds) => Durations.Of(TimeSpan.FromSeconds(seconds)),
            ParameterKind.Choice => Texts[$"Parameter.{parameter.Key}.{value}"],
            _ => value,
        };
    }

    private string Hint(ParameterDefinition parameter) => Texts[$"ParameterKind.{parameter.Kind}", parameter.Min ?? 0, parameter.Max?.ToString(CultureInfo.InvariantCulture) ?? "∞"];
}
