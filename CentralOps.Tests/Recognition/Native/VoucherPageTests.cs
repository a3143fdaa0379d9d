using System.Security.Cryptography;
using System.Text.Json;
using CentralOps.Domain.Recognition;
using CentralOps.Infrastructure.Recognition.Worker;
using SkiaSharp;

namespace CentralOps.Tests.Recognition.Native;

/// <summary>The shipped sample vouchers, read by a real worker.</summary>
[Trait("Category", "native")]
[Trait("Category", "slow")]
public class VoucherPageTests
{
    private static readonly string[] ChequeAndSlip = ["cheque-front-a.json", "paying-in-slip-a.json"];

    [Fact]
    public async Task A_cheque_upside_down_is_turned_found_and_read()
    {
        await using RecognitionWorkerPool pool = Pool();
        CapturedPage upright = Assert.Single(await pool.CaptureAsync(Cheque(), "cheque.jpg", TestContext.Current.CancellationToken));

        PageReading reading = await pool.ReadPageAsync(TestFiles.UpsideDown(upright.Image), Templates(), Fields(), null, TestContext.Current.CancellationToken);

        Assert.Equal(("cheque-front-a", null), (reading.TemplateKey, reading.Doubt));
        Assert.Equal("1023059007360012", reading.VoucherNumber);
        Assert.Equal("11605.72", Assert.Single(reading.Fields, f => f.Code == "amount").Value);
        Assert.Matches("centralops .+; opencv .+; ppocr bank-print [0-9a-f]{12}; ppocr ch_ppocr_.+ [0-9a-f]{12}", reading.ReadBy);
        Assert.All(reading.Fields, f => Assert.NotEmpty(f.Slice));
        Assert.All(reading.Fields.Where(f => !f.Blank), f => Assert.NotEmpty(f.Evidence));
    }

    [Fact]
    public async Task The_same_image_and_template_version_give_the_same_slices_and_values_in_any_worker()
    {
        List<VoucherTemplate> templates = Templates(ChequeAndSlip);
        async Task<PageReading> ReadAsync(RecognitionWorkerPool pool) => await pool.ReadPageAsync(Cheque(), templates, Fields(), null, TestContext.Current.CancellationToken);
        static string[] Hashes(PageReading reading) => [.. reading.Fields.Select(f => $"{f.Code} {Convert.ToHexString(SHA256.HashData(f.Slice))} {f.Value} {f.Confidence}")];

        PageReading first, again, elsewhere;
        await using (RecognitionWorkerPool pool = Pool())
        {
            first = await ReadAsync(pool);
            // Another page in between must not leave a trace.
            await pool.ReadPageAsync(TestFiles.Voucher(), templates, Fields(), null, TestContext.Current.CancellationToken);
            again = await ReadAsync(pool);
        }

        await using (RecognitionWorkerPool other = Pool())
            elsewhere = await ReadAsync(other);
        Assert.NotEmpty(first.Fields);
        Assert.Equal(first.Registration, again.Registration);
        Assert.Equal(Hashes(first), Hashes(again));
        Assert.Equal(Hashes(first), Hashes(elsewhere));
    }

    [Fact]
    public async Task Two_vouchers_on_one_scan_are_noticed_and_corners_tell_which_one_is_meant()
    {
        await using RecognitionWorkerPool pool = Pool();
        List<VoucherTemplate> templates = Templates(ChequeAndSlip);
        using SKBitmap cheque = SKBitmap.Decode(Cheque()), slip = SKBitmap.Decode(Sample("cheque", "cheque-ok-1-slip.jpg"));
        using var both = new SKBitmap(Math.Max(cheque.Width, slip.Width) + 40, cheque.Height + slip.Height + 60);
        using (var canvas = new SKCanvas(both))
        {
            canvas.Clear(SKColors.White);
            canvas.DrawBitmap(cheque, 20, 20, SKSamplingOptions.Default);
            canvas.DrawBitmap(slip, 20, cheque.Height + 40, SKSamplingOptions.Default);
        }

        using SKData scan = both.Encode(SKEncodedImageFormat.Jpeg, 90);
        PageReading reading = await pool.ReadPageAsync(scan.ToArray(), templates, Fields(), null, TestContext.Current.CancellationToken);
        Assert.Contains(reading.Doubt, (IEnumerable<string>)["two-vouchers", "two-codes"]);

        double right = 20 + cheque.Width, bottom = 20 + cheque.Height;
        var hint = new LayoutHint("cheque-front-a", [20, 20, right, 20, right, bottom, 20, bottom]);
        PageReading meant = await pool.ReadPageAsync(scan.ToArray(), templates, Fields(), hint, TestContext.Current.CancellationToken);
        Assert.Equal(("cheque-front-a", null), (meant.TemplateKey, meant.Doubt));
        Assert.Equal("11605.72", Assert.Single(meant.Fields, f => f.Code == "amount").Value);
    }

    [Fact]
    public async Task Two_copies_of_one_code_count_once_and_two_codes_are_a_doubt()
    {
        await using RecognitionWorkerPool pool = Pool();
        using SKBitmap page = SKBitmap.Decode(Cheque());
        using var two = new SKBitmap(page.Width, page.Height * 2);
        using (var canvas = new SKCanvas(two))
        {
            canvas.DrawBitmap(page, 0, 0, SKSamplingOptions.Default);
            using SKBitmap other = SKBitmap.Decode(Sample("cheque", "cheque-ok-2-front.jpg"));
            canvas.DrawBitmap(other, 0, page.Height, SKSamplingOptions.Default);
        }

        using SKData scan = two.Encode(SKEncodedImageFormat.Jpeg, 90);
        PageReading reading = await pool.ReadPageAsync(scan.ToArray(), Templates(ChequeAndSlip), Fields(), null, TestContext.Current.CancellationToken);
        Assert.Contains(reading.Doubt, (IEnumerable<string>)["two-vouchers", "two-codes"]);
        Assert.Single((await pool.ReadPageAsync(Cheque(), Templates(ChequeAndSlip), Fields(), null, TestContext.Current.CancellationToken)).Codes);
    }

    [Fact]
    public async Task A_page_that_is_no_voucher_is_an_unknown_layout()
    {
        await using RecognitionWorkerPool pool = Pool();
        List<VoucherTemplate> templates = Templates("paying-in-slip-a.json");
        foreach (byte[] page in new[] { TestFiles.Voucher(), TestFiles.BlankPng(1200, 700), TestFiles.BlankPng(40, 30) })
        {
            PageReading reading = await pool.ReadPageAsync(page, templates, [], null, TestContext.Current.CancellationToken);
            Assert.Equal("unknown-layout", reading.Doubt);
            Assert.Null(reading.TemplateKey);
            Assert.Empty(reading.Fields);
        }
    }

    [Fact]
    public async Task A_layout_that_is_no_longer_there_is_a_doubt_not_a_failure()
    {
        await using RecognitionWorkerPool pool = Pool();
        PageReading reading = await pool.ReadPageAsync(Cheque(), Templates("paying-in-slip-a.json"), Fields(), new LayoutHint("cheque-front-a", null), TestContext.Current.CancellationToken);
        Assert.Equal(("unknown-layout", null), (reading.Doubt, reading.TemplateKey));
    }

    [Fact]
    public async Task A_template_with_regions_that_overlap_or_lie_outside_the_paper_reads_what_is_there()
    {
        await using RecognitionWorkerPool pool = Pool();
        VoucherTemplate template = Assert.Single(Templates("cheque-front-a.json"));
        TemplateField amount = template.Fields.First(f => f.Code == "amount");
        VoucherTemplate strange = template with
        {
            Fields = [amount, amount with { Code = "purpose", Cells = 0 }, amount with { Code = "remark", Region = new RegionMm(template.WidthMm + 50, -40, 30, 8), Cells = 0 },
                amount with { Code = "payer.name", Region = new RegionMm(template.WidthMm - 5, 10, 400, 300), Cells = 0 }, amount with { Code = "payee.name", Region = new RegionMm(5, 5, 0.01, 0.01), Cells = 0 }],
        };
        PageReading reading = await pool.ReadPageAsync(Cheque(), [strange], Fields(), null, TestContext.Current.CancellationToken);
        Assert.Equal(5, reading.Fields.Count);
        Assert.Equal("11605.72", reading.Fields[0].Value);
    }

    internal static List<VoucherTemplate> Templates(params string[] files) =>
        [.. Directory.EnumerateFiles(Path.Combine(TestFiles.Samples(), "templates"), "*.json").Order(StringComparer.Ordinal).Where(f => files.Length == 0 || files.Contains(Path.GetFileName(f)))
            .Select(f => JsonSerializer.Deserialize<VoucherTemplate>(File.ReadAllBytes(f), JsonSerializerOptions.Web)!)];

    private static RecognitionWorkerPool Pool() => RecognitionWorkerTests.Pool(new RecognitionWorkerOptions { CaptureSeconds = 200, ReadSeconds = 200 });

    private static byte[] Cheque() => Sample("cheque", "cheque-ok-1-front.jpg");

    private static byte[] Sample(string folder, string name) => File.ReadAllBytes(Path.Combine(TestFiles.Samples(), "vouchers", folder, name));

    private static List<FieldDefinition> Fields() => JsonSerializer.Deserialize<List<FieldDefinition>>(File.ReadAllBytes(Path.Combine(TestFiles.Samples(), "fields.json")), JsonSerializerOptions.Web)!;
}
