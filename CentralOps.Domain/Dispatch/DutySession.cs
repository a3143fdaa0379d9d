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

/// <summary>One sign-in of an operator to posts, from sign-in to sign-out. At most one is open per person. It changes only by its verbs.</summary>
public sealed class DutySession
{
    /// <summary>Row key.</summary>
    public Guid Id { get; init; } = Ids.New();

    /// <summary>The operator.</summary>
    public Guid UserId { get; init; }

    /// <summary>The operator while the session is open, null afterwards: unique, so that nobody has two open sessions.</summary>
    public Guid? OpenFor { get; private set; }

    /// <summary>Post codes signed in to, comma separated.</summary>
    public required string Posts { get; init; }

    /// <summary>Presence.</summary>
    public DutyState State { get; private set; }

    /// <summary>In this state since (UTC).</summary>
    public DateTimeOffset Since { get; private set; }

    /// <summary>Signed in at (UTC).</summary>
    public DateTimeOffset SignedInAt { get; init; }

    /// <summary>Signed out at (UTC).</summary>
    public DateTimeOffset? SignedOutAt { get; private set; }

    /// <summary>The task they were offered or work on.</summary>
    public Guid? ItemId { get; private set; }

    /// <summary>Offered the last task at (UTC); null = none yet.</summary>
    public DateTimeOffset? OfferedAt { get; private set; }

    /// <summary>Node that serves their connection.</summary>
    public string Node { get; init; } = "";

    /// <summary>Tasks finished in this session.</summary>
    public int Finished { get; private set; }

    /// <summary>Time spent working, milliseconds.</summary>
    public long WorkedMilliseconds { get; private set; }

    /// <summary>Break asked for while working: starts when the task in hand is finished.</summary>
    public bool BreakAfterTask { get; private set; }

    /// <summary>Concurrency stamp.</summary>
    public Guid Version { get; set; }

    /// <summary>The posts as a list.</summary>
    public IReadOnlyList<string> PostList => Posts.Split(',', StringSplitOptions.RemoveEmptyEntries);

    /// <summary>A person signs in and is ready.</summary>
    public static DutySession Begin(Guid userId, string posts, DateTimeOffset now, string node) =>
        new() { UserId = userId, OpenFor = userId, Posts = posts, Since = now, SignedInAt = now, Node = node };

    /// <summary>A task is offered to them.</summary>
    public void Offer(Guid itemId, DateTimeOffset now)
    {
        Become(DutyState.Offered, now);
        (ItemId, OfferedAt) = (itemId, now);
    }

    /// <summary>They work on what is in hand.</summary>
    public void Work(DateTimeOffset now)
    {
        if (State != DutyState.Working) Become(DutyState.Working, now);
    }

    /// <summary>Nothing is in hand any more, and they are ready for the next task; a break that they asked for is off.</summary>
    public void GetReady(DateTimeOffset now)
    {
        Become(DutyState.Ready, now);
        (ItemId, BreakAfterTask) = (null, false);
    }

    /// <summary>A break begins: at once, or with what is in hand finished.</summary>
    public void Rest(DateTimeOffset now)
    {
        Become(DutyState.Break, now);
        (ItemId, BreakAfterTask) = (null, false);
    }

    /// <summary>A break shall follow the task in hand.</summary>
    public void RestAfterTask() => BreakAfterTask = true;

    /// <summary>They changed their mind: no break after the task in hand.</summary>
    public void StayOn() => BreakAfterTask = false;

    /// <summary>The task in hand is over or handed back: ready, or on the break that they asked for.</summary>
    public void LetGo(DateTimeOffset now)
    {
        if (BreakAfterTask) Rest(now);
        else GetReady(now);
    }

    /// <summary>The task in hand was taken from them. Who let an offer pass is taken to be away.</summary>
    public void Lose(bool ignored, DateTimeOffset now)
    {
        if (State == DutyState.Disconnected) ItemId = null;
        else if (ignored) Rest(now);
        else LetGo(now);
    }

    /// <summary>A task was finished.</summary>
    public void Count() => Finished++;

    /// <summary>The line is lost; what is in hand is kept.</summary>
    public void Disconnect(DateTimeOffset now) => Become(DutyState.Disconnected, now);

    /// <summary>The line is there again.</summary>
    /// <param name="inHand">State of the task that was kept; null = it was taken back.</param>
    /// <param name="now">Now (UTC).</param>
    public void Reconnect(WorkState? inHand, DateTimeOffset now)
    {
        if (inHand is null) LetGo(now);
        else Become(inHand == WorkState.Working ? DutyState.Working : DutyState.Offered, now);
    }

    /// <summary>The session is over.</summary>
    public void SignOut(DateTimeOffset now)
    {
        Become(DutyState.SignedOut, now);
        (SignedOutAt, OpenFor, ItemId, BreakAfterTask) = (now, null, null, false);
    }

    private void Become(DutyState state, DateTimeOffset now)
    {
        if (State == DutyState.SignedOut) throw new RuleBroken("a session that is signed out does not come back");
        if (State == DutyState.Working) WorkedMilliseconds += (long)(now - Since).TotalMilliseconds;
        (State, Since) = (state, now);
    }
}
