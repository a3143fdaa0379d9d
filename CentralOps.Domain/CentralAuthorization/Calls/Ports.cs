namespace CentralOps.Domain.CentralAuthorization.Calls;

/// <summary>One of the two who may talk.</summary>
/// <param name="Id">User id.</param>
/// <param name="UserName">As the audit trail names them.</param>
/// <param name="Name">As people call them.</param>
public sealed record CallParty(Guid Id, string UserName, string Name);

/// <summary>The two who may talk about a request, and nobody else: whoever asked for it and whoever has it in hand.</summary>
public sealed record CallParties(Guid CaseId, string CaseNumber, CallParty Teller, CallParty Authorizer)
{
    /// <summary>The other one; null = the reader is neither.</summary>
    public CallParty? Beside(Guid userId) => userId == Teller.Id ? Authorizer : userId == Authorizer.Id ? Teller : null;

    internal bool SamePeople(CallParties? other) => other is not null && (Teller.Id, Authorizer.Id) == (other.Teller.Id, other.Authorizer.Id);
}

/// <summary>What a call leaves behind. Pictures and sound never come by here: they go from browser to browser.</summary>
public interface ICallRecords
{
    /// <summary>Who may talk about a request now; null = it is no open request of a counter, or nobody has it in hand.</summary>
    Task<CallParties?> PartiesAsync(Guid caseId, CancellationToken cancel = default);

    /// <summary>An entry in the request's history and a row in the audit trail, both or neither.</summary>
    /// <param name="call">The call: the same in all its rows.</param>
    /// <param name="parties">Whose.</param>
    /// <param name="code">One of <see cref="CallCodes"/>.</param>
    /// <param name="who">Who did it; null = the clock, or the request left the authorizer's hands.</param>
    /// <param name="seconds">How long they talked; null = they did not.</param>
    Task NoteAsync(Guid call, CallParties parties, string code, CallParty? who, int? seconds);
}

/// <summary>What happens to a call: codes of the timeline, and of the audit trail behind <c>authorization.</c>.</summary>
public static class CallCodes
{
    /// <summary>One rings the other.</summary>
    public const string Asked = "call-asked";

    /// <summary>The other one took it.</summary>
    public const string Answered = "call-answered";

    /// <summary>The other one did not want it.</summary>
    public const string Declined = "call-declined";

    /// <summary>Nobody took it in time, or the caller gave up.</summary>
    public const string Missed = "call-missed";

    /// <summary>They talked, and it is over.</summary>
    public const string Ended = "call-ended";
}
