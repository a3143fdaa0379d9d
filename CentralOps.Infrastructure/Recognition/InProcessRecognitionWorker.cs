using CentralOps.Domain.Recognition;

namespace CentralOps.Infrastructure.Recognition;

/// <summary>The machine eye in this process: for measuring programs. The portal uses worker processes, which a native abort cannot take along.</summary>
public sealed class InProcessRecognitionWorker : IRecognitionWorker, IDisposable
{
    private readonly RecognitionEngine engine = new();
    private readonly Lock gate = new();

    /// <inheritdoc />
    public Task<IReadOnlyList<CapturedPage>> CaptureAsync(ReadOnlyMemory<byte> file, string fileName, CancellationToken cancel = default) =>
        Run(() => engine.Capture(file.ToArray(), fileName));

    /// <inheritdoc />
    public Task<PageReading> ReadPageAsync(ReadOnlyMemory<byte> page, IReadOnlyList<VoucherTemplate> templates, IReadOnlyList<FieldDefinition> fields, LayoutHint? hint, CancellationToken cancel = default) =>
        Run(() => engine.ReadPage(page.ToArray(), templates, fields, hint));

    /// <inheritdoc />
    public Task<IReadOnlyList<SealReading>> CompareSealsAsync(ReadOnlyMemory<byte> page, IReadOnlyList<SealTask> seals, CancellationToken cancel = default) =>
        Run(() => engine.CompareSeals(page.ToArray(), seals));

    /// <inheritdoc />
    public void Dispose() => engine.Dispose();

    private Task<T> Run<T>(Func<T> work)
    {
        lock (gate)
            return Task.FromResult(work());
    }
}
