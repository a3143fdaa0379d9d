using System.Diagnostics;
using System.Globalization;

namespace CentralOps.Tests.Support;

/// <summary>Processor time of the calling thread since this was made: what a busy machine does to the clock is not in it. Where the system does not tell (not Linux), the clock.</summary>
internal sealed class ThreadWork
{
    // A tick of the kernel's accounting as it is shown to programs (USER_HZ).
    private const double TickMilliseconds = 10;

    private readonly Stopwatch _clock = Stopwatch.StartNew();
    private readonly double? _before = Spent();

    /// <summary>Milliseconds, to the nearest ten. Ask on the same thread.</summary>
    public double Milliseconds => _before is { } before && Spent() is { } now ? now - before : _clock.Elapsed.TotalMilliseconds;

    // proc(5): user and system time are the 14th and 15th field; the second, a name in brackets, may contain blanks.
    private static double? Spent()
    {
        if (!File.Exists("/proc/thread-self/stat")) return null;
        var fields = File.ReadAllText("/proc/thread-self/stat").Split(')')[^1].Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return (long.Parse(fields[11], CultureInfo.InvariantCulture) + long.Parse(fields[12], CultureInfo.InvariantCulture)) * TickMilliseconds;
    }
}
