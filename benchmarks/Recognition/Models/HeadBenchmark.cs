using System.Globalization;
using CentralOps.Infrastructure.Ocr;
using CentralOps.Infrastructure.Recognition.Reading;
using OpenCvSharp;

namespace CentralOps.Benchmarks.Recognition.Models;

/// <summary>
/// Learns the recogniser's last layer from lines of the generator's set <c>lines</c>, prepared as slices are, and writes
/// the difference to the published weights (<see cref="OcrHead"/>).
/// Every tenth line is not learnt from: on those the summary compares before and after. <c>--without FACE</c> keeps a typeface
/// out of learning and compares on nothing else.
/// </summary>
internal sealed class HeadBenchmark : IBenchmark
{
    // Chosen on sets that were looked at (seeds 62101, 62102).
    private const float Way = 0.5f;

    /// <inheritdoc />
    public string Name => "head";

    /// <inheritdoc />
    public string Usage => "head DIR PUBLISHED OUT [--without FACE] [--epochs N]";

    /// <inheritdoc />
    public async Task<int> RunAsync(string[] args)
    {
        if (args.Length < 3 || !File.Exists(Path.Combine(args[0], "labels.tsv")))
        {
            await Console.Error.WriteLineAsync($"usage: {Usage}; DIR holds labels.tsv of the generator's set 'lines', PUBLISHED is PP-OCR's recogniser");
            return 2;
        }

        string? Option(string name) => Array.IndexOf(args, name) is >= 0 and var at && at + 1 < args.Length ? args[at + 1] : null;
        string? without = Option("--without");
        byte[] model = OcrModelFiles.Checked(args[1], ModelBenchmark.Published);
        Cv2.SetNumThreads(1);
        List<HeadLine> lines = Read(args[0], model);
        bool Kept(HeadLine line, int i) => without is null ? i % 10 == 0 : line.Face == without;
        List<HeadLine> held = [.. lines.Where(Kept)], learnt = [.. lines.Where((line, i) => !Kept(line, i))];
        var training = new HeadTraining(OcrHead.Of(model));
        (double before, double lossBefore) = training.Measure(held);
        Report("published", held.Count, before, lossBefore);
        int epochs = int.Parse(Option("--epochs") ?? "3", CultureInfo.InvariantCulture);
        for (var epoch = 0; epoch < epochs; epoch++)
        {
            training.Learn(learnt, epoch, epochs);
            (double exact, double loss) = training.Measure(held);
            Report($"epoch {epoch + 1}", held.Count, exact, loss);
        }

        (float[] weights, float[] bias) = training.Difference(Way);
        await File.WriteAllBytesAsync(args[2], OcrHead.Pack(weights, bias));
        (double after, double lossAfter) = training.Measure(held);
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"head learnt={learnt.Count} held={held.Count} exact={before:0.0000}->{after:0.0000} loss={lossBefore:0.0000}->{lossAfter:0.0000} bytes={new FileInfo(args[2]).Length}"));
        return 0;
    }

    private static void Report(string what, int n, double exact, double loss) =>
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{what}\tn={n}\texact={exact:0.0000}\tloss={loss:0.0000}"));

    private static List<HeadLine> Read(string folder, byte[] model)
    {
        using var features = new PpOcr(LeanModel.Of(OcrHead.Features(model)));
        Dictionary<string, int> classes = [];
        for (var c = 1; c < features.Dictionary.Count; c++)
            classes.TryAdd(features.Dictionary[c], c);
        var lines = new List<HeadLine>();
        foreach (string[] label in File.ReadLines(Path.Combine(folder, "labels.tsv")).Skip(1).Select(l => l.Split('\t')))
        {
            if (!label[2].All(c => classes.ContainsKey(c.ToString())))
                continue;
            using Mat image = Cv2.ImRead(Path.Combine(folder, label[0]));
            using SliceInk ink = SliceInk.Of(image);
            if (ink.Blank || TextLines.Split(ink) is not [var only])
                continue;
            using Mat line = TextLines.Compact(ink, only);
            // The second look is at a wider picture.
            (float[] numbers, int steps, _) = features.Run(line, lines.Count % 5 == 4 ? 1.35 : 1);
            lines.Add(new HeadLine(numbers, steps, [.. label[2].Select(c => classes[c.ToString()])], label[3]));
        }

        return lines;
    }
}
