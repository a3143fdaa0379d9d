using System.Reflection;

namespace CentralOps.Infrastructure.Recognition.Worker;

/// <summary>Where the program with the worker role is.</summary>
internal static class WorkerProgram
{
    private const string Web = "CentralOps.Web";

    /// <summary>The configured program, else the running one when it is the portal, else the portal beside it.</summary>
    /// <exception cref="FileNotFoundException">There is none.</exception>
    public static string Path(string configured)
    {
        if (configured.Length > 0)
            return Existing(System.IO.Path.GetFullPath(configured));
        Assembly? entry = Assembly.GetEntryAssembly();
        return entry?.GetName().Name == Web && entry.Location.Length > 0 ? entry.Location : Existing(System.IO.Path.Combine(AppContext.BaseDirectory, Web + ".dll"));
    }

    private static string Existing(string path) =>
        File.Exists(path) ? path : throw new FileNotFoundException("the program with the recognition worker's role is missing: set Recognition:WorkerAssembly", path);
}
