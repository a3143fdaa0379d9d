using System.Diagnostics;
using System.Globalization;
using CentralOps.Domain.Recognition;
using CentralOps.Infrastructure.Recognition;

namespace CentralOps.Benchmarks.Recognition;

/// <summary>Reads the codes of labelled images. A label of several lines names several codes; one that starts with <c>qr</c> or <c>code128</c> and a tab names the symbology.</summary>
internal sealed class CodesBenchmark : IBenchmark
{
    /// <inheritdoc />
    public string Name => "codes";

    /// <inheritdoc />
    public string Usage => "codes DIR";

    /// <inheritdoc />
    public async Task<int> RunAsync(string[] args)
    {
        if (args.Length == 0 || !Directory.Exists(args[0]))
        {
            await Console.Error.WriteLineAsync($"usage: {Usage}");
            return 2;
        }

        int n = 0, read = 0, wrong = 0;
        double milliseconds = 0;
        using var engine = new RecognitionEngine();
        foreach (string label in Directory.EnumerateFiles(args[0], "*.txt").Order(StringComparer.Ordinal))
        {
            string? image = Directory.EnumerateFiles(args[0], Path.GetFileNameWithoutExtension(label) + ".*").FirstOrDefault(f => Path.GetExtension(f) is ".png" or ".jpg" or ".jpeg");
            if (image is null)
                continue;
            List<string> expected = [.. (await File.ReadAllLinesAsync(label)).Select(l => l.Contains('\t', StringComparison.Ordinal) ? l[(l.IndexOf('\t', StringComparison.Ordinal) + 1)..] : l).Select(l => l.Trim()).Where(l => l.Length > 0)];
            byte[] bytes = await File.ReadAllBytesAsync(image);
            var watch = Stopwatch.StartNew();
            IReadOnlyList<CodeReading> found = engine.ReadCodes(bytes);
            double ms = watch.Elapsed.TotalMilliseconds;
            milliseconds += ms;
            n += expected.Count;
            int ok = expected.Count(e => found.Any(f => f.Content == e)), bad = found.Count(f => !expected.Contains(f.Content));
            read += ok;
            wrong += bad;
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{Path.GetFileName(image)}\t{(ok == expected.Count && bad == 0 ? "ok" : bad > 0 ? "WRONG" : "MISSED")}\t{string.Join(" | ", found.Select(f => f.Symbology + ":" + f.Content))}\t{ms:0} ms"));
        }

        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"codes n={n} read={read} wrong={wrong} ms/image={milliseconds / Math.Max(1, n):0.0}"));
        return 0;
    }
}
