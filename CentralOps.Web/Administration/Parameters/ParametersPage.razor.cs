using CentralOps.Domain.Administration;
using CentralOps.Domain.Administration.Calendars;
using CentralOps.Domain.Administration.Changes;
using CentralOps.Web.Components;
using Microsoft.AspNetCore.Components;

namespace CentralOps.Web.Administration.Parameters;

/// <summary>Parameters: the value in force, what comes next, what was.</summary>
public sealed partial class ParametersPage
{
    private IReadOnlyList<Parameter> _values = [];
    private Dictionary<string, ProposedChange> _waiting = [];
    private IReadOnlyList<(string Key, string Name)> _calendars = [];
    private ParameterDefinition? _chosen;

    [Inject]
    private IReferenceDataStore Store { get; set; } = default!;

    [Inject]
    private CalendarBook Calendars { get; set; } = default!;

    [Inject]
    private IProposedChanges Proposals { get; set; } = default!;

    [Inject]
    private ParameterText Words { get; set; } = default!;

    [Inject]
    private TimeProvider Clock { get; set; } = default!;

    /// <inheritdoc />
    protected override async Task OnInitializedAsync()
    {
        _calendars = [.. Calendars.All().Select(c => (c.Key, Bilingual.Of(c.Calendar.NameZh, c.Calendar.NameEn)))];
        await ReloadAsync();
    }

    private async Task ReloadAsync()
    {
        _values = await Store.ParametersAsync();
        _waiting = (await Proposals.WaitingAsync()).Where(c => c.Thing == ControlledThing.Parameter)
            .GroupBy(c => c.Subject).ToDictionary(g => g.Key, g => g.First()); // two nodes can take one each; the second is refused when the first is decided
    }

    private List<Parameter> ValuesOf(string key) => [.. _values.Where(v => v.Key == key)];

    private void Open(ParameterDefinition parameter) => _chosen = parameter;
}
