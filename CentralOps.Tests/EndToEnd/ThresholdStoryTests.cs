using System.Globalization;
using CentralOps.Domain.Recognition.Decision;
using Microsoft.Data.Sqlite;
using Microsoft.Playwright;

namespace CentralOps.Tests.EndToEnd;

/// <summary>The threshold advisor on the real portal: from what people keyed to a threshold in force, and back.</summary>
[Trait("Category", "e2e")]
public sealed class ThresholdStoryTests : IAsyncLifetime
{
    private StoryStage _stage = null!;

    public async ValueTask InitializeAsync() => _stage = await StoryStage.OpenAsync();

    public ValueTask DisposeAsync() => _stage.DisposeAsync();

    [Fact]
    public async Task A_threshold_is_advised_from_keyed_values_applied_with_one_click_and_put_in_force_by_another_person()
    {
        Keyed("payer.account", "cheque-front-a", 0.9995, 2600, 0);
        Keyed("payer.account", "cheque-front-a", 0.9962, 1900, 1);
        Keyed("payer.account", "settlement-application-a", 0.9871, 2400, 1);
        Keyed("payer.account", "settlement-application-a", 0.9012, 400, 14);
        Keyed("payer.account", "settlement-application-a", 0.62, 200, 70);
        Keyed("amount", "cheque-front-a", 0.9991, 700, 0);
        Keyed("payee.name", "cheque-front-a", 0.9990, 3000, 60);

        var supervisor = await _stage.LogInAsync("supervisor");
        await supervisor.GotoAsync($"{_stage.Portal.Address}/entry/thresholds");
        var account = supervisor.Locator("[data-row='payer.account']");
        await account.ClickAsync();
        await supervisor.Locator("[data-detail='payer.account'] svg").WaitForAsync();
        await PictureAsync(supervisor, "thresholds-zh-CN");
        Assert.Equal("0.9871", await account.Locator("strong").InnerTextAsync()); // 2 of 6,900 wrong: at most 0.091 %
        Assert.Matches("2[,.]?295", await supervisor.Locator("[data-row='amount']").InnerTextAsync()); // 700 of 2,995
        Assert.Equal(0, await supervisor.Locator("[data-row='payee.name'] strong").CountAsync());
        Assert.True(await supervisor.EvaluateAsync<bool>("() => document.scrollingElement.scrollWidth <= 1366"));

        await supervisor.Locator("[data-role=apply]").ClickAsync();
        var proposal = supervisor.Locator("[data-proposal=fields]");
        await Assertions.Expect(proposal).ToContainTextAsync("0.9871");
        await Assertions.Expect(proposal.Locator(".btn-primary")).ToHaveCountAsync(0); // not by the same person

        var admin = await _stage.LogInAsync("admin");
        await admin.GotoAsync($"{_stage.Portal.Address}/entry/thresholds");
        await admin.Locator("[data-proposal=fields] .btn-primary").WaitForAsync();
        await admin.Locator("[data-detail] svg").WaitForAsync();
        await admin.GetByText("English").First.ClickAsync();
        await admin.Locator("h1:has-text('Threshold advisor')").WaitForAsync();
        await admin.Locator("[data-detail] svg").WaitForAsync();
        await PictureAsync(admin, "thresholds-en");
        await admin.Locator("[data-proposal=fields] .btn-primary").ClickAsync();
        var done = admin.Locator("[data-in-force=fields]");
        await Assertions.Expect(done).ToContainTextAsync("0.9871");
        Assert.Equal(1, _stage.Count("SELECT COUNT(*) FROM ConfigurationVersions WHERE Kind = 'field-catalogue' AND Status = 'Published' AND Publisher = 'admin' AND Content LIKE '%\"acceptFrom\":0.9871%'"));
        await done.Locator("button").ClickAsync();
        await Assertions.Expect(done).ToHaveCountAsync(0);
        Assert.Equal(2, _stage.Count("SELECT COUNT(*) FROM ConfigurationVersions WHERE Kind = 'field-catalogue' AND Version > 1"));
        Assert.Empty(_stage.Browsers.Complaints);
    }

    // Fields of past cases, keyed twice; yesterday by the clock of the portal, which counts the last weeks.
    private void Keyed(string field, string layout, double confidence, int count, int wrong)
    {
        using var connection = new SqliteConnection($"Data Source={Path.Combine(_stage.Portal.DataFolder, "centralops.db")};Pooling=false");
        connection.Open();
        using var command = new SqliteCommand(string.Create(CultureInfo.InvariantCulture, $$"""
            INSERT INTO CaseFieldOutcomes (CaseId, FieldCode, FieldType, TemplateKey, TemplateVersion, Engine, Calibration, Eligible, Keyers, Source, MachineRight, MachineSure, MachineConfidence, At)
            WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < {{count}})
            SELECT printf('00000000-%04d-0000-0000-%012d', {{(int)(confidence * 10000)}}, i), '{{field}}', 'account', '{{layout}}', 1, 'ppocr+tesseract', {{DecisionWeights.Calibration}}, 1,
                '[{"userId":"0193a000-0000-7000-8000-000000000001","role":"key","right":true,"illegible":false,"milliseconds":900}]',
                'double-key', i > {{wrong}}, 0, {{confidence}}, {{DateTimeOffset.UtcNow.AddDays(-1).ToUnixTimeMilliseconds()}} FROM n
            """), connection);
        Assert.Equal(count, command.ExecuteNonQuery());
    }

    private static Task<byte[]> PictureAsync(IPage page, string name) =>
        page.ScreenshotAsync(new() { Path = Path.Combine(Directory.CreateDirectory(Path.Combine(Support.Repository.Root, "TestResults", "screenshots", "entry")).FullName, $"{name}.png") });
}
