using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace CentralOps.Tests.EndToEnd;

/// <summary>The counter system asks for authorization over HTTP, as <c>docs/counter-authorization-api.md</c> shows.</summary>
[Trait("Category", "e2e")]
public sealed class CounterApiTests : IAsyncLifetime
{
    private const string Token = "a-token-that-only-this-test-knows-0123456789";
    private const string Calls = "/api/v1/counter-authorizations";

    private static readonly Dictionary<string, string> Data = new()
    {
        ["counter.transaction"] = "transfer", ["counter.serial"] = "G20261123000188", ["counter.account"] = "1102112365433924805", ["counter.customer"] = "白沙湾瑞丰印务有限责任公司", ["amount"] = "600000.00",
    };

    private readonly SampleTruth _papers = SampleTruth.Of("remittance-ok-2");
    private StoryStage _stage = null!;
    private HttpClient _http = null!;

    public async ValueTask InitializeAsync()
    {
        _stage = await StoryStage.OpenAsync(new()
        {
            ["Api__Clients__0__Name"] = "counter", ["Api__Clients__0__TokenHash"] = Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(Token))), ["Api__Clients__0__Branches__0"] = "3101",
            ["Api__Clients__0__Branches__1"] = "3103",
        });
        _http = new HttpClient { BaseAddress = new Uri(_stage.Portal.Address), Timeout = TimeSpan.FromMinutes(2) };
        _http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", Token);
        _http.DefaultRequestHeaders.AcceptLanguage.ParseAdd("en");
    }

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await _stage.DisposeAsync();
    }

    [Fact]
    public async Task A_request_is_asked_for_once_approved_and_used_once_for_exactly_its_data()
    {
        var desk = await _stage.OnDutyAsync("authorizer2", _papers, "authorization-2");
        using var asked = await AskAsync("R-1", Data);
        Assert.Equal(HttpStatusCode.Created, asked.StatusCode);
        var request = await BodyAsync(asked);
        var address = asked.Headers.Location!.ToString();
        Assert.Equal("waiting", State(request));
        using (var again = await AskAsync("R-1", Data)) Assert.Equal((HttpStatusCode.OK, Id(request)), (again.StatusCode, Id(await BodyAsync(again))));
        await RefusedAsync(AskAsync("R-1", new(Data) { ["amount"] = "1.00" }), HttpStatusCode.Conflict, "api.id-taken");
        await RefusedAsync(AskAsync("R-1", Data, teller: "teller3"), HttpStatusCode.Conflict, "api.id-taken"); // whoever asked first is not told to others

        // The authorizer wants another picture; the counter sends it.
        await desk.Page.Locator("[data-task=authorization][data-item]").WaitForAsync();
        await desk.Page.Keyboard.PressAsync("F4");
        var dialog = desk.Page.Locator("dialog[data-verb=picture]");
        await dialog.Locator("[name=text]").FillAsync("请补拍身份证");
        await dialog.Locator("[data-do=send]").ClickAsync();
        var wanted = await WaitAsync(address, "waiting");
        Assert.Equal(("asked", "请补拍身份证"), (State(wanted), wanted.GetProperty("wanted").GetString()));
        using (var sent = await SendAsync($"{address}/answers", new { requestId = "A-1", teller = "teller1", text = "见附件" }, [SampleTruth.Of("opening-ok-1").Images[^1]])) Assert.Equal(HttpStatusCode.OK, sent.StatusCode);

        var waiting = WaitAsync(address, "waiting");
        await desk.ServeAsync();
        var given = await waiting;
        for (var n = 0; n < 20 && State(given) != "given"; n++)
        {
            await desk.ServeAsync();
            given = await WaitAsync(address, State(given), 3);
        }

        var number = given.GetProperty("authorizationNumber").GetString()!;
        Assert.Equal(14, number.Length);
        await RefusedAsync(UseAsync("U-1", number, new(Data) { ["amount"] = "600001.00" }), HttpStatusCode.Conflict, "authorization.data-changed");
        for (var n = 0; n < 2; n++)
        {
            using var used = await UseAsync("U-2", number, new(Data) { ["amount"] = "600,000" });
            Assert.Equal((HttpStatusCode.OK, "used"), (used.StatusCode, State(await BodyAsync(used))));
        }

        await RefusedAsync(UseAsync("U-3", number, Data), HttpStatusCode.Conflict, "authorization.used");
        Assert.Equal(1L, _stage.Count("SELECT COUNT(*) FROM CaseEvents WHERE Code = 'number-used'"));
        Assert.Equal(1L, _stage.Count("SELECT COUNT(*) FROM AuditEntries WHERE Who = 'counter' AND What = 'api.requested'"));
        Assert.Empty(_stage.Browsers.Complaints);
    }

    [Fact]
    public async Task What_is_wrong_with_a_call_is_said_and_nothing_is_stored()
    {
        using (var stranger = new HttpClient { BaseAddress = _http.BaseAddress })
        {
            stranger.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", "guess");
            stranger.DefaultRequestHeaders.AcceptLanguage.ParseAdd("en-GB,zh;q=0.5");
            await RefusedAsync(stranger.PostAsJsonAsync($"{Calls}/uses", new { }), HttpStatusCode.Unauthorized, "api.unknown-client");
            stranger.DefaultRequestHeaders.Authorization = null;
            await RefusedAsync(stranger.GetAsync($"{Calls}/{Guid.NewGuid()}"), HttpStatusCode.Unauthorized, "api.unknown-client");
        }

        await RefusedAsync(_http.PostAsJsonAsync(Calls, new { }), HttpStatusCode.UnsupportedMediaType, "api.not-a-form");
        await RefusedAsync(SendAsync(Calls, new { requestId = "R", teller = "teller1", fields = Data, limit = 1 }, []), HttpStatusCode.BadRequest, "api.bad-json");
        await RefusedAsync(SendAsync(Calls, new { requestId = "R", teller = "teller1" }, []), HttpStatusCode.BadRequest, "api.bad-json");
        await RefusedAsync(AskAsync("with blanks", Data), HttpStatusCode.BadRequest, "api.bad-id");
        await RefusedAsync(AskAsync("R", Data, teller: "nobody"), HttpStatusCode.Forbidden, "api.unknown-teller");
        await RefusedAsync(AskAsync("R", Data, teller: "teller2"), HttpStatusCode.Forbidden, "api.unknown-teller"); // of a branch that the client does not speak for
        await RefusedAsync(AskAsync("R", Data, teller: "authorizer1"), HttpStatusCode.Forbidden, "api.unknown-teller");
        await RefusedAsync(AskAsync("R", new(Data) { ["payee.account"] = "1" }), HttpStatusCode.UnprocessableEntity, "intake.form-unknown");
        await RefusedAsync(AskAsync("R", new(Data) { ["counter.account"] = "12" }), HttpStatusCode.UnprocessableEntity, "intake.form-wrong");
        await RefusedAsync(SendAsync(Calls, new { requestId = "R", teller = "teller1", fields = Data, confirmed = Array.Empty<string>() }, _papers.Images), HttpStatusCode.UnprocessableEntity, "intake.checklist-open");
        await RefusedAsync(SendAsync(Calls, Ask("R", Data), []), HttpStatusCode.UnprocessableEntity, "intake.no-pages");
        await RefusedAsync(SendAsync(Calls, Ask("R", Data), Enumerable.Repeat(_papers.Images[0], 21)), HttpStatusCode.BadRequest, "api.too-many-files");
        await RefusedAsync(
            SendAsync(Calls, Ask("R", Data), Enumerable.Repeat(_papers.Images[0], 5)), HttpStatusCode.UnprocessableEntity, "intake.same-page-twice"); // five files are not too many
        var text = Path.Combine(_stage.Portal.DataFolder, "page.jpg");
        await File.WriteAllTextAsync(text, "not an image", TestContext.Current.CancellationToken);
        await RefusedAsync(SendAsync(Calls, Ask("R", Data), [text]), HttpStatusCode.UnprocessableEntity, null);
        await RefusedAsync(_http.GetAsync($"{Calls}/{Guid.NewGuid()}"), HttpStatusCode.NotFound, "api.unknown-request");
        await RefusedAsync(UseAsync("U", "12345678901234", Data), HttpStatusCode.NotFound, "authorization.unknown");
        await RefusedAsync(_http.PostAsync($"{Calls}/uses", new StringContent("{\"requestId\":\"" + new string('x', 70_000) + "\"}", Encoding.UTF8, "application/json")), HttpStatusCode.RequestEntityTooLarge, "api.too-large");
        Assert.Equal(0L, _stage.Count("SELECT COUNT(*) FROM Cases"));

        using var asked = await AskAsync("R", Data);
        var address = asked.Headers.Location!.ToString();
        await RefusedAsync(SendAsync($"{address}/answers", new { requestId = "A", teller = "teller1" }, []), HttpStatusCode.Conflict, "api.nothing-asked");
        for (var n = 0; n < 2; n++)
        {
            using var withdrawn = await _http.PostAsJsonAsync($"{address}/withdrawal", new { teller = "teller1" }, TestContext.Current.CancellationToken);
            Assert.Equal((HttpStatusCode.OK, "withdrawn"), (withdrawn.StatusCode, State(await BodyAsync(withdrawn))));
        }
    }

    private static object Ask(string id, Dictionary<string, string> data, string teller = "teller1") => new { requestId = id, teller, fields = data, confirmed = new[] { "customer-present", "screen-captured" } };

    private Task<HttpResponseMessage> AskAsync(string id, Dictionary<string, string> data, string teller = "teller1") => SendAsync(Calls, Ask(id, data, teller), _papers.Images);

    private Task<HttpResponseMessage> UseAsync(string id, string number, Dictionary<string, string> data) =>
        _http.PostAsJsonAsync($"{Calls}/uses", new { requestId = id, teller = "teller1", authorizationNumber = number, fields = data }, TestContext.Current.CancellationToken);

    private async Task<HttpResponseMessage> SendAsync(string address, object call, IEnumerable<string> files)
    {
        using var form = new MultipartFormDataContent { { JsonContent.Create(call), "request" } };
        foreach (var file in files) form.Add(new ByteArrayContent(await File.ReadAllBytesAsync(file, TestContext.Current.CancellationToken)), "page", Path.GetFileName(file));
        return await _http.PostAsync(address, form, TestContext.Current.CancellationToken);
    }

    private async Task<JsonElement> WaitAsync(string address, string state, int seconds = 30) =>
        await _http.GetFromJsonAsync<JsonElement>($"{address}?wait={seconds}&state={state}", TestContext.Current.CancellationToken);

    private static async Task<JsonElement> BodyAsync(HttpResponseMessage response) => await response.Content.ReadFromJsonAsync<JsonElement>(TestContext.Current.CancellationToken);

    private static async Task RefusedAsync(Task<HttpResponseMessage> call, HttpStatusCode status, string? code)
    {
        using var response = await call;
        var text = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.True(status == response.StatusCode, $"{response.StatusCode}: {text}");
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType?.MediaType);
        var problem = JsonDocument.Parse(text).RootElement;
        if (code is not null) Assert.Equal(code, problem.GetProperty("code").GetString());
        Assert.False(problem.GetProperty("detail").GetString()!.StartsWith("Refusal.", StringComparison.Ordinal), text);
        // In the language that was asked for.
        if (code?.StartsWith("api.", StringComparison.Ordinal) == true) Assert.Matches(@"^[\p{IsBasicLatin}’–]+$", problem.GetProperty("detail").GetString()!);
    }

    private static string State(JsonElement request) => request.GetProperty("state").GetString()!;

    private static string Id(JsonElement request) => request.GetProperty("id").GetString()!;
}
