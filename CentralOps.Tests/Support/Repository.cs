namespace CentralOps.Tests.Support;

/// <summary>The source tree that these tests were built from.</summary>
internal static class Repository
{
    /// <summary>Its root: the folder of the solution.</summary>
    public static string Root { get; } = Find();

    /// <summary>Source files of a project by extension, without what was generated or installed.</summary>
    public static IEnumerable<string> Sources(string project, string extension) =>
        Directory.EnumerateFiles(Path.Combine(Root, project), "*" + extension, SearchOption.AllDirectories)
            .Where(f => !f.Contains("/obj/", StringComparison.Ordinal) && !f.Contains("/bin/", StringComparison.Ordinal) && !f.Contains("/node_modules/", StringComparison.Ordinal));

    /// <summary>Folders of a project that hold code: its features and what they stand on.</summary>
    public static IReadOnlyList<string> Folders(string project) =>
        [.. Sources(project, ".cs").Concat(Sources(project, ".razor")).Select(f => Path.GetRelativePath(Path.Combine(Root, project), f).Split('/')).Where(p => p.Length > 1).Select(p => p[0]).Distinct()];

    private static string Find()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "CentralOps.sln")))
                return folder.FullName;
        }

        throw new InvalidOperationException("the tests run outside the repository");
    }
}
