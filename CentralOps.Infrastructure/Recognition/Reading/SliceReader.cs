using CentralOps.Domain.Kernel;
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

    private const double SecondHeight = 30, SecondSoft = 42;
    private const string Dust = " ,.:;'\"`|，。、：；‘’“”·-~_丨¦";

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

    internal OcrText ReadSecond(Mat line, string? alphabet, bool soft)
    {
        // Tesseract has learnt letters of about 30 pixels and white all around; coarse print it knows better when it is larger and without its steps.
        double scale = (soft ? SecondSoft : SecondHeight) / line.Height;
        using var sized = new Mat();
        Cv2.Resize(line, sized, new Size(), scale, scale, scale < 1 ? InterpolationFlags.Area : InterpolationFlags.Cubic);
        if (soft)
            Cv2.GaussianBlur(sized, sized, new Size(3, 3), 0);
        Cv2.CopyMakeBorder(sized, sized, 10, 10, 14, 14, BorderTypes.Constant, Scalar.All(255));
        return tesseract.Read(sized, alphabet);
    }

    internal static EngineVote Vote(string engine, string type, OcrText text)
    {
        text = type switch
        {
            FieldTypes.Amount => Figures(text),
            // Only these few characters can stand there: how sure it is among them counts.
            FieldTypes.AmountWords or FieldTypes.DateWords when text.Within.Count == text.Text.Length && text.Text.Length > 0 => text with { Characters = text.Within, Confidence = text.Within.Average() },
            FieldTypes.Company or FieldTypes.Branch or FieldTypes.Name or FieldTypes.Text => Trimmed(text),
            _ => text,
        };
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
        // The regulation wants 零贰拾日: 贰拾日 may be 贰拾玖日 without its last figure, and 肆拾万陆仟 without 零 may be 肆拾捌万陆仟. The same holds for a date that had to be mended.
        if (type is FieldTypes.DateWords or FieldTypes.AmountWords ? Shortened(type, text.Text, value) : type == FieldTypes.Date && raw != text.Text && text.Text.Count(char.IsAsciiDigit) != 8)
            return new EngineVote(engine, value, Math.Min(0.5, text.Confidence), []);
        return new EngineVote(engine, value, text.Confidence, value.Length == text.Characters.Count ? text.Characters : text.Characters.Count > 0 ? [text.Characters.Min()] : []);
    }

    // Dust and remains of lines before and behind free text look like punctuation, with which no such text begins or ends.
    private static OcrText Trimmed(OcrText text)
    {
        int start = 0, end = text.Text.Length;
        while (start < end && Dust.Contains(text.Text[start], StringComparison.Ordinal))
            start++;
        while (end > start && Dust.Contains(text.Text[end - 1], StringComparison.Ordinal))
            end--;
        if (end - start == text.Text.Length)
            return text;
        if (end == start || text.Characters.Count != text.Text.Length)
            return end == start ? OcrText.Nothing : text with { Text = text.Text[start..end] };
        List<double> characters = [.. text.Characters.Skip(start).Take(end - start)];
        return new OcrText(text.Text[start..end], characters.Average(), characters);
    }

    // What groups the figures of an amount says nothing about them; its sign only whether it is a figure itself.
    private static OcrText Figures(OcrText text)
    {
        if (text.Characters.Count != text.Text.Length || text.Text.Length == 0)
            return text;
        // Specks at the ends look like separators.
        int start = text.Text.Length - text.Text.TrimStart(',', '.').Length, end = text.Text.TrimEnd(',', '.').Length;
        if (end <= start)
            return text;
        text = text with { Text = text.Text[start..end], Characters = [.. text.Characters.Take(end).Skip(start)] };
        int last = text.Text.LastIndexOfAny([',', '.']);
        List<double> characters = [.. text.Characters.Where((_, i) => i == last || char.IsAsciiDigit(text.Text[i]))];
        if (characters.Count == 0)
            return text;
        if (text.Text[0] is '¥' or '￥')
            characters[0] = Math.Min(characters[0], text.Characters[0]);
        return text with { Characters = characters, Confidence = characters.Average() };
    }

    // The pre-printed 年 月 日 are small and pale: where they are lost, eight figures say the same.
    private static string Eight(string text)
    {
        if (FieldNormalisation.DateOf(FieldNormalisation.Normalise(FieldTypes.Date, text)) is not null)
            return text;
        string figures = string.Concat(text.Where(char.IsAsciiDigit));
        return figures.Length == 8 ? figures : figures.Length is > 8 and < 12 ? WithoutMarks(figures) ?? text : text;
    }

    // 年, 月 and 日 were read as 1: the one date that is left without them.
    private static string? WithoutMarks(string figures)
    {
        int extra = figures.Length - 8;
        var dates = new HashSet<string>();
        for (var marks = 1; marks < 8; marks++)
        {
            string text = figures;
            bool year = (marks & 1) != 0, month = (marks & 2) != 0, day = (marks & 4) != 0;
            if ((year ? 1 : 0) + (month ? 1 : 0) + (day ? 1 : 0) != extra)
                continue;
            if (day && text[^1] == '1')
                text = text[..^1];
            if (month && text[^3] == '1')
                text = text.Remove(text.Length - 3, 1);
            if (year && text[4] == '1')
                text = text.Remove(4, 1);
            if (text.Length == 8 && FieldNormalisation.DateOf(FieldNormalisation.Normalise(FieldTypes.Date, text)) is { Year: >= 1900 and <= 2999 })
                dates.Add(text);
        }

        return dates.Count == 1 ? dates.Single() : null;
    }

    private static bool Shortened(string type, string read, string value)
    {
        if (type == FieldTypes.AmountWords)
            return value.Count(c => c == '零') > read.Count(c => c is '零' or '〇');
        static int Figures(string words) => DateInWords.Standardise(words).Count(c => c is not ('年' or '月' or '日'));
        return DateInWords.Read(value).Date is not null && Figures(read) < Figures(value);
    }

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
        [.. a.Characters, .. b.Characters]) { Within = [.. a.Within, .. b.Within] };
}
