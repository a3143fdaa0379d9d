using System.Collections.Concurrent;
using System.Reflection;
using System.Text.RegularExpressions;
using CentralOps.Domain.Administration;
using CentralOps.Tests.Support;
using CentralOps.Web.Shell;
using CentralOps.Web.Texts;
using Deque.AxeCore.Playwright;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Components;
using Microsoft.Playwright;

namespace CentralOps.Tests.EndToEnd;

/// <summary>
/// Every page that has an address, by the person it is for: both languages, both themes, two sizes of screen; pictures in TestResults/screenshots/pages. Pages are found by themselves;
/// one whose address has a placeholder needs a line in <see cref="Examples"/>.
/// </summary>
[Trait("Category", "e2e")]
public sealed partial class EveryPageTests : IAsyncLifetime
{
    private static readonly (string Person, string Role)[] People =
    [
        ("teller1", RoleNames.Teller), ("entry1", RoleNames.Operator), ("supervisor", RoleNames.CentreSupervisor), ("admin", RoleNames.Administrator), ("auditor", RoleNames.Auditor),
        ("manager1", RoleNames.BranchSupervisor),
    ];

    private static readonly string Pictures = Directory.CreateDirectory(Path.Combine(Repository.Root, "TestResults", "screenshots", "pages")).FullName;

    private readonly SampleTruth _truth = SampleTruth.Of("remittance-ok-2");
    private readonly ConcurrentQueue<string> _faults = [];
    private StoryStage _stage = null!;
    private Guid _case;

    // What stands in an address in place of its placeholder; and addresses that show another side of a page.
    private Dictionary<string, string[]> Examples => new(StringComparer.Ordinal)
    {
        ["/cases/{Id:guid}"] = [$"/cases/{_case}"],
        ["/rules/{Key}"] = ["/rules/authorization-level"],
        ["/processes/{Key}"] = ["/processes/cheque-transfer"],
        ["/processes/{Key}/migration"] = ["/processes/cheque-transfer/migration"],
        ["/recognition/templates/{Key}"] = ["/recognition/templates/cheque-front-a"],
        ["/configuration/business-types/{Key}"] = ["/configuration/business-types/cheque-transfer"],
        ["/administration/calendars/{Key}"] = ["/administration/calendars/china"],
        ["/screens/{Key}"] = ["/screens/review"],
        ["/verify/{Number?}"] = ["/verify"],
        ["/core-banking/postings"] = ["/core-banking/postings", "/core-banking/postings?view=reconciliation"],
    };

    public async ValueTask InitializeAsync() => _stage = await StoryStage.OpenAsync();

    public ValueTask DisposeAsync() => _stage.DisposeAsync();

    [Fact]
    public async Task Every_page_reads_well_for_everybody_in_both_languages_and_themes()
    {
        Tours(); // a page without an example is named before anything else is tried
        var teller = await _stage.LogInAsync("teller1");
        _case = await _stage.SubmitAsync(teller, "remittance", _truth);
        await teller.Context.CloseAsync();

        var tours = Tours();
        Assert.True(tours.Sum(t => t.Addresses.Count) > 20);
        if (Environment.GetEnvironmentVariable("CENTRALOPS_TOUR") is { } part) tours = [.. tours.Select(t => (t.Person, t.Addresses.FindAll(a => Regex.IsMatch(a, part)))).Where(t => t.Item2.Count > 0)];
        // Two at a time: each person has one live session only.
        await Parallel.ForEachAsync(tours, new ParallelOptions { MaxDegreeOfParallelism = 2 }, async (tour, _) => await WalkAsync(tour.Person, tour.Addresses));

        Assert.True(_faults.IsEmpty, string.Join('\n', _faults));
        Assert.Empty(_stage.Browsers.Complaints);
    }

    // Each page goes to the first person whose role may open it; what anybody may open is looked at before logging in.
    private List<(string? Person, List<string> Addresses)> Tours()
    {
        var tours = new Dictionary<string, List<string>>(StringComparer.Ordinal);
        foreach (var page in typeof(IMenu).Assembly.GetTypes())
        {
            foreach (var route in page.GetCustomAttributes<RouteAttribute>().Select(r => r.Template))
            {
                var addresses = Examples.TryGetValue(route, out var known) ? known : [route];
                Assert.False(route.Contains('{', StringComparison.Ordinal) && known is null, $"{route} has a placeholder: give EveryPageTests.Examples an address");
                tours.TryAdd(PersonFor(page, route), []);
                tours[PersonFor(page, route)].AddRange(addresses);
            }
        }

        return [.. tours.Select(t => (t.Key.Length == 0 ? null : t.Key, t.Value))];
    }

    private static string PersonFor(Type page, string route)
    {
        if (page.GetCustomAttribute<AllowAnonymousAttribute>() is not null) return "";
        if (page.GetCustomAttribute<AuthorizeAttribute>()?.Policy is not { } policy) return "supervisor";
        var person = People.FirstOrDefault(p => policy.Split('|').Any(RoleNames.Shipped[p.Role].Contains)).Person;
        Assert.True(person is not null, $"{route}: no demo person may {policy}");
        return person;
    }

    private async Task WalkAsync(string? person, List<string> addresses)
    {
        var page = person is null ? await _stage.Browsers.OpenAsync() : await _stage.LogInAsync(person);
        page.SetDefaultTimeout(60_000);
        foreach (var language in new[] { "zh-CN", "en" })
        {
            await page.GotoAsync($"{_stage.Portal.Address}/preferences/language?to={language}&back=/account/denied");
            foreach (var address in addresses)
            {
                try
                {
                    await LookAsync(page, address, language);
                }
                catch (Exception e) when (e is PlaywrightException or TimeoutException)
                {
                    _faults.Enqueue($"{address} {language}: {e.Message.Split('\n')[0]}");
                }
            }
        }

        await page.Context.CloseAsync();
    }

    private async Task LookAsync(IPage page, string address, string language)
    {
        await page.SetViewportSizeAsync(1366, 768);
        await page.GotoAsync(_stage.Portal.Address + address);
        await page.Locator("h1, h2, .page-head").First.WaitForAsync();
        await page.WaitForFunctionAsync("() => !document.querySelector('[aria-busy=true]')");
        foreach (var theme in new[] { "light", "dark" })
        {
            await page.EvaluateAsync("theme => { document.documentElement.dataset.theme = theme; return Promise.all(document.getAnimations().filter(a => a.effect.getComputedTiming().iterations < 9).map(a => a.finished.catch(() => 0))).then(() => 0); }", theme);
            var where = $"{address} {language} {theme}";
            if (theme == "light" == (language == "zh-CN"))
            {
                foreach (var violation in (await page.RunAxe()).Violations.Where(v => v.Impact is "serious" or "critical")) _faults.Enqueue($"{where}: {violation.Id} {violation.Nodes[0].Html}");
            }

            await page.ScreenshotAsync(new() { Path = PictureOf(address, $"{language}.{theme}") });
        }

        await FitsAsync(page, $"{address} {language} 1366");
        if (await page.EvaluateAsync<string?>(UnknownText, Prefixes) is { } key) _faults.Enqueue($"{address} {language}: no text for {key}");
        await page.SetViewportSizeAsync(1920, 1080);
        await FitsAsync(page, $"{address} {language} 1920");
        if (language == "en") await page.ScreenshotAsync(new() { Path = PictureOf(address, "large") });
    }

    private string PictureOf(string address, string look) => Path.Combine(Pictures, $"{NotInNames().Replace(address.Replace(_case.ToString(), "case", StringComparison.Ordinal).Trim('/'), "-")}.{look}.png");

    private async Task FitsAsync(IPage page, string where)
    {
        if (await page.EvaluateAsync<bool>("() => document.documentElement.scrollWidth > innerWidth || document.documentElement.scrollHeight > innerHeight")) _faults.Enqueue($"{where}: the page itself scrolls");
        foreach (var cut in await page.EvaluateAsync<string[]>(CutWords)) _faults.Enqueue($"{where}: cut off: {cut}");
    }

    // Buttons, headings and labels whose words do not fit and that say nothing of it.
    private const string CutWords = """
        () => [...document.querySelectorAll('button, .btn, h1, h2, label, th, .chip')]
          .filter(e => e.checkVisibility() && e.scrollWidth > e.clientWidth + 2 && e.clientWidth > 0 && getComputedStyle(e).display !== 'inline' && !e.closest('.visually-hidden') && !e.classList.contains('visually-hidden')
            && getComputedStyle(e).textOverflow !== 'ellipsis')
          .slice(0, 3).map(e => `${e.tagName.toLowerCase()}.${e.className} ${e.innerText.slice(0, 40)}`)
        """;

    private const string UnknownText = """
        prefixes => new RegExp(`(?:^|\\s)((?:${prefixes})\\.[A-Za-z][\\w.-]*)`).exec(document.body.innerText)?.[1] ?? null
        """;

    // A text that is missing shows as its key: the first words of all keys that there are.
    private static string Prefixes { get; } = string.Join('|', TextCatalogue.Sources
        .SelectMany(t => new System.Resources.ResourceManager($"CentralOps.Web.Texts.{t.Name}", t.Assembly).GetResourceSet(System.Globalization.CultureInfo.InvariantCulture, true, false)!
            .Cast<System.Collections.DictionaryEntry>().Select(e => ((string)e.Key).Split('.')))
        .Where(k => k.Length > 1 && char.IsUpper(k[0][0])).Select(k => k[0]).Distinct());

    [GeneratedRegex("[^A-Za-z0-9]+")]
    private static partial Regex NotInNames();
}
