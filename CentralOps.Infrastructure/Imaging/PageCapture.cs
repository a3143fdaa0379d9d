using CentralOps.Domain.Recognition;
using CentralOps.Infrastructure.Imaging.Files;
using CentralOps.Infrastructure.Imaging.Quality;
using OpenCvSharp;

namespace CentralOps.Infrastructure.Imaging;

/// <summary>Makes pages of an uploaded file: decoded within limits, upright, straight, judged.</summary>
internal sealed class PageCapture(ImagingOptions options, PageUpright upright)
{
    private readonly QualityGate gate = new(options);

    /// <summary>The pages in their order.</summary>
    /// <exception cref="RecognitionFailed">The file as a whole cannot be used.</exception>
    public IReadOnlyList<CapturedPage> Capture(byte[] file)
    {
        var pages = new List<CapturedPage>();
        foreach (DecodedPage page in new PageDecoder(options).Decode(file))
        {
            using Mat pixels = page.Pixels;
            pages.Add(Capture(pixels, page.Dpi, page.Original));
        }

        return pages;
    }

    private CapturedPage Capture(Mat pixels, double dpi, byte[]? original)
    {
        Mat page = pixels.Clone();
        try
        {
            var changed = false;
            void Replace(Mat by)
            {
                page.Dispose();
                page = by;
                changed = true;
            }

            if ((long)page.Width * page.Height > options.WorkPixels)
            {
                double scale = Math.Sqrt(options.WorkPixels / ((double)page.Width * page.Height));
                Replace(Channels.Scaled(page, scale));
                dpi *= scale;
            }

            using (Mat gray = Channels.Gray(page))
            {
                IReadOnlyList<QualityProblem> problems = gate.Judge(gray, dpi);
                if (!problems.Any(p => p.Code is "blank" or "too-small"))
                {
                    if (upright.QuarterTurns(page) is var turns and not 0)
                        Replace(Channels.QuarterTurned(page, turns));
                    using Mat turned = Channels.Gray(page);
                    if (PageUpright.Skew(turned) is var skew && Math.Abs(skew) >= options.DeskewFrom)
                        Replace(Channels.Turned(page, skew));
                }

                using Mat final = Channels.Gray(page);
                using Mat small = Channels.Scaled(page, Math.Min(1, (double)options.ThumbnailWidth / page.Width));
                byte[] image = original is not null && !changed ? original : Channels.Jpeg(page, options.JpegQuality);
                return new CapturedPage(image, Channels.Jpeg(small, 80), page.Width, page.Height, Math.Round(dpi, 1), problems, PerceptualHash.Of(final));
            }
        }
        finally
        {
            page.Dispose();
        }
    }
}
