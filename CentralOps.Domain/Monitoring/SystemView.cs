namespace CentralOps.Domain.Monitoring;

/// <summary>How the machinery behind the work is. Reads only.</summary>
public interface ISystemMonitor
{
    /// <summary>State of this node and of what it depends on.</summary>
    Task<SystemView> ReadAsync(CancellationToken cancel = default);
}

/// <summary>State of a part.</summary>
public enum PartState
{
    /// <summary>Works.</summary>
    Ok,

    /// <summary>Works, but somebody should look.</summary>
    Attention,

    /// <summary>Does not work.</summary>
    Failing,
}

/// <summary>The technical view of one node.</summary>
/// <param name="At">Taken at (UTC).</param>
/// <param name="Node">Machine name.</param>
/// <param name="Version">Version of the program.</param>
/// <param name="StartedAt">Started at (UTC).</param>
/// <param name="MemoryMegabytes">Working set of the portal's process, MiB.</param>
/// <param name="Parts">Parts in the order of a page.</param>
/// <param name="Jobs">Background jobs of this node.</param>
public sealed record SystemView(DateTimeOffset At, string Node, string Version, DateTimeOffset StartedAt, int MemoryMegabytes, IReadOnlyList<SystemPart> Parts, IReadOnlyList<JobRow> Jobs);

/// <summary>A part of the system.</summary>
/// <param name="Key">Name in text key <c>Part.{Key}</c>, its figures in <c>Part.{Key}.Detail</c>.</param>
/// <param name="State">How it is.</param>
/// <param name="Figures">Figures of the detail, in order.</param>
public sealed record SystemPart(string Key, PartState State, params IReadOnlyList<object?> Figures);

/// <summary>A background job.</summary>
/// <param name="Name">Stable name; text key <c>Job.{Name}</c> where there is one.</param>
/// <param name="Every">Runs every so often; null = once a day.</param>
/// <param name="Daily">Runs at this time of the bank's day; null = not once a day.</param>
/// <param name="Last">Last run began at (UTC); null = never.</param>
/// <param name="Next">Next run (UTC); null = none planned.</param>
public sealed record JobRow(string Name, TimeSpan? Every, TimeOnly? Daily, DateTimeOffset? Last, DateTimeOffset? Next);
