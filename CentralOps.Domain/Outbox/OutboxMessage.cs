using CentralOps.Domain.Kernel;

namespace CentralOps.Domain.Outbox;

/// <summary>Where a message that must leave stands.</summary>
public enum OutboxState
{
    /// <summary>To be sent, again and again until it is.</summary>
    Waiting,

    /// <summary>Received by everybody who listens. Final.</summary>
    Sent,

    /// <summary>Given up after too many attempts: it and later ones of its key wait for a person.</summary>
    Dead,

    /// <summary>A person has decided that it need not leave. Final.</summary>
    Discarded,
}

/// <summary>A fact that must leave the house: written in the transaction that made it true, sent afterwards at least once, in order per key.</summary>
public sealed class OutboxMessage
{
    /// <summary>Given by the database, rising: the order of sending within a key.</summary>
    public long Number { get; private set; }

    /// <summary>Identity that receivers use to notice a repetition.</summary>
    public Guid MessageId { get; private set; } = Ids.New();

    /// <summary>Dotted topic, e.g. <c>case.completed</c>.</summary>
    public string Topic { get; private set; } = "";

    /// <summary>What its order is kept for, e.g. the case number.</summary>
    public string Key { get; private set; } = "";

    /// <summary>JSON.</summary>
    public string Payload { get; private set; } = "";

    /// <summary>Written at (UTC).</summary>
    public DateTimeOffset CreatedAt { get; private set; }

    /// <summary>Where it stands.</summary>
    public OutboxState State { get; private set; }

    /// <summary>Attempts so far.</summary>
    public int Attempts { get; private set; }

    /// <summary>Not before (UTC); also the end of a sender's claim.</summary>
    public DateTimeOffset NextAttemptAt { get; private set; }

    /// <summary>Sent at (UTC).</summary>
    public DateTimeOffset? SentAt { get; private set; }

    /// <summary>Names of receivers that have it already, one per line: they do not get it again when another one failed.</summary>
    public string Received { get; private set; } = "";

    /// <summary>Why the last attempt failed.</summary>
    public string? LastError { get; private set; }

    /// <summary>Concurrency stamp.</summary>
    public Guid Version { get; set; }

    /// <summary>A new message, to be added to the caller's transaction.</summary>
    /// <param name="topic">Dotted topic.</param>
    /// <param name="key">What its order is kept for.</param>
    /// <param name="payload">JSON.</param>
    /// <param name="now">Now (UTC).</param>
    public static OutboxMessage Create(string topic, string key, string payload, DateTimeOffset now) =>
        new() { Topic = topic, Key = key, Payload = payload, CreatedAt = now, NextAttemptAt = now };

    /// <summary>A sender takes it until a time: after that another may.</summary>
    public void Claim(DateTimeOffset until)
    {
        Require(OutboxState.Waiting);
        (NextAttemptAt, Attempts) = (until, Attempts + 1);
    }

    /// <summary>One receiver has it.</summary>
    public void MarkReceived(string receiver) => Received = Received.Length == 0 ? receiver : $"{Received}\n{receiver}";

    /// <summary>True when this receiver has it already.</summary>
    public bool IsReceivedBy(string receiver) => Received.Split('\n').Contains(receiver);

    /// <summary>Everybody has it.</summary>
    public void Finish(DateTimeOffset now)
    {
        Require(OutboxState.Waiting);
        (State, SentAt, LastError) = (OutboxState.Sent, now, null);
    }

    /// <summary>An attempt failed: later again, or given up after <paramref name="mostAttempts"/>.</summary>
    public void Fail(string reason, DateTimeOffset now, int mostAttempts)
    {
        Require(OutboxState.Waiting);
        LastError = reason.Length <= 500 ? reason : reason[..500];
        NextAttemptAt = now + BackOff(Attempts);
        if (Attempts >= mostAttempts) State = OutboxState.Dead;
    }

    /// <summary>A person sends a dead message on its way again.</summary>
    public void Revive(DateTimeOffset now)
    {
        Require(OutboxState.Dead);
        (State, Attempts, NextAttemptAt) = (OutboxState.Waiting, 0, now);
    }

    /// <summary>A person decides that a dead message need not leave: later ones of its key may pass.</summary>
    public void Discard()
    {
        Require(OutboxState.Dead);
        State = OutboxState.Discarded;
    }

    /// <summary>2 s, 4 s, 8 s … at most 10 minutes.</summary>
    public static TimeSpan BackOff(int attempts) => TimeSpan.FromSeconds(Math.Min(600, Math.Pow(2, Math.Clamp(attempts, 1, 12))));

    private void Require(OutboxState state)
    {
        if (State != state) throw new RuleBroken($"Message {MessageId} is {State}, not {state}.");
    }
}

/// <summary>Somebody outside who listens to topics.</summary>
public interface IOutboxReceiver
{
    /// <summary>Stable name, kept with the message once it has it.</summary>
    string Name { get; }

    /// <summary>True when it wants this topic.</summary>
    bool Wants(string topic);

    /// <summary>Delivers. Throws when the message was not taken; the same message may come again after a crash.</summary>
    Task SendAsync(OutboxMessage message, CancellationToken cancel);
}

/// <summary>How the outbox stands.</summary>
/// <param name="Waiting">Messages to be sent.</param>
/// <param name="Oldest">When the oldest of them was written (UTC); null = none.</param>
/// <param name="Dead">Given up, oldest first, at most 200: an alert while there is one.</param>
public sealed record OutboxOverview(int Waiting, DateTimeOffset? Oldest, IReadOnlyList<OutboxMessage> Dead);

/// <summary>What people do about the outbox.</summary>
public interface IOutboxDesk
{
    /// <summary>How it stands.</summary>
    Task<OutboxOverview> OverviewAsync(CancellationToken cancel = default);

    /// <summary>Sends a dead message on its way again. Audited.</summary>
    Task<Outcome> ReviveAsync(Guid messageId, string who, CancellationToken cancel = default);

    /// <summary>Gives a dead message up for good, so that later ones of its key may pass. Audited.</summary>
    Task<Outcome> DiscardAsync(Guid messageId, string who, CancellationToken cancel = default);
}
