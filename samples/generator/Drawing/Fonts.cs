using SkiaSharp;

namespace CentralOps.SampleGenerator.Drawing;

/// <summary>Typefaces by what they stand for on paper.</summary>
internal enum Face
{
    /// <summary>Song (宋体), light: pre-printed labels and typed content.</summary>
    Song,

    /// <summary>Song, bold: titles.</summary>
    SongBold,

    /// <summary>Song, regular weight: some printers' labels.</summary>
    SongRegular,

    /// <summary>Kai (楷体).</summary>
    Kai,

    /// <summary>Hei (黑体).</summary>
    Hei,

    /// <summary>Sans serif, regular.</summary>
    Sans,

    /// <summary>Sans serif, bold.</summary>
    SansBold,

    /// <summary>Fixed pitch digits of an impact printer.</summary>
    Mono,

    /// <summary>Serif digits of a numbering machine.</summary>
    Numbering,
}

/// <summary>Loads the installed typefaces by file: the drawing library here has no font configuration of its own.</summary>
internal static class Fonts
{
    private static readonly (Face Face, string File, int Index, string Package)[] s_files =
    [
        (Face.Song, "truetype/arphic/uming.ttc", 0, "fonts-arphic-uming"),
        (Face.SongBold, "opentype/noto/NotoSerifCJK-Bold.ttc", 2, "fonts-noto-cjk"),
        (Face.SongRegular, "opentype/noto/NotoSerifCJK-Regular.ttc", 2, "fonts-noto-cjk"),
        (Face.Kai, "truetype/arphic/ukai.ttc", 0, "fonts-arphic-ukai"),
        (Face.Hei, "truetype/wqy/wqy-zenhei.ttc", 0, "fonts-wqy-zenhei"),
        (Face.Sans, "opentype/noto/NotoSansCJK-Regular.ttc", 2, "fonts-noto-cjk"),
        (Face.SansBold, "opentype/noto/NotoSansCJK-Bold.ttc", 2, "fonts-noto-cjk"),
        (Face.Mono, "truetype/dejavu/DejaVuSansMono.ttf", 0, "fonts-dejavu-core"),
        (Face.Numbering, "truetype/dejavu/DejaVuSerif-Bold.ttf", 0, "fonts-dejavu-core"),
    ];

    private static readonly Dictionary<Face, SKTypeface> s_loaded = [];
    private static readonly Lock s_lock = new();

    /// <summary>True when every typeface is installed; samples can be drawn only then.</summary>
    public static bool Installed => s_files.All(f => File.Exists(Path.Combine(Root, f.File)));

    private static string Root => Environment.GetEnvironmentVariable("CENTRALOPS_FONTS") ?? "/usr/share/fonts";

    /// <summary>The typeface.</summary>
    /// <exception cref="FileNotFoundException">It is not installed; the message names the package.</exception>
    public static SKTypeface Get(Face face)
    {
        lock (s_lock)
        {
            if (s_loaded.TryGetValue(face, out var known))
                return known;
            var (_, file, index, package) = s_files.First(f => f.Face == face);
            var path = Path.Combine(Root, file);
            if (!File.Exists(path) || SKTypeface.FromFile(path, index) is not { } typeface)
                throw new FileNotFoundException($"typeface {face} is missing: install {package}, or set CENTRALOPS_FONTS to the folder that holds {file}", path);
            return s_loaded[face] = typeface;
        }
    }
}
