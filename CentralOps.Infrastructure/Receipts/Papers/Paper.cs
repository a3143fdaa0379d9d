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
internal sealed class Paper(TrueTypeFont font, double width, double height, string title)
{
    private const double PointsPerMm = 72 / 25.4;
    private readonly PdfSheet sheet = new(font, width * PointsPerMm, height * PointsPerMm, title);

    public byte[] Save(DateTimeOffset created) => sheet.Save(created);

    public void Line(double x1, double y1, double x2, double y2, double thickness = 0.2)
    {
        Use(Ink.Grey);
        sheet.Line(Pt(x1), Up(y1), Pt(x2), Up(y2), Pt(thickness));
    }

    public void Box(double x, double y, double w, double h)
    {
        Use(Ink.Grey);
        sheet.Rectangle(Pt(x), Up(y + h), Pt(w), Pt(h), Pt(0.3));
    }

    /// <summary>One line of text; anchored left (0), centre (0.5) or right (1) at x, its baseline at y; size in points.</summary>
    public void Text(string text, double x, double y, double size = 9, double anchor = 0, bool bold = false, Ink ink = Ink.Black)
    {
        Use(ink);
        sheet.Text(text, Pt(x) - sheet.Measure(text, size) * anchor, Up(y), size, bold);
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
        var module = size / modules.Count;
        Use(Ink.Black);
        for (var row = 0; row < modules.Count; row++)
        {
            for (var column = 0; column < modules.Count; column++)
            {
                if (modules[row][column]) sheet.Fill(Pt(x + column * module), Up(y + (row + 1) * module), Pt(module) + 0.02, Pt(module) + 0.02);
            }
        }
    }

    /// <summary>A round red stamp: name along the upper arc, star, purpose below.</summary>
    public void Stamp(string name, string purpose, double x, double y, double radius)
    {
        Use(Ink.Red);
        sheet.Circle(Pt(x), Up(y), Pt(radius), Pt(0.6));
        var size = radius * 0.8;
        var step = Math.Min(34, 210.0 / Math.Max(1, name.Length)) * Math.PI / 180;
        var reach = Pt(radius * 0.66);
        for (var i = 0; i < name.Length; i++)
        {
            var angle = -(i - (name.Length - 1) / 2.0) * step;
            var half = sheet.Measure(name[i].ToString(), size) / 2;
            sheet.Text(name[i].ToString(), Pt(x) - reach * Math.Sin(angle) - half * Math.Cos(angle), Up(y) + reach * Math.Cos(angle) - half * Math.Sin(angle), size, bold: true, angle);
        }
        sheet.Polygon([.. Enumerable.Range(0, 10).Select(i =>
        {
            var (r, a) = (Pt(radius * (i % 2 == 0 ? 0.3 : 0.12)), Math.PI * i / 5 + Math.PI / 2);
            return (Pt(x) + r * Math.Cos(a), Up(y) + r * Math.Sin(a));
        })]);
        Text(purpose, x, y + radius * 0.68, radius * 0.55, 0.5, bold: true, Ink.Red);
    }

    private static double Pt(double mm) => mm * PointsPerMm;

    private double Up(double mm) => sheet.Height - Pt(mm);

    private void Use(Ink ink)
    {
        var (r, g, b) = ink switch { Ink.Grey => (90, 98, 110), Ink.Red => (200, 30, 40), _ => (16, 20, 28) };
        sheet.Colour(r, g, b);
    }

    private List<string> Wrap(string text, double size, double room)
    {
        var lines = new List<string>();
        var line = "";
        foreach (var rune in text.EnumerateRunes())
        {
            if (line.Length > 0 && sheet.Measure(line + rune, size) > room)
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
