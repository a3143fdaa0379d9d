using CentralOps.Domain.Kernel;
using CentralOps.Domain.Recognition.Decision;
using CentralOps.Domain.Recognition.Fields;
using CentralOps.Infrastructure.Ocr;
using OpenCvSharp;

namespace CentralOps.Infrastructure.Recognition.Reading;

/// <summary>
/// A slice that is being read, one look after the other: first engine, second engine, second engine on a larger and softer picture, first engine once more on a stretched picture or
/// cell by cell. Each look costs about as much as all the rest of the slice, so the next one is taken only while the evidence does not suffice.
/// </summary>
internal sealed class SliceReading : IDisposable
{
    private const string Figures = "0123456789", FiguresAndSign = "0123456789¥￥";
    private const double Wide = 1.35;

    private readonly SliceReader reader;
    private readonly SliceInk ink;
    private readonly List<Mat> lines = [];
    private readonly string type;
    private readonly string? alphabet;
    private readonly string never;
    private readonly AmountGrid? grid;
    private OcrText first = OcrText.Nothing, second = OcrText.Nothing, softer = OcrText.Nothing, again = OcrText.Nothing;
    private int looks;

    /// <summary>Prepares it.</summary>
    public SliceReading(SliceReader reader, Slice slice)
    {
        this.reader = reader;
        type = slice.Field.Type;
        alphabet = FieldAlphabets.Of(slice.Field);
        never = FieldAlphabets.Never(type);
        int cells = slice.Cells > 0 ? slice.Cells : type == FieldTypes.Amount ? AmountGrid.Detect(slice.Image) : 0;
        // The pre-printed 年 月 日 belong to a date.
        ink = SliceInk.Of(slice.Image, type is FieldTypes.Date or FieldTypes.DateWords ? null : slice.Preprint, cells > 0);
        grid = cells > 0 && !ink.Blank ? AmountGrid.Of(ink, cells) : null;
        bool blank = ink.Blank || grid is { Glyphs.Count: 0 };
        Evidence = new FieldEvidence { Field = slice.Field, Handwritten = slice.Handwritten, Blank = blank, Faint = ink.Faint, CutOff = grid is null && ink.CutOff, CutAtOneEnd = ink.CutAtOneEnd };
        if (!blank)
            lines.AddRange(grid is not null ? [grid.Typeset(ink)] : TextLines.Split(ink).Select(l => TextLines.Compact(ink, l)));
    }

    /// <summary>What is known so far.</summary>
    public FieldEvidence Evidence { get; private set; }

    /// <summary>The first look.</summary>
    public void Look()
    {
        if (Evidence.Blank)
            return;
        bool? even = true;
        foreach (Mat line in lines)
        {
            OcrText read = reader.Engine.Read(line, grid is null ? alphabet : FiguresAndSign, never);
            even &= TextLines.Evenly(read, line);
            first = SliceReader.Join(first, read);
        }

        looks = 1;
        Evidence = Evidence with { EvenlySpaced = grid is not null || type is FieldTypes.Date or FieldTypes.DateWords or FieldTypes.Amount ? null : even, GlyphCount = Glyphs() };
        Put();
    }

    /// <summary>One more look; false when there is nothing left to look at.</summary>
    public bool LookAgain()
    {
        if (Evidence.Blank || looks == 0 || looks > 3)
            return false;
        switch (looks++)
        {
            // The second engine has not learnt the formal figures 壹 贰 叁: its vote on them is noise.
            case 1 or 2 when type is FieldTypes.AmountWords or FieldTypes.DateWords:
                return LookAgain();
            case 1:
                second = ReadSecond(soft: false);
                break;
            case 2 when grid is not null || type == FieldTypes.Date || Value(second) == Value(first):
                return LookAgain();
            case 2:
                softer = ReadSecond(soft: true);
                break;
            default:
                again = grid is null ? lines.Aggregate(OcrText.Nothing, (text, line) => SliceReader.Join(text, reader.Engine.Read(line, alphabet, never, Wide))) : ReadCells(grid);
                break;
        }

        Put();
        return true;
    }

    /// <summary>One engine only, for measuring.</summary>
    public void Only(string engine)
    {
        Look();
        if (engine == SliceReader.First || !LookAgain())
            return;
        first = OcrText.Nothing;
        Put();
    }

    /// <inheritdoc />
    public void Dispose()
    {
        ink.Dispose();
        foreach (Mat line in lines)
            line.Dispose();
    }

    private string Value(OcrText text) => SliceReader.Vote("", type, text).Value;

    private OcrText ReadSecond(bool soft) =>
        lines.Aggregate(OcrText.Nothing, (text, line) => SliceReader.Join(text, reader.ReadSecond(line, grid is null ? alphabet : Figures, soft)));

    private void Put()
    {
        (string, OcrText)[] readings = [(SliceReader.First, first), (grid is null ? SliceReader.First + "-wide" : SliceReader.First + "-cells", again), (SliceReader.Second, second), (SliceReader.Second + "-soft", softer)];
        List<EngineVote> votes = [.. readings.Select(r => grid is null ? SliceReader.Vote(r.Item1, type, r.Item2) : GridVote(r.Item1, r.Item2, grid)).Where(v => v.Value.Length > 0)];
        Evidence = Evidence with { GlyphCount = Glyphs(), Votes = votes, Objections = [.. votes.Select(v => v.Value).Distinct().Where(ShapesContradict).Select(v => new CrossCheck("glyph-shape", v))] };
    }

    private bool ShapesContradict(string value)
    {
        if (grid is not null)
            return GlyphShapes.Contradict(ink.Ink, [.. grid.Glyphs.OrderBy(g => g.Key).Select(g => g.Value).Skip(Sign ? 1 : 0)], string.Concat(value.Where(char.IsAsciiDigit)));
        return Figured && GlyphShapes.Contradict(ink.Ink, [.. TextLines.Split(ink).SelectMany(line => TextLines.Glyphs(ink, line))], value);
    }

    private bool Figured => type is FieldTypes.Account or FieldTypes.Digits or FieldTypes.IdNumber or FieldTypes.CreditCode;

    // What looks like a figure in the first filled cell may be the currency sign.
    private bool Sign => again.Text is ['¥' or '￥', ..] || first.Text is ['¥' or '￥', ..];

    private int? Glyphs()
    {
        if (grid is not null)
            return grid.Glyphs.Count - (Sign ? 1 : 0);
        if (!Figured && type != FieldTypes.Amount)
            return null;
        int? glyphs = TextLines.Split(ink).Aggregate((int?)0, (sum, line) => sum + TextLines.CountFigures(ink, line));
        return type == FieldTypes.Amount ? glyphs - first.Text.Count(c => c is '¥' or '￥') : glyphs;
    }

    private EngineVote GridVote(string engine, OcrText text, AmountGrid cells)
    {
        int figures = cells.Glyphs.Count - (Sign ? 1 : 0);
        string digits = string.Concat(text.Text.Where(char.IsAsciiDigit));
        if (engine == SliceReader.Second && Sign && digits.Length == figures + 1)
            digits = digits[1..]; // it knows no currency sign and reads a figure instead
        if (type != FieldTypes.Amount || digits.Length == 0)
            return new EngineVote(engine, digits, text.Confidence, text.Characters);
        string padded = digits.PadLeft(3, '0');
        string value = cells.Complete && digits.Length == figures ? $"{padded[..^2].TrimStart('0').PadLeft(1, '0')}.{padded[^2..]}" : "?" + digits;
        return new EngineVote(engine, value, text.Confidence, text.Characters);
    }

    // A lone figure in a picture is often not seen at all: such a cell speaks neither for nor against, if most others were read.
    private OcrText ReadCells(AmountGrid cells)
    {
        var read = new List<OcrText>();
        foreach ((_, Rect glyph) in cells.Glyphs.OrderBy(g => g.Key))
        {
            using Mat cell = AmountGrid.Single(ink, glyph);
            read.Add(reader.Engine.Read(cell, FiguresAndSign));
        }

        if (read.Count(c => c.Text.Length == 1) * 2 < read.Count)
            return OcrText.Nothing;
        if (first.Text.Length != read.Count)
            return read.TrueForAll(c => c.Text.Length == 1) ? read.Aggregate(OcrText.Nothing, SliceReader.Join) : OcrText.Nothing;
        return read.Select((c, i) => c.Text.Length == 1 ? c : new OcrText(first.Text[i].ToString(), 0.8, [0.8])).Aggregate(OcrText.Nothing, SliceReader.Join);
    }
}
