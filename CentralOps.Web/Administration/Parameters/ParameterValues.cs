using CentralOps.Domain.Administration;

namespace CentralOps.Web.Administration.Parameters;

/// <summary>Which of a parameter's values counts when: of two from the same time on, the one that was set later.</summary>
internal static class ParameterValues
{
    /// <summary>The value in force at a time; null = none has been set until then.</summary>
    public static Parameter? InForce(this IEnumerable<Parameter> values, DateTimeOffset now) => values.Where(v => v.EffectiveFrom <= now).MaxBy(v => (v.EffectiveFrom, v.SetAt));

    /// <summary>The next value that will be; null = none is set.</summary>
    public static Parameter? Upcoming(this IReadOnlyList<Parameter> values, DateTimeOffset now) => values.Where(v => v.EffectiveFrom > now && values.Counts(v)).MinBy(v => v.EffectiveFrom);

    /// <summary>False when another value was set later for the same time.</summary>
    public static bool Counts(this IEnumerable<Parameter> values, Parameter value) => !values.Any(v => v.EffectiveFrom == value.EffectiveFrom && v.SetAt > value.SetAt);
}
