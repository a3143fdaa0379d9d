using CentralOps.Domain.Administration;
using CentralOps.Domain.Dispatch;

namespace CentralOps.Domain.Monitoring;

/// <summary>Why a supervisor should look.</summary>
public enum AlertKind
{
    /// <summary>Open tasks of a post are past their time.</summary>
    Breached,

    /// <summary>Cases stopped by an error.</summary>
    Incident,

    /// <summary>Tasks wait at a post and nobody is signed in to it.</summary>
    Nobody,

    /// <summary>The oldest waiting task of a post waits longer than the post's target.</summary>
    Overlong,

    /// <summary>People are signed in, but none of them may take some of the waiting tasks: duties, level, limit.</summary>
    Stranded,

    /// <summary>Nobody of the bank may take some of the waiting tasks.</summary>
    Hopeless,
}

/// <summary>An alert of the board.</summary>
/// <param name="Kind">Why.</param>
/// <param name="Post">Post; null = the whole centre.</param>
/// <param name="Size">How bad: tasks, cases, or seconds over the target.</param>
public sealed record BoardAlert(AlertKind Kind, string? Post, int Size)
{
    /// <summary>What is acknowledged: the same trouble at the same place.</summary>
    public string Key => $"{Kind}:{Post}";
}

/// <summary>Finds what a supervisor should look at, worst first.</summary>
public static class BoardAlerts
{
    private static readonly AlertKind[] WorstFirst = [AlertKind.Hopeless, AlertKind.Incident, AlertKind.Breached, AlertKind.Stranded, AlertKind.Nobody, AlertKind.Overlong];

    /// <summary>The alerts of a board.</summary>
    /// <param name="board">The board.</param>
    /// <param name="posts">Posts with their target times.</param>
    public static IReadOnlyList<BoardAlert> Of(BoardView board, IReadOnlyList<WorkPost> posts)
    {
        ArgumentNullException.ThrowIfNull(board);
        var alerts = new List<BoardAlert>();
        if (board.Incidents > 0) alerts.Add(new BoardAlert(AlertKind.Incident, null, board.Incidents));
        foreach (var queue in board.Queues)
        {
            if (queue.Breached > 0) alerts.Add(new BoardAlert(AlertKind.Breached, queue.Post, queue.Breached));
            if (queue.Kind != WorkKind.Human || queue.Waiting == 0) continue;
            if (queue.Hopeless > 0) alerts.Add(new BoardAlert(AlertKind.Hopeless, queue.Post, queue.Hopeless));
            if (queue.Stranded > 0 && queue.SignedIn > 0) alerts.Add(new BoardAlert(AlertKind.Stranded, queue.Post, queue.Stranded));
            if (queue.SignedIn == 0) alerts.Add(new BoardAlert(AlertKind.Nobody, queue.Post, queue.Waiting));
            if (posts.FirstOrDefault(p => p.Code == queue.Post) is { } post && queue.Oldest is { } oldest
                && (int)(board.At - oldest).TotalSeconds - post.TargetSeconds is > 0 and var over)
                alerts.Add(new BoardAlert(AlertKind.Overlong, queue.Post, over));
        }

        return [.. alerts.OrderBy(a => Array.IndexOf(WorstFirst, a.Kind)).ThenByDescending(a => a.Size)];
    }
}

/// <summary>Somebody has seen an alert.</summary>
public sealed class AlertAcknowledgement
{
    /// <summary>An acknowledgement holds so long; then the alert speaks up again.</summary>
    public static readonly TimeSpan Holds = TimeSpan.FromMinutes(30);

    /// <summary>Row key: <see cref="BoardAlert.Key"/>.</summary>
    public required string Key { get; init; }

    /// <summary>How bad it was then.</summary>
    public int Size { get; set; }

    /// <summary>Who.</summary>
    public Guid UserId { get; set; }

    /// <summary>At (UTC).</summary>
    public DateTimeOffset At { get; set; }

    /// <summary>True while the alert may stay quiet: not longer than <see cref="Holds"/>, and not when it has doubled since.</summary>
    public bool Covers(BoardAlert alert, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(alert);
        return alert.Key == Key && now - At < Holds && alert.Size < Math.Max(2, Size * 2);
    }
}

/// <summary>Who has acknowledged which alert.</summary>
public interface IAlertBook
{
    /// <summary>Acknowledgements that may still hold.</summary>
    Task<IReadOnlyList<AlertAcknowledgement>> CurrentAsync(CancellationToken cancel = default);

    /// <summary>Acknowledges.</summary>
    Task AcknowledgeAsync(Guid userId, BoardAlert alert, CancellationToken cancel = default);
}
