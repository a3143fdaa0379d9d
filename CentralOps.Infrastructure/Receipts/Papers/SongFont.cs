using System.Globalization;
using System.Text;
using PdfSharp.Drawing;
using PdfSharp.Fonts;
using PdfSharp.Pdf;

namespace CentralOps.Infrastructure.Receipts.Papers;

/// <summary>The type of printed papers: Song; a character that it lacks comes from another font, and one that none has is written as its code point, never left out.</summary>
internal sealed class SongFont
{
    /// <summary>Debian's Song first (fonts-arphic-uming), then Windows' and macOS' own, then what at least shows every character.</summary>
    private static readonly string[] Candidates =
    [
        "/usr/share/fonts/truetype/arphic/uming.ttc", "C:/Windows/Fonts/simsun.ttc", "C:/Windows/Fonts/simsunb.ttf", "/System/Library/Fonts/Supplemental/Songti.ttc",
        "/usr/share/fonts/truetype/arphic/ukai.ttc", "/usr/share/fonts/truetype/wqy/wqy-zenhei.ttc",
    ];

    private static readonly XPdfFontOptions Searchable = new(PdfFontEncoding.Unicode, PdfFontEmbedding.TryComputeSubset);
    private readonly IReadOnlyList<Lazy<XFont?>> faces;

    static SongFont() => GlobalFontSettings.FontResolver = new FontFile();

    private SongFont(IReadOnlyList<Lazy<XFont?>> faces) => this.faces = faces;

    /// <summary>True when a usable font is there.</summary>
    public static bool IsInstalled => Candidates.Any(File.Exists);

    /// <summary>Looks for the fonts.</summary>
    /// <param name="configured">Font file that comes first; null or empty = the system's Song.</param>
    /// <exception cref="InvalidOperationException">It cannot be used, or none is there; the message says what to install.</exception>
    public static SongFont Load(string? configured)
    {
        List<Lazy<XFont?>> faces = [.. Candidates.Prepend(configured ?? "").Where(f => f.Length > 0).Select(file => new Lazy<XFont?>(() => FontFile.IsUsable(file) ? Of(file, 10, bold: false) : null))];
        if ((configured is { Length: > 0 } ? faces[0].Value : faces.Find(f => f.Value is not null)?.Value) is not null) return new SongFont(faces);
        throw new InvalidOperationException(
            "No Chinese font with TrueType outlines was found for printed papers. Install fonts-arphic-uming, or set Receipts:Font to a .ttf or .ttc file (fonts with CFF outlines such as Noto CJK cannot be used).");
    }

    /// <summary>A text in pieces, each with the font that shows it.</summary>
    public IReadOnlyList<(string Text, XFont Font)> Pieces(string text, double size, bool bold)
    {
        var pieces = new List<(string File, string Text)>();
        foreach (var rune in text.EnumerateRunes())
        {
            var face = faces.FirstOrDefault(f => Shows(f.Value, rune)) ?? faces.First(f => f.Value is not null);
            var (file, shown) = (face.Value!.FontFamily.Name, Shows(face.Value, rune) ? rune.ToString() : CodePoint(rune));
            if (pieces is [.., var last] && last.File == file) pieces[^1] = (file, last.Text + shown);
            else pieces.Add((file, shown));
        }
        return [.. pieces.Select(p => (p.Text, Of(p.File, size, bold)))];
    }

    /// <summary>Characters of a text that no font shows.</summary>
    public IEnumerable<string> Missing(string text) => text.EnumerateRunes().Where(r => !faces.Any(f => Shows(f.Value, r))).Select(CodePoint);

    // PDFsharp itself draws nothing, or a box, and says nothing.
    private static bool Shows(XFont? font, Rune rune) => font is not null && GlyphHelper.GlyphIndexFromCodePoint(rune.Value, font) != 0;

    private static string CodePoint(Rune rune) => string.Create(CultureInfo.InvariantCulture, $"〔U+{rune.Value:X4}〕");

    private static XFont Of(string file, double size, bool bold) => new(file, size, bold ? XFontStyleEx.Bold : XFontStyleEx.Regular, Searchable);
}
