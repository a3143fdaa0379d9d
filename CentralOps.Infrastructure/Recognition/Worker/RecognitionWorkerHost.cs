using System.IO.Pipes;
using System.Text.Json;
using System.Threading.Channels;
using CentralOps.Domain.Recognition;

namespace CentralOps.Infrastructure.Recognition.Worker;

/// <summary>The worker side: connects to the pipe it was given, answers calls one by one, ends when the pipe closes.</summary>
public static class RecognitionWorkerHost
{
    /// <summary>First argument of a program that is to be a worker.</summary>
    public const string Role = "recognition-worker";

    /// <summary>Exit code when the host has gone.</summary>
    private const int HostGone = 0;

    /// <summary>Runs until the host closes the pipe. Opens no database and reads no configuration.</summary>
    /// <param name="args"><c>recognition-worker --pipe NAME</c>.</param>
    /// <returns>Exit code.</returns>
    public static async Task<int> RunAsync(string[] args)
    {
        int named = Array.IndexOf(args, "--pipe");
        if (named < 0 || named + 1 >= args.Length)
        {
            await Console.Error.WriteLineAsync("usage: recognition-worker --pipe NAME");
            return 2;
        }

        await using var pipe = new NamedPipeClientStream(".", args[named + 1], PipeDirection.InOut, PipeOptions.Asynchronous | PipeOptions.CurrentUserOnly);
        await pipe.ConnectAsync(10_000);
        using var engine = new RecognitionEngine();
        await WorkerPipe.WriteAsync(pipe, new WorkerResponse(), CancellationToken.None);

        var calls = Channel.CreateUnbounded<WorkerRequest>();
        Task reading = Task.Run(() => ReadCallsAsync(pipe, calls.Writer));
        var layouts = new Dictionary<string, LayoutsMessage>();
        await foreach (WorkerRequest call in calls.Reader.ReadAllAsync())
            await WorkerPipe.WriteAsync(pipe, Answer(engine, call, layouts), CancellationToken.None);
        await reading;
        return HostGone;
    }

    // Reads ahead, so that a host that dies ends the worker even in the middle of a native call.
    private static async Task ReadCallsAsync(NamedPipeClientStream pipe, ChannelWriter<WorkerRequest> calls)
    {
        try
        {
            while (await WorkerPipe.ReadAsync<WorkerRequest>(pipe, CancellationToken.None) is { } call)
                await calls.WriteAsync(call);
        }
        catch (IOException e)
        {
            await Console.Error.WriteLineAsync($"pipe broken: {e.Message}");
        }

        Environment.Exit(HostGone);
    }

    private static WorkerResponse Answer(RecognitionEngine engine, WorkerRequest call, Dictionary<string, LayoutsMessage> layouts)
    {
        try
        {
            if (call.Capture is { } capture)
                return new WorkerResponse { Pages = engine.Capture(capture.File, capture.FileName) };
            if (call.Seals is { } seals)
                return new WorkerResponse { Seals = engine.CompareSeals(seals.Page, seals.Seals) };
            if (call.Cut is { } cut)
                return new WorkerResponse { Cuts = engine.CutSeals(cut.Page, cut.Places) };
            if (call.Cover is { } cover)
                return new WorkerResponse { Covered = engine.Cover(cover.Image, cover.Covers) };
            if (call.Form is { } form)
                return new WorkerResponse { Form = engine.Form(form.Page, form.Order) };
            if (call.Trial is { } trial)
                return new WorkerResponse { Trial = Try(engine, trial, Known(trial, layouts)) };
            return call.ReadPage is { } read
                ? new WorkerResponse { Reading = Read(engine, read, layouts) }
                : new WorkerResponse { FailureCode = "recognition.worker-failed", FailureDetail = "empty call" };
        }
        catch (RecognitionFailed e)
        {
            return new WorkerResponse { FailureCode = e.Code, FailureDetail = e.Message };
        }
        catch (Exception e)
        {
            // A defect or an image that breaks a native library in an orderly way: this worker stays usable.
            Console.Error.WriteLine(e.ToString());
            return new WorkerResponse { FailureCode = "recognition.failed", FailureDetail = $"{e.GetType().Name}: {e.Message}" };
        }
    }

    private static PageReading Read(RecognitionEngine engine, ReadPageRequest read, Dictionary<string, LayoutsMessage> layouts)
    {
        LayoutsMessage known = Known(read, layouts);
        return engine.ReadPage(read.Page, known.Templates, known.Fields, read.Hint);
    }

    private static Domain.Recognition.Design.PageTrial Try(RecognitionEngine engine, ReadPageRequest trial, LayoutsMessage known) => engine.Try(trial.Page, known.Templates, known.Fields);

    private static LayoutsMessage Known(ReadPageRequest read, Dictionary<string, LayoutsMessage> layouts)
    {
        if (read.Layouts is { } json)
            layouts[read.LayoutsId] = Shared(JsonSerializer.Deserialize<LayoutsMessage>(json, JsonSerializerOptions.Web)!, layouts.Values);
        return layouts[read.LayoutsId];
    }

    // A new publication, or a draft that is tried, changes one template of many: what is computed from the others is kept with them.
    private static LayoutsMessage Shared(LayoutsMessage fresh, IReadOnlyCollection<LayoutsMessage> known) => fresh with
    {
        Templates = [.. fresh.Templates.Select(t => known.SelectMany(k => k.Templates).FirstOrDefault(k => k.Key == t.Key && k.BlankPng == t.BlankPng && Same(k, t)) ?? t)],
    };

    private static bool Same(VoucherTemplate a, VoucherTemplate b) =>
        JsonSerializer.SerializeToUtf8Bytes(a with { BlankPng = null }, JsonSerializerOptions.Web).AsSpan().SequenceEqual(JsonSerializer.SerializeToUtf8Bytes(b with { BlankPng = null }, JsonSerializerOptions.Web));
}
