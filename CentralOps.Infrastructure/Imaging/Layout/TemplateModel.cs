using CentralOps.Domain.Recognition;
using CentralOps.Infrastructure.Imaging.Files;
using OpenCvSharp;
using OpenCvSharp.Features2D;

namespace CentralOps.Infrastructure.Imaging.Layout;

/// <summary>What is computed once from a template's blank form: features for finding it, patches for registering it, a mask of its print.</summary>
internal sealed class TemplateModel : IDisposable
{
    /// <summary>Longer side, in pixels, of the pictures that features are taken from.</summary>
    public const int FeatureSide = 950;

    private const int PatchMm = 7, MostPatches = 90;

    /// <summary>Computes the model.</summary>
    /// <exception cref="RecognitionFailed">The template has no blank form, or it is damaged.</exception>
    public TemplateModel(VoucherTemplate template, ImagingOptions options)
    {
        Template = template;
        byte[] png = Convert.FromBase64String(template.BlankPng ?? throw new RecognitionFailed("recognition.template-without-form", template.Key));
        using Mat blank = new PageDecoder(options).DecodeSingle(png);
        Gray = Channels.Gray(blank);
        Red = Channels.Red(blank);
        FromMm = Homography.Scale(Gray.Width / template.WidthMm, Gray.Height / template.HeightMm);
        double scale = (double)FeatureSide / Math.Max(Gray.Width, Gray.Height);
        using Mat work = Channels.Scaled(Gray, scale);
        (KeyPoint[] points, Descriptors) = PageFeatures.Compute(work, 900);
        // Pixel centres: scaled coordinates differ by half a pixel.
        Points = [.. points.Select(p => new Point2d(((p.Pt.X + 0.5) / scale) - 0.5, ((p.Pt.Y + 0.5) / scale) - 0.5))];
        Structure = Structures.Of(Gray);
        Patches = [.. ChooseTiles().Select(t => new FormPatch(Structure, t))];
        Anchors = Layout.Anchors.Of(template, Structure, FromMm);
    }

    /// <summary>The template.</summary>
    public VoucherTemplate Template { get; }

    /// <summary>The blank form.</summary>
    public Mat Gray { get; }

    /// <summary>Its red channel.</summary>
    public Mat Red { get; }

    /// <summary>Edges of the blank form.</summary>
    public Mat Structure { get; }

    /// <summary>Millimetres → pixels of the blank form.</summary>
    public Homography FromMm { get; }

    /// <summary>Feature points in pixels of the blank form.</summary>
    public IReadOnlyList<Point2d> Points { get; }

    /// <summary>Their descriptors, one row each.</summary>
    public Mat Descriptors { get; }

    /// <summary>Patches with structure in both directions, spread over the form, in its pixels.</summary>
    public IReadOnlyList<FormPatch> Patches { get; }

    /// <summary>The marks that somebody has named on the form.</summary>
    public IReadOnlyList<AnchorPatches> Anchors { get; }

    /// <summary>A place, in mm, is written, stamped or printed over on a filled form.</summary>
    public bool IsFilled(Point2d at) =>
        Template.Fields.Any(f => Inside(f.Region, at)) || Template.Seals.Any(s => Inside(s.Region, at)) || (Template.Code is { } code && Inside(code.Region, at));

    /// <inheritdoc />
    public void Dispose()
    {
        Gray.Dispose();
        Red.Dispose();
        Structure.Dispose();
        Descriptors.Dispose();
    }

    // Patches inside fields are covered by writing on a filled form: they are left out where the form has enough others.
    private List<Rect> ChooseTiles()
    {
        int side = (int)Math.Round(PatchMm * FromMm.Elements[0]);
        using var corners = new Mat();
        Cv2.CornerMinEigenVal(Gray, corners, 5, 3, BorderTypes.Reflect101);
        var candidates = new List<(Rect Tile, double Strength)>();
        int width = Gray.Width, height = Gray.Height;
        for (int y = 2; y + side + 2 < height; y += side / 2)
        {
            for (int x = 2; x + side + 2 < width; x += side / 2)
            {
                var tile = new Rect(x, y, side, side);
                using var part = new Mat(corners, tile);
                double strength = Cv2.Mean(part).Val0;
                Point2d middle = new((x + (side / 2.0)) / FromMm.Elements[0], (y + (side / 2.0)) / FromMm.Elements[4]);
                candidates.Add((tile, IsFilled(middle) ? strength * 0.15 : strength));
            }
        }

        var chosen = new List<Rect>();
        foreach ((Rect tile, double strength) in candidates.OrderByDescending(c => c.Strength))
        {
            if (chosen.Count >= MostPatches || strength <= 0)
                break;
            if (chosen.All(c => c.Intersect(tile) is var overlap && overlap.Width * overlap.Height < side * side / 3))
                chosen.Add(tile);
        }

        return chosen;
    }

    private static bool Inside(RegionMm region, Point2d at) => at.X >= region.X && at.X <= region.X + region.Width && at.Y >= region.Y && at.Y <= region.Y + region.Height;
}

/// <summary>Scale-invariant features.</summary>
internal static class PageFeatures
{
    /// <summary>Points and descriptors (one row each) of a picture.</summary>
    public static (KeyPoint[] Points, Mat Descriptors) Compute(Mat gray, int count)
    {
        using var sift = SIFT.Create(count, 3, 0.03, 12, 1.6);
        var descriptors = new Mat();
        sift.DetectAndCompute(gray, null, out KeyPoint[] points, descriptors);
        return (points, descriptors);
    }

    /// <summary>Some of the descriptors.</summary>
    public static Mat Subset(Mat descriptors, IReadOnlyList<int> rows)
    {
        int length = descriptors.Cols;
        descriptors.GetArray(out float[] all);
        var chosen = new float[rows.Count * length];
        for (var i = 0; i < rows.Count; i++)
            Array.Copy(all, rows[i] * length, chosen, i * length, length);
        var subset = new Mat(rows.Count, length, MatType.CV_32F);
        subset.SetArray(chosen);
        return subset;
    }
}

/// <summary>Edge pictures: where print begins and ends, whatever its colour and the paper's brightness.</summary>
internal static class Structures
{
    /// <summary>Size of the gradient, compressed so that strong edges do not drown faint ones.</summary>
    public static Mat Of(Mat gray)
    {
        using var smooth = new Mat();
        Cv2.GaussianBlur(gray, smooth, new Size(0, 0), 0.9);
        using var dx = new Mat();
        using var dy = new Mat();
        Cv2.Sobel(smooth, dx, MatType.CV_32F, 1, 0);
        Cv2.Sobel(smooth, dy, MatType.CV_32F, 0, 1);
        var magnitude = new Mat();
        Cv2.Magnitude(dx, dy, magnitude);
        Cv2.Sqrt(magnitude, magnitude);
        return magnitude;
    }
}
