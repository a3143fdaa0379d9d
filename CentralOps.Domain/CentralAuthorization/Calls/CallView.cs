namespace CentralOps.Domain.CentralAuthorization.Calls;

/// <summary>Where a call stands, for one screen of one of its parties.</summary>
public enum CallState
{
    /// <summary>Rings at the other one.</summary>
    Calling,

    /// <summary>The other one rings here.</summary>
    Ringing,

    /// <summary>Both are in it; this screen shows it.</summary>
    Talking,

    /// <summary>This person is in it, on another screen of theirs.</summary>
    Elsewhere,
}

/// <summary>A live call.</summary>
/// <param name="Id">The call.</param>
/// <param name="State">Where it stands.</param>
/// <param name="With">Name of the other one.</param>
/// <param name="Caller">The reader rang: their browser makes the offer.</param>
/// <param name="AnsweredAt">Taken at (UTC); null = not yet.</param>
public sealed record CallView(Guid Id, CallState State, string With, bool Caller, DateTimeOffset? AnsweredAt);

/// <summary>A call while it lives, in the memory of the node that both screens are on.</summary>
internal sealed class LiveCall(CallParties parties, Guid callerId, Guid callerLine)
{
    public Guid Id { get; } = Guid.NewGuid(); // not to be guessed

    public CallParties Parties { get; } = parties;

    public CallParty Caller => Parties.Teller.Id == callerId ? Parties.Teller : Parties.Authorizer;

    public CallParty Callee => Parties.Beside(callerId)!;

    public Guid CallerLine { get; } = callerLine;

    public Guid? CalleeLine { get; set; }

    public DateTimeOffset? AnsweredAt { get; set; }

    public ITimer? Clock { get; set; }

    /// <summary>What waits to be fetched by the screens, and how much each has sent.</summary>
    public Dictionary<Guid, List<string>> Mail { get; } = [];

    public Dictionary<Guid, int> Sent { get; } = [];

    /// <summary>The line is one of the two that are in the call.</summary>
    public bool Has(Guid userId, Guid line) => (userId == Caller.Id && line == CallerLine) || (userId == Callee.Id && line == CalleeLine);

    /// <summary>As a screen of a party sees it; null = not theirs.</summary>
    public CallView? For(Guid userId, Guid line)
    {
        if (Parties.Beside(userId) is not { } other) return null;
        var caller = userId == Caller.Id;
        var state = caller
            ? line != CallerLine ? CallState.Elsewhere : AnsweredAt is null ? CallState.Calling : CallState.Talking
            : AnsweredAt is null ? CallState.Ringing : line == CalleeLine ? CallState.Talking : CallState.Elsewhere;
        return new CallView(Id, state, other.Name, caller, AnsweredAt);
    }
}
