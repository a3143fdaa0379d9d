using CentralOps.Domain.Kernel;

namespace CentralOps.Domain.Dispatch;

/// <summary>Presence of an operator on posts.</summary>
public enum DutyState
{
    /// <summary>Waits for the next task.</summary>
    Ready,

    /// <summary>A task was pushed and is not taken up yet.</summary>
    Offered,

    /// <summary>Works on a task.</summary>
    Working,

    /// <summary>On a break: gets nothing.</summary>
    Break,

    /// <summary>The line is lost; what they hold is kept for a grace time.</summary>
    Disconnected,

    /// <summary>Signed out: the session is over.</summary>
    SignedOut,
}

/// <summary>One sign-in of an operator to posts, from sign-in to sign-out. At most one is open per person.</summary>
public sealed class DutySession
{
    /// <summary>Row key.</summary>
    public Guid Id { get; init; } = Ids.New();

    /// <summary>The operator.</summary>
    public Guid UserId { get; init; }

    /// <summary>The operator while the session is open, null afterwards: unique, so that nobody has two open sessions.</summary>
    public Guid? OpenFor { get; set; }

    /// <summary>Post codes signed in to, comma separated.</summary>
    public required string Posts { get; init; }

    /// <summary>Presence.</summary>
    public DutyState State { get; set; }

    /// <summary>In this state since (UTC).</summary>
    public DateTimeOffset Since { get; set; }

    /// <summary>Signed in at (UTC).</summary>
    public DateTimeOffset SignedInAt { get; init; }

    /// <summary>Signed out at (UTC).</summary>
    public DateTimeOffset? SignedOutAt { get; set; }

    /// <summary>The task they were offered or work on.</summary>
    public Guid? ItemId { get; set; }

    /// <summary>Node that serves their connection.</summary>
    public string Node { get; set; } = "";

    /// <summary>Tasks finished in this session.</summary>
    public int Finished { get; set; }

    /// <summary>Time spent working, milliseconds.</summary>
    public long WorkedMilliseconds { get; set; }

    /// <summary>Break asked for while working: starts when the task in hand is finished.</summary>
    public bool BreakAfterTask { get; set; }

    /// <summary>Concurrency stamp.</summary>
    public Guid Version { get; set; }

    /// <summary>The posts as a list.</summary>
    public IReadOnlyList<string> PostList => Posts.Split(',', StringSplitOptions.RemoveEmptyEntries);

    /// <summary>Changes the state at a time.</summary>
    public void Become(DutyState state, DateTimeOffset now)
    {
        if (State == DutyState.SignedOut && state != DutyState.SignedOut)
            throw new RuleBroken("a session that is signed out does not come back");
        if (State == DutyState.Working) WorkedMilliseconds += (long)(now - Since).TotalMilliseconds;
        State = state;
        Since = now;
    }
}
