using System.Text;
using System.Text.RegularExpressions;
using PdfSharp.Drawing;
using PdfSharp.Pdf;
using PdfSharp.Pdf.IO;
using QRCoder;

namespace CentralOps.Infrastructure.Receipts.Papers;

/// <summary>What a line is drawn with.</summary>
internal enum Ink
{
    /// <summary>What was filled in.</summary>
    Black,

    /// <summary>What the form says.</summary>
    Grey,

    /// <summary>Stamps and marks.</summary>
    Red,
}

/// <summary>A sheet to draw on, in millimetres from the top left corner.</summary>
internal sealed partial class Paper : IDisposable
{
    private const double PointsPerMm = 72 / 25.4;
    private readonly SongFont font;
    private readonly PdfDocument document = new();
    private readonly XGraphics canvas;
    private bool rare;

    public Paper(SongFont font, double width, double height, string title, DateTimeOffset created)
    {
        this.font = font;
        (document.Info.Title, document.Info.Creator, document.Info.CreationDate) = (title, "CentralOps", created.UtcDateTime);
        var page = document.AddPage();
        (page.Width, page.Height) = (XUnit.FromMillimeter(width), XUnit.FromMillimeter(height));
        canvas = XGraphics.FromPdfPage(page);
    }

    /// <summary>Characters that no font shows, as they were written.</summary>
    public SortedSet<string> Missing { get; } = new(StringComparer.Ordinal);

    /// <inheritdoc />
    public void Dispose()
    {
        canvas.Dispose();
        document.Dispose();
    }

    /// <summary>The finished file.</summary>
    public byte[] Save()
    {
        using var file = new MemoryStream();
        document.Save(file, closeStream: false);
        if (rare) MakeSearchable(file);
        return file.ToArray();
    }

    /// <summary>One straight line.</summary>
    public void Line(double x1, double y1, double x2, double y2, double thickness = 0.2) => canvas.DrawLine(Pen(Ink.Grey, thickness), Pt(x1), Pt(y1), Pt(x2), Pt(y2));

    /// <summary>A frame.</summary>
    public void Box(double x, double y, double w, double h) => canvas.DrawRectangle(Pen(Ink.Grey, 0.3), Pt(x), Pt(y), Pt(w), Pt(h));

    /// <summary>One line of text; anchored left (0), centre (0.5) or right (1) at x, its baseline at y; size in points.</summary>
    public void Text(string text, double x, double y, double size = 9, double anchor = 0, bool bold = false, Ink ink = Ink.Black)
    {
        Missing.UnionWith(font.Missing(text));
        var pieces = font.Pieces(text, size, bold);
        var at = Pt(x) - pieces.Sum(Width) * anchor;
        rare |= pieces.Any(p => p.Text.Any(char.IsSurrogate));
        foreach (var piece in pieces)
        {
            canvas.DrawString(piece.Text, piece.Font, new XSolidBrush(Colour(ink)), at, Pt(y));
            at += Width(piece);
        }
    }

    /// <summary>Text within a cell: on one line, else on more, else smaller; nothing is ever cut off. Centred upright.</summary>
    public void Cell(string text, double x, double y, double w, double h, double size = 9, bool bold = false, Ink ink = Ink.Black, double anchor = 0)
    {
        const double margin = 1.2;
        for (var s = size; ; s -= 0.5)
        {
            var lines = Wrap(text, s, Pt(w - 2 * margin));
            var step = s * 1.25 / PointsPerMm;
            if (lines.Count * step > h && s > 4) continue;
            var first = y + (h - lines.Count * step) / 2 + s * 0.98 / PointsPerMm;
            for (var i = 0; i < lines.Count; i++) Text(lines[i], x + margin + (w - 2 * margin) * anchor, first + i * step, s, anchor, bold, ink);
            return;
        }
    }

    /// <summary>A QR code drawn as squares.</summary>
    public void QrCode(string content, double x, double y, double size)
    {
        using var code = QRCodeGenerator.GenerateQrCode(content, QRCodeGenerator.ECCLevel.M);
        var modules = code.ModuleMatrix;
        var module = Pt(size / modules.Count);
        var squares = new XGraphicsPath();
        for (var row = 0; row < modules.Count; row++)
        {
            for (var column = 0; column < modules.Count; column++)
            {
                if (modules[row][column]) squares.AddRectangle(Pt(x) + column * module, Pt(y) + row * module, module + 0.02, module + 0.02);
            }
        }
        squares.FillMode = XFillMode.Winding;
        canvas.DrawPath(new XSolidBrush(Colour(Ink.Black)), squares);
    }

    /// <summary>A round red stamp: name along the upper arc, star, purpose below.</summary>
    public void Stamp(string name, string purpose, double x, double y, double radius)
    {
        canvas.DrawEllipse(Pen(Ink.Red, 0.6), Pt(x - radius), Pt(y - radius), Pt(2 * radius), Pt(2 * radius));
        var step = Math.Min(34, 210.0 / Math.Max(1, name.Length));
        for (var i = 0; i < name.Length; i++)
        {
            var before = canvas.Save();
            canvas.RotateAtTransform((i - (name.Length - 1) / 2.0) * step, new XPoint(Pt(x), Pt(y)));
            Text(name[i].ToString(), x, y - radius * 0.66, radius * 0.8, 0.5, bold: true, Ink.Red);
            canvas.Restore(before);
        }
        canvas.DrawPolygon(new XSolidBrush(Colour(Ink.Red)), [.. Enumerable.Range(0, 10).Select(i =>
        {
            var (r, a) = (radius * (i % 2 == 0 ? 0.3 : 0.12), Math.PI * i / 5);
            return new XPoint(Pt(x + r * Math.Sin(a)), Pt(y - r * Math.Cos(a)));
        })], XFillMode.Winding);
        Text(purpose, x, y + radius * 0.68, radius * 0.55, 0.5, bold: true, Ink.Red);
    }

    // PDFsharp 6.2 writes code points beyond the basic plane as they are into the map to Unicode, where PDF wants UTF-16.
    private static void MakeSearchable(MemoryStream file)
    {
        using var written = PdfReader.Open(file, PdfDocumentOpenMode.Modify);
        foreach (var map in written.Internals.GetAllObjects().OfType<PdfDictionary>().Select(d => d.Elements.GetDictionary("/ToUnicode")).OfType<PdfDictionary>())
        {
            var text = RareCharacter().Replace(
                Encoding.ASCII.GetString(map.Stream!.UnfilteredValue), m => $"<{Convert.ToHexString(Encoding.BigEndianUnicode.GetBytes(char.ConvertFromUtf32(Convert.ToInt32(m.Groups[1].Value, 16))))}>");
            map.Elements.Remove("/Filter");
            map.Stream.Value = Encoding.ASCII.GetBytes(text);
            map.Elements.SetInteger("/Length", map.Stream.Length);
        }
        file.SetLength(0);
        written.Save(file, closeStream: false);
    }

    [GeneratedRegex("<([0-9A-F]{5,6})>")]
    private static partial Regex RareCharacter();

    private static double Pt(double mm) => mm * PointsPerMm;

    private static XPen Pen(Ink ink, double thickness) => new(Colour(ink), Pt(thickness));

    private static XColor Colour(Ink ink) => ink switch { Ink.Grey => XColor.FromArgb(90, 98, 110), Ink.Red => XColor.FromArgb(200, 30, 40), _ => XColor.FromArgb(16, 20, 28) };

    private double Width((string Text, XFont Font) piece) => canvas.MeasureString(piece.Text, piece.Font).Width;

    private List<string> Wrap(string text, double size, double room)
    {
        var lines = new List<string>();
        var line = "";
        foreach (var rune in text.EnumerateRunes())
        {
            if (line.Length > 0 && font.Pieces(line + rune, size, false).Sum(Width) > room)
            {
                lines.Add(line);
                line = "";
            }
            line += rune;
        }
        lines.Add(line);
        return lines;
    }
}
