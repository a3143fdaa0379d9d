using System.Diagnostics;
using System.IO.Pipes;
using CentralOps.Domain.Recognition;
using Microsoft.Extensions.Logging;

namespace CentralOps.Infrastructure.Recognition.Worker;

/// <summary>One running worker process and its pipe. It serves one call at a time and is never used again after a failed one.</summary>
internal sealed class WorkerProcess : IAsyncDisposable
{
    private static readonly TimeSpan WatchInterval = TimeSpan.FromMilliseconds(200);

    private readonly Process process;
    private readonly NamedPipeServerStream pipe;
    private readonly RecognitionWorkerOptions options;
    private readonly HashSet<string> knownLayouts = [];
    private bool killed;

    private WorkerProcess(Process process, NamedPipeServerStream pipe, RecognitionWorkerOptions options) => (this.process, this.pipe, this.options) = (process, pipe, options);

    /// <summary>Operating system's process number.</summary>
    public int Id => process.Id;

    /// <summary>Calls served so far.</summary>
    public int Calls { get; private set; }

    /// <summary>True while it can take a call.</summary>
    public bool Usable => !killed && !process.HasExited && pipe.IsConnected;

    /// <summary>Starts a worker and waits until it has connected.</summary>
    /// <exception cref="RecognitionFailed">It did not start (<c>recognition.worker-failed</c>).</exception>
    public static async Task<WorkerProcess> StartAsync(RecognitionWorkerOptions options, ILogger logger, CancellationToken cancel)
    {
        string name = $"centralops-{Environment.ProcessId}-{Guid.CreateVersion7():N}";
        var pipe = new NamedPipeServerStream(name, PipeDirection.InOut, 1, PipeTransmissionMode.Byte, PipeOptions.Asynchronous | PipeOptions.CurrentUserOnly);
        var process = new Process { StartInfo = StartInfo(options, name) };
        process.OutputDataReceived += (_, line) => Forward(logger, line.Data);
        process.ErrorDataReceived += (_, line) => Forward(logger, line.Data);
        process.Start();
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        var worker = new WorkerProcess(process, pipe, options);
        try
        {
            using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancel);
            limit.CancelAfter(TimeSpan.FromSeconds(options.StartSeconds));
            Task exited = process.WaitForExitAsync(limit.Token);
            Task connected = pipe.WaitForConnectionAsync(limit.Token);
            if (await Task.WhenAny(connected, exited) == exited)
                throw new RecognitionFailed("recognition.worker-failed", $"the worker ended while starting (exit code {(process.HasExited ? process.ExitCode : -1)})", workerDied: true);
            await connected;
            _ = await WorkerPipe.ReadAsync<WorkerResponse>(pipe, limit.Token);
            return worker;
        }
        catch (Exception e) when (e is OperationCanceledException or IOException && !cancel.IsCancellationRequested)
        {
            await worker.DisposeAsync();
            throw new RecognitionFailed("recognition.worker-failed", "the worker did not start in time", workerDied: true);
        }
        catch
        {
            await worker.DisposeAsync();
            throw;
        }
    }

    /// <summary>Whether templates and fields of this name must still be sent.</summary>
    public bool NeedsLayouts(string layoutsId) => knownLayouts.Add(layoutsId);

    /// <summary>Asks and waits for the answer; kills the process when time or memory run out.</summary>
    /// <exception cref="RecognitionFailed">The worker refused, or died.</exception>
    public async Task<WorkerResponse> CallAsync(WorkerRequest request, TimeSpan limit)
    {
        Calls++;
        using var stop = new CancellationTokenSource(limit);
        string? killedBecause = null;
        Task watch = WatchMemoryAsync(reason => { killedBecause = reason; Kill(); }, stop.Token);
        try
        {
            await WorkerPipe.WriteAsync(pipe, request, stop.Token);
            WorkerResponse answer = await WorkerPipe.ReadAsync<WorkerResponse>(pipe, stop.Token) ?? throw new IOException("the worker closed its pipe");
            return answer.FailureCode is null ? answer : throw new RecognitionFailed(answer.FailureCode, answer.FailureDetail ?? "");
        }
        catch (OperationCanceledException)
        {
            Kill();
            throw new RecognitionFailed("recognition.timed-out", $"no answer within {limit.TotalSeconds:0} s", workerDied: true);
        }
        catch (IOException e)
        {
            Kill();
            throw new RecognitionFailed(killedBecause ?? "recognition.worker-died", e.Message, workerDied: true);
        }
        finally
        {
            await stop.CancelAsync();
            await watch;
        }
    }

    /// <summary>Resident memory in MiB; 0 when the process has gone.</summary>
    public long MemoryMegabytes()
    {
        try
        {
            process.Refresh();
            return process.WorkingSet64 >> 20;
        }
        catch (InvalidOperationException)
        {
            return 0; // it has just exited
        }
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        await pipe.DisposeAsync(); // a worker ends when its pipe closes …
        using var grace = new CancellationTokenSource(TimeSpan.FromMilliseconds(500));
        try
        {
            await process.WaitForExitAsync(grace.Token);
        }
        catch (OperationCanceledException)
        {
            Kill(); // … and otherwise has to
        }

        process.Dispose();
    }

    private async Task WatchMemoryAsync(Action<string> kill, CancellationToken stop)
    {
        using var timer = new PeriodicTimer(WatchInterval);
        try
        {
            while (await timer.WaitForNextTickAsync(stop))
            {
                if (MemoryMegabytes() > options.MemoryMegabytes)
                {
                    kill("recognition.out-of-memory");
                    return;
                }
            }
        }
        catch (OperationCanceledException)
        {
            return; // the call has ended
        }
    }

    private void Kill()
    {
        killed = true;
        try
        {
            process.Kill(entireProcessTree: true);
        }
        catch (InvalidOperationException)
        {
            return; // it has gone already
        }
    }

    private static void Forward(ILogger logger, string? line)
    {
        if (!string.IsNullOrWhiteSpace(line))
            logger.LogInformation("recognition worker: {Line}", line.Length > 500 ? line[..500] : line);
    }

    private static ProcessStartInfo StartInfo(RecognitionWorkerOptions options, string pipeName)
    {
        string program = WorkerProgram.Path(options.WorkerAssembly);
        var start = new ProcessStartInfo("dotnet") { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true, RedirectStandardInput = false };
        if (Environment.ProcessPath is { } self && Path.GetFileNameWithoutExtension(self) == "dotnet")
            start.FileName = self;
        start.ArgumentList.Add(program);
        start.ArgumentList.Add(RecognitionWorkerHost.Role);
        start.ArgumentList.Add("--pipe");
        start.ArgumentList.Add(pipeName);
        start.Environment["OMP_THREAD_LIMIT"] = "1"; // Tesseract: scale by processes
        start.Environment["DOTNET_gcServer"] = "0";
        start.Environment.Remove("ASPNETCORE_URLS");
        return start;
    }
}
