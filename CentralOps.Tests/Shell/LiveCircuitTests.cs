using System.Security.Claims;
using CentralOps.Domain.Administration;
using CentralOps.Web.Account;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace CentralOps.Tests.Shell;

/// <summary>An open page after its log-in has ended on another node, of which this node has heard nothing.</summary>
public sealed class LiveCircuitTests : IDisposable
{
    private readonly Sessions _sessions = new();
    private readonly SessionStateProvider _state;
    private int _done;

    public LiveCircuitTests()
    {
        _state = new SessionStateProvider(NullLoggerFactory.Instance, _sessions, Options.Create(new IdentityOptions()));
        var claims = new[] { new Claim(ClaimTypes.NameIdentifier, Guid.NewGuid().ToString()), new Claim(new ClaimsIdentityOptions().SecurityStampClaimType, "s1") };
        _state.SetAuthenticationState(Task.FromResult(new AuthenticationState(new ClaimsPrincipal(new ClaimsIdentity(claims, "test")))));
    }

    public void Dispose() => ((IDisposable)_state).Dispose();

    [Fact]
    public async Task What_its_browser_sends_is_done_while_it_lives_and_not_once_it_has_ended()
    {
        await SendAsync();
        Assert.Equal(1, _done);
        _sessions.Live = false;
        await SendAsync();
        Assert.Equal(1, _done);
        Assert.Null((await _state.GetAuthenticationStateAsync()).User.Identity?.Name);
        Assert.False((await _state.GetAuthenticationStateAsync()).User.Identity?.IsAuthenticated);
    }

    [Fact]
    public async Task A_page_does_not_die_because_the_database_is_away_for_a_moment()
    {
        _sessions.Away = true;
        await SendAsync();
        Assert.Equal(1, _done);
        Assert.True((await _state.GetAuthenticationStateAsync()).User.Identity?.IsAuthenticated);
    }

    [Fact]
    public async Task What_came_first_is_begun_first_however_long_the_database_takes()
    {
        var (slow, order) = (new TaskCompletionSource(), new List<int>());
        var circuit = new LiveCircuit(_state);
        Task Send(int n) => circuit.CreateInboundActivityHandler(_ =>
        {
            order.Add(n);
            return Task.CompletedTask;
        })(null!);
        _sessions.Wait = slow.Task;
        var first = Send(1);
        _sessions.Wait = Task.CompletedTask;
        var second = Send(2);
        Assert.Empty(order);
        slow.SetResult();
        await Task.WhenAll(first, second);
        Assert.Equal([1, 2], order);
    }

    // The context belongs to the framework; the handler hands it on without looking at it.
    private Task SendAsync() => new LiveCircuit(_state).CreateInboundActivityHandler(_ =>
    {
        _done++;
        return Task.CompletedTask;
    })(null!);

    private sealed class Sessions : ISessions
    {
        public event Action<Guid>? Ended
        {
            add { }
            remove { }
        }

        public TimeSpan IdleLimit => TimeSpan.Zero;

        public bool Live { get; set; } = true;

        public bool Away { get; set; }

        public Task Wait { get; set; } = Task.CompletedTask;

        public async Task<bool> IsLiveAsync(Guid userId, string? stamp, CancellationToken cancel = default)
        {
            if (Away) throw new InvalidOperationException("no line to the database");
            await Wait;
            return Live && stamp == "s1";
        }
    }
}
