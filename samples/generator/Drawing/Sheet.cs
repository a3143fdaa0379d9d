using SkiaSharp;

namespace CentralOps.SampleGenerator.Drawing;

/// <summary>Where text stands in its box.</summary>
internal enum Align
{
    /// <summary>At the left.</summary>
    Left,

    /// <summary>In the middle.</summary>
    Centre,

    /// <summary>At the right.</summary>
    Right,
}

/// <summary>A paper of a size in mm that is drawn on in mm.</summary>
internal sealed class Sheet : IDisposable
{
    private readonly SKCanvas _canvas;

    /// <summary>An empty white paper.</summary>
    public Sheet(double widthMm, double heightMm, double dpi)
    {
        (WidthMm, HeightMm, Dpi) = (widthMm, heightMm, dpi);
        Bitmap = new SKBitmap(new SKImageInfo((int)Math.Round(widthMm / 25.4 * dpi), (int)Math.Round(heightMm / 25.4 * dpi), SKColorType.Bgra8888, SKAlphaType.Premul));
        _canvas = new SKCanvas(Bitmap);
        _canvas.Clear(SKColors.White);
        _canvas.Scale((float)(dpi / 25.4));
    }

    /// <summary>Paper width in mm.</summary>
    public double WidthMm { get; }

    /// <summary>Paper height in mm.</summary>
    public double HeightMm { get; }

    /// <summary>Dots per inch.</summary>
    public double Dpi { get; }

    /// <summary>The pixels.</summary>
    public SKBitmap Bitmap { get; }

    /// <summary>For what has no method here; scaled to mm.</summary>
    public SKCanvas Canvas => _canvas;

    /// <summary>Width of a text in mm.</summary>
    public static double Measure(string text, Face face, double size)
    {
        using var font = new SKFont(Fonts.Get(face), 100);
        return font.MeasureText(text) / 100 * size;
    }

    /// <summary>One line of text whose ink is centred on <paramref name="middle"/>; narrower letters when it would be wider than <paramref name="fit"/>.</summary>
    /// <param name="text">The text.</param>
    /// <param name="x">Left end, middle or right end in mm, by <paramref name="align"/>.</param>
    /// <param name="middle">Height of the line's middle in mm.</param>
    /// <param name="size">Type size in mm.</param>
    /// <param name="face">Typeface.</param>
    /// <param name="color">Ink.</param>
    /// <param name="align">How <paramref name="x"/> is meant.</param>
    /// <param name="fit">Most width in mm; 0 = any.</param>
    /// <param name="spacing">Extra space between characters in mm.</param>
    /// <param name="bold">Thickens the strokes: a heavy hand of the printer.</param>
    public void Text(string text, double x, double middle, double size, Face face, SKColor color, Align align = Align.Left, double fit = 0, double spacing = 0, bool bold = false)
    {
        using var font = new SKFont(Fonts.Get(face), (float)size) { Subpixel = true, Hinting = SKFontHinting.None, Edging = SKFontEdging.Antialias, Embolden = bold };
        using var paint = new SKPaint { Color = color, IsAntialias = true };
        var natural = font.MeasureText(text) + spacing * Math.Max(0, text.Length - 1);
        if (fit > 0 && natural > fit)
        {
            font.ScaleX = (float)(fit / natural);
            spacing *= fit / natural;
            natural = fit;
        }

        var left = align switch { Align.Left => x, Align.Centre => x - natural / 2, _ => x - natural };
        var baseline = (float)(middle + size * 0.36);
        if (spacing == 0)
        {
            _canvas.DrawText(text, (float)left, baseline, SKTextAlign.Left, font, paint);
            return;
        }

        foreach (var c in text)
        {
            var letter = c.ToString();
            _canvas.DrawText(letter, (float)left, baseline, SKTextAlign.Left, font, paint);
            left += font.MeasureText(letter) + spacing;
        }
    }

    /// <summary>A straight line.</summary>
    public void Line(double x1, double y1, double x2, double y2, double width, SKColor color)
    {
        using var paint = new SKPaint { Color = color, IsAntialias = true, StrokeWidth = (float)width, Style = SKPaintStyle.Stroke };
        _canvas.DrawLine((float)x1, (float)y1, (float)x2, (float)y2, paint);
    }

    /// <summary>The outline of a box.</summary>
    public void Box(double x, double y, double width, double height, double stroke, SKColor color)
    {
        using var paint = new SKPaint { Color = color, IsAntialias = true, StrokeWidth = (float)stroke, Style = SKPaintStyle.Stroke };
        _canvas.DrawRect((float)x, (float)y, (float)width, (float)height, paint);
    }

    /// <summary>A filled box.</summary>
    public void Fill(double x, double y, double width, double height, SKColor color)
    {
        using var paint = new SKPaint { Color = color };
        _canvas.DrawRect((float)x, (float)y, (float)width, (float)height, paint);
    }

    /// <summary>Turns what follows by a small angle around a point until the result is disposed.</summary>
    public IDisposable Turned(double degrees, double aroundX, double aroundY)
    {
        var restore = new Restore(_canvas, _canvas.Save());
        _canvas.RotateDegrees((float)degrees, (float)aroundX, (float)aroundY);
        return restore;
    }

    /// <inheritdoc />
    public void Dispose()
    {
        _canvas.Dispose();
        Bitmap.Dispose();
    }

    private sealed class Restore(SKCanvas canvas, int to) : IDisposable
    {
        public void Dispose() => canvas.RestoreToCount(to);
    }
}
