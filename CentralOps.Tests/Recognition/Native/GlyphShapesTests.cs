using CentralOps.Infrastructure.Recognition.Reading;
using OpenCvSharp;

namespace CentralOps.Tests.Recognition.Native;

/// <summary>A 0 that both engines take for an 8 is seen by its one hole.</summary>
[Trait("Category", "native")]
public class GlyphShapesTests
{
    [Theory]
    [InlineData("4810", "4810", false)]
    [InlineData("4810", "4818", true)]
    [InlineData("9006", "9806", true)]
    [InlineData("888", "888", false)]
    [InlineData("000", "000", false)]
    [InlineData("696", "896", false)] // one hole, but a low one: not this check's matter
    [InlineData("4810", "481", false)] // another number of figures: nothing to compare
    public void A_tall_hole_is_no_eight(string written, string read, bool contradicts)
    {
        using var ink = new Mat(60, 40 * written.Length, MatType.CV_8U, Scalar.All(0));
        for (var i = 0; i < written.Length; i++)
            Cv2.PutText(ink, written[i].ToString(), new Point((40 * i) + 6, 46), HersheyFonts.HersheySimplex, 1.4, Scalar.All(255), 3);
        List<Rect> glyphs = [];
        for (var i = 0; i < written.Length; i++)
        {
            var cell = new Rect(40 * i, 0, 40, 60);
            using var part = new Mat(ink, cell);
            using var points = new Mat();
            Cv2.FindNonZero(part, points);
            Rect box = Cv2.BoundingRect(points);
            glyphs.Add(new Rect(box.X + cell.X, box.Y, box.Width, box.Height));
        }

        Assert.Equal(contradicts, GlyphShapes.Contradict(ink, glyphs, read));
    }
}
