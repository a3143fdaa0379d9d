using CentralOps.Domain.Outbox;
using CentralOps.Infrastructure.Audit;
using CentralOps.Infrastructure.Outbox;
using CentralOps.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace CentralOps.Tests.Outbox;

public sealed class OutboxTests : IDisposable
{
    private readonly MemoryDatabase database = new();
    private readonly FakeTimeProvider clock = new(new DateTimeOffset(2026, 11, 23, 2, 0, 0, TimeSpan.Zero));
    private readonly Listener listener = new("channel");

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public void Dispose() => database.Dispose();

    private OutboxDispatcher Dispatcher(params IOutboxReceiver[] receivers) =>
        new(database, receivers.Length == 0 ? [listener] : receivers, clock, NullLogger<OutboxDispatcher>.Instance);

    private OutboxDesk Desk() => new(database, new AuditTrail(database, new(new byte[32]), clock), clock);

    private async Task WriteAsync(params (string Key, string Payload)[] messages)
    {
        foreach (var (key, payload) in messages)
        {
            await using var db = database.CreateDbContext();
            db.Add(OutboxMessage.Create("case.status", key, payload, clock.GetUtcNow()));
            await db.SaveChangesAsync(Cancel);
        }
    }

    [Fact]
    public async Task Messages_of_a_case_leave_in_their_order()
    {
        await WriteAsync(("A", "a1"), ("A", "a2"), ("B", "b1"), ("A", "a3"));
        Assert.Equal(4, await Dispatcher().RunAsync(Cancel));
        Assert.Equal(["a1", "a2", "a3"], listener.Got.Where(m => m[0] == 'a'));
        Assert.Equal(0, await Dispatcher().RunAsync(Cancel));
    }

    [Fact]
    public async Task A_message_that_fails_holds_back_its_own_case_only_and_is_tried_again_later()
    {
        await WriteAsync(("A", "a1"), ("A", "a2"), ("B", "b1"));
        listener.Refuses = m => m == "a1";
        Assert.Equal(1, await Dispatcher().RunAsync(Cancel));
        Assert.Equal(["b1"], listener.Got);
        listener.Refuses = _ => false;
        Assert.Equal(0, await Dispatcher().RunAsync(Cancel));
        clock.Advance(TimeSpan.FromSeconds(3));
        Assert.Equal(2, await Dispatcher().RunAsync(Cancel));
        Assert.Equal(["b1", "a1", "a2"], listener.Got);
    }

    [Fact]
    public async Task A_message_is_given_up_in_the_end_and_a_person_sends_it_on_its_way_or_discards_it()
    {
        await WriteAsync(("A", "a1"), ("A", "a2"));
        listener.Refuses = m => m == "a1";
        for (var i = 0; i < OutboxDispatcher.MostAttempts; i++)
        {
            await Dispatcher().RunAsync(Cancel);
            clock.Advance(TimeSpan.FromMinutes(11));
        }
        var dead = Assert.Single((await Desk().OverviewAsync(Cancel)).Dead);
        Assert.Equal(0, await Dispatcher().RunAsync(Cancel));
        Assert.True((await Desk().ReviveAsync(dead.MessageId, "admin", Cancel)).Succeeded);
        Assert.Equal("outbox.not-dead", (await Desk().DiscardAsync(dead.MessageId, "admin", Cancel)).Refusal!.Code);
        listener.Refuses = _ => false;
        Assert.Equal(2, await Dispatcher().RunAsync(Cancel));
    }

    [Fact]
    public async Task A_discarded_message_lets_later_ones_pass()
    {
        await WriteAsync(("A", "a1"), ("A", "a2"));
        listener.Refuses = m => m == "a1";
        for (var i = 0; i < OutboxDispatcher.MostAttempts; i++)
        {
            await Dispatcher().RunAsync(Cancel);
            clock.Advance(TimeSpan.FromMinutes(11));
        }
        Assert.True((await Desk().DiscardAsync((await Desk().OverviewAsync(Cancel)).Dead[0].MessageId, "admin", Cancel)).Succeeded);
        Assert.Equal(1, await Dispatcher().RunAsync(Cancel));
        Assert.Equal(["a2"], listener.Got);
    }

    [Fact]
    public async Task A_receiver_that_has_a_message_does_not_get_it_again_because_another_failed()
    {
        var other = new Listener("other") { Refuses = _ => true };
        await WriteAsync(("A", "a1"));
        await Dispatcher(listener, other).RunAsync(Cancel);
        other.Refuses = _ => false;
        clock.Advance(TimeSpan.FromSeconds(3));
        await Dispatcher(listener, other).RunAsync(Cancel);
        Assert.Equal((1, 1), (listener.Got.Count, other.Got.Count));
    }

    [Fact]
    public async Task Two_nodes_do_not_send_the_same_message_twice()
    {
        await WriteAsync([.. Enumerable.Range(0, 20).Select(i => ($"K{i % 5}", $"{i % 5}-{i / 5}"))]);
        await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => Dispatcher().RunAsync(Cancel)));
        await Dispatcher().RunAsync(Cancel);
        Assert.Equal(20, listener.Got.Count);
        Assert.Equal(20, listener.Got.Distinct().Count());
        for (var k = 0; k < 5; k++) Assert.Equal([.. Enumerable.Range(0, 4).Select(i => $"{k}-{i}")], listener.Got.Where(m => m.StartsWith($"{k}-", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task A_sender_that_died_in_mid_send_is_replaced_when_its_claim_ends()
    {
        await WriteAsync(("A", "a1"));
        await using (var db = database.CreateDbContext())
        {
            var message = await db.Set<OutboxMessage>().SingleAsync(Cancel);
            message.Claim(clock.GetUtcNow() + TimeSpan.FromMinutes(2));
            await db.SaveChangesAsync(Cancel);
        }
        Assert.Equal(0, await Dispatcher().RunAsync(Cancel));
        clock.Advance(TimeSpan.FromMinutes(3));
        Assert.Equal(1, await Dispatcher().RunAsync(Cancel));
    }

    [Fact]
    public async Task A_webhook_carries_a_signature_that_its_receiver_can_check()
    {
        var secret = Convert.ToBase64String("0123456789abcdef0123456789abcdef"u8);
        var wire = new Wire();
        var webhook = new WebhookReceiver(new WebhookOptions { Name = "erp", Url = new Uri("https://erp.example/hook"), Secret = secret, Topics = ["case.*"] }, wire, clock);
        Assert.True(webhook.Wants("case.completed"));
        Assert.False(webhook.Wants("audit.sealed"));
        await WriteAsync(("A", """{"case":"202611230000042"}"""));
        await Dispatcher(webhook).RunAsync(Cancel);
        var (headers, body) = Assert.Single(wire.Requests);
        Assert.Equal(WebhookReceiver.Sign(Convert.FromBase64String(secret), clock.GetUtcNow().ToUnixTimeSeconds(), body), headers["X-CentralOps-Signature"]);
        Assert.Equal("case.status", headers["X-CentralOps-Topic"]);
    }

    private sealed class Listener(string name) : IOutboxReceiver
    {
        public List<string> Got { get; } = [];

        public Func<string, bool> Refuses { get; set; } = _ => false;

        public string Name => name;

        public bool Wants(string topic) => true;

        public async Task SendAsync(OutboxMessage message, CancellationToken cancel)
        {
            await Task.Yield();
            if (Refuses(message.Payload)) throw new HttpRequestException("answered 503");
            lock (Got) Got.Add(message.Payload);
        }
    }

    private sealed class Wire : HttpMessageHandler, IHttpClientFactory
    {
        public List<(Dictionary<string, string> Headers, string Body)> Requests { get; } = [];

        public HttpClient CreateClient(string name) => new(this, disposeHandler: false);

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            Requests.Add((request.Headers.ToDictionary(h => h.Key, h => h.Value.Single()), await request.Content!.ReadAsStringAsync(cancellationToken)));
            return new HttpResponseMessage(System.Net.HttpStatusCode.OK);
        }
    }
}
