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

    private const string Figures = "0123456789";
    private const double Wide = 1.35;

    private readonly PpOcr ppOcr = new();
    private readonly TesseractOcr tesseract = new();

    /// <summary>Reads a slice with all engines that the decision needs.</summary>
    public FieldEvidence Read(Slice slice) => Read(slice, _ => true);

    private FieldEvidence Read(Slice slice, Func<string, bool> wanted)
    {
        int cells = slice.Cells > 0 ? slice.Cells : slice.Field.Type == FieldTypes.Amount ? AmountGrid.Detect(slice.Image) : 0;
        // The pre-printed 年 月 日 belong to a date.
        Mat? preprint = slice.Field.Type is FieldTypes.Date or FieldTypes.DateWords ? null : slice.Preprint;
        using SliceInk ink = SliceInk.Of(slice.Image, preprint, cells > 0);
        var evidence = new FieldEvidence { Field = slice.Field, Handwritten = slice.Handwritten, Blank = ink.Blank, Faint = ink.Faint };
        if (ink.Blank)
            return evidence;
        return cells > 0 ? ReadGrid(ink, cells, evidence, wanted) : ReadLines(ink, evidence, wanted);
    }

    /// <summary>Reads a slice with one engine only, for measuring.</summary>
    public string ReadWith(string engine, Slice slice) =>
        Read(slice, name => name == engine).Votes.FirstOrDefault(v => v.Engine == engine)?.Value ?? "";

    /// <inheritdoc />
    public void Dispose()
    {
        ppOcr.Dispose();
        tesseract.Dispose();
    }

    private FieldEvidence ReadLines(SliceInk ink, FieldEvidence evidence, Func<string, bool> wanted)
    {
        string? alphabet = FieldAlphabets.Of(evidence.Field);
        string never = FieldAlphabets.Never(evidence.Field.Type);
        OcrText first = OcrText.Nothing, wide = OcrText.Nothing, second = OcrText.Nothing;
        int? glyphs = 0;
        bool? even = true;
        string type = evidence.Field.Type;
        bool figures = type is FieldTypes.Account or FieldTypes.Digits or FieldTypes.Amount or FieldTypes.IdNumber or FieldTypes.CreditCode;
        foreach (Rect line in TextLines.Split(ink))
        {
            using Mat cut = TextLines.Compact(ink, line);
            if (wanted(First))
            {
                OcrText read = ppOcr.Read(cut, alphabet, never);
                even &= TextLines.Evenly(read, cut);
                first = Join(first, read);
            }

            // The second engine has not learnt the formal figures 壹 贰 叁: its vote on them is noise.
            if (wanted(Second) && type is not (FieldTypes.AmountWords or FieldTypes.DateWords))
                second = Join(second, ReadSecond(cut, alphabet));
            // Where two engines agree on plain text, a second look adds nothing.
            if (wanted(First + "-wide") && (figures || second.Text != first.Text))
                wide = Join(wide, ppOcr.Read(cut, alphabet, never, Wide));
            glyphs += TextLines.CountFigures(ink, line);
        }

        if (type == FieldTypes.Amount)
            glyphs -= first.Text.Count(c => c is '¥' or '￥');
        return evidence with
        {
            Votes = [.. new[] { Vote(First, type, first), Vote(First + "-wide", type, wide), Vote(Second, type, second) }.Where(v => v.Value.Length > 0)],
            GlyphCount = figures ? glyphs : null,
            EvenlySpaced = type is FieldTypes.Date or FieldTypes.DateWords or FieldTypes.Amount || !wanted(First) ? null : even,
        };
    }

    private FieldEvidence ReadGrid(SliceInk ink, int cells, FieldEvidence evidence, Func<string, bool> wanted)
    {
        AmountGrid grid = AmountGrid.Of(ink, cells);
        if (grid.Glyphs.Count == 0)
            return evidence with { Blank = true };
        using Mat line = grid.Typeset(ink);
        OcrText set = wanted(First) ? ppOcr.Read(line, Figures + "¥￥") : OcrText.Nothing;
        OcrText second = wanted(Second) ? ReadSecond(line, Figures) : OcrText.Nothing;
        OcrText byCell = wanted(First + "-cells") ? ReadCells(ink, grid, set) : OcrText.Nothing;
        // What looks like a figure in the first filled cell may be the currency sign.
        bool sign = byCell.Text is ['¥' or '￥', ..] || set.Text is ['¥' or '￥', ..];
        int figures = grid.Glyphs.Count - (sign ? 1 : 0);
        bool usable = grid.Complete && evidence.Field.Type == FieldTypes.Amount;
        var votes = new List<EngineVote>();
        foreach ((string engine, OcrText text) in new[] { (First, set), (First + "-cells", byCell), (Second, second) })
        {
            string digits = string.Concat(text.Text.Where(char.IsAsciiDigit));
            if (engine == Second && sign && digits.Length == figures + 1)
                digits = digits[1..]; // it knows no currency sign and reads a figure instead
            if (digits.Length == 0)
                continue;
            string value = usable && digits.Length == figures ? $"{digits.PadLeft(3, '0')[..^2].TrimStart('0').PadLeft(1, '0')}.{digits.PadLeft(3, '0')[^2..]}" : evidence.Field.Type == FieldTypes.Amount ? "?" + digits : digits;
            votes.Add(new EngineVote(engine, value, text.Confidence, text.Characters));
        }

        return evidence with { Votes = votes, GlyphCount = figures };
    }

    // A lone figure in a picture is often not seen at all: such a cell speaks neither for nor against, if most others were read.
    private OcrText ReadCells(SliceInk ink, AmountGrid grid, OcrText set)
    {
        var cells = new List<OcrText>();
        foreach ((_, Rect glyph) in grid.Glyphs.OrderBy(g => g.Key))
        {
            using Mat cell = AmountGrid.Single(ink, glyph);
            cells.Add(ppOcr.Read(cell, Figures + "¥￥"));
        }

        if (set.Text.Length != cells.Count || cells.Count(c => c.Text.Length == 1) * 2 < cells.Count)
            return cells.Aggregate(OcrText.Nothing, Join);
        return cells.Select((c, i) => c.Text.Length == 1 ? c : new OcrText(set.Text[i].ToString(), 0.8, [0.8])).Aggregate(OcrText.Nothing, Join);
    }

    private OcrText ReadSecond(Mat line, string? alphabet)
    {
        // Tesseract wants letters about 36 pixels high and white all around.
        double scale = 42.0 / line.Height;
        using var sized = new Mat();
        Cv2.Resize(line, sized, new Size(), scale, scale, scale < 1 ? InterpolationFlags.Area : InterpolationFlags.Cubic);
        Cv2.CopyMakeBorder(sized, sized, 10, 10, 14, 14, BorderTypes.Constant, Scalar.All(255));
        return tesseract.Read(sized, alphabet);
    }

    private static EngineVote Vote(string engine, string type, OcrText text)
    {
        string raw = type switch
        {
            FieldTypes.Amount => Separators(text.Text),
            FieldTypes.DateWords when DateInWords.Read(text.Text).Date is null && DateInWords.ReadUnlabelled(text.Text) is { } date => DateInWords.Write(date),
            _ => text.Text,
        };
        string value = FieldNormalisation.Normalise(type, raw);
        return new EngineVote(engine, value, text.Confidence, value.Length == text.Characters.Count ? text.Characters : text.Characters.Count > 0 ? [text.Characters.Min()] : []);
    }

    // Engines mix up comma and full stop: the last of them with two figures behind it is the decimal sign.
    private static string Separators(string text)
    {
        int last = text.LastIndexOfAny([',', '.']);
        if (last < 0 || text.Length - last != 3)
            return text;
        return text[..last].Replace(",", "", StringComparison.Ordinal).Replace(".", "", StringComparison.Ordinal) + "." + text[(last + 1)..];
    }

    private static OcrText Join(OcrText a, OcrText b) => a.Text.Length == 0 ? b : b.Text.Length == 0 ? a : new OcrText(
        a.Text + b.Text,
        ((a.Confidence * a.Text.Length) + (b.Confidence * b.Text.Length)) / (a.Text.Length + b.Text.Length),
        [.. a.Characters, .. b.Characters]);
}
