using System.Text.Json;
using CentralOps.Domain.Recognition;
using CentralOps.Domain.Recognition.Design;
using CentralOps.Infrastructure.Recognition.Worker;
using SkiaSharp;

namespace CentralOps.Tests.Recognition.Native;

/// <summary>Anchors guide registration, and show where the paper is covered.</summary>
[Trait("Category", "native")]
[Trait("Category", "slow")]
public class AnchorTests
{
    [Theory]
    [InlineData(0, 0, 0.4, 1)]
    [InlineData(0.6, 0, 0.4, 1)]
    [InlineData(0, 0, 1, 0.45)]
    [InlineData(0, 0.55, 1, 0.45)]
    public async Task What_a_slip_of_paper_covers_is_left_to_people_and_the_rest_is_read(double x, double y, double width, double height)
    {
        await using RecognitionWorkerPool pool = Pool();
        List<VoucherTemplate> templates = VoucherPageTests.Templates("cheque-front-a.json", "cheque-front-b.json");
        var hint = new LayoutHint("cheque-front-a", null); // the slip may lie on the code
        PageReading whole = await pool.ReadPageAsync(Cheque(), templates, Fields(), hint, TestContext.Current.CancellationToken);
        PageReading covered = await pool.ReadPageAsync(Covered(x, y, width, height), templates, Fields(), hint, TestContext.Current.CancellationToken);

        Assert.Equal(("cheque-front-a", null), (covered.TemplateKey, covered.Doubt));
        Assert.DoesNotContain(whole.Fields, f => f.Evidence.Contains("covered"));
        Assert.Contains(covered.Fields, f => f.Evidence.Contains("covered"));
        Assert.All(covered.Fields.Where(f => f.Sure), f => Assert.Equal(whole.Fields.Single(w => w.Code == f.Code).Value, f.Value));
        if (height == 1)
            Assert.Contains(covered.Fields, f => f.Sure && !f.Blank); // what the slip leaves free far from its edge
    }

    [Fact]
    public async Task A_form_whose_anchors_are_nowhere_on_the_page_is_refused()
    {
        await using RecognitionWorkerPool pool = Pool();
        PageReading reading = await pool.ReadPageAsync(Cheque(), VoucherPageTests.Templates(), Fields(), new LayoutHint("settlement-application-a", null), TestContext.Current.CancellationToken);
        Assert.Equal("registration-failed", reading.Doubt);
        Assert.Empty(reading.Fields);
    }

    [Fact]
    public async Task A_trial_says_how_each_anchor_fits()
    {
        await using RecognitionWorkerPool pool = Pool();
        List<VoucherTemplate> templates = VoucherPageTests.Templates("cheque-front-a.json");
        PageTrial whole = await pool.TryAsync(Cheque(), templates, Fields(), TestContext.Current.CancellationToken);
        Assert.Equal(templates[0].Anchors.Select(a => a.Id), whole.Anchors.Select(a => a.Id));
        Assert.True(whole.Anchors.Count(a => a is { Found: true, Distance: < 0.5 }) >= whole.Anchors.Count - 1);

        PageTrial covered = await pool.TryAsync(Covered(0, 0, 0.4, 1), templates, Fields(), TestContext.Current.CancellationToken);
        foreach (AnchorFit fit in covered.Anchors)
        {
            RegionMm place = templates[0].Anchors.Single(a => a.Id == fit.Id).Region;
            if (place.X + place.Width < (0.4 * templates[0].WidthMm) - 2)
                Assert.False(fit.Found, fit.ToString());
        }
    }

    private static byte[] Covered(double x, double y, double width, double height)
    {
        using SKBitmap page = SKBitmap.Decode(Cheque());
        using (var canvas = new SKCanvas(page))
        using (var slip = new SKPaint { Color = new SKColor(236, 230, 214) })
            canvas.DrawRect((float)(x * page.Width), (float)(y * page.Height), (float)(width * page.Width), (float)(height * page.Height), slip);
        using SKData data = page.Encode(SKEncodedImageFormat.Jpeg, 90);
        return data.ToArray();
    }

    private static RecognitionWorkerPool Pool() => RecognitionWorkerTests.Pool(new RecognitionWorkerOptions { CaptureSeconds = 200, ReadSeconds = 200 });

    private static byte[] Cheque() => File.ReadAllBytes(Path.Combine(TestFiles.Samples(), "vouchers", "cheque", "cheque-ok-1-front.jpg"));

    private static List<FieldDefinition> Fields() => JsonSerializer.Deserialize<List<FieldDefinition>>(File.ReadAllBytes(Path.Combine(TestFiles.Samples(), "fields.json")), JsonSerializerOptions.Web)!;
}
