using System.Net;
using Microsoft.Playwright;

namespace CentralOps.Tests.EndToEnd;

[Trait("Category", "e2e")]
public sealed class ShellJourneyTests(PortalFixture fixture) : IClassFixture<PortalFixture>, IAsyncDisposable
{
    private readonly PortalServer _portal = fixture.Portal;
    private readonly Browsers _browsers = new();

    public ValueTask DisposeAsync() => _browsers.DisposeAsync();

    [Fact]
    public async Task People_log_in_see_only_their_own_menu_and_lose_the_first_session_when_they_log_in_elsewhere()
    {
        var (first, second) = (await _browsers.OpenAsync(), await _browsers.OpenAsync());
        var logIn = new LogInScreen(first, _portal.Address);
        await logIn.OpenAsync();
        await logIn.TypeAsync("admin", "not this one");
        await Assertions.Expect(first.GetByRole(AriaRole.Alert)).ToContainTextAsync("用户名或密码不正确");
        await logIn.TypeAsync("admin", "Centre-2026");
        await Assertions.Expect(first.GetByRole(AriaRole.Link, new() { Name = "人员管理" })).ToBeVisibleAsync();
        await Assertions.Expect(first.GetByRole(AriaRole.Link, new() { Name = "提交业务" })).ToHaveCountAsync(0);

        await first.GotoAsync($"{_portal.Address}/administration/people");
        await Assertions.Expect(first.Locator("tbody tr")).Not.ToHaveCountAsync(0);

        var elsewhere = new LogInScreen(second, _portal.Address);
        await elsewhere.OpenAsync("en");
        await elsewhere.AsDemoAsync("admin");
        await Assertions.Expect(first).ToHaveURLAsync(new System.Text.RegularExpressions.Regex("/account/log-in.*reason=ended"));
        await Assertions.Expect(first.GetByRole(AriaRole.Status)).ToContainTextAsync("会话已结束");

        await second.Locator(".person summary").ClickAsync();
        await second.GetByRole(AriaRole.Button, new() { Name = "Log out" }).ClickAsync();
        await Assertions.Expect(second.Locator("#user")).ToBeVisibleAsync();
        await second.GotoAsync($"{_portal.Address}/administration/people");
        await Assertions.Expect(second.Locator("#user")).ToBeVisibleAsync();
        Assert.Empty(_browsers.Complaints);
    }

    [Fact]
    public async Task An_administrator_creates_a_person_who_must_change_the_password_first()
    {
        var (admin, person) = (await _browsers.OpenAsync(), await _browsers.OpenAsync());
        var logIn = new LogInScreen(admin, _portal.Address);
        await logIn.OpenAsync();
        await logIn.AsDemoAsync("admin");
        await admin.GotoAsync($"{_portal.Address}/administration/people");
        await admin.GetByRole(AriaRole.Button, new() { Name = "新增人员" }).ClickAsync();
        await admin.GetByLabel("用户名", new() { Exact = true }).FillAsync("newcomer");
        await admin.GetByLabel("姓名", new() { Exact = true }).FillAsync("新人");
        await admin.GetByRole(AriaRole.Checkbox, new() { Name = "作业员" }).CheckAsync();
        await admin.GetByRole(AriaRole.Checkbox, new() { Name = "录入岗" }).CheckAsync();
        await admin.GetByRole(AriaRole.Button, new() { Name = "保存" }).ClickAsync();
        var password = await admin.Locator(".once code").InnerTextAsync();

        var theirs = new LogInScreen(person, _portal.Address);
        await theirs.OpenAsync();
        await theirs.TypeAsync("newcomer", password);
        await Assertions.Expect(person).ToHaveURLAsync($"{_portal.Address}/account/password");
        await person.Locator("#current").FillAsync(password);
        await person.Locator("#next").FillAsync("Brand-New-2026");
        await person.Locator("#repeat").FillAsync("Brand-New-2026");
        await person.GetByRole(AriaRole.Button, new() { Name = "修改密码" }).ClickAsync();
        await Assertions.Expect(person.GetByRole(AriaRole.Status)).ToContainTextAsync("密码已修改");
        await person.GotoAsync($"{_portal.Address}/");
        await Assertions.Expect(person.Locator(".person")).ToContainTextAsync("新人");
        Assert.Empty(_browsers.Complaints);
    }

    [Fact]
    public async Task Configuration_leaves_as_a_file_and_a_second_person_puts_it_back_in_force()
    {
        var (first, second) = (await _browsers.OpenAsync(), await _browsers.OpenAsync());
        var logIn = new LogInScreen(first, _portal.Address);
        await logIn.OpenAsync();
        await logIn.AsDemoAsync("admin");
        await first.GotoAsync($"{_portal.Address}/configuration/bundles");
        var download = await first.RunAndWaitForDownloadAsync(() => first.Locator("#bundle-download").ClickAsync());
        var file = Path.Combine(_portal.DataFolder, "bundle.zip");
        await download.SaveAsAsync(file);

        await first.GotoAsync($"{_portal.Address}/administration/parameters");
        await first.Locator("tr", new() { HasText = "board.due-soon-seconds" }).ClickAsync();
        await first.Locator("aside input").First.FillAsync("240");
        await first.Locator("aside .btn-primary").ClickAsync();
        await Assertions.Expect(first.Locator("tr", new() { HasText = "board.due-soon-seconds" })).ToContainTextAsync("4 分");

        await first.GotoAsync($"{_portal.Address}/configuration/bundles");
        await first.Locator("input[type=file]").SetInputFilesAsync(file);
        await Assertions.Expect(first.Locator("tr[data-path='parameters/values.json']")).ToContainTextAsync("有变更");
        await first.Locator("#bundle-take").ClickAsync();
        await first.Locator("[data-bundle]").WaitForAsync();
        Assert.Equal(0, await first.Locator("[data-act=publish]").CountAsync());

        logIn = new LogInScreen(second, _portal.Address);
        await logIn.OpenAsync();
        await logIn.AsDemoAsync("admin2");
        await second.GotoAsync($"{_portal.Address}/configuration/bundles");
        await second.Locator("[data-act=publish]").ClickAsync();
        await second.Locator(".mud-dialog .btn-primary").ClickAsync();
        await Assertions.Expect(second.Locator("[data-bundle]")).ToHaveCountAsync(0);
        await second.GotoAsync($"{_portal.Address}/administration/parameters");
        await Assertions.Expect(second.Locator("tr", new() { HasText = "board.due-soon-seconds" })).ToContainTextAsync("5 分");
    }

    [Fact]
    public async Task A_lost_line_is_told_and_counted_and_the_page_comes_back_by_itself()
    {
        var page = await _browsers.OpenAsync();
        var logIn = new LogInScreen(page, _portal.Address);
        await logIn.OpenAsync();
        await logIn.AsDemoAsync("admin");
        await page.GotoAsync($"{_portal.Address}/administration/parameters");
        await Assertions.Expect(page.Locator("tbody tr").First).ToBeVisibleAsync();

        await _portal.KillAsync();
        await Assertions.Expect(page.GetByText("与中心的连接已断开")).ToBeVisibleAsync();
        await _portal.StartAgainAsync();

        await Assertions.Expect(page.GetByText("与中心的连接已断开")).ToBeHiddenAsync(new() { Timeout = 30_000 });
        await Assertions.Expect(page.Locator("tbody tr").First).ToBeVisibleAsync();
    }

    [Fact]
    public async Task Requests_that_no_page_of_ours_makes_are_refused()
    {
        using var http = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false }) { BaseAddress = new Uri(_portal.Address) };
        var cancel = TestContext.Current.CancellationToken;

        using var form = new FormUrlEncodedContent([new("_handler", "log-in"), new("Input.UserName", "admin"), new("Input.Password", "Centre-2026")]);
        using var withoutToken = await http.PostAsync("/account/log-in", form, cancel);
        Assert.Equal(HttpStatusCode.BadRequest, withoutToken.StatusCode);
        using var logOut = await http.PostAsync("/account/log-out", new FormUrlEncodedContent([]), cancel);
        Assert.NotEqual(HttpStatusCode.OK, logOut.StatusCode);

        using var export = await http.GetAsync("/audit/export", cancel);
        Assert.Equal(HttpStatusCode.Unauthorized, export.StatusCode);
        using var away = await http.GetAsync("/preferences/language?to=en&back=//evil.example", cancel);
        Assert.Equal("/", away.Headers.Location?.ToString());

        using var page = await http.GetAsync("/account/log-in", cancel);
        var policy = string.Join(';', page.Headers.GetValues("Content-Security-Policy"));
        Assert.Contains("script-src 'self';", policy, StringComparison.Ordinal);
        Assert.DoesNotContain("<script>", await page.Content.ReadAsStringAsync(cancel), StringComparison.OrdinalIgnoreCase);
        Assert.All(page.Headers.GetValues("Set-Cookie"), c => Assert.Contains("httponly", c, StringComparison.OrdinalIgnoreCase));
    }
}
