using CentralOps.Tests.Support;
using Microsoft.Data.Sqlite;
using Microsoft.Playwright;

namespace CentralOps.Tests.EndToEnd;

/// <summary>A portal of its own with people in browsers, for a story that runs through many hands.</summary>
internal sealed class StoryStage : IAsyncDisposable
{
    private StoryStage(IPortal portal) => Portal = portal;

    public IPortal Portal { get; }

    public Browsers Browsers { get; } = new();

    public static async Task<StoryStage> OpenAsync(Dictionary<string, string>? settings = null) => new(await PortalHost.StartAsync(settings));

    /// <summary>With the portal as a process of its own.</summary>
    public static async Task<StoryStage> OpenApartAsync() => new(await PortalServer.StartAsync());

    public async ValueTask DisposeAsync()
    {
        await Browsers.DisposeAsync();
        await Portal.DisposeAsync();
    }

    /// <summary>A demo person in a browser of the person's own.</summary>
    public async Task<IPage> LogInAsync(string userName)
    {
        var page = await Browsers.OpenAsync();
        page.SetDefaultTimeout(60_000);
        await page.Context.LogInAsync(Portal.Address, userName);
        return page;
    }

    /// <summary>An operator signed in to a post, or to all that the person may.</summary>
    public async Task<DeskScreen> OnDutyAsync(string userName, SampleTruth truth, string? post = null, string? mistypes = null)
    {
        var desk = new DeskScreen(await LogInAsync(userName), Portal.Address, truth, mistypes);
        await desk.SignInAsync(post);
        return desk;
    }

    /// <summary>Fills the submission form with a sample case, ready to send.</summary>
    public async Task FillInAsync(IPage teller, string businessType, SampleTruth truth)
    {
        await teller.GotoAsync($"{Portal.Address}/intake/submit");
        await teller.Locator($"input[value='{businessType}']").CheckAsync();
        await Assertions.Expect(teller.Locator(".tray .drop button")).ToBeEnabledAsync(); // the tray listens
        await teller.Locator("input[type=file]").SetInputFilesAsync(truth.Images);
        await teller.Locator(".checklist input").First.WaitForAsync();
        foreach (var item in await teller.Locator(".checklist input").AllAsync()) await item.CheckAsync();
        await Assertions.Expect(teller.Locator("#submit-case")).ToBeEnabledAsync(new() { Timeout = 120_000 });
    }

    /// <summary>Submits a sample case, with the impatient teller's double click.</summary>
    /// <returns>Id of the case.</returns>
    public async Task<Guid> SubmitAsync(IPage teller, string businessType, SampleTruth truth)
    {
        var before = Count("SELECT COUNT(*) FROM Cases");
        await FillInAsync(teller, businessType, truth);
        await teller.Locator("#submit-case").DblClickAsync(); // nothing twice
        var link = teller.Locator(".sent a[href^='cases/']");
        await link.WaitForAsync();
        Assert.Equal(before + 1, Count("SELECT COUNT(*) FROM Cases"));
        return Guid.Parse((await link.GetAttributeAsync("href"))!.Split('/')[1]);
    }

    /// <summary>Asks for counter authorization of a transfer, until the page shows where the request is.</summary>
    public async Task AskForAuthorizationAsync(IPage teller, SampleTruth papers, string amount)
    {
        await teller.GotoAsync($"{Portal.Address}/central-authorization/requests");
        await Assertions.Expect(teller.Locator(".tray .drop button")).ToBeEnabledAsync(); // the page listens
        await teller.Locator("#form-counter-transaction").SelectOptionAsync("transfer");
        foreach (var (box, value) in new[] { ("counter-serial", "G20261123000188"), ("counter-account", "1102112365433924805"), ("counter-customer", "白沙湾瑞丰印务有限责任公司"), ("amount", amount) })
            await teller.Locator($"#form-{box}").FillAsync(value);
        await teller.Locator("input[type=file]").SetInputFilesAsync(papers.Images);
        foreach (var item in await teller.Locator(".checklist input").AllAsync()) await item.CheckAsync();
        await Assertions.Expect(teller.Locator("#submit-case")).ToBeEnabledAsync(new() { Timeout = 120_000 });
        await teller.Locator("#submit-case").ClickAsync();
        await teller.Locator(".verdict").WaitForAsync();
    }

    /// <summary>The operators work until something has happened; six minutes at most.</summary>
    public async Task WorkUntilAsync(IReadOnlyList<DeskScreen> desks, Func<Task<bool>> happened, Func<string> says)
    {
        for (var left = 2400; left > 0; left--)
        {
            if (await happened()) return;
            foreach (var desk in desks) await desk.ServeAsync();
            await Task.Delay(150);
        }

        Assert.Fail($"{says()}\n{Portal.Log[^Math.Min(3000, Portal.Log.Length)..]}");
    }

    /// <summary>State of a case, as stored.</summary>
    public string Status(Guid caseId) => (string)Scalar($"SELECT Status FROM Cases WHERE Id = '{Key(caseId)}'");

    /// <summary>What has happened to a case, one line.</summary>
    public string Timeline(Guid caseId)
    {
        using var connection = Open();
        using var command = new SqliteCommand($"SELECT Code || ' ' || IFNULL(Element, '') || ' ' || IFNULL(Text, '') FROM CaseEvents WHERE CaseId = '{Key(caseId)}' ORDER BY At", connection);
        using var reader = command.ExecuteReader();
        var lines = new List<string>();
        while (reader.Read()) lines.Add(reader.GetString(0));
        return string.Join(" | ", lines);
    }

    public long Count(string sql) => (long)Scalar(sql);

    public object Scalar(string sql)
    {
        using var connection = Open();
        using var command = new SqliteCommand(sql, connection);
        return command.ExecuteScalar()!;
    }

    /// <summary>An id as SQLite keeps it.</summary>
    public static string Key(Guid id) => id.ToString().ToUpperInvariant();

    private SqliteConnection Open()
    {
        var connection = new SqliteConnection($"Data Source={Path.Combine(Portal.DataFolder, "centralops.db")};Mode=ReadOnly;Pooling=false");
        connection.Open();
        return connection;
    }
}
