using CentralOps.Benchmarks.Recognition.Models;
using CentralOps.Infrastructure.Ocr;
using CentralOps.Infrastructure.Recognition.Reading;
using CentralOps.SampleGenerator.Sets;
using CentralOps.Tests.Support;
using OpenCvSharp;

namespace CentralOps.Tests.Recognition.Native;

/// <summary>The recogniser is shipped finished: its last layer moved towards bank print, written with fewer steps.</summary>
[Trait("Category", "native")]
public class ShippedModelTests
{
    [Fact]
    public void A_model_that_was_exchanged_is_not_used()
    {
        string file = Path.GetTempFileName();
        try
        {
            byte[] model = OcrModelFiles.Recogniser();
            File.WriteAllBytes(file, model);
            Assert.Equal(model, OcrModelFiles.Checked(file, OcrModelFiles.RecogniserSha256));
            model[^1] ^= 1;
            File.WriteAllBytes(file, model);
            Assert.Throws<InvalidDataException>(() => OcrModelFiles.Checked(file, OcrModelFiles.RecogniserSha256));
        }
        finally
        {
            File.Delete(file);
        }
    }

    [Fact]
    public void Badly_scanned_lines_are_read_better_than_with_the_published_weights()
    {
        string folder = Directory.CreateTempSubdirectory().FullName;
        try
        {
            LineSet.Write(new SetOptions(folder, 424243, 100, Degraded: true));
            byte[] difference = File.ReadAllBytes(Path.Combine(Repository.Root, "benchmarks/Recognition/Models/bank-print.head"));
            using PpOcr published = new(OcrHead.Add(OcrModelFiles.Recogniser(), difference, -1)), shipped = new();
            List<string[]> labels = [.. File.ReadLines(Path.Combine(folder, "labels.tsv")).Skip(1).Select(l => l.Split('\t'))];
            int Right(PpOcr engine) => labels.Count(l => Read(engine, Path.Combine(folder, l[0])) == l[2]);
            int before = Right(published), after = Right(shipped);
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
