namespace CentralOps.Infrastructure.Recognition.Worker;

/// <summary>Waiting calls in two lanes: a teller who waits at the counter overtakes bulk reading.</summary>
internal sealed class WorkerQueue(int limit) : IDisposable
{
    private readonly Lock gate = new();
    private readonly Queue<WorkerCall> interactive = new(), bulk = new();
    private readonly SemaphoreSlim waiting = new(0);

    /// <summary>Adds a call; false when too many wait.</summary>
    public bool TryAdd(WorkerCall call)
    {
        lock (gate)
        {
            if (interactive.Count + bulk.Count >= limit)
                return false;
            (call.Interactive ? interactive : bulk).Enqueue(call);
        }

        waiting.Release();
        return true;
    }

    /// <summary>The next call, interactive ones first.</summary>
    public async Task<WorkerCall> TakeAsync(CancellationToken stop)
    {
        await waiting.WaitAsync(stop);
        lock (gate)
            return interactive.Count > 0 ? interactive.Dequeue() : bulk.Dequeue();
    }

    /// <inheritdoc />
    public void Dispose() => waiting.Dispose();
}

/// <summary>A waiting or running call.</summary>
/// <param name="Interactive">Somebody waits for it at a screen.</param>
/// <param name="Limit">Time it may take once it runs.</param>
/// <param name="Request">Made when the worker is known, which may know the layouts already.</param>
internal sealed record WorkerCall(bool Interactive, TimeSpan Limit, Func<WorkerProcess, WorkerRequest> Request)
{
    private readonly TaskCompletionSource<WorkerResponse> done = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Ends with the answer, or fails with <see cref="Domain.Recognition.RecognitionFailed"/>.</summary>
    public Task<WorkerResponse> Answer => done.Task;

    /// <summary>True when nobody waits any more, or it was answered.</summary>
    public bool Finished => done.Task.IsCompleted;

    /// <summary>Answers.</summary>
    public void Succeed(WorkerResponse answer) => done.TrySetResult(answer);

    /// <summary>Fails.</summary>
    public void Fail(Exception error) => done.TrySetException(error);

    /// <summary>Nobody waits any more.</summary>
    public void Abandon(CancellationToken cancel) => done.TrySetCanceled(cancel);
}
