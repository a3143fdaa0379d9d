using CentralOps.Domain.Recognition;
using CentralOps.Domain.Recognition.Decision;
using CentralOps.Domain.Recognition.Fields;
using CentralOps.Domain.Recognition.Words;
using CentralOps.Infrastructure.Ocr;
using OpenCvSharp;

namespace CentralOps.Infrastructure.Recognition.Reading;

/// <summary>A slice to read.</summary>
/// <param name="Image">BGR, upright.</param>
/// <param name="Field">What is written there.</param>
/// <param name="Cells">Cells of a grid; 0 = none known.</param>
/// <param name="Handwritten">Hand-written by design.</param>
/// <param name="Preprint">255 where the blank form has print; null = unknown.</param>
internal sealed record Slice(Mat Image, FieldDefinition Field, int Cells = 0, bool Handwritten = false, Mat? Preprint = null);

/// <summary>Collects the evidence of one slice: engines, repeated looks, glyph count. Deciding is the domain's matter.</summary>
internal sealed class SliceReader : IDisposable
{
    /// <summary>Name of the first engine.</summary>
    public const string First = "ppocr";

    /// <summary>Name of the second engine.</summary>
    public const string Second = "tesseract";

    private readonly PpOcr ppOcr = new();
    private readonly TesseractOcr tesseract = new();

    /// <summary>The first engine.</summary>
    public PpOcr Engine => ppOcr;

    /// <summary>Opens a slice; nothing is read yet.</summary>
    public SliceReading Open(Slice slice) => new(this, slice);

    /// <summary>Reads a slice by itself: as many looks as the decision needs to be sure, and all of them when it cannot be.</summary>
    public FieldEvidence Read(Slice slice)
    {
        using SliceReading reading = Open(slice);
        reading.Look();
        while (!RecognitionDecision.Decide(reading.Evidence).Sure && reading.LookAgain())
        {
        }

        return reading.Evidence;
    }

    /// <summary>Reads a slice with one engine only, for measuring.</summary>
    public string ReadWith(string engine, Slice slice)
    {
        using SliceReading reading = Open(slice);
        reading.Only(engine);
        return reading.Evidence.Votes.FirstOrDefault(v => v.Engine == engine)?.Value ?? "";
    }

    /// <inheritdoc />
    public void Dispose()
    {
        ppOcr.Dispose();
        tesseract.Dispose();
    }

    internal OcrText ReadSecond(Mat line, string? alphabet)
    {
        // Tesseract wants letters about 36 pixels high and white all around.
        double scale = 42.0 / line.Height;
        using var sized = new Mat();
        Cv2.Resize(line, sized, new Size(), scale, scale, scale < 1 ? InterpolationFlags.Area : InterpolationFlags.Cubic);
        Cv2.CopyMakeBorder(sized, sized, 10, 10, 14, 14, BorderTypes.Constant, Scalar.All(255));
        return tesseract.Read(sized, alphabet);
    }

    internal static EngineVote Vote(string engine, string type, OcrText text)
    {
        string raw = type switch
        {
            FieldTypes.Amount => Separators(text.Text),
            FieldTypes.Date => Eight(text.Text),
            FieldTypes.DateWords when DateInWords.Read(text.Text).Date is null && DateInWords.ReadUnlabelled(text.Text) is { } date => DateInWords.Write(date),
            _ => text.Text,
        };
        string value = FieldNormalisation.Normalise(type, raw);
        // Without its decimal sign an amount is a hundred times another one: such a reading never counts for much.
        if (type == FieldTypes.Amount && !raw.Contains('.', StringComparison.Ordinal))
            return new EngineVote(engine, value, Math.Min(0.5, text.Confidence), []);
        return new EngineVote(engine, value, text.Confidence, value.Length == text.Characters.Count ? text.Characters : text.Characters.Count > 0 ? [text.Characters.Min()] : []);
    }

    // The pre-printed 年 月 日 are small and pale: where they are lost, eight figures say the same.
    private static string Eight(string text) => FieldNormalisation.DateOf(FieldNormalisation.Normalise(FieldTypes.Date, text)) is null && string.Concat(text.Where(char.IsAsciiDigit)) is { Length: 8 } figures ? figures : text;

    // Engines mix up comma and full stop: the last of them with two figures behind it is the decimal sign.
    private static string Separators(string text)
    {
        int last = text.LastIndexOfAny([',', '.']);
        if (last < 0 || text.Length - last != 3)
            return text;
        return text[..last].Replace(",", "", StringComparison.Ordinal).Replace(".", "", StringComparison.Ordinal) + "." + text[(last + 1)..];
    }

    internal static OcrText Join(OcrText a, OcrText b) => a.Text.Length == 0 ? b : b.Text.Length == 0 ? a : new OcrText(
        a.Text + b.Text,
        ((a.Confidence * a.Text.Length) + (b.Confidence * b.Text.Length)) / (a.Text.Length + b.Text.Length),
        [.. a.Characters, .. b.Characters]);
}
