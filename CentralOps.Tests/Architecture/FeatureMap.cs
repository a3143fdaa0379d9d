namespace CentralOps.Tests.Architecture;

/// <summary>Which folder of a project may name which others. What is below is listed first; so there is no circle.</summary>
/// <param name="Project">Name of the project and root of its namespaces.</param>
/// <param name="Arrows">Folder → folders that it may name.</param>
/// <param name="OnTop">Folder that may name all and that nobody names; what lies beside the folders belongs to it, too.</param>
/// <param name="Trespassers">Arrows that should not be there and how many types and files still need them. It only shrinks.</param>
internal sealed record FeatureMap(string Project, IReadOnlyDictionary<string, string[]> Arrows, string OnTop, IReadOnlyDictionary<string, int> Trespassers)
{
    /// <summary>What the bank does.</summary>
    public static readonly FeatureMap Domain = new(
        "CentralOps.Domain",
        new Dictionary<string, string[]>
        {
            ["Content"] = [],
            ["Kernel"] = [],
            ["Audit"] = ["Kernel"],
            ["Outbox"] = ["Kernel"],
            ["Versioning"] = ["Kernel"],
            ["Administration"] = ["Kernel", "Versioning"],
            ["Rules"] = ["Kernel", "Versioning"],
            ["Dispatch"] = ["Kernel", "Audit", "Administration"],
            ["Processes"] = ["Kernel", "Versioning", "Administration", "Rules"],
            ["Cases"] = ["Kernel", "Audit", "Versioning", "Administration", "Rules", "Dispatch", "Processes"],
            ["Monitoring"] = ["Administration", "Dispatch"],
            ["Recognition"] = ["Content", "Kernel", "Audit", "Versioning", "Administration", "Dispatch", "Processes", "Cases"],
            ["CoreBanking"] = ["Kernel", "Dispatch", "Processes", "Cases", "Recognition"],
            ["Seals"] = ["Content", "Kernel", "Administration", "Dispatch", "Processes", "Cases", "Recognition"],
            ["Batches"] = ["Kernel", "Administration", "Dispatch", "Processes", "Cases", "Recognition", "CoreBanking"],
            ["CentralAuthorization"] = ["Kernel", "Audit", "Administration", "Dispatch", "Processes", "Cases", "Recognition", "CoreBanking"],
            ["Entry"] = ["Kernel", "Versioning", "Administration", "Dispatch", "Processes", "Cases", "Recognition", "CoreBanking"],
            ["Receipts"] = ["Content", "Kernel", "Administration", "Dispatch", "Processes", "Cases", "Recognition", "CoreBanking"],
            ["Intake"] = ["Content", "Kernel", "Administration", "Dispatch", "Processes", "Cases", "Recognition", "Batches", "CentralAuthorization"],
            ["Screens"] = ["Kernel", "Audit", "Versioning", "Administration", "Dispatch", "Processes", "Cases", "Recognition", "Entry"],
            ["Configuration"] = ["Kernel", "Versioning", "Administration", "Cases", "Recognition", "CentralAuthorization", "Intake"],
        },
        "",
        new Dictionary<string, int>
        {
        });

    /// <summary>How it is done.</summary>
    public static readonly FeatureMap Infrastructure = new(
        "CentralOps.Infrastructure",
        new Dictionary<string, string[]>
        {
            ["Database"] = [],
            ["Imaging"] = [],
            ["Processes"] = [],
            ["Rules"] = [],
            ["Scheduling"] = ["Database"],
            ["Screens"] = [],
            ["Administration"] = ["Database"],
            ["Cases"] = ["Database", "Scheduling"],
            ["Batches"] = ["Cases"],
            ["Demo"] = ["Database", "Administration"],
            ["CentralAuthorization"] = ["Database", "Cases", "Demo"],
            ["CoreBanking"] = ["Database", "Scheduling", "Cases"],
            ["Dispatch"] = ["Database", "Scheduling"],
            ["Entry"] = ["Database", "Scheduling", "Cases", "Demo"],
            ["Ocr"] = ["Imaging"],
            ["Outbox"] = ["Database", "Scheduling"],
            ["Secrets"] = ["Database"],
            ["Audit"] = ["Database", "Scheduling", "Secrets"],
            ["Configuration"] = ["Database", "Scheduling", "Secrets"],
            ["Content"] = ["Database", "Scheduling", "Secrets"],
            ["Receipts"] = ["Database", "Secrets", "Cases"],
            ["Recognition"] = ["Imaging", "Ocr", "Cases", "Demo"],
            ["Seals"] = ["Database", "Administration", "Cases", "Demo"],
            ["Intake"] = ["Database", "Scheduling", "Cases"],
            ["Monitoring"] = ["Database", "Scheduling", "Cases"],
        },
        "",
        new Dictionary<string, int>());

    /// <summary>What people see.</summary>
    public static readonly FeatureMap Web = new(
        "CentralOps.Web",
        new Dictionary<string, string[]>
        {
            ["Live"] = [],
            ["Texts"] = [],
            ["Components"] = ["Texts"],
            ["Shell"] = ["Texts", "Components"],
            ["Account"] = ["Texts", "Components", "Shell"],
            ["CoreBanking"] = ["Texts", "Components", "Shell"],
            ["Monitoring"] = ["Live", "Texts", "Components", "Shell"],
            ["Audit"] = ["Texts", "Components", "Shell"],
            ["Configuration"] = ["Texts", "Components", "Shell"],
            ["Content"] = ["Shell"],
            ["Receipts"] = ["Texts", "Components", "Shell"],
            ["Administration"] = ["Live", "Texts", "Components", "Shell", "Configuration"],
            ["Batches"] = ["Texts", "Components", "Shell", "Content"],
            ["Rules"] = ["Texts", "Components", "Shell", "Configuration"],
            ["Cases"] = ["Live", "Texts", "Components", "Content", "Receipts", "Batches"],
            ["Dispatch"] = ["Texts", "Components", "Shell", "Content", "Cases"],
            ["Intake"] = ["Live", "Texts", "Components", "Shell", "Content", "Batches", "Cases"],
            ["Processes"] = ["Texts", "Components", "Shell", "Configuration", "Cases"],
            ["Recognition"] = ["Texts", "Components", "Shell", "Configuration", "Content", "Cases", "Dispatch"],
            ["Screens"] = ["Texts", "Components", "Shell", "Configuration", "Content", "Cases", "Dispatch"],
            ["CentralAuthorization"] = ["Live", "Texts", "Components", "Shell", "Account", "Batches", "Cases", "Dispatch", "Intake", "Screens"],
            ["Seals"] = ["Texts", "Components", "Dispatch", "CentralAuthorization"],
            ["Entry"] = ["Texts", "Components", "Shell", "Content", "Dispatch", "Screens"],
        },
        "Composition",
        new Dictionary<string, int>());

    /// <summary>All of them.</summary>
    public static IReadOnlyList<FeatureMap> All { get; } = [Domain, Infrastructure, Web];

    /// <summary>Folders that lie on a circle of these arrows.</summary>
    public static IReadOnlyList<string> Circle(IReadOnlyDictionary<string, string[]> arrows)
    {
        // What names nobody that is left cannot be on a circle.
        var left = arrows.ToDictionary(a => a.Key, a => a.Value.ToHashSet(StringComparer.Ordinal), StringComparer.Ordinal);
        while (left.FirstOrDefault(f => !f.Value.Overlaps(left.Keys)).Key is { } free) left.Remove(free);
        return [.. left.Keys.Order(StringComparer.Ordinal)];
    }
}
