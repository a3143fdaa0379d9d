using System.Collections.Concurrent;
using System.Text.Json;
using CentralOps.Domain.Administration;
using CentralOps.Domain.Cases;
using CentralOps.Domain.Cases.Advancing;
using CentralOps.Domain.Content;
using CentralOps.Domain.Dispatch;
using CentralOps.Domain.Intake;
using CentralOps.Domain.Screens;
using CentralOps.Domain.Versioning;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Playwright;
using SkiaSharp;

namespace CentralOps.Tests.Support;

/// <summary>The portal on a port of its own, with a dispatch that lives in the test, and a browser in front of it.</summary>
internal sealed class DeskHost : IAsyncDisposable
{
    private readonly ConcurrentBag<IBrowserContext> _windows = [];
    private PortalHost _portal = null!;

    private DeskHost()
    {
    }

    public FakeDispatch Dispatch { get; } = new FakeDispatch().SignedIn();

    public FakeViews Views { get; } = new();

    public List<string> BrowserErrors { get; } = [];

    public static string Root { get; } = FileConfiguration.Root();

    public string Address => _portal.Address;

    public static async Task<DeskHost> StartAsync()
    {
        var host = new DeskHost();
        var settings = new Dictionary<string, string> { ["Dispatch:Enabled"] = "false", ["CoreBanking:Simulator:Enabled"] = "false" };
        host._portal = await PortalHost.StartAsync(settings, services =>
        {
            services.Replace(ServiceDescriptor.Singleton<IOperatorDesk>(host.Dispatch));
            services.Replace(ServiceDescriptor.Singleton<IFinishWork>(host.Dispatch));
            services.Replace(ServiceDescriptor.Singleton<IAmendWork>(host.Dispatch));
            services.Replace(ServiceDescriptor.Singleton<IDeskViews>(host.Views));
            services.Replace(ServiceDescriptor.Singleton<IBranchLists>(new NoBranchTasks()));
            services.TryAddSingleton<OperatorFeed>();
            services.TryAddSingleton<CentreFeed>();
            services.Replace(ServiceDescriptor.Singleton<IPublishedConfiguration>(new FileConfiguration()));
        });
        host.Dispatch.Feed = host._portal.Services.GetRequiredService<OperatorFeed>();
        host.Dispatch.Clock = TimeProvider.System;
        return host;
    }

    /// <summary>A page of an operator at their desk.</summary>
    public async Task<IPage> OperatorAsync(string person = "entry1", string language = "zh-CN", string theme = "light", string? through = null)
    {
        var context = await Chromium.OpenAsync();
        _windows.Add(context);
        await context.LogInAsync(Address, person, language, theme);
        var page = await context.NewPageAsync();
        page.Console += (_, message) =>
        {
            if (message.Type == "error" && !message.Text.Contains("Failed to load resource", StringComparison.Ordinal)) BrowserErrors.Add(message.Text);
        };
        page.Response += (_, response) =>
        {
            if (response.Status >= 400) BrowserErrors.Add($"{response.Status} {response.Request.Method} {response.Url}"); // says more than "Failed to load resource"
        };
        page.PageError += (_, error) => BrowserErrors.Add(error);
        await page.GotoAsync($"{through ?? Address}/desk");
        return page;
    }

    /// <summary>User id of a demo person.</summary>
    public async Task<Guid> UserIdAsync(string person) => (await _portal.Services.GetRequiredService<IStaffDirectory>().FindByUserNameAsync(person))!.Id;

    /// <summary>Stores an image and returns its hash.</summary>
    public Task<string> StoreAsync(byte[] image) => _portal.Services.GetRequiredService<IContentStore>().PutAsync(image);

    /// <summary>A file of the samples, stored.</summary>
    public Task<string> SampleAsync(params string[] path) => StoreAsync(File.ReadAllBytes(Path.Combine([Root, "samples", .. path])));

    /// <summary>A slice cut out of a sample page: x, y, width, height as shares of the page.</summary>
    public Task<string> SliceAsync(string image, float x, float y, float width, float height)
    {
        using var page = SKBitmap.Decode(Path.Combine(Root, "samples", "vouchers", "cheque", image));
        using var slice = new SKBitmap();
        Assert.True(page.ExtractSubset(slice, SKRectI.Create((int)(x * page.Width), (int)(y * page.Height), (int)(width * page.Width), (int)(height * page.Height))));
        using var data = slice.Encode(SKEncodedImageFormat.Png, 100);
        return StoreAsync(data.ToArray());
    }

    /// <summary>The sample cheque with its slip as a whole case.</summary>
    public async Task<CaseView> ChequeCaseAsync(string name = "cheque-ok-1")
    {
        var pages = new List<CasePage>();
        foreach (var side in new[] { "front", "slip" })
        {
            var file = Path.Combine(Root, "samples", "vouchers", "cheque", $"{name}-{side}.jpg");
            using var image = SKBitmap.Decode(file);
            var hash = await StoreAsync(await File.ReadAllBytesAsync(file));
            pages.Add(new CasePage { Number = pages.Count + 1, ContentHash = hash, ThumbnailHash = hash, Width = image.Width, Height = image.Height });
        }

        var (w, h) = (pages[0].Width / 170.0, pages[0].Height / 80.0);
        double[] Quad(double x, double y, double width, double height) => [x * w, y * h, (x + width) * w, y * h, (x + width) * w, (y + height) * h, x * w, (y + height) * h];
        CaseField Field(string code, string type, string value, double[]? quad, FieldStatus status = FieldStatus.Accepted, string? source = "double-key") => new()
        {
            Code = code, Type = type, Value = value, Status = status, Source = source, Keying = "double", PageId = pages[0].Id, Quad = quad, MachineValue = value.Replace("11605", "11608", StringComparison.Ordinal),
        };
        var at = TimeProvider.System.GetUtcNow();
        return FakeViews.ACase(0) with
        {
            Pages = pages, Amount = 11605.72m, CustomerName = "东屿市博雅物流有限责任公司", SubmittedAt = at.AddMinutes(-4), AskedBy = ["review.large-amount"],
            ReturnTargets = new Dictionary<string, string> { ["entry"] = "要素录入" },
            Fields =
            [
                new FieldView(Field("amount.words", "amount-words", "壹万壹仟陆佰零伍元柒角贰分", Quad(22, 32.4, 82.5, 9.2), FieldStatus.Disputed), "金额（大写）", "Amount in words", false, ["check.words-differ"]),
                new FieldView(Field("amount", "amount", "11605.72", Quad(106, 35.6, 60.6, 6.8), FieldStatus.Disputed, "arbitration"), "金额（小写）", "Amount", false, ["check.words-differ"]),
                new FieldView(Field("payer.account", "account", "1102152344676973929", Quad(116.5, 24.2, 50, 6.2), source: "machine+key"), "付款人账号", "Payer account", false, []),
                new FieldView(Field("payee.name", "company", "江海市天工印务有限责任公司", Quad(20.5, 24.2, 75, 6.2), source: "machine"), "收款人全称", "Payee name", false, []),
                new FieldView(Field("issue.date.words", "date-words", "贰零贰陆年壹拾壹月零贰拾日", Quad(32, 17.3, 62, 6.6), source: "machine"), "出票日期（大写）", "Issue date in words", false, []),
                new FieldView(Field("purpose", "text", "水电费", Quad(16.5, 44.4, 43.5, 6.2), source: "machine"), "用途", "Purpose", false, []),
            ],
            Evidence =
            [
                new StepEvidence { Step = "seal.verify", InputHash = "x", Outcome = "ok", Detail = JsonSerializer.Serialize(new { score = 0.97 }), At = at.AddMinutes(-2) },
                new StepEvidence { Step = "cipher.verify", InputHash = "x", Outcome = "ok", At = at.AddMinutes(-1) },
            ],
            Events = [new EventView(new CaseEvent { Code = "submitted", At = at.AddMinutes(-4) }, "林小雨", null), new EventView(new CaseEvent { Code = "step-entered", At = at.AddMinutes(-1) }, null, "后台审核")],
        };
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var window in _windows) await window.DisposeAsync();
        await _portal.DisposeAsync();
    }
}
