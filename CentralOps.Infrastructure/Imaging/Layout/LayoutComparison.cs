using CentralOps.Domain.Recognition;
using OpenCvSharp;

namespace CentralOps.Infrastructure.Imaging.Layout;

/// <summary>Tells forms apart that differ only here and there (copies of one set, print runs): by the places where they differ.</summary>
internal static class LayoutComparison
{
    /// <summary>The best of fitted forms, which are ordered by score.</summary>
    public static RegisteredPage Better(Mat gray, IReadOnlyList<RegisteredPage> fitted)
    {
        RegisteredPage best = fitted[0];
        foreach (RegisteredPage other in fitted.Skip(1).Where(o => o.Score > 0.6 * best.Score && SameSize(o.Model.Template, best.Model.Template)))
        {
            if (Likeness(gray, other, best) > Likeness(gray, best, other))
                best = other;
        }

        return best;
    }

    /// <summary>Forms of one size may be copies of one set.</summary>
    public static bool SameSize(VoucherTemplate a, VoucherTemplate b) => Math.Abs(a.WidthMm - b.WidthMm) < 3 && Math.Abs(a.HeightMm - b.HeightMm) < 3;

    // How like the page is to one form, in the places where that form differs from the other.
    private static double Likeness(Mat gray, RegisteredPage page, RegisteredPage other)
    {
        TemplateModel model = page.Model;
        using Mat toPage = page.ToPage.After(model.FromMm.Inverse()).ToMat();
        using var flat = new Mat();
        Cv2.WarpPerspective(gray, flat, toPage, model.Gray.Size(), InterpolationFlags.Linear | InterpolationFlags.WarpInverseMap, BorderTypes.Replicate);
        using Mat seen = Structures.Of(flat);
        using var rival = new Mat();
        Cv2.Resize(other.Model.Structure, rival, model.Gray.Size());
        using var kernel = Cv2.GetStructuringElement(MorphShapes.Rect, new Size(7, 7));
        using var mine = new Mat();
        using var theirs = new Mat();
        Cv2.Dilate(model.Structure, mine, kernel);
        Cv2.Dilate(rival, theirs, kernel);
        using var difference = new Mat();
        Cv2.Absdiff(mine, theirs, difference);
        using var mask = new Mat();
        Cv2.Threshold(difference, mask, 6, 255, ThresholdTypes.Binary);
        mask.ConvertTo(mask, MatType.CV_8U);
        if (Cv2.CountNonZero(mask) < 50)
            return page.Score;
        return Correlation(seen, model.Structure, mask);
    }

    private static double Correlation(Mat a, Mat b, Mat mask)
    {
        Cv2.MeanStdDev(a, out Scalar meanA, out Scalar deviationA, mask);
        Cv2.MeanStdDev(b, out Scalar meanB, out Scalar deviationB, mask);
        using var product = new Mat();
        Cv2.Multiply(a, b, product);
        return (Cv2.Mean(product, mask).Val0 - (meanA.Val0 * meanB.Val0)) / ((deviationA.Val0 * deviationB.Val0) + 1e-6);
    }
}
