using Microsoft.Playwright;

namespace CentralOps.Tests.EndToEnd;

/// <summary>A rule set of several decisions is drawn, connected, filled in, tested and saved.</summary>
[Trait("Category", "e2e")]
public sealed class DecisionDiagramTests : IAsyncLifetime
{
    private StoryStage _stage = null!;

    public async ValueTask InitializeAsync() => _stage = await StoryStage.OpenAsync();

    public ValueTask DisposeAsync() => _stage.DisposeAsync();

    [Fact]
    public async Task A_decision_is_added_to_the_diagram_connected_and_used_by_another()
    {
        var author = await _stage.OpenPriorityAsync("admin");
        await author.Locator("[data-act=graph]").ClickAsync();
        var graph = author.Locator("[data-part=graph]");
        await Assertions.Expect(graph.Locator(".node")).ToHaveCountAsync(4);
        await Assertions.Expect(graph.Locator(".edge")).ToHaveCountAsync(3);

        // A new decision, named, and by keys connected with the one that shall need it.
        await author.Locator("[data-act=newExpression]").ClickAsync();
        await Assertions.Expect(graph.Locator(".node")).ToHaveCountAsync(5);
        await author.Locator("[data-part=properties] input").First.FillAsync("加急起点");
        await author.Keyboard.PressAsync("Tab");
        var limit = graph.Locator(".node", new() { HasText = "加急起点" });
        await limit.FocusAsync();
        await author.Keyboard.PressAsync("c");
        await Assertions.Expect(author.Locator("[data-part=status]")).ToContainTextAsync("需要“加急起点”的决策");
        await graph.Locator("[data-node=priority]").FocusAsync();
        await author.Keyboard.PressAsync("Enter");
        await Assertions.Expect(graph.Locator(".edge")).ToHaveCountAsync(4);

        // Drawn from the dot the other way round it would be a circle, and that is said.
        await DragAsync(author, graph.Locator("[data-node=priority] .dot"), limit);
        await Assertions.Expect(author.Locator("[data-part=status]")).ToContainTextAsync("会形成循环");
        await Assertions.Expect(graph.Locator(".edge")).ToHaveCountAsync(4);

        // Moved by the mouse; the line goes along.
        var line = graph.Locator(".edge[data-edge$='|priority']").Last.Locator(".line");
        var before = await line.GetAttributeAsync("d");
        await limit.HoverAsync();
        await author.Mouse.DownAsync();
        var box = (await limit.BoundingBoxAsync())!;
        await author.Mouse.MoveAsync(box.X + 90, box.Y + 180, new() { Steps = 4 });
        await author.Mouse.UpAsync();
        await Assertions.Expect(line).Not.ToHaveAttributeAsync("d", before!);

        // Opened from the diagram, written, and used in a cell of the other's table.
        await limit.DblClickAsync();
        await author.Locator("[data-part=text] textarea").FillAsync("2000000");
        await author.Keyboard.PressAsync("Tab");
        await author.Locator("[data-act=graph]").ClickAsync();
        await graph.Locator("[data-node=priority]").FocusAsync();
        await author.Keyboard.PressAsync("Enter");
        await author.TypeAsync(1, 1, ">= 加急起点");
        await Assertions.Expect(author.Locator("[data-mode=tests]")).ToContainTextAsync("✓");
        await author.Locator("[data-act=save]").ClickAsync();
        await Assertions.Expect(author.Locator(".page-head .tag")).ToHaveCountAsync(0);

        // Another person sees the same picture, with what differs from the version in force.
        var second = await _stage.OpenPriorityAsync("admin2");
        await second.Locator("[data-act=graph]").ClickAsync();
        await Assertions.Expect(second.Locator("[data-part=graph] .edge")).ToHaveCountAsync(4);
        await second.Locator("[data-tab=versions]").ClickAsync();
        await second.Locator(".versions li", new() { HasText = "v1" }).GetByText("比较").ClickAsync();
        await Assertions.Expect(second.Locator("[data-part=difference]")).ToContainTextAsync("加急起点");
        Assert.Empty(_stage.Browsers.Complaints);
    }

    // While the diagram is being drawn anew an element has no place.
    private static async Task<LocatorBoundingBoxResult> PlaceAsync(ILocator element)
    {
        for (var n = 0; n < 100; n++)
        {
            if (await element.BoundingBoxAsync() is { } box) return box;
            await Task.Delay(50, TestContext.Current.CancellationToken);
        }

        throw new InvalidOperationException("the element has no place");
    }

    private static async Task DragAsync(IPage page, ILocator from, ILocator to)
    {
        var (a, b) = (await PlaceAsync(from), await PlaceAsync(to));
        await page.Mouse.MoveAsync(a.X + (a.Width / 2), a.Y + (a.Height / 2));
        await page.Mouse.DownAsync();
        await page.Mouse.MoveAsync(b.X + (b.Width / 2), b.Y + (b.Height / 2), new() { Steps = 4 });
        await page.Mouse.UpAsync();
    }
}
