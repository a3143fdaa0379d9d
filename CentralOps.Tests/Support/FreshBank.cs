using Microsoft.Data.Sqlite;

namespace CentralOps.Tests.Support;

/// <summary>
/// The data folder of a portal that has been started for the first time: schema and first content, made once in a run and copied for every portal of
/// a test.
/// </summary>
internal static class FreshBank
{
    private static readonly Lazy<Task<string>> s_folder = new(() => Task.Run(MakeAsync));

    /// <summary>The folder; nobody writes in it.</summary>
    public static Task<string> FolderAsync() => s_folder.Value;

    /// <summary>Fills a portal's own data folder with it.</summary>
    public static void Copy(string from, string to)
    {
        foreach (var file in Directory.EnumerateFiles(from, "*", SearchOption.AllDirectories))
        {
            var copy = Path.Combine(to, Path.GetRelativePath(from, file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(file, copy);
        }
    }

    /// <summary>Deletes it, when it was made.</summary>
    public static async Task DeleteAsync()
    {
        if (s_folder.IsValueCreated) Directory.Delete(await s_folder.Value, recursive: true);
    }

    private static async Task<string> MakeAsync()
    {
        var folder = Directory.CreateTempSubdirectory("centralops-fresh-").FullName;
        var quiet = new Dictionary<string, string>
        {
            ["Dispatch:Enabled"] = "false", ["Scheduling:Enabled"] = "false", ["CoreBanking:Simulator:Enabled"] = "false",
        };
        await using (var portal = PortalHost.StartEmpty(quiet))
        {
            // The log file is folded into the database: a copy of the one file is whole.
            await using var connection = new SqliteConnection($"Data Source={Path.Combine(portal.DataFolder, "centralops.db")};Pooling=false");
            await connection.OpenAsync();
            await using var fold = new SqliteCommand("PRAGMA wal_checkpoint(TRUNCATE)", connection);
            Assert.Equal(0L, await fold.ExecuteScalarAsync());
            Copy(portal.DataFolder, folder);
        }

        return folder;
    }
}
