using CentralOps.Domain.Cases.Views;
using CentralOps.Domain.Dispatch;
using CentralOps.Domain.Screens;
using CentralOps.Domain.Screens.Design;
using CentralOps.Tests.Support;
using Microsoft.Playwright;

namespace CentralOps.Tests.Screens;

/// <summary>The Tab key goes as the designer says.</summary>
[Trait("Category", "e2e")]
public sealed class TabOrderTests : OnDeskHost
{
    private const string Where = """
        () => {
          const at = document.activeElement;
          if (at.dataset.reveal) return 'reveal:' + at.dataset.reveal;
          if (at.dataset.field) return at.dataset.field;
          if (at.dataset.page) return 'pages';
          if (at.closest('.viewer')) return 'image';
          return at.querySelector(':scope > .evidence-list') ? 'evidence' : at.querySelector(':scope > .history-list') ? 'history' : 'elsewhere';
        }
        """;

    [Theory]
    [InlineData("review")]
    [InlineData("correction")]
    public async Task The_tab_key_stops_at_the_desk_where_the_model_says(string task)
    {
        var shipped = ShippedSteps.Screens.ShippedFor(task);
        var screen = shipped with
        {
            Columns = [new(2, ["pages"]), new(8, ["fields", "evidence"]), new(14, ["image", "history"])],
            Fields = [new("purpose"), new("payer.account") { Masked = true }, new("payee.name") { ReadOnly = task == "correction" }], ExceptionsFirst = false,
        };
        var view = (await Host.ChequeCaseAsync()).On(new ShownScreen(screen, 2));
        Host.Views.Case = view;
        Host.Views.Full["payer.account"] = "1102152344676973929";
        Host.Dispatch.Waiting.Enqueue(new WorkItem
        {
            Step = "x", Kind = WorkKind.Human, Task = task, Post = task, BranchCode = "3101", BusinessType = "cheque-transfer",
            DueAt = TimeProvider.System.GetUtcNow().AddMinutes(2),
        }.In(WorkState.Working));
        var page = await Host.OperatorAsync();
        await page.Locator("[data-item] .viewer canvas").First.WaitForAsync();
        var stops = ScreenWork.Stops(screen, task == "correction", view.Fields, view.Pages.Count);
        await page.Locator(".thumb").First.FocusAsync();
        var seen = new List<string> { await page.EvaluateAsync<string>(Where) };
        while (seen.Count < stops.Count)
        {
            await page.Keyboard.PressAsync("Tab");
            seen.Add(await page.EvaluateAsync<string>(Where));
        }

        Assert.Equal(stops, seen);
        if (task == "correction")
        {
            // Shown in full it can be put right, and only then it is sent.
            var box = page.Locator("input[data-field='payer.account']");
            Assert.Equal("••••3929", await box.InputValueAsync());
            await page.Locator("[data-reveal='payer.account']").ClickAsync();
            await Assertions.Expect(box).ToHaveValueAsync("1102 1523 4467 6973 929");
            await box.FillAsync("6222021001116245702");
            await page.Keyboard.PressAsync("Control+Enter");
            await page.Locator("[data-testid=waiting]").WaitForAsync();
            Assert.Equal("6222021001116245702", Assert.Single(Host.Dispatch.Finished).Result.Read<FieldsCorrected>().Values["payer.account"]);
        }

        Assert.Empty(Host.BrowserErrors);
    }
}
