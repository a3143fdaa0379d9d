using System.Diagnostics;
using CentralOps.Domain.Recognition;
using CentralOps.Infrastructure.Recognition.Worker;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace CentralOps.Tests.Recognition.Native;

/// <summary>Real worker processes; what is native runs in them, never in the test program.</summary>
[Trait("Category", "native")]
[Trait("Category", "slow")]
public class RecognitionWorkerTests
{
    [Fact]
    public async Task A_worker_killed_in_mid_page_is_replaced_and_the_call_says_so()
    {
        await using RecognitionWorkerPool pool = Pool(new RecognitionWorkerOptions());
        await pool.CaptureAsync(TestFiles.Voucher(), "a.png", TestContext.Current.CancellationToken);
        int worker = Assert.Single(pool.ProcessIds);

        Task<IReadOnlyList<CapturedPage>> call = pool.CaptureAsync(TestFiles.ManyPageTiff(40), "b.tif", TestContext.Current.CancellationToken);
        using (Process process = Process.GetProcessById(worker))
            process.Kill();

        RecognitionFailed failed = await Assert.ThrowsAsync<RecognitionFailed>(() => call);
        Assert.True(failed.WorkerDied);
        Assert.Single(await pool.CaptureAsync(TestFiles.Voucher(), "c.png", TestContext.Current.CancellationToken));
        Assert.NotEqual(worker, Assert.Single(pool.ProcessIds));
    }

    [Fact]
    public async Task A_worker_that_hangs_is_killed_at_its_time_limit()
    {
        await using RecognitionWorkerPool pool = Pool(new RecognitionWorkerOptions { CaptureSeconds = 3 });
        await pool.CaptureAsync(TestFiles.Random(500), "x", TestContext.Current.CancellationToken).ContinueWith(_ => { }, TestContext.Current.CancellationToken);
        int worker = Assert.Single(pool.ProcessIds);
        using (Process stop = Process.Start("kill", ["-STOP", $"{worker}"]))
            await stop.WaitForExitAsync(TestContext.Current.CancellationToken);

        RecognitionFailed failed = await Assert.ThrowsAsync<RecognitionFailed>(() => pool.CaptureAsync(TestFiles.Voucher(), "a.png", TestContext.Current.CancellationToken));
        Assert.Equal("recognition.timed-out", failed.Code);
        Assert.True(failed.WorkerDied);
    }

    [Fact]
    public async Task A_worker_that_takes_too_much_memory_is_killed()
    {
        await using RecognitionWorkerPool pool = Pool(new RecognitionWorkerOptions { MemoryMegabytes = 40 });
        RecognitionFailed failed = await Assert.ThrowsAsync<RecognitionFailed>(() => pool.CaptureAsync(TestFiles.ManyPageTiff(40), "a.tif", TestContext.Current.CancellationToken));
        Assert.Equal("recognition.out-of-memory", failed.Code);
        Assert.True(failed.WorkerDied);
    }

    [Fact]
    public async Task A_worker_ends_when_its_pool_is_gone()
    {
        RecognitionWorkerPool pool = Pool(new RecognitionWorkerOptions());
        await pool.CaptureAsync(TestFiles.Voucher(), "a.png", TestContext.Current.CancellationToken);
        int worker = Assert.Single(pool.ProcessIds);
        await pool.DisposeAsync();
        Assert.Throws<ArgumentException>(() => Process.GetProcessById(worker));
    }

    [Fact]
    public async Task Every_malformed_file_is_refused_with_its_reason_and_the_worker_survives()
    {
        await using RecognitionWorkerPool pool = Pool(new RecognitionWorkerOptions());
        foreach ((string name, byte[] file, string code) in TestFiles.Malformed())
        {
            RecognitionFailed failed = await Assert.ThrowsAsync<RecognitionFailed>(() => pool.CaptureAsync(file, name, TestContext.Current.CancellationToken));
            Assert.True(code == failed.Code, $"{name}: expected {code}, was {failed.Code} ({failed.Message})");
            Assert.False(failed.WorkerDied, name);
        }

        Assert.Single(pool.ProcessIds);
        Assert.Single(await pool.CaptureAsync(TestFiles.Voucher(), "fine.png", TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task A_blank_white_page_says_that_it_is_blank()
    {
        await using RecognitionWorkerPool pool = Pool(new RecognitionWorkerOptions());
        CapturedPage page = Assert.Single(await pool.CaptureAsync(TestFiles.BlankPng(1200, 700), "blank.png", TestContext.Current.CancellationToken));
        Assert.Equal(("blank", true), (page.Problems[0].Code, page.Problems[0].Blocking));
    }

    [Fact]
    public async Task Every_page_of_a_tiff_and_of_a_pdf_is_captured()
    {
        await using RecognitionWorkerPool pool = Pool(new RecognitionWorkerOptions());
        Assert.Equal(3, (await pool.CaptureAsync(TestFiles.ManyPageTiff(3), "three.tif", TestContext.Current.CancellationToken)).Count);
        Assert.Equal(2, (await pool.CaptureAsync(TestFiles.Pdf(2), "two.pdf", TestContext.Current.CancellationToken)).Count);
    }

    [Fact]
    public async Task A_seal_that_nobody_can_compare_yet_goes_to_people()
    {
        await using RecognitionWorkerPool pool = Pool(new RecognitionWorkerOptions());
        SealTask seal = new("finance", [10, 10, 200, 10, 200, 200, 10, 200], TestFiles.BlankPng(300, 300), 300, 200);
        SealReading reading = Assert.Single(await pool.CompareSealsAsync(TestFiles.Voucher(), [seal], TestContext.Current.CancellationToken));
        Assert.NotEqual(SealVerdict.Pass, reading.Verdict);
    }

    internal static RecognitionWorkerPool Pool(RecognitionWorkerOptions options) => new(Options.Create(options), NullLogger<RecognitionWorkerPool>.Instance);
}
