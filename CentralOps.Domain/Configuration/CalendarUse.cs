using CentralOps.Domain.Administration;
using CentralOps.Domain.Cases.Design;
using CentralOps.Domain.Versioning;

namespace CentralOps.Domain.Configuration;

/// <summary>Who counts by a calendar: as long as somebody does, it cannot be taken out of use.</summary>
public sealed class CalendarUse(IPublishedConfiguration configuration, IParameters parameters)
{
    private static readonly string[] Named = [ParameterKeys.DefaultCalendar, ParameterKeys.ServiceCalendar];
    private static readonly string[] Written = [ConfigurationKind.RuleSet, ConfigurationKind.Process];

    /// <summary>Kind (one of <see cref="ConfigurationKind"/>) and key of everything in force that names it: parameters (now or set for later), business types, rule sets, processes.</summary>
    public IReadOnlyList<(string Kind, string Key)> Of(string calendar) =>
    [
        .. Named.Where(p => parameters.Get(p) == calendar || parameters.Coming(p).Contains(calendar)).Select(p => (ConfigurationKind.Parameters, p)),
        .. configuration.AllCurrent(ConfigurationKind.BusinessType).Where(v => configuration.Parsed(v, x => BusinessTypeJson.Read(x.Content)).Calendar == calendar).Select(v => (v.Kind, v.Key)),
        .. Written.SelectMany(configuration.AllCurrent).Where(v => Names(v.Content, calendar)).Select(v => (v.Kind, v.Key)),
    ];

    // An expression names it as a text behind a function of working days; inside an attribute the quotes are written out.
    private static bool Names(string xml, string calendar) =>
        xml.Contains("working_day", StringComparison.Ordinal) && (xml.Contains($"\"{calendar}\"", StringComparison.Ordinal) || xml.Contains($"&quot;{calendar}&quot;", StringComparison.Ordinal));
}
