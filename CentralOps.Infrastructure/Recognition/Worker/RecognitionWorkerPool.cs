using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using System.Text.Json;
using CentralOps.Domain.Recognition;
using CentralOps.Domain.Recognition.Design;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace CentralOps.Infrastructure.Recognition.Worker;

/// <summary>
/// The host side of recognition: keeps worker processes, started when first needed and replaced when they die, exceed their limits or have
/// served long enough. Calls wait in one queue with two priorities.
/// </summary>
public sealed class RecognitionWorkerPool : IRecognitionWorker, ISealCutter, IFormWorkshop, IPageCover, IAsyncDisposable
{
    private readonly RecognitionWorkerOptions options;
    private readonly ILogger<RecognitionWorkerPool> logger;
    private readonly WorkerQueue queue;
    private bool disposed;
    private readonly CancellationTokenSource stopping = new();
    private readonly Lock gate = new();
    private readonly List<Task> lanes = [];
    private readonly HashSet<WorkerProcess> running = [];
    private readonly ConditionalWeakTable<IReadOnlyList<VoucherTemplate>, LayoutsOfTemplates> layouts = [];

    /// <summary>A pool with these limits; nothing is started yet.</summary>
    public RecognitionWorkerPool(IOptions<RecognitionWorkerOptions> options, ILogger<RecognitionWorkerPool> logger)
    {
        this.options = options.Value;
        this.logger = logger;
        queue = new WorkerQueue(this.options.QueueLimit);
    }

    /// <summary>Numbers of the running worker processes.</summary>
    public IReadOnlyList<int> ProcessIds
    {
        get
        {
            lock (gate)
                return [.. running.Select(w => w.Id)];
        }
    }

    /// <inheritdoc />
    public async Task<IReadOnlyList<CapturedPage>> CaptureAsync(ReadOnlyMemory<byte> file, string fileName, CancellationToken cancel = default)
    {
        var request = new WorkerRequest { Capture = new CaptureRequest(file.ToArray(), fileName) };
        WorkerResponse answer = await RunAsync(new WorkerCall(true, TimeSpan.FromSeconds(options.CaptureSeconds), _ => request), cancel);
        return answer.Pages ?? throw Unexpected();
    }

    /// <inheritdoc />
    public async Task<PageReading> ReadPageAsync(ReadOnlyMemory<byte> page, IReadOnlyList<VoucherTemplate> templates, IReadOnlyList<FieldDefinition> fields, LayoutHint? hint, CancellationToken cancel = default)
    {
        Func<WorkerProcess, ReadPageRequest> request = Reading(page, templates, fields, hint);
        WorkerResponse answer = await RunAsync(new WorkerCall(hint is not null, TimeSpan.FromSeconds(options.ReadSeconds), w => new WorkerRequest { ReadPage = request(w) }), cancel);
        return answer.Reading ?? throw Unexpected();
    }

    /// <inheritdoc />
    public async Task<PageTrial> TryAsync(ReadOnlyMemory<byte> page, IReadOnlyList<VoucherTemplate> templates, IReadOnlyList<FieldDefinition> fields, CancellationToken cancel = default)
    {
        Func<WorkerProcess, ReadPageRequest> request = Reading(page, templates, fields, null);
        WorkerResponse answer = await RunAsync(new WorkerCall(true, TimeSpan.FromSeconds(options.ReadSeconds), w => new WorkerRequest { Trial = request(w) }), cancel);
        return answer.Trial ?? throw Unexpected();
    }

    /// <inheritdoc />
    public async Task<FormPicture> FormAsync(ReadOnlyMemory<byte> page, FormOrder order, CancellationToken cancel = default)
    {
        var request = new WorkerRequest { Form = new FormRequest(page.ToArray(), order) };
        WorkerResponse answer = await RunAsync(new WorkerCall(true, TimeSpan.FromSeconds(options.CaptureSeconds), _ => request), cancel);
        return answer.Form ?? throw Unexpected();
    }

    /// <inheritdoc />
    public async Task<byte[]> CoverAsync(ReadOnlyMemory<byte> image, PageCovers covers, CancellationToken cancel = default)
    {
        var request = new WorkerRequest { Cover = new CoverRequest(image.ToArray(), covers) };
        WorkerResponse answer = await RunAsync(new WorkerCall(true, TimeSpan.FromSeconds(options.CaptureSeconds), _ => request), cancel);
        return answer.Covered ?? throw Unexpected();
    }

    /// <inheritdoc />
    public async Task<IReadOnlyList<CutSeal>> CutSealsAsync(ReadOnlyMemory<byte> page, IReadOnlyList<SealPlace> places, CancellationToken cancel = default)
    {
        var request = new WorkerRequest { Cut = new CutRequest(page.ToArray(), places) };
        WorkerResponse answer = await RunAsync(new WorkerCall(false, TimeSpan.FromSeconds(options.SealSeconds), _ => request), cancel);
        return answer.Cuts ?? throw Unexpected();
    }

    /// <inheritdoc />
    public async Task<IReadOnlyList<SealReading>> CompareSealsAsync(ReadOnlyMemory<byte> page, IReadOnlyList<SealTask> seals, CancellationToken cancel = default)
    {
        var request = new WorkerRequest { Seals = new SealsRequest(page.ToArray(), seals) };
        WorkerResponse answer = await RunAsync(new WorkerCall(false, TimeSpan.FromSeconds(options.SealSeconds), _ => request), cancel);
        return answer.Seals ?? throw Unexpected();
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        // It is several services of one container, which disposes each of them.
        if (Interlocked.Exchange(ref disposed, true))
            return;
        await stopping.CancelAsync();
        Task[] open;
        lock (gate)
            open = [.. lanes];
        await Task.WhenAll(open);
        queue.Dispose();
        stopping.Dispose();
    }

    private Func<WorkerProcess, ReadPageRequest> Reading(ReadOnlyMemory<byte> page, IReadOnlyList<VoucherTemplate> templates, IReadOnlyList<FieldDefinition> fields, LayoutHint? hint)
    {
        byte[] image = page.ToArray();
        LayoutsOfTemplates known = layouts.GetValue(templates, _ => new LayoutsOfTemplates()).With(templates, fields);
        return worker => new ReadPageRequest(image, known.Id, worker.NeedsLayouts(known.Id) ? known.Json : null, hint);
    }

    private static RecognitionFailed Unexpected() => new("recognition.worker-failed", "the worker answered another question");

    private async Task<WorkerResponse> RunAsync(WorkerCall call, CancellationToken cancel)
    {
        cancel.ThrowIfCancellationRequested();
        if (!queue.TryAdd(call))
            throw new RecognitionFailed("recognition.busy", "too many calls are waiting");
        StartLanes();
        await using CancellationTokenRegistration registration = cancel.Register(() => call.Abandon(cancel));
        return await call.Answer;
    }

    private void StartLanes()
    {
        lock (gate)
        {
            while (lanes.Count < Math.Max(1, options.Workers) && !stopping.IsCancellationRequested)
                lanes.Add(Task.Run(ServeAsync));
        }
    }

    // One lane = one worker process and its replacements.
    private async Task ServeAsync()
    {
        WorkerProcess? worker = null;
        try
        {
            while (true)
            {
                WorkerCall call = await queue.TakeAsync(stopping.Token);
                if (call.Finished)
                    continue;
                try
                {
                    if (worker is not null && !Serves(worker))
                        worker = await EndAsync(worker);
                    worker ??= await StartAsync();
                    call.Succeed(await worker.CallAsync(call.Request(worker), call.Limit));
                }
                catch (OperationCanceledException)
                {
                    call.Fail(new RecognitionFailed("recognition.worker-failed", "the portal is stopping"));
                    throw;
                }
                catch (RecognitionFailed e)
                {
                    if (e.WorkerDied)
                        logger.LogWarning("recognition worker {Worker} lost: {Reason}", worker?.Id, e.Message);
                    call.Fail(e);
                }
                catch (Exception e)
                {
                    logger.LogError(e, "recognition worker could not be asked");
                    call.Fail(new RecognitionFailed("recognition.worker-failed", e.Message));
                    worker = await EndAsync(worker);
                }
            }
        }
        catch (OperationCanceledException)
        {
            await EndAsync(worker); // the pool is closing
        }
    }

    // Neither dead nor worn.
    private bool Serves(WorkerProcess worker) =>
        worker.Usable && worker.Calls < options.RecycleAfter && worker.MemoryMegabytes() <= options.MemoryMegabytes * 3 / 4;

    private async Task<WorkerProcess> StartAsync()
    {
        WorkerProcess started = await WorkerProcess.StartAsync(options, logger, stopping.Token);
        lock (gate)
            running.Add(started);
        return started;
    }

    private async Task<WorkerProcess?> EndAsync(WorkerProcess? worker)
    {
        if (worker is not null)
        {
            lock (gate)
                running.Remove(worker);
            await worker.DisposeAsync();
        }

        return null;
    }

    /// <summary>Serialised once for each pair of lists, which callers keep between publications of configuration.</summary>
    private sealed class LayoutsOfTemplates
    {
        private readonly Lock gate = new();
        private IReadOnlyList<FieldDefinition>? fields;

        public string Id { get; private set; } = "";

        public byte[] Json { get; private set; } = [];

        public LayoutsOfTemplates With(IReadOnlyList<VoucherTemplate> templates, IReadOnlyList<FieldDefinition> wanted)
        {
            lock (gate)
            {
                if (ReferenceEquals(fields, wanted))
                    return this;
                byte[] json = JsonSerializer.SerializeToUtf8Bytes(new LayoutsMessage(templates, wanted), JsonSerializerOptions.Web);
                if (fields is not null)
                    return new LayoutsOfTemplates { Json = json, Id = Convert.ToHexString(SHA256.HashData(json)) };
                (fields, Json, Id) = (wanted, json, Convert.ToHexString(SHA256.HashData(json)));
                return this;
            }
        }
    }
}
