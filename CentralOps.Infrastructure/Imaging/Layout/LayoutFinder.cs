using CentralOps.Domain.Recognition;
using OpenCvSharp;

namespace CentralOps.Infrastructure.Imaging.Layout;

/// <summary>Which form a page is.</summary>
/// <param name="Page">The page fitted to its form; null = none was sure.</param>
/// <param name="Confidence">0 … 1.</param>
/// <param name="Doubt"><c>unknown-layout</c>, <c>registration-failed</c>, <c>two-vouchers</c>, <c>ambiguous-layout</c>; null = none.</param>
internal sealed record LayoutMatch(RegisteredPage? Page, double Confidence, string? Doubt);

/// <summary>Finds the layout of a page among many forms.</summary>
internal sealed class LayoutFinder(ImagingOptions options) : IDisposable
{
    private const int FeatureSide = 820, ShortList = 4, Sample = 400;
    private const double Certain = 0.45;

    private readonly Dictionary<VoucherTemplate, TemplateModel> models = new(ReferenceEqualityComparer.Instance);

    /// <summary>Finds it.</summary>
    /// <param name="gray">The page.</param>
    /// <param name="templates">Forms to choose from; those without an image of the blank form are left out.</param>
    /// <param name="byCode">The form that a code on the page names; null = none.</param>
    /// <param name="corners">The form's corners as a person gave them; null = unknown.</param>
    public LayoutMatch Find(Mat gray, IReadOnlyList<VoucherTemplate> templates, VoucherTemplate? byCode, IReadOnlyList<double>? corners)
    {
        if (byCode is not null && corners is { Count: 8 })
            return ByCorners(gray, Model(byCode), corners);

        double scale = Math.Min(1, (double)FeatureSide / Math.Max(gray.Width, gray.Height));
        using Mat work = Channels.Scaled(gray, scale);
        (KeyPoint[] keyPoints, Mat descriptors) = PageFeatures.Compute(work, 1600);
        using Mat rows = descriptors;
        Point2d[] points = [.. keyPoints.Select(p => new Point2d(((p.Pt.X + 0.5) / scale) - 0.5, ((p.Pt.Y + 0.5) / scale) - 0.5))];
        double tolerance = 3 / scale;

        if (byCode is not null)
        {
            RegisteredPage? page = Register(Model(byCode), gray, points, rows, tolerance);
            return page is { Fits: true }
                ? new LayoutMatch(page, 0.5 + (page.Score / 2), Second(page, templates, gray, points, rows, tolerance) ? "two-vouchers" : null)
                : new LayoutMatch(null, 0.5, "registration-failed");
        }

        List<RegisteredPage> fitted = [.. Fitted(Ranked(templates, rows), m => Register(m, gray, points, rows, tolerance)).OrderByDescending(p => p.Score)];
        if (fitted.Count == 0)
            return new LayoutMatch(null, 0, "unknown-layout");
        RegisteredPage best = LayoutComparison.Better(gray, fitted);
        double confidence = Math.Clamp(best.Score / Certain, 0, 1);
        if (Second(best, templates, gray, points, rows, tolerance))
            return new LayoutMatch(best, confidence, "two-vouchers");
        return new LayoutMatch(best, confidence, null);
    }

    /// <inheritdoc />
    public void Dispose()
    {
        foreach (TemplateModel model in models.Values)
            model.Dispose();
    }

    private TemplateModel Model(VoucherTemplate template)
    {
        if (!models.TryGetValue(template, out TemplateModel? model))
        {
            // Templates of publications that nobody asks for any more are forgotten.
            if (models.Count > 200)
            {
                Dispose();
                models.Clear();
            }

            models[template] = model = new TemplateModel(template, options);
        }

        return model;
    }

    private static LayoutMatch ByCorners(Mat gray, TemplateModel model, IReadOnlyList<double> corners)
    {
        Point2d[] form = [new(0, 0), new(model.Template.WidthMm, 0), new(model.Template.WidthMm, model.Template.HeightMm), new(0, model.Template.HeightMm)];
        Homography guess = Homography.Of(form, [.. corners.Chunk(2).Select(c => new Point2d(c[0], c[1]))]);
        RegisteredPage refined = Registration.Refine(model, gray, guess, reach: 24);
        // A person has said so: where patches do not help, the corners count as they are, and people key what is cut by them.
        return new LayoutMatch(refined.Fits ? refined : new RegisteredPage(model, guess, 0), 1, null);
    }

    private static RegisteredPage? Register(TemplateModel model, Mat gray, Point2d[] points, Mat descriptors, double tolerance) =>
        Registration.FromFeatures(model, points, descriptors, tolerance) is { } guess ? Registration.Refine(model, gray, guess.ToPage) : null;

    // The likeliest few; once one fits well, only forms of its size are still tried: copies and print runs of the same form. The others only when none of these fits well:
    // on a faint or almost empty page the quick look errs.
    private static IEnumerable<RegisteredPage> Fitted(IReadOnlyList<TemplateModel> ranked, Func<TemplateModel, RegisteredPage?> register)
    {
        RegisteredPage? good = null;
        var tried = 0;
        foreach (TemplateModel model in ranked)
        {
            if (tried++ >= ShortList && good is not null)
                yield break;
            if (good is not null && !LayoutComparison.SameSize(model.Template, good.Model.Template))
                continue;
            if (register(model) is not { Fits: true } page)
                continue;
            good = page.Score >= Certain ? page : good;
            yield return page;
        }
    }

    // A quick look with a sample of the page's features at all forms, the likeliest first.
    private List<TemplateModel> Ranked(IReadOnlyList<VoucherTemplate> templates, Mat descriptors)
    {
        List<TemplateModel> all = [.. templates.Where(t => t.BlankPng is not null).Select(Model)];
        if (all.Count < 2 || descriptors.Rows < 8)
            return all;
        int step = Math.Max(1, descriptors.Rows / Sample);
        using Mat sample = PageFeatures.Subset(descriptors, [.. Enumerable.Range(0, descriptors.Rows / step).Select(i => i * step)]);
        using var matcher = new BFMatcher(NormTypes.L2);
        return [.. all.Select(m => (Model: m, Votes: matcher.KnnMatch(sample, m.Descriptors, 2).Count(n => n.Length == 2 && n[0].Distance < 0.85f * n[1].Distance)))
            .OrderByDescending(v => v.Votes).Select(v => v.Model)];
    }

    // Another voucher beside the one that was found: features outside of it fit a form, too.
    private bool Second(RegisteredPage found, IReadOnlyList<VoucherTemplate> templates, Mat gray, Point2d[] points, Mat descriptors, double tolerance)
    {
        double[] quad = found.ToPage.Quad(new RegionMm(-2, -2, found.Model.Template.WidthMm + 4, found.Model.Template.HeightMm + 4));
        Point2f[] outline = [.. quad.Chunk(2).Select(c => new Point2f((float)c[0], (float)c[1]))];
        double area = Cv2.ContourArea(outline);
        if ((gray.Width * (double)gray.Height) < 1.45 * area)
            return false;
        List<int> outside = [.. Enumerable.Range(0, points.Length).Where(i => Cv2.PointPolygonTest(outline, new Point2f((float)points[i].X, (float)points[i].Y), false) < 0)];
        if (outside.Count < 60)
            return false;
        using Mat rows = PageFeatures.Subset(descriptors, outside);
        Point2d[] rest = [.. outside.Select(i => points[i])];
        return Ranked(templates, rows).Take(ShortList).Select(m => Register(m, gray, rest, rows, tolerance)).OfType<RegisteredPage>().Any(p =>
            p.Fits && p.ToPage.Map(p.Model.Template.WidthMm / 2, p.Model.Template.HeightMm / 2) is var middle
            && Cv2.PointPolygonTest(outline, new Point2f((float)middle.X, (float)middle.Y), false) < 0);
    }
}
