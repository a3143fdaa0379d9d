using Microsoft.Playwright;

namespace CentralOps.Tests.EndToEnd;

/// <summary>The bank changes its own rules while the centre works.</summary>
[Trait("Category", "e2e")]
public sealed class RuleEditorTests : IAsyncLifetime
{
    private readonly List<DeskScreen> _desks = [];
    private StoryStage _stage = null!;

    public async ValueTask InitializeAsync() => _stage = await StoryStage.OpenAsync();

    public ValueTask DisposeAsync() => _stage.DisposeAsync();

    [Fact]
    public async Task Rules_are_changed_tested_replayed_published_by_a_second_person_and_in_force_on_every_node()
    {
        var teller = await _stage.LogInAsync("teller1");
        var before = await DecidedAsync(teller, "cheque-ok-1");
        Assert.Equal(("1", "30"), Decision(before));

        // A threshold, two rows of a spreadsheet before the last rule, and a shorter service time for everything else.
        var author = await _stage.OpenPriorityAsync("admin");
        await author.TypeAsync(1, 1, ">= 2,000,000");
        await Assertions.Expect(author.Locator("#rg-1-1")).ToHaveClassAsync(new System.Text.RegularExpressions.Regex("doubt"));
        await author.Locator("#rg-1-1").ClickAsync();
        await Assertions.Expect(author.Locator("[data-act=accept]")).ToContainTextAsync(">= 2000000");
        await author.Keyboard.PressAsync("Alt+Enter");
        await Assertions.Expect(author.Locator("#rg-1-1")).ToHaveTextAsync(">= 2000000");
        await author.Locator("#rg-3-0").ClickAsync();
        await author.Keyboard.PressAsync("Insert");
        await author.Keyboard.PressAsync("Insert");
        await author.Locator("#rg-4-0").ClickAsync();
        await PasteAsync(author, "-\t>= 800000\t-\thigh\t200\t22\t八十万\n-\t>= 600000\t-\thigh\t100\t25\t六十万");
        await Assertions.Expect(author.Locator("#rg-5-3")).ToHaveTextAsync("\"high\"");
        await author.TypeAsync(6, 5, "25");
        await Assertions.Expect(author.Locator("[data-mode=tests]")).ToContainTextAsync("✗1");

        // The test case that expects thirty minutes says so, is put right, and then all pass.
        await author.Locator("[data-mode=tests]").ClickAsync();
        await Assertions.Expect(author.Locator("#rg-3-7")).ToContainTextAsync("service_minutes = 25");
        await author.TypeAsync(3, 6, "25");
        await Assertions.Expect(author.Locator("[data-mode=tests]")).ToContainTextAsync("✓");

        await author.Locator("[data-act=replay]").ClickAsync();
        await author.Locator("[data-act=replay-run]").ClickAsync();
        await Assertions.Expect(author.Locator("[data-part=replay]")).ToContainTextAsync("service_minutes 30 → 25");
        await Assertions.Expect(author.Locator("[data-part=replay]")).ToContainTextAsync("priority-5");

        await author.Locator("[data-act=save]").ClickAsync();
        await author.Locator("[data-act=tested]").ClickAsync();
        await author.PublishAsync();
        await Assertions.Expect(author.GetByText("须由另一位管理员发布")).ToBeVisibleAsync();

        var settings = new Dictionary<string, string> { ["Data__Folder"] = _stage.Portal.DataFolder };
        await using var otherNode = await PortalServer.StartAsync(settings);
        var elsewhere = await _stage.Browsers.OpenAsync();
        var logIn = new LogInScreen(elsewhere, otherNode.Address);
        await logIn.OpenAsync();
        await logIn.AsDemoAsync("admin");
        Assert.Equal("5", await RulesInForceAsync(elsewhere, otherNode.Address));

        var second = await _stage.OpenPriorityAsync("admin2");
        await second.Locator("[data-tab=versions]").ClickAsync();
        await second.Locator(".versions li", new() { HasText = "v1" }).GetByText("比较").ClickAsync();
        await Assertions.Expect(second.Locator("[data-part=difference]")).ToContainTextAsync(">= 5000000 → >= 2000000");
        await second.PublishAsync();
        await Assertions.Expect(second.Locator(".page-head")).ToContainTextAsync("v2 生效中");
        // The other nodes have two seconds; machines that run tests are busy machines.
        var published = System.Diagnostics.Stopwatch.StartNew();
        while (await RulesInForceAsync(elsewhere, otherNode.Address) != "7") Assert.True(published.Elapsed < TimeSpan.FromSeconds(20), "the other node still decides by the old rules");
        TestContext.Current.SendDiagnosticMessage($"in force on the other node within {published.ElapsedMilliseconds} ms");

        var after = await DecidedAsync(teller, "cheque-ok-2");
        Assert.Equal(("2", "25"), Decision(after));
        Assert.Equal(("1", "30"), Decision(before));

        // One click and the rules are as they were.
        await second.Locator("[data-act=roll-back]").ClickAsync();
        await second.Locator(".mud-dialog .btn-primary, .mud-dialog .btn-danger").Last.ClickAsync();
        await Assertions.Expect(second.Locator(".page-head")).ToContainTextAsync("v3 生效中");
        await Assertions.Expect(second.Locator("#rg-1-1")).ToHaveTextAsync(">= 5000000");
        Assert.Empty(_stage.Browsers.Complaints);
    }

    [Fact]
    public async Task A_thousand_rules_are_pasted_scrolled_and_edited_without_waiting()
    {
        var author = await _stage.OpenPriorityAsync("admin");
        await author.Locator("#rg-4-0").ClickAsync();
        await author.Keyboard.PressAsync("Insert");
        await author.Keyboard.PressAsync("Alt+ArrowUp");
        await PasteAsync(author, string.Join('\n', Enumerable.Range(0, 1000).Select(i => $"remittance\t[{i * 10}..{(i * 10) + 9}]\tordinary\tnormal\t{i}\t30\t第 {i} 档")));
        await Assertions.Expect(author.Locator(".rg")).ToHaveAttributeAsync("aria-rowcount", "1005");
        Assert.True(await author.Locator(".rg-row").CountAsync() < 80); // only what is seen is in the page

        // Frames while the wheel turns, and from a key to the cell that shows it.
        var worst = await author.EvaluateAsync<double>("""
            () => new Promise(done => {
              const grid = document.querySelector('.rg'); let last = performance.now(), worst = 0, left = 120;
              const frame = now => { worst = Math.max(worst, now - last); last = now; grid.scrollTop += 240; if (--left > 0) requestAnimationFrame(frame); else done(worst); };
              requestAnimationFrame(frame);
            })
            """);
        var clock = System.Diagnostics.Stopwatch.StartNew();
        await author.Keyboard.PressAsync("Control+End");
        await author.Keyboard.PressAsync("Home");
        await author.TypeAsync(1003, 4, "4711");
        await Assertions.Expect(author.Locator("#rg-1003-4")).ToHaveTextAsync("4711");
        TestContext.Current.SendDiagnosticMessage($"worst frame {worst:0} ms; jump and edit {clock.ElapsedMilliseconds} ms");
        Assert.True(worst < 1000, $"{worst} ms"); // smooth alone on the machine; tests share it
        await author.Keyboard.PressAsync("Control+z");
        await Assertions.Expect(author.Locator("#rg-1003-4")).Not.ToHaveTextAsync("4711");
        await author.Locator("[data-act=save]").ClickAsync();
        await Assertions.Expect(author.Locator(".page-head")).ToContainTextAsync("v2", new() { Timeout = 60_000 });

        Assert.Empty(_stage.Browsers.Complaints);
    }

    [Fact]
    public async Task The_second_to_save_sees_both_versions()
    {
        var author = await _stage.OpenPriorityAsync("admin");
        await author.TypeAsync(0, 5, "12");
        await author.Locator("[data-act=save]").ClickAsync();
        await Assertions.Expect(author.Locator(".page-head")).ToContainTextAsync("v2", new() { Timeout = 60_000 });
        var second = await _stage.OpenPriorityAsync("admin2");
        await second.TypeAsync(0, 5, "14");
        await second.Locator("[data-act=save]").ClickAsync();
        await Assertions.Expect(second.Locator(".page-head .tag")).ToHaveCountAsync(0); // saved; the button is out of use while it saves, too
        await author.Locator(".rg").FocusAsync();
        await author.Keyboard.PressAsync("Control+Home");
        await author.TypeAsync(0, 5, "13");
        await author.Locator("[data-act=save]").ClickAsync();
        await Assertions.Expect(author.Locator(".refused")).ToContainTextAsync("admin2");
        await author.Locator("[data-act=compare-theirs]").ClickAsync();
        await Assertions.Expect(author.Locator("[data-part=difference]")).ToContainTextAsync("14 → 13");
        Assert.Empty(_stage.Browsers.Complaints);
    }

    private static async Task PasteAsync(IPage page, string text) => await page.EvaluateAsync(
        """
        text => {
          const data = new DataTransfer();
          data.setData('text/plain', text);
          document.querySelector('.rg').dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }));
        }
        """, text);

    // The number of rules as the node's own configuration has it.
    private static async Task<string> RulesInForceAsync(IPage page, string address)
    {
        await page.GotoAsync($"{address}/rules");
        return (await page.Locator("tr", new() { Has = page.Locator("a[href='/rules/priority']") }).Locator("td").Nth(4).TextContentAsync())!.Trim();
    }

    // A cheque is keyed until its priority has been decided.
    private async Task<Guid> DecidedAsync(IPage teller, string name)
    {
        var truth = SampleTruth.Of(name);
        var caseId = await _stage.SubmitAsync(teller, "cheque-transfer", truth);
        if (_desks.Count == 0) _desks.AddRange([await _stage.OnDutyAsync("entry1", truth), await _stage.OnDutyAsync("entry2", truth), await _stage.OnDutyAsync("arbiter1", truth, "arbitration")]);
        foreach (var desk in _desks) desk.Truth = truth;
        await _stage.WorkUntilAsync(_desks, () => Task.FromResult(_stage.Count($"SELECT COUNT(*) {From(caseId)}") > 0), () => $"nothing was decided: {_stage.Timeline(caseId)}");
        return caseId;
    }

    private static string From(Guid caseId) => $"FROM Cases, json_each(BodyJson, '$.decisions') d WHERE Cases.Id = '{StoryStage.Key(caseId)}' AND json_extract(d.value, '$.ruleSet') = 'priority'";

    private (string Version, string Minutes) Decision(Guid caseId)
    {
        var of = $"{From(caseId)} LIMIT 1";
        return (_stage.Scalar($"SELECT json_extract(d.value, '$.version') {of}").ToString()!, _stage.Scalar($"SELECT json_extract(d.value, '$.outputs.service_minutes') {of}").ToString()!);
    }
}
