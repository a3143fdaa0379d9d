namespace CentralOps.Infrastructure.Receipts.Papers;

/// <summary>The Song type of printed papers, looked for once among the system's fonts.</summary>
internal static class SongFont
{
    /// <summary>Debian's Song first (fonts-arphic-uming), then Windows' and macOS' own, then what at least shows every character.</summary>
    private static readonly string[] Candidates =
    [
        "/usr/share/fonts/truetype/arphic/uming.ttc", "C:/Windows/Fonts/simsun.ttc", "/System/Library/Fonts/Supplemental/Songti.ttc",
        "/usr/share/fonts/truetype/arphic/ukai.ttc", "/usr/share/fonts/truetype/wqy/wqy-zenhei.ttc",
    ];

    /// <summary>True when a usable font is there.</summary>
    public static bool IsInstalled => Candidates.Any(File.Exists);

    /// <exception cref="InvalidOperationException">None is there; the message says what to install.</exception>
    public static TrueTypeFont Load(string? configured)
    {
        foreach (var file in configured is { Length: > 0 } ? [configured] : Candidates)
        {
            if (File.Exists(file) && TrueTypeFont.Read(File.ReadAllBytes(file), 0) is { } font) return font;
        }
        throw new InvalidOperationException(
            "No Chinese font with TrueType outlines was found for printed papers. Install fonts-arphic-uming, or set Receipts:Font to a .ttf or .ttc file (fonts with CFF outlines such as Noto CJK cannot be used).");
    }
}
