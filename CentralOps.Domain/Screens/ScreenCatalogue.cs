using CentralOps.Domain.Screens.Design;
using CentralOps.Domain.Versioning;

namespace CentralOps.Domain.Screens;

/// <summary>A screen and the version it is of.</summary>
/// <param name="Screen">The screen.</param>
/// <param name="Version">Number of the version in force; 0 = the shipped one, because nothing is published.</param>
public sealed record ShownScreen(Screen Screen, int Version);

/// <summary>The screens in force. The most particular one counts: of post and business type, of the business type, of the post, of the task.</summary>
public sealed class ScreenCatalogue(IPublishedConfiguration configuration, ScreenTasks tasks)
{
    /// <summary>All screens in force.</summary>
    public IReadOnlyList<ShownScreen> All => [.. configuration.AllCurrent(ConfigurationKind.Screen).Select(Read)];

    /// <summary>The screen for a task; null = its desk is not drawn from a screen.</summary>
    public ShownScreen? For(string task, string post, string businessType)
    {
        if (tasks.Find(task) is not { } known) return null;
        foreach (var key in new[] { Screen.KeyOf(task, post, businessType), Screen.KeyOf(task, null, businessType), Screen.KeyOf(task, post, null), Screen.KeyOf(task, null, null) })
        {
            if (configuration.Current(ConfigurationKind.Screen, key) is { } version) return Read(version);
        }

        return new ShownScreen(known.Shipped, 0);
    }

    private ShownScreen Read(ConfigurationVersion version) => new(configuration.Parsed(version, v => ScreenJson.Read(v.Content)), version.Version);
}
