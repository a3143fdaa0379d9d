using System.Diagnostics;
using System.Globalization;
using CentralOps.Domain.Recognition;
using CentralOps.Infrastructure.Imaging.Seals;
using OpenCvSharp;

namespace CentralOps.Benchmarks;

/// <summary>Seal comparison over pairs of pictures: <c>pairs.tsv</c> with specimen, impression, genuine (1/0).</summary>
internal sealed class SealsBenchmark : IBenchmark
{
    /// <inheritdoc />
    public string Name => "seals";

    /// <inheritdoc />
    public string Usage => "seals DIR [--features FILE]";

    /// <inheritdoc />
    public async Task<int> RunAsync(string[] args)
    {
        if (args.Length == 0 || !File.Exists(Path.Combine(args[0], "pairs.tsv")))
        {
            await Console.Error.WriteLineAsync("seals: the folder must hold pairs.tsv (specimen, impression, genuine)");
            return 2;
        }

        Cv2.SetNumThreads(1);
        var folder = args[0];
        var features = Array.IndexOf(args, "--features") is var at and >= 0 && at + 1 < args.Length ? new StreamWriter(args[at + 1]) : null;
        int genuine = 0, forged = 0, falseAccept = 0, falseReject = 0, unsure = 0;
        var watch = new Stopwatch();
        var processor = TimeSpan.Zero;
        var pairs = 0;
        foreach (var line in (await File.ReadAllLinesAsync(Path.Combine(folder, "pairs.tsv"))).Where(l => l.Length > 0))
        {
            var columns = line.Split('\t');
            if (columns.Length < 3 || columns[2] is not ("0" or "1"))
                continue; // header
            using var specimen = Cv2.ImRead(Path.Combine(folder, columns[0]));
            using var impression = Cv2.ImRead(Path.Combine(folder, columns[1]));
            if (specimen.Empty() || impression.Empty())
            {
                await Console.Error.WriteLineAsync($"seals: cannot read {columns[0]} or {columns[1]}");
                return 2;
            }

            var dpi = SealComparer.LikelyDpi(specimen);
            if (pairs++ == 0)
                SealComparer.Compare("warm-up", specimen, impression, dpi);
            var before = Environment.CpuUsage.TotalTime;
            watch.Start();
            var reading = SealComparer.Compare("seal", specimen, impression, dpi);
            watch.Stop();
            processor += Environment.CpuUsage.TotalTime - before;
            var isGenuine = columns[2] == "1";
            (genuine, forged) = isGenuine ? (genuine + 1, forged) : (genuine, forged + 1);
            falseAccept += !isGenuine && reading.Verdict == SealVerdict.Pass ? 1 : 0;
            falseReject += isGenuine && reading.Verdict == SealVerdict.Fail ? 1 : 0;
            unsure += reading.Verdict == SealVerdict.Unsure ? 1 : 0;
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{columns[1]} genuine={columns[2]} {reading.Verdict} score={reading.Score:F3} {string.Join("; ", reading.Reasons)}"));
            if (features is not null)
                await features.WriteLineAsync($"{columns[1]}\t{columns[2]}\t{SealComparer.Measure(specimen, impression, dpi)}\t{reading.Verdict}");
        }

        if (features is not null)
            await features.DisposeAsync();
        // On a busy machine the wall clock measures the neighbours too.
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"seals processor-ms/pair={processor.TotalMilliseconds / Math.Max(1, pairs):F1}"));
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"seals genuine={genuine} forged={forged} false-accept={falseAccept} false-reject={falseReject} unsure={unsure} ms/pair={watch.Elapsed.TotalMilliseconds / Math.Max(1, pairs):F1}"));
        return 0;
    }
}
