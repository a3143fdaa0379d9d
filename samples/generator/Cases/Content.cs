using CentralOps.Domain.Kernel;
using CentralOps.Domain.Recognition;
using CentralOps.SampleGenerator.Drawing;
using CentralOps.SampleGenerator.Layouts;
using SkiaSharp;

namespace CentralOps.SampleGenerator.Cases;

/// <summary>How a customer's printer or stamp writes: one per voucher.</summary>
internal sealed record Pen(Face Text, Face Digits, SKColor Ink, double Dx, double Dy, double Tilt, double Scale, bool Bold)
{
    private static readonly SKColor[] s_inks = [new(18, 18, 22), new(30, 30, 36), new(20, 24, 60), new(44, 40, 48), new(12, 16, 40)];

    /// <summary>A pen of its own, slightly off the boxes as a whole.</summary>
    public static Pen Take(Dice dice, bool degraded) => new(
        dice.Pick([Face.Song, Face.SongRegular, Face.Kai, Face.Hei, Face.Sans]),
        dice.Pick([Face.Mono, Face.Mono, Face.Sans, Face.SongRegular, Face.Hei]),
        dice.Pick(s_inks), dice.Normal(0.5), dice.Normal(0.35), dice.Normal(degraded ? 0.5 : 0.25), dice.Between(0.94, 1.08), dice.Chance(0.3));
}

/// <summary>Writes values into the fields of a form.</summary>
internal static class Content
{
    /// <summary>Fills the form in.</summary>
    /// <param name="sheet">The printed form.</param>
    /// <param name="form">Its layout.</param>
    /// <param name="values">Normalised values by field code; a missing or empty value leaves the field blank.</param>
    /// <param name="types">Field type by code.</param>
    /// <param name="pen">Who writes.</param>
    /// <param name="dice">Chance.</param>
    public static void Write(Sheet sheet, Form form, IReadOnlyDictionary<string, string> values, IReadOnlyDictionary<string, FieldDefinition> types, Pen pen, Dice dice)
    {
        foreach (var field in form.Fields)
        {
            if (!values.TryGetValue(field.Field.Code, out var value) || value.Length == 0)
                continue;
            var r = field.Field.Region;
            var (dx, dy) = field.Style.Serial ? (dice.Normal(0.15), dice.Normal(0.12)) : (pen.Dx + dice.Normal(0.25), pen.Dy + dice.Normal(0.18));
            using var turned = sheet.Turned(field.Style.Serial ? 0 : pen.Tilt * 0.6 + dice.Normal(0.15), r.X + r.Width / 2, r.Y + r.Height / 2);
            Write(sheet, field, types[field.Field.Code], value, new SKPoint((float)dx, (float)dy), pen, dice);
        }
    }

    private static void Write(Sheet sheet, FormField field, FieldDefinition type, string value, SKPoint off, Pen pen, Dice dice)
    {
        var (r, style) = (field.Field.Region, field.Style);
        var middle = r.Y + r.Height / 2 + off.Y;
        var size = style.Size * pen.Scale;
        var digits = type.Type is FieldTypes.Account or FieldTypes.Digits or FieldTypes.Amount or FieldTypes.Date or FieldTypes.IdNumber;
        var face = style.Serial ? Face.Numbering : digits ? pen.Digits : pen.Text;
        var ink = style.Serial ? new SKColor(24, 24, 30) : Faded(pen.Ink, dice);
        if (field.Field.Cells > 0 && type.Type == FieldTypes.CodeList)
            Tick(sheet, field, type.Values.ToList().IndexOf(value), off, ink);
        else if (field.Field.Cells > 0)
            Grid(sheet, field, value, off, face, size, ink, dice);
        else if (style.DateColumns.Count > 0)
            Date(sheet, field, type, value, middle, off.X, face, size, ink, pen);
        else if (style.Rows > 1)
        {
            var perRow = value.Length / style.Rows;
            for (var row = 0; row < style.Rows; row++)
                sheet.Text(value.Substring(row * perRow, perRow), r.X + 0.6 + off.X, r.Y + r.Height * (row + 0.5) / style.Rows + off.Y, size, face, ink, spacing: style.Spacing, fit: r.Width - 1.2);
        }
        else
        {
            var shown = Shown(type, value);
            var fit = r.Width - 1.6 - Math.Abs(off.X);
            var x = style.Align switch { Align.Left => r.X + 0.8, Align.Centre => r.X + r.Width / 2, _ => r.X + r.Width - 0.8 };
            sheet.Text(shown, x + off.X, middle, size, face, ink, style.Align, fit, style.Spacing, !style.Serial && pen.Bold);
        }
    }

    private static string Shown(FieldDefinition type, string value) => type.Type switch
    {
        FieldTypes.Amount => $"¥{value}",
        _ => value,
    };

    private static void Grid(Sheet sheet, FormField field, string value, SKPoint off, Face face, double size, SKColor ink, Dice dice)
    {
        var r = field.Field.Region;
        var cell = r.Width / field.Field.Cells;
        var text = "¥" + value.Replace(".", "", StringComparison.Ordinal);
        for (var i = 0; i < text.Length; i++)
        {
            var x = r.X + cell * (field.Field.Cells - text.Length + i + 0.5) + off.X * 0.6 + dice.Normal(0.18);
            sheet.Text(text[i].ToString(), x, r.Y + r.Height / 2 + off.Y + dice.Normal(0.12), size, text[i] == '¥' ? Face.Sans : face, ink, Align.Centre);
        }
    }

    private static void Date(Sheet sheet, FormField field, FieldDefinition type, string value, double middle, double dx, Face face, double size, SKColor ink, Pen pen)
    {
        string[] parts;
        if (type.Type == FieldTypes.DateWords)
            parts = value.Split('年', '月', '日');
        else
        {
            var d = DateOnly.ParseExact(value, "yyyy-MM-dd");
            parts = [$"{d:yyyy}", $"{d:MM}", $"{d:dd}"];
        }

        for (var i = 0; i < 3; i++)
            sheet.Text(parts[i], field.Field.Region.X + field.Style.DateColumns[i] + dx * 0.5, middle, size, face, ink, fit: type.Type == FieldTypes.DateWords ? 16.6 : 0, bold: pen.Bold);
    }

    private static void Tick(Sheet sheet, FormField field, int index, SKPoint off, SKColor ink)
    {
        if (index < 0)
            return;
        var r = field.Field.Region;
        var (x, y) = (r.X + r.Width / field.Field.Cells * index + 2.2 + off.X * 0.4, r.Y + r.Height / 2 + off.Y * 0.5);
        sheet.Line(x - 1.1, y + 0.1, x - 0.2, y + 1.1, 0.42, ink);
        sheet.Line(x - 0.2, y + 1.1, x + 1.7, y - 1.6, 0.42, ink);
    }

    private static SKColor Faded(SKColor ink, Dice dice)
    {
        var lift = dice.Between(0, 46);
        return new((byte)Math.Min(255, ink.Red + lift), (byte)Math.Min(255, ink.Green + lift), (byte)Math.Min(255, ink.Blue + lift));
    }
}
