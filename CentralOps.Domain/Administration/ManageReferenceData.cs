using System.Globalization;
using System.Text.RegularExpressions;
using CentralOps.Domain.Kernel;

namespace CentralOps.Domain.Administration;

/// <summary>Keeps branches, posts and parameters; every method writes the audit trail in the same transaction.</summary>
public interface IReferenceDataStore
{
    /// <summary>Adds or changes a branch. Refusal <c>administration.changed-meanwhile</c> when somebody else was quicker.</summary>
    Task<Outcome> SaveBranchAsync(Branch branch, string by, CancellationToken cancel = default);

    /// <summary>Adds or changes a post. Refusal <c>administration.changed-meanwhile</c> when somebody else was quicker.</summary>
    Task<Outcome> SavePostAsync(WorkPost post, string by, CancellationToken cancel = default);

    /// <summary>Adds a value of a parameter.</summary>
    Task AddParameterAsync(Parameter parameter, CancellationToken cancel = default);

    /// <summary>All values ever set, newest first.</summary>
    Task<IReadOnlyList<Parameter>> ParametersAsync(CancellationToken cancel = default);
}

/// <summary>Branches, posts and parameters are set by administrators.</summary>
public sealed partial class ManageReferenceData(IReferenceDataStore store, IWorkingCalendars calendars, TimeProvider clock)
{
    /// <summary>Adds or changes a branch (by its code).</summary>
    public async Task<Outcome> SaveBranchAsync(StaffMember by, Branch branch, CancellationToken cancel = default)
    {
        if (!by.May(Permissions.AdminUsers))
            return new Refusal("administration.not-permitted");
        if (!BranchCode().IsMatch(branch.Code))
            return new Refusal("administration.bad-branch-code");
        return Named(branch.NameZh, branch.NameEn) ? await store.SaveBranchAsync(branch, by.UserName, cancel) : new Refusal("administration.name-missing");
    }

    /// <summary>Adds or changes a post (by its code).</summary>
    public async Task<Outcome> SavePostAsync(StaffMember by, WorkPost post, CancellationToken cancel = default)
    {
        if (!by.May(Permissions.AdminConfiguration))
            return new Refusal("administration.not-permitted");
        if (!PostCode().IsMatch(post.Code))
            return new Refusal("administration.bad-post-code");
        if (!Named(post.NameZh, post.NameEn))
            return new Refusal("administration.name-missing");
        if (post.Tasks.Count == 0)
            return new Refusal("administration.post-without-task");
        if (post.OfferSeconds is < 3 or > 600 || post.WorkSeconds is < 10 or > 86400 || post.GraceSeconds is < 0 or > 3600 || post.TargetSeconds is < 10 or > 864000 || post.MinLevel is < 0 or > 9)
            return new Refusal("administration.bad-times");
        return await store.SavePostAsync(post, by.UserName, cancel);
    }

    /// <summary>Sets a parameter from a time on; a time that has passed means now.</summary>
    public async Task<Outcome> SetParameterAsync(StaffMember by, string key, string value, DateTimeOffset? from, CancellationToken cancel = default)
    {
        if (!by.May(Permissions.AdminConfiguration))
            return new Refusal("administration.not-permitted");
        if (ParameterKeys.All.FirstOrDefault(p => p.Key == key) is not { } definition)
            return new Refusal("administration.unknown-parameter", key);
        if (Normalise(definition, value) is not { } normalised)
            return definition.Min is null ? new Refusal("administration.bad-value") : new Refusal("administration.value-out-of-range", definition.Min, definition.Max);
        if (definition.Kind == ParameterKind.Calendar && normalised.Length > 0 && calendars.Find(normalised) is null)
            return new Refusal("administration.unknown-calendar", normalised);
        var now = clock.GetUtcNow();
        await store.AddParameterAsync(
            new Parameter { Key = key, Value = normalised, EffectiveFrom = from is { } at && at > now ? at : now, SetBy = by.UserName, SetAt = now }, cancel);
        return Outcome.Ok;
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

    private static bool Named(string zh, string en) => zh.Trim().Length is > 0 and <= 64 && en.Trim().Length is > 0 and <= 64;

    [GeneratedRegex("^[0-9A-Z]{2,16}$")]
    private static partial Regex BranchCode();

    [GeneratedRegex("^[a-z][a-z0-9-]{1,31}$")]
    private static partial Regex PostCode();
}
