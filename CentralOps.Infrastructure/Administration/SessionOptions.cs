using System.ComponentModel.DataAnnotations;

namespace CentralOps.Infrastructure.Administration;

/// <summary>When a log-in ends by itself.</summary>
public sealed class SessionOptions
{
    /// <summary>Configuration section.</summary>
    public const string Section = "Session";

    /// <summary>Minutes without a key or a movement in any tab of the browser after which it logs out; 0 = never (a wall of boards).</summary>
    [Range(0, 1440)]
    public double IdleMinutes { get; set; } = 30;

    /// <summary>Hours after which a log-in ends whatever is done.</summary>
    [Range(1, 168)]
    public int LongestHours { get; set; } = 12;
}
