using CentralOps.Domain.CentralAuthorization.Calls;
using CentralOps.Domain.Dispatch;
using CentralOps.Tests.Support;
using CentralOps.Web.CentralAuthorization.Calls;
using Microsoft.Extensions.Time.Testing;

namespace CentralOps.Tests.CentralAuthorization;

public sealed class VideoCallsTests : IDisposable
{
    private readonly FakeTimeProvider _clock = new(new DateTimeOffset(2026, 11, 27, 2, 0, 0, TimeSpan.Zero));
    private readonly CallsInMemory _records = new();
    private readonly OperatorFeed _feed = new();
    private readonly CentreFeed _centre = new();
    private readonly CallParties _parties = new(Guid.NewGuid(), "202611270000001", new CallParty(Guid.NewGuid(), "teller", "柜员"), new CallParty(Guid.NewGuid(), "authorizer", "授权"));
    private readonly Guid _tellersPage = Guid.NewGuid();
    private readonly Guid _desk = Guid.NewGuid();
    private readonly VideoCalls _calls;

    public VideoCallsTests()
    {
        _records.Parties = _parties;
        _calls = new VideoCalls(_records, _feed, _centre, _clock);
    }

    private Guid Teller => _parties.Teller.Id;

    private Guid Authorizer => _parties.Authorizer.Id;

    public void Dispose() => _calls.Dispose();

    [Fact]
    public async Task The_two_talk_and_how_long_is_recorded()
    {
        await StartAsync();
        Assert.Equal((CallState.Calling, CallState.Ringing), (At(Authorizer, _desk), At(Teller, _tellersPage)));
        Assert.True((await _calls.AcceptAsync(Teller, _tellersPage, Id)).Succeeded);
        Assert.Equal((CallState.Talking, CallState.Talking), (At(Authorizer, _desk), At(Teller, _tellersPage)));
        _clock.Advance(TimeSpan.FromSeconds(83));
        await _calls.HangUpAsync(Authorizer, _desk, _parties.CaseId);
        Assert.Null(At(Teller, _tellersPage));
        Assert.Equal([("call-asked", "authorizer", null), ("call-answered", "teller", null), ("call-ended", "authorizer", 83)], _records.Noted);
    }

    [Fact]
    public async Task Words_go_to_the_other_one_in_their_order_and_only_between_the_two_screens()
    {
        await StartAsync();
        var id = Id;
        Assert.Equal("calls.over", (await _calls.SignalAsync(Authorizer, _desk, id, "too early")).Refusal!.Code);
        await _calls.AcceptAsync(Teller, _tellersPage, id);
        foreach (var word in new[] { "offer", "candidate 1", "candidate 2" }) Assert.True((await _calls.SignalAsync(Authorizer, _desk, id, word)).Succeeded);

        Assert.Equal("calls.over", (await _calls.SignalAsync(Guid.NewGuid(), _desk, id, "stranger")).Refusal!.Code);
        Assert.Equal("calls.over", (await _calls.SignalAsync(Teller, Guid.NewGuid(), id, "another window of the teller's")).Refusal!.Code);
        Assert.Equal("calls.over", (await _calls.SignalAsync(Teller, _desk, id, "the teller at the authorizer's place")).Refusal!.Code);
        Assert.Empty(_calls.Take(Guid.NewGuid(), _tellersPage, id));
        Assert.Empty(_calls.Take(Authorizer, _tellersPage, id));
        Assert.Equal(["offer", "candidate 1", "candidate 2"], _calls.Take(Teller, _tellersPage, id));
        Assert.Empty(_calls.Take(Teller, _tellersPage, id));
        Assert.Equal("calls.too-much", (await _calls.SignalAsync(Teller, _tellersPage, id, new string('x', VideoCalls.LongestSignal + 1))).Refusal!.Code);
    }

    [Fact]
    public async Task Nobody_else_starts_takes_declines_or_ends_it()
    {
        var stranger = Guid.NewGuid();
        Assert.Equal("calls.nobody", (await _calls.StartAsync(stranger, Guid.NewGuid(), _parties.CaseId)).Refusal!.Code);
        Assert.Null(await _calls.PeerAsync(stranger, _parties.CaseId));
        await StartAsync();
        var id = Id;
        Assert.Equal("calls.over", (await _calls.AcceptAsync(stranger, Guid.NewGuid(), id)).Refusal!.Code);
        Assert.Equal("calls.over", (await _calls.AcceptAsync(Authorizer, _desk, id)).Refusal!.Code);
        await _calls.DeclineAsync(stranger, id);
        await _calls.DeclineAsync(Authorizer, id);
        await _calls.HangUpAsync(stranger, _desk, _parties.CaseId);
        await _calls.HangUpAsync(Authorizer, Guid.NewGuid(), _parties.CaseId); // another window of theirs goes
        Assert.Null(_calls.Find(stranger, _desk, _parties.CaseId));
        Assert.Equal(CallState.Ringing, At(Teller, _tellersPage));
    }

    [Fact]
    public async Task A_call_that_is_declined_rings_out_or_is_given_up_says_so()
    {
        await StartAsync();
        await _calls.DeclineAsync(Teller, Id);
        await StartAsync();
        _clock.Advance(VideoCalls.RingsFor);
        await StartAsync();
        await _calls.HangUpAsync(Authorizer, _desk, _parties.CaseId);
        Assert.Equal([("call-declined", "teller"), ("call-missed", null), ("call-missed", "authorizer")], _records.Noted.Where(n => n.Code != "call-asked").Select(n => (n.Code, n.Who)));
    }

    [Fact]
    public async Task Of_two_windows_one_takes_it_and_the_other_knows()
    {
        await StartAsync();
        var other = Guid.NewGuid();
        var answers = await Task.WhenAll(new[] { _tellersPage, other }.Select(line => Task.Run(() => _calls.AcceptAsync(Teller, line, Id))));
        Assert.Single(answers, a => a.Succeeded);
        Assert.Equal([CallState.Talking, CallState.Elsewhere], new[] { At(Teller, _tellersPage), At(Teller, other) }.Order());
    }

    [Fact]
    public async Task Who_talks_is_busy_for_everybody()
    {
        await StartAsync();
        Assert.Equal("calls.busy", (await _calls.StartAsync(Teller, _tellersPage, _parties.CaseId)).Refusal!.Code);
        _records.Parties = _parties with { CaseId = Guid.NewGuid(), Authorizer = new CallParty(Guid.NewGuid(), "second", "第二") };
        Assert.Equal("calls.busy", (await _calls.StartAsync(_records.Parties.Authorizer.Id, Guid.NewGuid(), _records.Parties.CaseId)).Refusal!.Code);
    }

    [Fact]
    public async Task A_request_that_leaves_the_authorizers_hands_ends_the_call()
    {
        await StartAsync();
        await _calls.AcceptAsync(Teller, _tellersPage, Id);
        _centre.Publish(new CentreChanged(_parties.CaseId)); // still theirs
        Assert.Equal(CallState.Talking, At(Authorizer, _desk));
        _records.Parties = null;
        _centre.Publish(new CentreChanged(_parties.CaseId));
        Assert.Null(At(Authorizer, _desk));
        Assert.Equal(("call-ended", (string?)null, (int?)0), _records.Noted[^1]);
    }

    [Fact]
    public async Task Without_a_record_there_is_no_call()
    {
        _records.Fails = true;
        await Assert.ThrowsAsync<InvalidOperationException>(StartAsync);
        Assert.Null(At(Teller, _tellersPage));
        _records.Fails = false;
        await StartAsync();
        _records.Fails = true;
        await Assert.ThrowsAsync<InvalidOperationException>(() => _calls.AcceptAsync(Teller, _tellersPage, Id));
        Assert.Null(At(Teller, _tellersPage));
    }

    [Fact]
    public void Browsers_get_a_password_for_an_hour_and_never_the_secret()
    {
        var servers = new CallServers { Servers = ["stun:stun.bank.example:3478", "turns:turn.bank.example:5349?transport=tcp"], TurnSecret = "north" };
        Assert.True(servers.Sound);
        var given = servers.For(Guid.Parse("0193a000-0000-7000-8000-000000000001"), _clock.GetUtcNow());
        Assert.Equal(("stun:stun.bank.example:3478", null, null), (given[0].Urls, given[0].Username, given[0].Credential));
        Assert.Equal("1795748400:0193a000000070008000000000000001", given[1].Username);
        // openssl: printf '1795748400:0193a000000070008000000000000001' | openssl dgst -sha1 -hmac north -binary | base64
        Assert.Equal("lE4gZbQJOMincJhhqNYBJZ2X6fI=", given[1].Credential);
        Assert.False(new CallServers { Servers = ["turn:turn.bank.example"] }.Sound);
        Assert.False(new CallServers { Servers = ["https://turn.bank.example"] }.Sound);
    }

    private Guid Id => _calls.Find(Teller, _tellersPage, _parties.CaseId)!.Id;

    private CallState? At(Guid user, Guid line) => _calls.Find(user, line, _parties.CaseId)?.State;

    private async Task StartAsync() => Assert.True((await _calls.StartAsync(Authorizer, _desk, _parties.CaseId)).Succeeded);
}
