using System.Diagnostics;
using CentralOps.Domain.Recognition;
using CentralOps.Infrastructure.Recognition.Worker;

namespace CentralOps.Tests.Recognition.Native;

/// <summary>Damaged files against a real worker. RECOGNITION_FUZZ_SEEDS widens the corpus for a run at length.</summary>
[Trait("Category", "native")]
[Trait("Category", "slow")]
public class FuzzTests
{
    private static int Seeds => int.TryParse(Environment.GetEnvironmentVariable("RECOGNITION_FUZZ_SEEDS"), out int wanted) ? wanted : 2;

    [Fact]
    public async Task Every_damaged_file_is_captured_or_refused_by_name_and_no_worker_dies()
    {
        await using RecognitionWorkerPool pool = RecognitionWorkerTests.Pool(new RecognitionWorkerOptions { CaptureSeconds = 30 });
        var good = new Dictionary<string, byte[]>
        {
            ["png"] = TestFiles.Voucher(), ["jpg"] = (await pool.CaptureAsync(TestFiles.Voucher(), "a.png", TestContext.Current.CancellationToken))[0].Thumbnail,
            ["tif"] = TestFiles.ManyPageTiff(2), ["pdf"] = TestFiles.Pdf(1),
        };
        int worker = Assert.Single(pool.ProcessIds), refused = 0, captured = 0;
        var watch = Stopwatch.StartNew();
        foreach ((string name, byte[] file) in FuzzCorpus.Of(good, Seeds))
        {
            try
            {
                Assert.NotEmpty(await pool.CaptureAsync(file, name, TestContext.Current.CancellationToken));
                captured++;
            }
            catch (RecognitionFailed failed)
            {
                Assert.False(failed.WorkerDied, $"{name}: {failed.Message}");
                Assert.True(failed.Code.StartsWith("capture.", StringComparison.Ordinal), $"{name}: {failed.Message}");
                refused++;
            }
        }

        Assert.Equal(worker, Assert.Single(pool.ProcessIds));
        Assert.True(refused > captured / 4 && captured > 0, $"{refused} refused, {captured} captured");
        TestContext.Current.TestOutputHelper?.WriteLine($"{refused} refused, {captured} captured, {watch.Elapsed.TotalSeconds:0.0} s");
    }

    [Fact]
    public async Task A_stored_page_that_is_damaged_is_refused_or_unknown_and_never_stops_reading()
    {
        await using RecognitionWorkerPool pool = RecognitionWorkerTests.Pool(new RecognitionWorkerOptions { ReadSeconds = 30 });
        var good = new Dictionary<string, byte[]> { ["png"] = TestFiles.Voucher() };
        List<VoucherTemplate> templates = [VoucherPageTests.Templates()[0]];
        foreach ((string name, byte[] file) in FuzzCorpus.Of(good, Math.Max(1, Seeds / 4)))
        {
            try
            {
                PageReading reading = await pool.ReadPageAsync(file, templates, [], null, TestContext.Current.CancellationToken);
                Assert.True(reading.Doubt is not null, name);
            }
            catch (RecognitionFailed failed)
            {
                Assert.False(failed.WorkerDied, $"{name}: {failed.Message}");
            }
        }
    }
}
