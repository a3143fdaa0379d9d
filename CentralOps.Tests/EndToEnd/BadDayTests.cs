using System.Net;
using CentralOps.Domain.Entry;
using CentralOps.Tests.Recognition.Native;
using CentralOps.Web.Dispatch.Clients;
using Microsoft.AspNetCore.SignalR.Client;
using Microsoft.Playwright;

namespace CentralOps.Tests.EndToEnd;

/// <summary>Files that are none, and a client that is not one of our pages and loses its line with a slice in hand.</summary>
[Trait("Category", "e2e")]
public sealed class BadDayTests : IAsyncLifetime
{
    private StoryStage _stage = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _stage = await StoryStage.OpenAsync();

    public ValueTask DisposeAsync() => _stage.DisposeAsync();

    [Fact]
    public async Task Files_that_are_none_are_refused_in_words_and_a_slice_survives_a_lost_line()
    {
        var teller = await _stage.LogInAsync("teller1");
        await WrongFilesAreRefusedInWordsAsync(teller);
        await AFileFromNoPageOfOursIsRefusedAsync(teller);
        await _stage.SubmitAsync(teller, "remittance", SampleTruth.Of("remittance-ok-2"));

        var (entry1, entry2) = (await _stage.LogInAsync("entry1"), await _stage.LogInAsync("entry2"));
        await ASliceSurvivesALostLineAsync(entry1, entry2);
    }

    private async Task WrongFilesAreRefusedInWordsAsync(IPage teller)
    {
        await teller.GotoAsync($"{_stage.Portal.Address}/intake/submit");
        await Assertions.Expect(teller.Locator(".tray .drop button")).ToBeEnabledAsync();
        var files = TestFiles.Malformed().Where(f => !f.Name.StartsWith("fuzz-", StringComparison.Ordinal)).ToList();
        await teller.Locator("input[type=file]").SetInputFilesAsync(files.Select(f => new FilePayload { Name = f.Name, MimeType = "image/png", Buffer = f.File }));
        var refused = teller.Locator(".tray .refused");
        await Assertions.Expect(refused).ToHaveCountAsync(files.Count, new() { Timeout = 60_000 });
        foreach (var why in await refused.Locator(".why").AllInnerTextsAsync()) Assert.Matches(@"^\P{IsBasicLatin}+.*。$", why.Replace("PDF ", "", StringComparison.Ordinal));
        await Assertions.Expect(teller.Locator(".tray .page")).ToHaveCountAsync(0);
        await Assertions.Expect(teller.Locator("#submit-case")).ToBeDisabledAsync();
    }

    // Logged in, but without the token of a form: another site may be behind it.
    private async Task AFileFromNoPageOfOursIsRefusedAsync(IPage teller)
    {
        var answer = await teller.APIRequest.PostAsync($"{_stage.Portal.Address}/intake/pages", new() { DataByte = await File.ReadAllBytesAsync(SampleTruth.Of("remittance-ok-2").Images[0], Cancel), Headers = new Dictionary<string, string> { ["X-File-Name"] = "page.jpg" } });
        Assert.Equal(400, answer.Status);
        Assert.Contains("intake.stale-form", await answer.TextAsync(), StringComparison.Ordinal);
        Assert.Equal((int)HttpStatusCode.BadRequest, (await teller.APIRequest.PostAsync($"{_stage.Portal.Address}/account/log-out")).Status);
    }

    private async Task ASliceSurvivesALostLineAsync(IPage entry1, IPage entry2)
    {
        HubTask task;
        await using (var line = await ConnectAsync(entry1))
        {
            var offered = new TaskCompletionSource<Guid>(TaskCreationOptions.RunContinuationsAsynchronously);
            line.On<Guid>(nameof(ITaskClient.Offered), id => offered.TrySetResult(id));
            Assert.True((await line.InvokeAsync<HubReply>(nameof(TaskHub.SignIn), new[] { "entry" }, Cancel)).Ok);
            var pushed = await offered.Task.WaitAsync(TimeSpan.FromSeconds(90), Cancel); // nobody asked for it
            task = (await line.InvokeAsync<HubTask?>(nameof(TaskHub.TakeUp), Cancel))!;
            Assert.Equal(pushed, task.ItemId);

            var slice = (await line.InvokeAsync<HubSlice?>(nameof(TaskHub.Slice), task.ItemId, Cancel))!;
            Assert.Equal(200, (await entry1.APIRequest.GetAsync(Absolute(slice.ImageAddress))).Status);
            Assert.Equal((int)HttpStatusCode.Forbidden, (await entry2.APIRequest.GetAsync(Absolute(slice.ImageAddress))).Status);
            Assert.True((await line.InvokeAsync<HubReply>(nameof(TaskHub.SaveDraft), task.ItemId, "half a na", Cancel)).Ok);
        }

        await using var again = await ConnectAsync(entry1);
        var back = (await again.InvokeAsync<HubTask?>(nameof(TaskHub.TakeUp), Cancel))!;
        Assert.Equal((task.ItemId, "half a na"), (back.ItemId, back.Draft));

        await using var other = await ConnectAsync(entry2);
        Assert.True((await other.InvokeAsync<HubReply>(nameof(TaskHub.SignIn), new[] { "entry" }, Cancel)).Ok);
        var keyed = System.Text.Json.JsonSerializer.Serialize(new SliceKeyed("half a name", false, 900), System.Text.Json.JsonSerializerOptions.Web);
        Assert.False((await other.InvokeAsync<HubReply>(nameof(TaskHub.Finish), task.ItemId, Guid.NewGuid(), "done", keyed, Cancel)).Ok);
        var command = Guid.NewGuid();
        for (var n = 0; n < 2; n++) Assert.True((await again.InvokeAsync<HubReply>(nameof(TaskHub.Finish), task.ItemId, command, "done", keyed, Cancel)).Ok);
        Assert.Equal(1L, _stage.Count($"SELECT COUNT(*) FROM AuditEntries WHERE What LIKE 'task.%' AND Detail LIKE '%{task.ItemId}%'"));

        await _stage.LogInAsync("entry1"); // elsewhere: what was opened before ends
        var late = await Assert.ThrowsAnyAsync<Exception>(() => again.InvokeAsync<HubReply>(nameof(TaskHub.Ready), Cancel));
        Assert.Contains("account.session-ended", late.Message, StringComparison.Ordinal);
        await Assert.ThrowsAnyAsync<Exception>(() => again.InvokeAsync<HubTask?>(nameof(TaskHub.TakeUp), Cancel));
        Assert.True((await other.InvokeAsync<HubReply>(nameof(TaskHub.Break), Cancel)).Ok); // nobody else's line
    }

    private async Task<HubConnection> ConnectAsync(IPage person)
    {
        var cookies = await person.Context.CookiesAsync();
        var line = new HubConnectionBuilder().WithUrl($"{_stage.Portal.Address}/hub/tasks", o =>
        {
            foreach (var cookie in cookies) o.Cookies.Add(new System.Net.Cookie(cookie.Name, cookie.Value, cookie.Path, cookie.Domain));
        }).Build();
        await line.StartAsync(Cancel);
        return line;
    }

    private string Absolute(string address) => new Uri(new Uri(_stage.Portal.Address + "/"), address).ToString();
}
