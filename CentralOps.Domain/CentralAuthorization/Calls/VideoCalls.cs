using CentralOps.Domain.Dispatch;
using CentralOps.Domain.Kernel;

namespace CentralOps.Domain.CentralAuthorization.Calls;

/// <summary>
/// Teller and authorizer talk by video about a request. Here they only find each other: who may, who rings, who takes it, and the few words by which their browsers
/// agree on a way. A call ends with its request's stay in the authorizer's hands. Lives in the memory of one node; what happened is in the records.
/// </summary>
public sealed class VideoCalls : IDisposable
{
    /// <summary>How long it rings.</summary>
    public static readonly TimeSpan RingsFor = TimeSpan.FromSeconds(30);

    /// <summary>Most characters of one word between the browsers.</summary>
    public const int LongestSignal = 24_000;

    /// <summary>Most words that one side may say in a call: agreeing takes some dozens.</summary>
    public const int MostSignals = 2_000;

    private readonly Lock _gate = new();
    private readonly Dictionary<Guid, LiveCall> _byCase = [];
    private readonly ICallRecords _records;
    private readonly OperatorFeed _feed;
    private readonly TimeProvider _time;
    private readonly IDisposable _watch;

    /// <summary>Listens to the centre: a request that leaves the authorizer's hands ends its call.</summary>
    public VideoCalls(ICallRecords records, OperatorFeed feed, CentreFeed centre, TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(centre);
        (_records, _feed, _time) = (records, feed, time);
        _watch = centre.Subscribe(change =>
        {
            if (change.CaseId is { } id && LiveOf(id) is { } call) _ = CheckAsync(call); // a check that fails is made again at the next change
        });
    }

    /// <summary>Whom this person may call about a request now; null = nobody.</summary>
    public async Task<CallParty?> PeerAsync(Guid userId, Guid caseId, CancellationToken cancel = default) => (await _records.PartiesAsync(caseId, cancel))?.Beside(userId);

    /// <summary>The live call of a request as a screen sees it; null = none, or not this person's.</summary>
    public CallView? Find(Guid userId, Guid line, Guid caseId)
    {
        lock (_gate) return _byCase.GetValueOrDefault(caseId)?.For(userId, line);
    }

    /// <summary>Rings the other one. Refusals: <c>calls.nobody</c> (not a party, or nobody to talk to now), <c>calls.busy</c> (one of the two is in a call).</summary>
    /// <param name="userId">Who rings.</param>
    /// <param name="line">The screen, for the time that it is shown.</param>
    /// <param name="caseId">About which request.</param>
    /// <param name="cancel">Cancels.</param>
    public async Task<Outcome> StartAsync(Guid userId, Guid line, Guid caseId, CancellationToken cancel = default)
    {
        if (await _records.PartiesAsync(caseId, cancel) is not { } parties || parties.Beside(userId) is null) return Outcome.No("calls.nobody");
        var call = new LiveCall(parties, userId, line);
        lock (_gate)
        {
            if (_byCase.Values.Any(c => c.Parties.Beside(call.Caller.Id) is not null || c.Parties.Beside(call.Callee.Id) is not null)) return Outcome.No("calls.busy", call.Callee.Name);
            _byCase[caseId] = call;
        }

        try
        {
            await _records.NoteAsync(call.Id, parties, CallCodes.Asked, call.Caller, null);
        }
        catch
        {
            lock (_gate) _byCase.Remove(caseId);
            throw;
        }

        lock (_gate) call.Clock = _time.CreateTimer(_ => _ = EndAsync(call, CallCodes.Missed, null, onlyRinging: true), null, RingsFor, Timeout.InfiniteTimeSpan);
        await TellAsync(call, CallCodes.Asked);
        return Outcome.Ok;
    }

    /// <summary>Takes a call that rings. Refusal <c>calls.over</c>: it does not ring here any more.</summary>
    public async Task<Outcome> AcceptAsync(Guid userId, Guid line, Guid callId)
    {
        LiveCall? call;
        lock (_gate)
        {
            call = Live(callId);
            if (call is null || call.Callee.Id != userId || call.AnsweredAt is not null) return Outcome.No("calls.over");
            (call.AnsweredAt, call.CalleeLine) = (_time.GetUtcNow(), line);
            call.Clock?.Dispose();
        }

        try
        {
            await _records.NoteAsync(call.Id, call.Parties, CallCodes.Answered, call.Callee, null);
        }
        catch
        {
            lock (_gate) _byCase.Remove(call.Parties.CaseId); // no talk without a record of it
            await TellAsync(call, CallCodes.Ended);
            throw;
        }

        await TellAsync(call, CallCodes.Answered);
        return Outcome.Ok;
    }

    /// <summary>Does not take a call that rings.</summary>
    public Task DeclineAsync(Guid userId, Guid callId)
    {
        LiveCall? call;
        lock (_gate) call = Live(callId);
        return call is not null && call.Callee.Id == userId ? EndAsync(call, CallCodes.Declined, call.Callee, onlyRinging: true) : Task.CompletedTask;
    }

    /// <summary>Ends what this screen has rung or taken: by hand, or because the screen goes. Nothing there = nothing done.</summary>
    public Task HangUpAsync(Guid userId, Guid line, Guid caseId)
    {
        LiveCall? call;
        lock (_gate) call = _byCase.GetValueOrDefault(caseId);
        if (call is null || !call.Has(userId, line)) return Task.CompletedTask;
        return EndAsync(call, call.AnsweredAt is null ? CallCodes.Missed : CallCodes.Ended, userId == call.Caller.Id ? call.Caller : call.Callee);
    }

    /// <summary>A word of one browser for the other. Refusals: <c>calls.over</c> (also for everybody who is not in the call), <c>calls.too-much</c>.</summary>
    public async Task<Outcome> SignalAsync(Guid userId, Guid line, Guid callId, string word)
    {
        CallParty to;
        Guid caseId;
        lock (_gate)
        {
            if (Live(callId) is not { CalleeLine: { } calleeLine } call || !call.Has(userId, line)) return Outcome.No("calls.over");
            var sent = call.Sent[line] = call.Sent.GetValueOrDefault(line) + 1;
            if (word.Length > LongestSignal || sent > MostSignals) return Outcome.No("calls.too-much");
            var other = line == call.CallerLine ? calleeLine : call.CallerLine;
            if (!call.Mail.TryGetValue(other, out var mail)) call.Mail[other] = mail = [];
            mail.Add(word);
            (to, caseId) = (call.Parties.Beside(userId)!, call.Parties.CaseId);
        }

        await _feed.PublishAsync(new OperatorEvent.Called(to.Id, caseId, null));
        return Outcome.Ok;
    }

    /// <summary>Words that came for this screen since it asked last, in their order.</summary>
    public IReadOnlyList<string> Take(Guid userId, Guid line, Guid callId)
    {
        lock (_gate) return Live(callId) is { } call && call.Has(userId, line) && call.Mail.Remove(line, out var mail) ? mail : [];
    }

    private LiveCall? Live(Guid callId) => _byCase.Values.FirstOrDefault(c => c.Id == callId);

    private LiveCall? LiveOf(Guid caseId)
    {
        lock (_gate) return _byCase.GetValueOrDefault(caseId);
    }

    private async Task CheckAsync(LiveCall call)
    {
        if (!call.Parties.SamePeople(await _records.PartiesAsync(call.Parties.CaseId))) await EndAsync(call, call.AnsweredAt is null ? CallCodes.Missed : CallCodes.Ended, null);
    }

    private async Task EndAsync(LiveCall call, string how, CallParty? who, bool onlyRinging = false)
    {
        lock (_gate)
        {
            if (Live(call.Id) is null || (onlyRinging && call.AnsweredAt is not null)) return; // somebody was quicker
            _byCase.Remove(call.Parties.CaseId);
            call.Clock?.Dispose();
        }

        await TellAsync(call, how);
        await _records.NoteAsync(call.Id, call.Parties, how, who, call.AnsweredAt is { } at ? (int)(_time.GetUtcNow() - at).TotalSeconds : null);
    }

    private Task TellAsync(LiveCall call, string what) => Task.WhenAll(
        _feed.PublishAsync(new OperatorEvent.Called(call.Caller.Id, call.Parties.CaseId, what)), _feed.PublishAsync(new OperatorEvent.Called(call.Callee.Id, call.Parties.CaseId, what)));

    /// <inheritdoc />
    public void Dispose() => _watch.Dispose();
}
