using Microsoft.Extensions.Configuration;

namespace CentralOps.Infrastructure.Database;

/// <summary>Where files live: what the program writes, and the samples it reads.</summary>
public static class DataFolder
{
    /// <summary>Folder for everything the program writes (<c>Data:Folder</c>; by default <c>data</c> beside the samples, or in the working folder when there are none). Created when missing.</summary>
    public static string Of(IConfiguration configuration)
    {
        var folder = configuration["Data:Folder"] is { Length: > 0 } set
            ? Path.GetFullPath(set)
            : Path.Combine(Path.GetDirectoryName(Samples(configuration)) ?? Directory.GetCurrentDirectory(), "data");
        Directory.CreateDirectory(folder);
        return folder;
    }

    /// <summary>Folder with the shipped samples (<c>Samples:Folder</c>, else the nearest folder <c>samples</c> at or above the working folder or the program); null when there is none.</summary>
    public static string? Samples(IConfiguration configuration)
    {
        if (configuration["Samples:Folder"] is { Length: > 0 } set)
            return Path.GetFullPath(set);
        return Above(Directory.GetCurrentDirectory()) ?? Above(AppContext.BaseDirectory);
    }

    private static string? Above(string start)
    {
        for (var folder = new DirectoryInfo(start); folder is not null; folder = folder.Parent)
        {
            var samples = Path.Combine(folder.FullName, "samples");
            if (Directory.Exists(Path.Combine(samples, "demo-bank")))
                return samples;
        }

        return null;
    }
}
