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
        using var sheet = new Sheet(60, 56, Dpi);
        sheet.Text("货款", 9, 24, 3.6, Face.Kai, SkiaSharp.SKColors.Black);
        if (stamped is not null)
            SealPress.On(sheet, stamped, Pressing.Everyday(new Dice(5), 0, degraded: false) with { Degrees = degrees }, 30, 28);
        using var page = Cv2.ImDecode(Pictures.Jpeg(sheet.Bitmap, 85), ImreadModes.Color);
        var (w, h) = (page.Width, page.Height);
        return new SealComparer().Compare(page, new("finance", [0, 0, w, 0, w, h, 0, h], Pictures.Png(card), 300, Dpi));
    }
}
