using CentralOps.Domain.Recognition;
using CentralOps.Infrastructure.Imaging.Seals;
using CentralOps.SampleGenerator;
using CentralOps.SampleGenerator.Drawing;
using CentralOps.SampleGenerator.Seals;
using OpenCvSharp;

namespace CentralOps.Tests.Seals;

[Trait("Category", "native")]
public sealed class SealComparerTests
{
    private const double Dpi = 200;

    [Theory]
    [InlineData(1, 0)]
    [InlineData(2, 37)]
    [InlineData(3, 180)]
    public void A_genuine_impression_passes_however_it_is_turned(int seed, double degrees)
    {
        var reading = Compare(Design(seed), Design(seed), degrees);
        Assert.True(reading.Verdict == SealVerdict.Pass, string.Join("; ", reading.Reasons));
        Assert.NotNull(reading.Impression);
        Assert.NotNull(reading.Difference);
    }

    [Fact]
    public void The_pictures_for_the_desk_lie_on_the_whole_specimen_whatever_its_margin()
    {
        Assert.SkipUnless(Fonts.Installed, "Chinese fonts are not installed");
        using var tight = SealPress.Impression(Design(2), Pressing.Specimen(new Dice(9)), 300);
        using var bare = Cv2.ImDecode(Pictures.Png(tight), ImreadModes.Color);
        using var specimen = new Mat();
        Cv2.CopyMakeBorder(bare, specimen, 60, 10, 90, 20, BorderTypes.Constant, Scalar.All(255));
        var reading = Compare(specimen.ToBytes(), Design(2), 12);

        using var impression = Cv2.ImDecode(reading.Impression!, ImreadModes.Color);
        using var difference = Cv2.ImDecode(reading.Difference!, ImreadModes.Color);
        using var card = new Mat();
        Cv2.Resize(specimen, card, impression.Size(), 0, 0, InterpolationFlags.Area);
        Assert.Equal((double)specimen.Width / specimen.Height, (double)impression.Width / impression.Height, 0.02);
        Assert.Equal(impression.Size(), difference.Size());
        Assert.True(Overlap(card, impression) > 0.6, $"only {Overlap(card, impression):0.00} of the ink is common");
    }

    [Theory]
    [InlineData("other-company")]
    [InlineData("other-font")]
    [InlineData("other-carving")]
    [InlineData("other-proportions")]
    [InlineData("one-character")]
    public void A_forged_seal_never_passes(string kind)
    {
        var reading = Compare(Design(2), SealForger.Forge(Design(2), kind, new Dice(72)), 4);
        Assert.NotEqual(SealVerdict.Pass, reading.Verdict);
    }

    [Fact]
    public void Bare_paper_fails_as_no_impression()
    {
        var reading = Compare(Design(1), null, 0);
        Assert.Equal((SealVerdict.Fail, "no-impression"), (reading.Verdict, Assert.Single(reading.Reasons)));
        Assert.Null(reading.Impression);
    }

    [Fact]
    public void A_specimen_that_cannot_be_read_goes_to_a_person()
    {
        using var page = new Mat(400, 400, MatType.CV_8UC3, Scalar.All(250));
        var reading = new SealComparer().Compare(page, new("finance", [0, 0, 400, 0, 400, 400, 0, 400], [1, 2, 3], 300, Dpi));
        Assert.Equal(SealVerdict.Unsure, reading.Verdict);
    }

    private static SealDesign Design(int seed) => SealDesign.Finance("江海市宏远商贸有限公司", new Dice(seed));

    /// <summary>A page with the stamped seal over some print, compared through the same door as in the worker.</summary>
    private static SealReading Compare(SealDesign reserved, SealDesign? stamped, double degrees)
    {
        Assert.SkipUnless(Fonts.Installed, "Chinese fonts are not installed");
        using var card = SealPress.Impression(reserved, Pressing.Specimen(new Dice(9)), 300);
        return Compare(Pictures.Png(card), stamped, degrees);
    }

    private static SealReading Compare(byte[] specimen, SealDesign? stamped, double degrees)
    {
        using var sheet = new Sheet(60, 56, Dpi);
        sheet.Text("货款", 9, 24, 3.6, Face.Kai, SkiaSharp.SKColors.Black);
        if (stamped is not null)
            SealPress.On(sheet, stamped, Pressing.Everyday(new Dice(5), 0, degraded: false) with { Degrees = degrees }, 30, 28);
        using var page = Cv2.ImDecode(Pictures.Jpeg(sheet.Bitmap, 85), ImreadModes.Color);
        var (w, h) = (page.Width, page.Height);
        return new SealComparer().Compare(page, new("finance", [0, 0, w, 0, w, h, 0, h], specimen, 300, Dpi));
    }

    /// <summary>Share of the red of two pictures of one size that both have.</summary>
    private static double Overlap(Mat a, Mat b)
    {
        using var both = new Mat();
        using var either = new Mat();
        using var redOfA = Red(a);
        using var redOfB = Red(b);
        Cv2.BitwiseAnd(redOfA, redOfB, both);
        Cv2.BitwiseOr(redOfA, redOfB, either);
        return (double)Cv2.CountNonZero(both) / Cv2.CountNonZero(either);
    }

    private static Mat Red(Mat picture)
    {
        var planes = Cv2.Split(picture);
        var red = new Mat();
        Cv2.Subtract(planes[2], planes[1], red);
        Cv2.Threshold(red, red, 60, 255, ThresholdTypes.Binary);
        foreach (var plane in planes) plane.Dispose();
        return red;
    }
}
