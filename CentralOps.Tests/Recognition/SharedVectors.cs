namespace CentralOps.Tests.Recognition;

/// <summary>Number vectors of public test suites; where the folder is absent the tests are skipped by name.</summary>
internal static class SharedVectors
{
    public static IReadOnlyList<string[]> Rows(string file)
    {
        DirectoryInfo? folder = new(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "CentralOps.sln")))
            folder = folder.Parent;
        string path = Path.Combine(folder?.FullName ?? ".", "..", "shared", "data", "number-vectors", file);
        if (!File.Exists(path))
            Assert.Skip($"number vectors are not on this machine: {file}");
        return [.. File.ReadLines(path).Skip(1).Select(line => line.Split('\t'))];
    }
}
