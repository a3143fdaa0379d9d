using System.Diagnostics;
using System.Globalization;
using CentralOps.Domain.Recognition;
using CentralOps.Domain.Recognition.Decision;
using CentralOps.Domain.Recognition.Fields;
using CentralOps.Infrastructure.Recognition;
using CentralOps.Infrastructure.Recognition.Reading;

namespace CentralOps.Benchmarks.Recognition;

/// <summary>Reads labelled slices with each engine alone and with the pipeline's own decision.</summary>
internal sealed class OcrBenchmark : IBenchmark
{
    private const string Pipeline = "pipeline";

    /// <inheritdoc />
    public string Name => "ocr";

    /// <inheritdoc />
    public string Usage => "ocr DIR [--engine NAME] [--peer]";

    /// <inheritdoc />
    public async Task<int> RunAsync(string[] args)
    {
        string? folder = args.FirstOrDefault(a => !a.StartsWith("--", StringComparison.Ordinal));
        if (folder is null || !File.Exists(Path.Combine(folder, "labels.tsv")))
        {
            await Console.Error.WriteLineAsync($"usage: {Usage}; DIR holds labels.tsv");
            return 2;
        }

        List<Label> labels = Read(folder);
        int chosen = Array.IndexOf(args, "--engine");
        List<string> engines = chosen >= 0 && chosen + 1 < args.Length ? [args[chosen + 1]] : [SliceReader.First, SliceReader.Second, Pipeline];
        using var engine = new RecognitionEngine();
        _ = engine.ReadSlice(labels[0].Image, labels[0].Field); // models are warm
        double ours = 0;
        foreach (string name in engines)
        {
            var tally = new Tally();
            double before = TesseractPeer.OwnMilliseconds;
            foreach (Label label in labels)
                One(engine, name, label, tally);
            Console.WriteLine(tally.Summary(name));
            ours = TesseractPeer.OwnMilliseconds - before;
            if (name == engines[^1])
                break;
        }

        if (args.Contains("--peer"))
        {
            await TesseractPeer.RunAsync(labels.ConvertAll(l => (Path.Combine(folder, l.File), l.Field.Type, l.Expected)), ours, engines[^1]);
            if (engines[^1] == Pipeline)
                Console.WriteLine(Tally.Last);
        }

        return 0;
    }

    private static void One(RecognitionEngine engine, string name, Label label, Tally tally)
    {
        var watch = Stopwatch.StartNew();
        FieldDecision decision;
        if (name == Pipeline)
        {
            decision = RecognitionDecision.Decide(engine.ReadSlice(label.Image, label.Field));
        }
        else
        {
            string value = engine.ReadSliceWith(name, label.Image, label.Field);
            decision = new FieldDecision(value, 0, false, [], []);
        }

        double ms = watch.Elapsed.TotalMilliseconds;
        bool exact = (decision.Value ?? "") == label.Expected;
        tally.Add(exact, Differences.Distance(label.Expected, decision.Value ?? ""), label.Expected.Length, decision.Sure, ms, label.Field.Type);
        string mark = exact ? "ok" : "DIFF";
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{name}\t{label.File}\t{label.Field.Type}\t{mark}{(decision.Sure ? exact ? " accepted" : " WRONG-ACCEPTED" : "")}\t{label.Expected}\t{decision.Value}\t{decision.Confidence:0.0000}\t{string.Join("; ", decision.Evidence)}"));
    }

    private static List<Label> Read(string folder) =>
        [.. File.ReadLines(Path.Combine(folder, "labels.tsv")).Skip(1).Select(l => l.Split('\t')).Where(p => p.Length >= 3).Select(p => new Label(
            p[0],
            File.ReadAllBytes(Path.Combine(folder, p[0])),
            new FieldDefinition { Code = p[1], NameZh = p[1], NameEn = p[1], Type = p[1] },
            FieldNormalisation.Normalise(p[1], p[2])))];

    private sealed record Label(string File, byte[] Image, FieldDefinition Field, string Expected);

    private sealed class Tally
    {
        private readonly SortedDictionary<string, (int N, int Exact, int Accepted, int Wrong)> types = new(StringComparer.Ordinal);
        private int n, exact, accepted, wrong, errors, characters;
        private double milliseconds;

        public static string Last { get; private set; } = "";

        public double MillisecondsEach => milliseconds / Math.Max(1, n);

        public void Add(bool isExact, int distance, int length, bool sure, double ms, string type)
        {
            n++;
            exact += isExact ? 1 : 0;
            accepted += sure ? 1 : 0;
            wrong += sure && !isExact ? 1 : 0;
            errors += Math.Min(distance, length);
            characters += length;
            milliseconds += ms;
            (int tn, int te, int ta, int tw) = types.GetValueOrDefault(type);
            types[type] = (tn + 1, te + (isExact ? 1 : 0), ta + (sure ? 1 : 0), tw + (sure && !isExact ? 1 : 0));
        }

        public string Summary(string name)
        {
            foreach ((string type, (int tn, int te, int ta, int tw)) in types)
                Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  {name} {type} n={tn} exact={(double)te / tn:P1} accepted={(double)ta / tn:P1} wrong-accepted={tw}"));
            // The 95 % bound of the error rate among accepted values: rule of three when none was wrong.
            double bound = accepted == 0 ? 1 : (wrong + 1.65 * Math.Sqrt(wrong) + (wrong == 0 ? 3 : 1.35)) / accepted;
            if (name == Pipeline)
                Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  {name} wrong-accepted {wrong} of {accepted}: 95 % bound {bound:P2}"));
            return Last = string.Create(CultureInfo.InvariantCulture, $"ocr {name} n={n} exact={(double)exact / n:0.0000} char={1 - ((double)errors / Math.Max(1, characters)):0.0000} accepted={(double)accepted / n:0.0000} wrong-accepted={wrong} ms/slice={MillisecondsEach:0.0}");
        }
    }
}
