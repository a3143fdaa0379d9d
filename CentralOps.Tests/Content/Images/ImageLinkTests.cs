using System.Net;
using System.Security.Claims;
using CentralOps.Domain.Administration;
using CentralOps.Domain.Cases.Advancing;
using CentralOps.Domain.Content;
using CentralOps.Domain.Dispatch;
using CentralOps.Domain.Intake;
using CentralOps.Domain.Recognition;
using CentralOps.Tests.Support;
using CentralOps.Web.Content;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace CentralOps.Tests.Content.Images;

public sealed class ImageLinkTests : IAsyncLifetime
{
    private static readonly Guid Keyer = Guid.NewGuid();
    private static readonly Guid Other = Guid.NewGuid();
    private static readonly Guid Designer = Guid.NewGuid();
    private static readonly string Png = new('a', 64);
    private static readonly string Text = new('b', 64);
    private readonly FakeDispatch _desk = new FakeDispatch().SignedIn();
    private readonly Painter _cover = new();
    private readonly Shown _shown = new();
    private IHost _host = null!;
    private HttpClient _client = null!;
    private Guid _item;

    private ImageLinks Links => _host.Services.GetRequiredService<ImageLinks>();

    [Fact]
    public async Task The_holder_of_the_task_sees_its_image_and_no_cache_keeps_it()
    {
        var answer = await GetAsync(Links.ForItem(Png, Keyer, _item), Keyer);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal("image/png", answer.Content.Headers.ContentType?.MediaType);
        Assert.True(answer.Headers.CacheControl?.NoStore);
    }

    [Fact]
    public async Task Nobody_else_can_follow_the_link()
    {
        var link = Links.ForItem(Png, Keyer, _item);
        Assert.Equal(HttpStatusCode.Forbidden, (await GetAsync(link, Other)).StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, (await GetAsync(link, null)).StatusCode);
    }

    [Fact]
    public async Task What_is_masked_is_blackened_before_the_image_leaves_and_nothing_leaves_when_that_fails()
    {
        var covers = new PageCovers(100, 50, [[1, 1, 9, 1, 9, 9, 1, 9]]);
        var link = Links.ForItem(Png, Keyer, _item, covers);
        Assert.Equal(_cover.Covered, await (await GetAsync(link, Keyer)).Content.ReadAsByteArrayAsync(Xunit.TestContext.Current.CancellationToken));
        Assert.Equal(_cover.Covered, await (await GetAsync(link, Keyer)).Content.ReadAsByteArrayAsync(Xunit.TestContext.Current.CancellationToken));
        Assert.Equal(covers.Areas[0], Assert.Single(_cover.Asked).Areas[0]); // once for both
        Assert.NotEqual(_cover.Covered, await (await GetAsync(Links.ForItem(Png, Keyer, _item), Keyer)).Content.ReadAsByteArrayAsync(Xunit.TestContext.Current.CancellationToken));

        _cover.Busy = true;
        var other = await GetAsync(Links.ForItem(Png, Keyer, _item, covers with { Areas = [[2, 2, 9, 2, 9, 9, 2, 9]] }), Keyer);
        Assert.Equal((HttpStatusCode.ServiceUnavailable, 0), (other.StatusCode, (await other.Content.ReadAsByteArrayAsync(Xunit.TestContext.Current.CancellationToken)).Length));
        _cover.Busy = false;
        Assert.Equal(HttpStatusCode.OK, (await GetAsync(Links.ForItem(Png, Keyer, _item, covers with { Areas = [[2, 2, 9, 2, 9, 9, 2, 9]] }), Keyer)).StatusCode);
    }

    [Fact]
    public async Task The_link_ends_with_the_task()
    {
        var link = Links.ForItem(Png, Keyer, _item);
        await _desk.HandBackAsync(Keyer, _item, Xunit.TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.Forbidden, (await GetAsync(link, Keyer)).StatusCode);
    }

    [Theory]
    [InlineData("content/x")]
    [InlineData("content/CfDJ8AAAAAAAAAAAAAAAAAAAAAA")]
    public async Task A_made_up_link_finds_nothing(string link) => Assert.Equal(HttpStatusCode.NotFound, (await GetAsync(link, Keyer)).StatusCode);

    [Fact]
    public async Task A_changed_link_finds_nothing()
    {
        var link = Links.ForItem(Png, Keyer, _item);
        var changed = link[..^6] + (link[^6] == 'A' ? 'B' : 'A') + link[^5..];
        Assert.Equal(HttpStatusCode.NotFound, (await GetAsync(changed, Keyer)).StatusCode);
    }

    [Fact]
    public async Task What_is_no_image_is_not_delivered_as_one() => Assert.Equal(HttpStatusCode.NotFound, (await GetAsync(Links.ForItem(Text, Keyer, _item), Keyer)).StatusCode);

    [Fact]
    public async Task That_a_page_has_left_for_whom_it_is_for_is_noted_and_nothing_else_is()
    {
        await GetAsync(Links.ForItem(Png, Keyer, _item), Keyer); // a slice or a thumbnail
        await GetAsync(Links.ForPage(Png, Keyer, _item), Other);
        await GetAsync(Links.ForPage(Text, Keyer, _item), Keyer);
        Assert.Empty(_shown.Noted);
        await GetAsync(Links.ForPage(Png, Keyer, _item), Keyer);
        Assert.Equal((Keyer, _item, Png), Assert.Single(_shown.Noted));
        _cover.Busy = true;
        var masked = Links.ForPage(Png, Keyer, _item, new PageCovers(100, 50, [[1, 1, 9, 1, 9, 9, 1, 8]]));
        Assert.Equal(HttpStatusCode.ServiceUnavailable, (await GetAsync(masked, Keyer)).StatusCode);
        Assert.Single(_shown.Noted);
    }

    [Fact]
    public async Task Whoever_fetches_too_many_is_slowed_down_and_nobody_else_at_the_same_address_is()
    {
        var link = Links.ForItem(Png, Keyer, _item);
        var answers = new List<HttpStatusCode>();
        for (var n = 0; n < 400 && !answers.Contains(HttpStatusCode.TooManyRequests); n++) answers.Add((await GetAsync(link, Keyer)).StatusCode);
        Assert.Contains(HttpStatusCode.OK, answers);
        Assert.Contains(answers, a => a is HttpStatusCode.TooManyRequests or HttpStatusCode.ServiceUnavailable);
        Assert.Equal(HttpStatusCode.OK, (await GetAsync(Links.ForCase(Png, Other, Guid.NewGuid(), "3101"), Other)).StatusCode);
    }

    [Fact]
    public async Task A_case_link_works_for_its_branch_only()
    {
        Assert.Equal(HttpStatusCode.OK, (await GetAsync(Links.ForCase(Png, Other, Guid.NewGuid(), "3101"), Other)).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await GetAsync(Links.ForCase(Png, Other, Guid.NewGuid(), "3102"), Other)).StatusCode);
    }

    [Fact]
    public async Task A_link_of_the_template_designer_works_for_who_may_design_and_is_no_other_link()
    {
        Assert.Equal(HttpStatusCode.OK, (await GetAsync(Links.ForTemplate(Png, Designer), Designer)).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await GetAsync(Links.ForTemplate(Png, Designer), Other)).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await GetAsync(Links.ForTemplate(Png, Other), Other)).StatusCode); // sees cases, does not design
        Assert.Equal(HttpStatusCode.Forbidden, (await GetAsync(Links.ForCase(Png, Designer, Guid.NewGuid(), "3101"), Designer)).StatusCode); // designs, does not see cases
    }

    public async ValueTask InitializeAsync()
    {
        var item = new WorkItem { Step = "x", Task = "entry.slice", Post = "entry", BranchCode = "3101", BusinessType = "x" };
        _desk.Waiting.Enqueue(item);
        await _desk.TakeUpAsync(Keyer);
        _item = item.Id;
        var builder = WebApplication.CreateBuilder();
        builder.WebHost.UseTestServer();
        builder.Logging.ClearProviders();
        builder.Services.AddSingleton<IDataProtectionProvider>(new EphemeralDataProtectionProvider());
        builder.Services.AddSingleton<IOperatorDesk>(_desk);
        builder.Services.AddSingleton<IContentStore>(new TwoContents());
        builder.Services.AddSingleton<IBranchLists>(new NoBranchTasks());
        builder.Services.AddSingleton<IStaffDirectory>(new TwoPeople());
        builder.Services.AddRateLimiter(_ => { });
        builder.Services.AddSingleton<IPageCover>(_cover);
        builder.Services.AddSingleton<IShownPages>(_shown);
        builder.Services.AddContentImages();
        builder.Services.AddAuthorization();
        builder.Services.AddAuthentication("test").AddScheme<AuthenticationSchemeOptions, ByHeader>("test", _ => { });
        var app = builder.Build();
        app.UseAuthentication();
        app.UseRateLimiter();
        app.UseAuthorization();
        app.MapContentImages();
        await app.StartAsync();
        (_host, _client) = (app, app.GetTestClient());
    }

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        await _host.StopAsync();
        _host.Dispose();
    }

    private Task<HttpResponseMessage> GetAsync(string link, Guid? user)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, new Uri($"/{link}", UriKind.Relative));
        if (user is { } id) request.Headers.Add("X-User", id.ToString());
        return _client.SendAsync(request, Xunit.TestContext.Current.CancellationToken);
    }

    private sealed class ByHeader(IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory log, System.Text.Encodings.Web.UrlEncoder encoder)
        : AuthenticationHandler<AuthenticationSchemeOptions>(options, log, encoder)
    {
        protected override Task<AuthenticateResult> HandleAuthenticateAsync() => Task.FromResult(Request.Headers["X-User"].ToString() is { Length: > 0 } id
            ? AuthenticateResult.Success(new AuthenticationTicket(new ClaimsPrincipal(new ClaimsIdentity([new Claim(ClaimTypes.NameIdentifier, id)], "test")), "test"))
            : AuthenticateResult.NoResult());
    }

    private sealed class Shown : IShownPages
    {
        public List<(Guid, Guid, string)> Noted { get; } = [];

        public Task NoteAsync(Guid userId, Guid itemId, string contentHash, CancellationToken cancel = default)
        {
            Noted.Add((userId, itemId, contentHash));
            return Task.CompletedTask;
        }

        public Task<IReadOnlySet<string>> OfAsync(Guid userId, Guid itemId, CancellationToken cancel = default) =>
            Task.FromResult<IReadOnlySet<string>>(new HashSet<string>());
    }

    private sealed class Painter : IPageCover
    {
        public byte[] Covered { get; } = [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A, 1, 2, 3];

        public List<PageCovers> Asked { get; } = [];

        public bool Busy { get; set; }

        public Task<byte[]> CoverAsync(ReadOnlyMemory<byte> image, PageCovers covers, CancellationToken cancel = default)
        {
            if (Busy) throw new RecognitionFailed("recognition.busy", "too many calls are waiting");
            Asked.Add(covers);
            return Task.FromResult(Covered);
        }
    }

    private sealed class TwoContents : IContentStore
    {
        public Task<string> PutAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancel = default) => throw new InvalidOperationException("read only");

        public Task<byte[]> GetAsync(string hash, CancellationToken cancel = default) =>
            Task.FromResult<byte[]>(hash == Png ? [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A, 0] : [.. "<script>"u8]);

        public Task<bool> ExistsAsync(string hash, CancellationToken cancel = default) => Task.FromResult(hash == Png || hash == Text);
    }

    private sealed class TwoPeople : IStaffDirectory
    {
        public ValueTask<StaffMember?> FindAsync(Guid id, CancellationToken cancel = default) =>
            new(new StaffMember(id, "x", "x", "3101", [], 0, null, true, [], new HashSet<string> { id == Keyer ? Permissions.DutyWork : id == Designer ? Permissions.AdminConfiguration : Permissions.CaseView }));

        public ValueTask<StaffMember?> FindByUserNameAsync(string userName, CancellationToken cancel = default) => new((StaffMember?)null);

        public ValueTask<IReadOnlyList<StaffMember>> AllAsync(CancellationToken cancel = default) => new([]);
    }
}
