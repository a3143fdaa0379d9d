using System.Diagnostics;
using System.Globalization;
using CentralOps.Domain.Recognition.Fields;

namespace CentralOps.Benchmarks.Recognition;

/// <summary>The <c>tesseract</c> command on the same slices, one thread, one run per slice as a script would call it. Time is processor time: the machine may have other work.</summary>
internal static class TesseractPeer
{
    private const double TicksPerSecond = 100; // USER_HZ, as /proc reports

    /// <summary>Milliseconds of processor time that this process has used.</summary>
    public static double OwnMilliseconds => Process.GetCurrentProcess().TotalProcessorTime.TotalMilliseconds;

    /// <summary>Runs it and prints its line with the ratio of processor times; says so when the command is not installed.</summary>
    /// <param name="slices">Image file, field type, expected text.</param>
    /// <param name="oursMilliseconds">Our processor time for all of them together.</param>
    /// <param name="what">What ours did in that time.</param>
    public static async Task RunAsync(IReadOnlyList<(string Path, string Type, string Expected)> slices, double oursMilliseconds, string what)
    {
        var exact = 0;
        double before = ChildrenMilliseconds();
        foreach ((string path, string type, string expected) in slices)
        {
            var start = new ProcessStartInfo("tesseract", [path, "stdout", "-l", "chi_sim", "--psm", "7"]) { RedirectStandardOutput = true, RedirectStandardError = true };
            start.Environment["OMP_THREAD_LIMIT"] = "1";
            try
            {
                using Process process = Process.Start(start)!;
                Task<string> errors = process.StandardError.ReadToEndAsync();
                string text = await process.StandardOutput.ReadToEndAsync();
                await process.WaitForExitAsync();
                _ = await errors;
                exact += FieldNormalisation.Normalise(type, text) == expected ? 1 : 0;
            }
            catch (System.ComponentModel.Win32Exception)
            {
                Console.WriteLine("peer: the tesseract command is not installed");
                return;
            }
        }

        double theirs = ChildrenMilliseconds() - before;
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"peer tesseract-command n={slices.Count} exact={(double)exact / slices.Count:0.0000} cpu-ms/slice={theirs / slices.Count:0.0} ours ({what}) cpu-ms/slice={oursMilliseconds / slices.Count:0.0} ratio={theirs / oursMilliseconds:0.0}"));
    }

    // Fields 16 and 17 of /proc/self/stat: user and system time of children that have ended.
    private static double ChildrenMilliseconds()
    {
        string stat = File.ReadAllText("/proc/self/stat");
        string[] fields = stat[(stat.LastIndexOf(')') + 2)..].Split(' ');
        return (double.Parse(fields[13], CultureInfo.InvariantCulture) + double.Parse(fields[14], CultureInfo.InvariantCulture)) * 1000 / TicksPerSecond;
    }
}
