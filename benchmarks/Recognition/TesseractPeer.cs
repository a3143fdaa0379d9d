using System.Diagnostics;
using System.Globalization;
using CentralOps.Domain.Recognition.Fields;

namespace CentralOps.Benchmarks.Recognition;

/// <summary>The <c>tesseract</c> command on the same slices, one core, one run per slice.</summary>
internal static class TesseractPeer
{
    /// <summary>Runs it and prints its line with the ratio of times; says so when the command is not installed.</summary>
    public static async Task RunAsync(string folder, IReadOnlyList<(string File, string Type, string Expected)> slices, double oursMilliseconds)
    {
        var exact = 0;
        var watch = new Stopwatch();
        foreach ((string file, string type, string expected) in slices)
        {
            var start = new ProcessStartInfo("tesseract", [Path.Combine(folder, file), "stdout", "-l", "chi_sim", "--psm", "7"]) { RedirectStandardOutput = true, RedirectStandardError = true };
            start.Environment["OMP_THREAD_LIMIT"] = "1";
            try
            {
                watch.Start();
                using Process process = Process.Start(start)!;
                Task<string> errors = process.StandardError.ReadToEndAsync();
                string text = await process.StandardOutput.ReadToEndAsync();
                await process.WaitForExitAsync();
                watch.Stop();
                _ = await errors;
                exact += FieldNormalisation.Normalise(type, text) == expected ? 1 : 0;
            }
            catch (System.ComponentModel.Win32Exception)
            {
                Console.WriteLine("peer: the tesseract command is not installed");
                return;
            }
        }

        double each = watch.Elapsed.TotalMilliseconds / slices.Count;
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"ocr peer-tesseract-command n={slices.Count} exact={(double)exact / slices.Count:0.0000} ms/slice={each:0.0} ratio={each / oursMilliseconds:0.0}"));
    }
}
