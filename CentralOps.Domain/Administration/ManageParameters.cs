using System.Globalization;
using CentralOps.Domain.Administration.Changes;
using CentralOps.Domain.Kernel;

namespace CentralOps.Domain.Administration;

/// <summary>Parameters are set by administrators: harmless ones by one of them, all others by two.</summary>
public sealed class ManageParameters(IReferenceDataStore store, ProposeChange propose, IWorkingCalendars calendars, TimeProvider clock) : IControlled
{
    /// <inheritdoc />
    public IReadOnlyList<ControlledThing> Things { get; } = [ControlledThing.Parameter];

    /// <summary>Sets a parameter from a time on, or proposes to; a time that has passed means now.</summary>
    public async Task<Outcome<ChangeEffect>> SetAsync(StaffMember by, string key, string value, DateTimeOffset? from, CancellationToken cancel = default)
    {
        if (!by.May(Permissions.AdminConfiguration)) return new Refusal("administration.not-permitted");
        var fitting = Fit(key, value);
        if (fitting.Refusal is { } unfit) return unfit;
        var (definition, normal) = fitting.Value;
        var now = clock.GetUtcNow();
        var at = from > now ? from.Value : now;
        if (definition.NeedsSecondPerson)
        {
            var lines = await CompareAsync(definition, normal, at, cancel);
            return await propose.AskAsync(ProposedChange.Of(ControlledThing.Parameter, key, normal, lines, from > now ? from : null, by, now), cancel);
        }

        var set = await store.AddParameterAsync(Parameter.Set(definition, normal, at, by.UserName, now), null, cancel);
        return set.Refusal is { } refusal ? refusal : ChangeEffect.Done;
    }

    /// <inheritdoc />
    public async Task<Outcome<ChangedValue[]>> CompareAsync(ProposedChange change, CancellationToken cancel = default)
    {
        var fitting = Fit(change.Subject, change.ContentAs<string>());
        return fitting.Refusal is { } unfit ? unfit : await CompareAsync(fitting.Value.Definition, fitting.Value.Value, FromOf(change), cancel);
    }

    /// <inheritdoc />
    public async Task<Outcome<string>> ApplyAsync(ProposedChange approved, CancellationToken cancel = default)
    {
        var (definition, value) = Fit(approved.Subject, approved.ContentAs<string>()).Value;
        var parameter = Parameter.SetByTwo(definition, value, FromOf(approved), approved.ProposedBy, approved.DecidedBy ?? "", clock.GetUtcNow());
        return (await store.AddParameterAsync(parameter, approved, cancel)).Refusal is { } refusal ? refusal : "";
    }

    /// <summary>The value as it is stored, or null when it does not fit the parameter.</summary>
    internal static string? Normalise(ParameterDefinition definition, string value)
    {
        value = value.Trim();
        switch (definition.Kind)
        {
            case ParameterKind.Number or ParameterKind.Amount or ParameterKind.Seconds:
                if (!decimal.TryParse(value, NumberStyles.Number, CultureInfo.InvariantCulture, out var number)
                    || number < (definition.Min ?? number) || number > (definition.Max ?? number)
                    || (definition.Kind == ParameterKind.Seconds && number != decimal.Truncate(number)))
                    return null;
                return number.ToString(CultureInfo.InvariantCulture);
            case ParameterKind.Switch:
                return value is "true" or "false" ? value : null;
            case ParameterKind.Date:
                return value.Length == 0 || DateOnly.TryParseExact(value, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _) ? value : null;
            case ParameterKind.Calendar:
                return value.Length <= 100 && value.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '-') ? value : null;
            case ParameterKind.Choice:
                return definition.Choices.Contains(value) ? value : null;
            default:
                return value.Length <= 400 ? value : null;
        }
    }

    private Outcome<(ParameterDefinition Definition, string Value)> Fit(string key, string value)
    {
        if (ParameterKeys.All.FirstOrDefault(p => p.Key == key) is not { } definition)
            return new Refusal("administration.unknown-parameter", key);
        if (Normalise(definition, value) is not { } normal)
            return definition.Min is null ? new Refusal("administration.bad-value") : new Refusal("administration.value-out-of-range", definition.Min, definition.Max);
        if (definition.Kind == ParameterKind.Calendar && normal.Length > 0 && calendars.Find(normal) is null)
            return new Refusal("administration.unknown-calendar", normal);
        return (definition, normal);
    }

    private async Task<ChangedValue[]> CompareAsync(ParameterDefinition definition, string value, DateTimeOffset at, CancellationToken cancel)
    {
        var before = (await store.ParametersAsync(cancel)).Where(v => v.Key == definition.Key).InForce(at)?.Value ?? definition.Default;
        return before == value ? [] : [new ChangedValue("", before, value)];
    }

    private DateTimeOffset FromOf(ProposedChange change) => change.EffectiveFrom is { } at && at > clock.GetUtcNow() ? at : clock.GetUtcNow();
}
