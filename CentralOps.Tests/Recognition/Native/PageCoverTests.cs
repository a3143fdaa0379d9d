using CentralOps.Domain.Recognition;
using CentralOps.Infrastructure.Recognition;
using OpenCvSharp;

namespace CentralOps.Tests.Recognition.Native;

/// <summary>What is masked is not in the bytes that leave the server.</summary>
[Trait("Category", "native")]
public sealed class PageCoverTests
{
    private static readonly double[] s_field = [200, 100, 400, 110, 398, 150, 198, 140]; // a little turned, as on a scanned page

    [Theory]
    [InlineData(".png", 1)]
    [InlineData(".jpg", 1)]
    [InlineData(".jpg", 4)] // the thumbnail of the same page
    public void The_place_of_a_field_is_black_in_the_picture_and_the_rest_is_as_it_was(string format, int smaller)
    {
        using var page = Page();
        using var picture = page.Resize(new Size(page.Width / smaller, page.Height / smaller));
        using var engine = new RecognitionEngine();

        var bytes = engine.Cover(picture.ToBytes(format), new PageCovers(page.Width, page.Height, [s_field]));

        Assert.Equal(format == ".png" ? 0x89 : 0xFF, bytes[0]);
        using var covered = Cv2.ImDecode(bytes, ImreadModes.Color);
        Assert.Equal(picture.Size(), covered.Size());
        var size = covered.Size();
        for (var y = 0; y < size.Height; y += 2)
        {
            for (var x = 0; x < size.Width; x += 2)
            {
                var (was, now) = (picture.At<Vec3b>(y, x), covered.At<Vec3b>(y, x));
                var inside = Distance(x * smaller, y * smaller);
                if (inside >= 0) Assert.True(now.Item0 + now.Item1 + now.Item2 < 60, $"{x},{y} is {now.Item0} {now.Item1} {now.Item2}");
                else if (inside < -14 - (8 * smaller)) Assert.InRange(Math.Abs(was.Item0 - now.Item0) + Math.Abs(was.Item1 - now.Item1) + Math.Abs(was.Item2 - now.Item2), 0, 60);
            }
        }
    }

    [Fact]
    public void What_is_no_picture_is_refused_and_not_given_out()
    {
        using var engine = new RecognitionEngine();
        Assert.Throws<RecognitionFailed>(() => engine.Cover([.. "<script>"u8], new PageCovers(10, 10, [s_field])));
    }

    // Yellow paper with a coloured pattern, so that every pixel of a field is told from black.
    private static Mat Page()
    {
        var page = new Mat(400, 600, MatType.CV_8UC3, new Scalar(120, 220, 240));
        for (var x = 0; x < 600; x += 20) Cv2.Line(page, new Point(x, 0), new Point(x, 400), new Scalar(90, 160, 200), 3);
        Cv2.PutText(page, "6222 0211 0000", new Point(205, 132), HersheyFonts.HersheySimplex, 0.7, new Scalar(180, 90, 90), 2);
        return page;
    }

    /// <summary>Pixels from the nearest edge of the field; negative = outside.</summary>
    private static double Distance(int x, int y) => Cv2.PointPolygonTest(Enumerable.Range(0, 4).Select(i => new Point2f((float)s_field[2 * i], (float)s_field[2 * i + 1])), new Point2f(x, y), measureDist: true);
}
