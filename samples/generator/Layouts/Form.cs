using CentralOps.Domain.Recognition;
using CentralOps.SampleGenerator.Drawing;
using SkiaSharp;

namespace CentralOps.SampleGenerator.Layouts;

/// <summary>Colours and pattern of one print run of a form.</summary>
/// <param name="Ink">Lines and labels.</param>
/// <param name="Tint">Security print; light enough to leave content readable.</param>
/// <param name="Labels">Typeface of the labels.</param>
/// <param name="Pattern">Seed of the security print: every copy of the run has the same.</param>
internal sealed record PrintRun(SKColor Ink, SKColor Tint, Face Labels, int Pattern);

/// <summary>How content stands in a field of the form.</summary>
internal sealed record FieldStyle
{
    /// <summary>Type size in mm.</summary>
    public double Size { get; init; } = 3.6;

    /// <summary>Where in its box.</summary>
    public Align Align { get; init; }

    /// <summary>Extra space between characters in mm.</summary>
    public double Spacing { get; init; }

    /// <summary>Lines of equal height that its content is printed in.</summary>
    public int Rows { get; init; } = 1;

    /// <summary>Printed by the press with the form (a serial number), not by whoever fills it in.</summary>
    public bool Serial { get; init; }

    /// <summary>Columns at which the year, month and day go between pre-printed 年 月 日, in mm from the box's left edge; empty = one run of text.</summary>
    public IReadOnlyList<double> DateColumns { get; init; } = [];
}

/// <summary>A field with the way its content is drawn.</summary>
internal sealed record FormField(TemplateField Field, FieldStyle Style);

/// <summary>
/// One page layout. It is described once, and both the picture and the template come from that description, so that they cannot disagree.
/// </summary>
internal sealed class Form(string key, string kind, string nameZh, string nameEn, double widthMm, double heightMm, PrintRun run)
{
    private readonly List<Action<Sheet>> _press = [];
    private readonly List<FormField> _fields = [];
    private readonly List<TemplateAnchor> _anchors = [];
    private readonly List<TemplateSeal> _seals = [];
    private RegionMm? _code;

    public string Key => key;

    public string Kind => kind;

    public double WidthMm => widthMm;

    public double HeightMm => heightMm;

    public PrintRun Run => run;

    public string Side { get; init; } = "front";

    public int Copy { get; init; }

    public IReadOnlyList<FormField> Fields => _fields;

    public IReadOnlyList<TemplateSeal> Seals => _seals;

    /// <summary>Where the printed code goes; null when this run has none.</summary>
    public RegionMm? Code => _code;

    /// <summary>Start of the content of this layout's printed code.</summary>
    public string CodePrefix => $"CO1|{key}|";

    /// <summary>Something of the press that has no method here.</summary>
    public Form Press(Action<Sheet> draw)
    {
        _press.Add(draw);
        return this;
    }

    /// <summary>A pre-printed label; <paramref name="anchor"/> makes it a mark for registration.</summary>
    public Form Label(string text, double x, double middle, double size = 2.9, Align align = Align.Left, double spacing = 0, Face? face = null, SKColor? color = null, string? anchor = null)
    {
        var typeface = face ?? run.Labels;
        if (anchor is not null)
        {
            var width = Sheet.Measure(text, typeface, size) + spacing * (text.Length - 1);
            var left = align switch { Align.Left => x, Align.Centre => x - width / 2, _ => x - width };
            _anchors.Add(new(anchor, Rounded(left - 0.5, middle - size * 0.62, width + 1, size * 1.24)));
        }

        return Press(s => s.Text(text, x, middle, size, typeface, color ?? run.Ink, align, spacing: spacing));
    }

    /// <summary>Labels written from top to bottom, as in the narrow columns of Chinese forms.</summary>
    public Form Column(string text, double x, double top, double bottom, double size = 2.9)
    {
        var step = (bottom - top) / text.Length;
        for (var i = 0; i < text.Length; i++)
            Label(text[i].ToString(), x, top + step * (i + 0.5), size, Align.Centre);
        return this;
    }

    /// <summary>A ruled line.</summary>
    public Form Rule(double x1, double y1, double x2, double y2, double width = 0.18) =>
        Press(s => s.Line(x1, y1, x2, y2, width, run.Ink));

    /// <summary>A ruled box.</summary>
    public Form Frame(double x, double y, double width, double height, double stroke = 0.22) =>
        Press(s => s.Box(x, y, width, height, stroke, run.Ink));

    /// <summary>A place for content.</summary>
    public Form Field(string code, double x, double y, double width, double height, FieldStyle? style = null, string? keying = null, int cells = 0, int rows = 1)
    {
        _fields.Add(new(new TemplateField { Code = code, Region = Rounded(x, y, width, height), Keying = keying, Cells = cells }, (style ?? new()) with { Rows = rows }));
        return this;
    }

    /// <summary>The eleven-cell grid 亿 … 分 with its heading row.</summary>
    public Form AmountGrid(string code, double x, double y, double width, double headHeight, double height, string? keying = null)
    {
        const string heads = "亿千百十万千百十元角分";
        var cell = width / heads.Length;
        Frame(x, y, width, headHeight + height);
        Rule(x, y + headHeight, x + width, y + headHeight);
        for (var i = 0; i < heads.Length; i++)
        {
            Label(heads[i].ToString(), x + cell * (i + 0.5), y + headHeight / 2, Math.Min(2.6, headHeight * 0.8), Align.Centre);
            if (i > 0)
                Rule(x + cell * i, y, x + cell * i, y + headHeight + height, i is 3 or 6 or 9 ? 0.3 : 0.13);
        }

        _anchors.Add(new($"{code}-grid", Rounded(x - 0.5, y - 0.5, width + 1, headHeight + 0.5)));
        return Field(code, x, y + headHeight, width, height, new FieldStyle { Size = 4.2 }, keying, heads.Length);
    }

    /// <summary>Boxes to tick, one per value of a code list, in equal cells.</summary>
    public Form TickBoxes(string code, IReadOnlyList<string> labels, double x, double y, double width, double height, string? keying = null)
    {
        var cell = width / labels.Count;
        for (var i = 0; i < labels.Count; i++)
        {
            Frame(x + cell * i + 0.8, y + height / 2 - 1.4, 2.8, 2.8, 0.2);
            Label(labels[i], x + cell * i + 4.6, y + height / 2, 2.9);
        }

        return Field(code, x, y, width, height, null, keying, labels.Count);
    }

    /// <summary>Where a seal is expected.</summary>
    public Form Seal(string role, double x, double y, double width, double height)
    {
        _seals.Add(new(role, Rounded(x, y, width, height)));
        return this;
    }

    /// <summary>Where the printed code is.</summary>
    public Form Qr(double x, double y, double size)
    {
        _code = Rounded(x, y, size, size);
        return this;
    }

    /// <summary>A further mark for registration.</summary>
    public Form Anchor(string id, double x, double y, double width, double height)
    {
        _anchors.Add(new(id, Rounded(x, y, width, height)));
        return this;
    }

    /// <summary>Prints the empty form.</summary>
    public void PrintOn(Sheet sheet)
    {
        foreach (var draw in _press)
            draw(sheet);
    }

    /// <summary>The product's description of this layout.</summary>
    public VoucherTemplate ToTemplate() => new()
    {
        Key = key,
        Kind = kind,
        NameZh = nameZh,
        NameEn = nameEn,
        Side = Side,
        Copy = Copy,
        WidthMm = widthMm,
        HeightMm = heightMm,
        Code = _code is { } region ? new TemplateCode("qr", region, CodePrefix) : null,
        Anchors = _anchors,
        Fields = [.. _fields.Select(f => f.Field)],
        Seals = _seals,
        BlankPng = BlankImage.Of(this),
    };

    private static RegionMm Rounded(double x, double y, double width, double height) =>
        new(Math.Round(x, 2), Math.Round(y, 2), Math.Round(width, 2), Math.Round(height, 2));
}
