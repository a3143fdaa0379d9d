using System.Text.Json;
using CentralOps.Domain.Recognition;
using CentralOps.Infrastructure.Recognition.Worker;

namespace CentralOps.Tests.Recognition.Native;

/// <summary>The shipped sample vouchers, read by a real worker.</summary>
[Trait("Category", "native")]
[Trait("Category", "slow")]
public class VoucherPageTests
{
    [Fact]
    public async Task A_cheque_upside_down_is_turned_found_and_read()
    {
        await using RecognitionWorkerPool pool = RecognitionWorkerTests.Pool(new RecognitionWorkerOptions { CaptureSeconds = 200, ReadSeconds = 200 });
        string sample = Path.Combine(TestFiles.Samples(), "vouchers", "cheque", "cheque-ok-1-front.jpg");
        CapturedPage upright = Assert.Single(await pool.CaptureAsync(await File.ReadAllBytesAsync(sample, TestContext.Current.CancellationToken), "cheque.jpg", TestContext.Current.CancellationToken));
        List<VoucherTemplate> templates = [.. Directory.EnumerateFiles(Path.Combine(TestFiles.Samples(), "templates"), "*.json").Select(f => JsonSerializer.Deserialize<VoucherTemplate>(File.ReadAllBytes(f), JsonSerializerOptions.Web)!)];
        List<FieldDefinition> fields = JsonSerializer.Deserialize<List<FieldDefinition>>(await File.ReadAllBytesAsync(Path.Combine(TestFiles.Samples(), "fields.json"), TestContext.Current.CancellationToken), JsonSerializerOptions.Web)!;

        PageReading reading = await pool.ReadPageAsync(TestFiles.UpsideDown(upright.Image), templates, fields, null, TestContext.Current.CancellationToken);

        Assert.Equal(("cheque-front-a", null), (reading.TemplateKey, reading.Doubt));
        Assert.Equal("1023059007360012", reading.VoucherNumber);
        Assert.Equal("11605.72", Assert.Single(reading.Fields, f => f.Code == "amount").Value);
        Assert.All(reading.Fields, f => Assert.NotEmpty(f.Slice));
        Assert.All(reading.Fields.Where(f => !f.Blank), f => Assert.NotEmpty(f.Evidence));
    }

    [Fact]
    public async Task A_page_that_is_no_voucher_is_an_unknown_layout()
    {
        await using RecognitionWorkerPool pool = RecognitionWorkerTests.Pool(new RecognitionWorkerOptions { ReadSeconds = 200 });
        List<VoucherTemplate> templates = [JsonSerializer.Deserialize<VoucherTemplate>(await File.ReadAllBytesAsync(Path.Combine(TestFiles.Samples(), "templates", "paying-in-slip-a.json"), TestContext.Current.CancellationToken), JsonSerializerOptions.Web)!];
        PageReading reading = await pool.ReadPageAsync(TestFiles.Voucher(), templates, [], null, TestContext.Current.CancellationToken);
        Assert.Equal("unknown-layout", reading.Doubt);
        Assert.Null(reading.TemplateKey);
    }
}
