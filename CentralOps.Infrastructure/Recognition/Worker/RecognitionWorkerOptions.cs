namespace CentralOps.Infrastructure.Recognition.Worker;

/// <summary>Limits of the recognition workers; configuration section <c>Recognition</c>.</summary>
public sealed class RecognitionWorkerOptions
{
    /// <summary>Worker processes; each uses one core while it works.</summary>
    public int Workers { get; set; } = 1;

    /// <summary>Longest time in seconds for the capture of one file (up to its last page).</summary>
    public double CaptureSeconds { get; set; } = 60;

    /// <summary>Longest time in seconds for reading one page.</summary>
    public double ReadSeconds { get; set; } = 40;

    /// <summary>Longest time in seconds for comparing the seals of one page.</summary>
    public double SealSeconds { get; set; } = 40;

    /// <summary>Longest time in seconds for a worker to start.</summary>
    public double StartSeconds { get; set; } = 60;

    /// <summary>Resident memory in MiB above which a worker is killed.</summary>
    public int MemoryMegabytes { get; set; } = 2048;

    /// <summary>Calls after which a worker is replaced, so that slow leaks of native libraries never matter.</summary>
    public int RecycleAfter { get; set; } = 5000;

    /// <summary>Calls that may wait; one more is refused with <c>recognition.busy</c>.</summary>
    public int QueueLimit { get; set; } = 2000;

    /// <summary>Program that has the worker role; empty = the running one, or <c>CentralOps.Web.dll</c> beside it.</summary>
    public string WorkerAssembly { get; set; } = "";
}
