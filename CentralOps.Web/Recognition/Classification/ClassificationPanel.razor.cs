using System.Text.Json;
using CentralOps.Domain.Cases;
using CentralOps.Domain.Cases.Advancing;
using CentralOps.Domain.Cases.Views;
using CentralOps.Domain.Configuration;
using CentralOps.Domain.Kernel;
using CentralOps.Domain.Recognition;
using CentralOps.Domain.Screens;
using CentralOps.Web.Dispatch.Desk;
using CentralOps.Web.Texts;
using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;

namespace CentralOps.Web.Recognition.Classification;

/// <summary>Classification desk: a person says what a page is where the machine is unsure, and shows it the paper's corners.</summary>
public sealed partial class ClassificationPanel : CasePanel
{
    private IReadOnlyList<VoucherTemplate> _layouts = [];
    private CasePage? _page;

    [Inject] internal TemplateCatalogue Templates { get; set; } = null!;

    /// <inheritdoc />
    protected override string Module => "classification";

    private (string, string)[] Keys => [("F2", T["Key.return"]), ("F3", T["Key.reject"]), ("F7", T["Key.contrast"]), ("F8", T["Key.escalate"])];

    private (string, string)[] More =>
    [
        ("1 … 9, 0", T["Classification.choose"]), ("C", T["Classification.corners-button"]), ("K", T["Classification.by-hand"]), ("Tab ← ↑ → ↓", T["Classification.corner-keys"]),
        ("+ − H R", T["Classification.view-keys"]), ("Enter", T["Classification.send"]), ("F9", T["Key.break"]),
    ];

    private string Doubt => _page?.Doubt is { } doubt ? Codes.Find($"Doubt.{doubt}") ?? doubt : "";

    // What it was said to be when the machine could not read it; null = it was asked for the first time.
    private string? Again => _page is { FailedAgain: > 0, SaidToBe: { } key } ? _layouts.FirstOrDefault(l => l.Key == key) is { } tried ? InLanguage.Of(tried.NameZh, tried.NameEn) : key : null;

    /// <inheritdoc />
    protected override Refusal? Prepare(CaseView view)
    {
        _layouts = Templates.For(view.BusinessType);
        var id = PageOf(Item.Payload);
        _page = view.Pages.FirstOrDefault(p => id is null ? p.Doubt is not null : p.Id == id);
        return _page is null ? new Refusal("desk.bad-payload") : null;
    }

    /// <inheritdoc />
    protected override object Options() => new { ItemId = Item.Id, Page = PageOption(_page!), Tried = Again is null ? null : _page!.SaidToBe, Texts = Texts("choose", "enter") };

    /// <summary>From the browser: what the page is.</summary>
    [JSInvokable]
    public Task<PanelReply> Classified(Guid commandId, PageClassified result)
    {
        var known = result.TemplateKey is null || _layouts.Any(l => l.Key == result.TemplateKey);
        return _page?.Id == result.PageId && known && result.Corners is null or { Count: 8 }
            ? FinishAsync(commandId, WorkResult.Done(result))
            : Task.FromResult(Say(new Refusal("desk.no-value")));
    }

    private static Guid? PageOf(string payload)
    {
        using var json = JsonDocument.Parse(payload);
        return json.RootElement.ValueKind is JsonValueKind.Object && json.RootElement.TryGetProperty("pageId", out var id) && id.TryGetGuid(out var page) ? page : null;
    }
}
