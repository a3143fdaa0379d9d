namespace CentralOps.Web.Composition;

/// <summary>Short switches of the command line, written out as configuration.</summary>
internal static class CommandLine
{
    /// <summary><c>--demo</c> becomes everything of section <c>Demo</c>, <c>--port 5080</c> becomes <c>--urls=http://localhost:5080</c>; everything else stays.</summary>
    public static string[] Expand(string[] args)
    {
        var expanded = new List<string>(args.Length);
        for (var i = 0; i < args.Length; i++)
        {
            if (args[i] == "--demo")
                expanded.AddRange(["--Demo:Bank=true", "--Demo:Cards=true", "--Demo:Traffic=true", "--CoreBanking:Simulator:LandEverySeconds=150", "--Demo:BusinessDate=2026-11-23"]);
            else if (args[i] == "--port" && i + 1 < args.Length)
                expanded.Add($"--urls=http://localhost:{args[++i]}");
            else
                expanded.Add(args[i]);
        }

        return [.. expanded];
    }
}
