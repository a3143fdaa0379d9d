using CentralOps.Domain.Versioning;
using CentralOps.Web.Components;
using CentralOps.Web.Texts;
using Microsoft.Extensions.Localization;

namespace CentralOps.Web.Configuration;

/// <summary>Where a version stands among the others of its document.</summary>
internal static class VersionStates
{
    /// <summary>The version that is in force at a time; null = none.</summary>
    public static ConfigurationEntry? InForce(this IEnumerable<ConfigurationEntry> versions, DateTimeOffset now) =>
        versions.Where(v => v.Status == ConfigurationStatus.Published && v.EffectiveFrom <= now).OrderByDescending(v => v.EffectiveFrom).ThenByDescending(v => v.Version).FirstOrDefault();

    /// <summary>Shape and word for a version.</summary>
    public static (StateKind Kind, string Text) StateOf(this IReadOnlyList<ConfigurationEntry> versions, ConfigurationEntry version, DateTimeOffset now, IStringLocalizer<ConfigurationTexts> texts) => version.Status switch
    {
        ConfigurationStatus.Published when version.EffectiveFrom > now => (StateKind.Waiting, texts["Status.Scheduled", DurationText.At(version.EffectiveFrom!.Value, now)]),
        ConfigurationStatus.Published when versions.InForce(now)?.Id == version.Id => (StateKind.Ok, texts["Status.InForce"]),
        ConfigurationStatus.Published => (StateKind.Quiet, texts["Status.Superseded"]),
        ConfigurationStatus.Tested => (StateKind.Waiting, texts["ConfigurationStatus.Tested"]),
        ConfigurationStatus.Draft => (StateKind.Due, texts["ConfigurationStatus.Draft"]),
        _ => (StateKind.Quiet, texts["ConfigurationStatus.Retired"]),
    };
}
