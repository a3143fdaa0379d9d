using System.Globalization;
using System.IO.Compression;
using System.Text;

namespace CentralOps.Infrastructure.Receipts.Papers;

/// <summary>A PDF of one page (ISO 32000-1) with lines, shapes and text in one embedded font. Points from the bottom left corner.</summary>
internal sealed class PdfSheet(TrueTypeFont font, double width, double height, string title)
{
    private readonly StringBuilder content = new();
    private readonly SortedDictionary<ushort, Rune> used = [];

    public double Height => height;

    /// <summary>Width of a text at a size.</summary>
    public double Measure(string text, double size) => text.EnumerateRunes().Sum(r => font.Width(font.Glyph(r))) * size / 1000;

    /// <summary>Colour of everything that follows, 0 … 255.</summary>
    public void Colour(int red, int green, int blue)
    {
        Write($"{red / 255.0:0.###} {green / 255.0:0.###} {blue / 255.0:0.###} rg");
        Write($"{red / 255.0:0.###} {green / 255.0:0.###} {blue / 255.0:0.###} RG");
    }

    public void Line(double x1, double y1, double x2, double y2, double thickness) => Write($"{thickness:0.###} w {x1:0.##} {y1:0.##} m {x2:0.##} {y2:0.##} l S");

    public void Rectangle(double x, double y, double w, double h, double thickness) => Write($"{thickness:0.###} w {x:0.##} {y:0.##} {w:0.##} {h:0.##} re S");

    public void Fill(double x, double y, double w, double h) => Write($"{x:0.###} {y:0.###} {w:0.###} {h:0.###} re f");

    public void Circle(double x, double y, double r, double thickness)
    {
        var k = 0.5523 * r; // four Bézier arcs
        Write($"{thickness:0.###} w {x + r:0.##} {y:0.##} m");
        Write($"{x + r:0.##} {y + k:0.##} {x + k:0.##} {y + r:0.##} {x:0.##} {y + r:0.##} c {x - k:0.##} {y + r:0.##} {x - r:0.##} {y + k:0.##} {x - r:0.##} {y:0.##} c");
        Write($"{x - r:0.##} {y - k:0.##} {x - k:0.##} {y - r:0.##} {x:0.##} {y - r:0.##} c {x + k:0.##} {y - r:0.##} {x + r:0.##} {y - k:0.##} {x + r:0.##} {y:0.##} c S");
    }

    public void Polygon(IReadOnlyList<(double X, double Y)> corners)
    {
        for (var i = 0; i < corners.Count; i++) Write($"{corners[i].X:0.##} {corners[i].Y:0.##} {(i == 0 ? 'm' : 'l')}");
        Write($"f");
    }

    /// <summary>Text from a point on its baseline, turned by an angle (radians, anticlockwise) about that point; bold is drawn with a thin edge.</summary>
    public void Text(string text, double x, double y, double size, bool bold = false, double angle = 0)
    {
        var hex = new StringBuilder();
        foreach (var rune in text.EnumerateRunes())
        {
            var glyph = font.Glyph(rune);
            used.TryAdd(glyph, rune);
            hex.Append(CultureInfo.InvariantCulture, $"{glyph:X4}");
        }
        var (cos, sin) = (Math.Cos(angle), Math.Sin(angle));
        Write($"BT /F1 {size:0.##} Tf {(bold ? 2 : 0)} Tr {(bold ? size * 0.025 : 0):0.###} w {cos:0.#####} {sin:0.#####} {-sin:0.#####} {cos:0.#####} {x:0.##} {y:0.##} Tm <{hex}> Tj ET");
    }

    /// <summary>The finished file.</summary>
    public byte[] Save(DateTimeOffset created)
    {
        var widths = string.Concat(used.Keys.Select(g => string.Create(CultureInfo.InvariantCulture, $"{g} [{font.Width(g)}] ")));
        byte[][] objects =
        [
            Ascii("<< /Type /Catalog /Pages 2 0 R >>"),
            Ascii("<< /Type /Pages /Kids [3 0 R] /Count 1 >>"),
            Ascii(string.Create(CultureInfo.InvariantCulture, $"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 {width:0.##} {height:0.##}] /Resources << /Font << /F1 5 0 R >> >> /Contents 4 0 R >>")),
            Stream(Encoding.ASCII.GetBytes(content.ToString())),
            Ascii("<< /Type /Font /Subtype /Type0 /BaseFont /COPSUB+Song /Encoding /Identity-H /DescendantFonts [6 0 R] /ToUnicode 9 0 R >>"),
            Ascii($"<< /Type /Font /Subtype /CIDFontType2 /BaseFont /COPSUB+Song /CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> /FontDescriptor 7 0 R /CIDToGIDMap /Identity /DW 1000 /W [{widths}] >>"),
            Ascii(string.Create(CultureInfo.InvariantCulture, $"<< /Type /FontDescriptor /FontName /COPSUB+Song /Flags 4 /FontBBox [-200 {font.Descent} 1200 {font.Ascent}] /ItalicAngle 0 /Ascent {font.Ascent} /Descent {font.Descent} /CapHeight 700 /StemV 60 /FontFile2 8 0 R >>")),
            Stream(font.Subset(used.Keys)),
            Stream(Encoding.ASCII.GetBytes(ToUnicode())),
            Ascii($"<< /Title <FEFF{Convert.ToHexString(Encoding.BigEndianUnicode.GetBytes(title))}> /Creator (CentralOps) /CreationDate (D:{created.UtcDateTime.ToString("yyyyMMddHHmmss", CultureInfo.InvariantCulture)}Z) >>"),
        ];
        using var file = new MemoryStream();
        file.Write("%PDF-1.7\n%\u00e2\u00e3\u00cf\u00d3\n"u8);
        var offsets = new List<long>();
        for (var i = 0; i < objects.Length; i++)
        {
            offsets.Add(file.Length);
            file.Write(Ascii($"{i + 1} 0 obj\n"));
            file.Write(objects[i]);
            file.Write("\nendobj\n"u8);
        }
        var xref = file.Length;
        file.Write(Ascii($"xref\n0 {objects.Length + 1}\n0000000000 65535 f \n{string.Concat(offsets.Select(o => $"{o:D10} 00000 n \n"))}"));
        file.Write(Ascii($"trailer\n<< /Size {objects.Length + 1} /Root 1 0 R /Info 10 0 R >>\nstartxref\n{xref}\n%%EOF\n"));
        return file.ToArray();
    }

    /// <summary>Which character each glyph stands for, so that text can be searched and copied.</summary>
    private string ToUnicode()
    {
        var map = new StringBuilder("/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /CO def /CMapType 2 def 1 begincodespacerange <0000> <FFFF> endcodespacerange\n");
        foreach (var part in used.Chunk(100))
        {
            map.Append(CultureInfo.InvariantCulture, $"{part.Length} beginbfchar\n");
            foreach (var (glyph, rune) in part) map.Append(CultureInfo.InvariantCulture, $"<{glyph:X4}> <{Convert.ToHexString(Encoding.BigEndianUnicode.GetBytes(rune.ToString()))}>\n");
            map.Append("endbfchar\n");
        }
        return map.Append("endcmap CMapName currentdict /CMap defineresource pop end end").ToString();
    }

    private void Write(FormattableString operators) => content.Append(operators.ToString(CultureInfo.InvariantCulture)).Append('\n');

    private static byte[] Ascii(string text) => Encoding.ASCII.GetBytes(text);

    private static byte[] Stream(byte[] bytes)
    {
        using var packed = new MemoryStream();
        using (var zip = new ZLibStream(packed, CompressionLevel.Optimal, leaveOpen: true)) zip.Write(bytes);
        return [.. Ascii(string.Create(CultureInfo.InvariantCulture, $"<< /Length {packed.Length} /Length1 {bytes.Length} /Filter /FlateDecode >>\nstream\n")), .. packed.ToArray(), .. "\nendstream"u8];
    }
}
