using CentralOps.Infrastructure.Ocr;
using CentralOps.Infrastructure.Recognition.Reading;
using CentralOps.SampleGenerator.Sets;
using OpenCvSharp;

namespace CentralOps.Tests.Recognition.Native;

/// <summary>The recogniser's last layer is moved towards bank print by a file that is shipped.</summary>
[Trait("Category", "native")]
public class OcrHeadTests
{
    private static readonly byte[] Model = OcrModelFiles.Recogniser();

    [Fact]
    public void The_shipped_difference_changes_the_last_layer_only()
    {
        byte[] adapted = OcrHead.Adapted(Model);
        static float[] Others(byte[] model) => [.. new OnnxGraph(model).Nodes.Where(n => n.Op == "Constant").Select(OnnxGraph.Floats).Where(f => f is { Numbers.Length: < 500_000 and not 6625 }).SelectMany(f => f!.Value.Numbers)];
        Assert.Equal(Others(Model), Others(adapted));
        ((float[] Before, _), (float[] After, _)) = (OcrHead.Of(Model), OcrHead.Of(adapted));
        Assert.InRange(Before.Zip(After, (a, b) => Math.Abs(a - b)).Max(), 0.001, 0.5);
    }

    [Fact]
    public void A_difference_is_kept_to_within_a_byte()
    {
        (float[] weights, float[] bias) = OcrHead.Of(Model);
        var dice = new Random(7);
        float[] moved = [.. weights.Select(_ => (dice.NextSingle() - 0.5f) / 10)], lifted = [.. bias.Select(_ => (dice.NextSingle() - 0.5f) / 10)];
        (float[] newWeights, float[] newBias) = OcrHead.Of(OcrHead.Add(Model, OcrHead.Pack(moved, lifted)));
        Assert.InRange(newWeights.Select((w, i) => Math.Abs(w - weights[i] - moved[i])).Max(), 0, 0.0005);
        Assert.InRange(newBias.Select((b, i) => Math.Abs(b - bias[i] - lifted[i])).Max(), 0, 0.0005);
    }

    [Fact]
    public void A_difference_for_another_model_is_refused() => Assert.Throws<InvalidDataException>(() => OcrHead.Add(Model, OcrHead.Pack(new float[20], new float[10])));

    [Fact]
    public void Badly_scanned_lines_are_read_better_than_with_the_published_weights()
    {
        string folder = Directory.CreateTempSubdirectory().FullName;
        try
        {
            LineSet.Write(new SetOptions(folder, 424243, 100, Degraded: true));
            using PpOcr published = new(LeanModel.Of(Model)), adapted = new();
            List<string[]> labels = [.. File.ReadLines(Path.Combine(folder, "labels.tsv")).Skip(1).Select(l => l.Split('\t'))];
            int Right(PpOcr engine) => labels.Count(l => Read(engine, Path.Combine(folder, l[0])) == l[2]);
            int before = Right(published), after = Right(adapted);
            Assert.True(after > before, $"{before} of {labels.Count} lines before, {after} after");
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static string Read(PpOcr engine, string file)
    {
        using Mat image = Cv2.ImRead(file);
        using SliceInk ink = SliceInk.Of(image);
        return ink.Blank ? "" : TextLines.Split(ink).Aggregate("", (text, rect) =>
        {
            using Mat line = TextLines.Compact(ink, rect);
            return text + engine.Read(line, null).Text;
        });
    }
}
