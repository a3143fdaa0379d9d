using System.Globalization;
using CentralOps.Domain.Audit;
using CentralOps.Domain.Content;
using CentralOps.Domain.Kernel;
using CentralOps.Domain.Recognition;
using CentralOps.Domain.Recognition.Design;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Forms;

namespace CentralOps.Web.Recognition.Designer;

/// <summary>Pages to make the form from and to try the template on: uploaded ones, and the latest of this kind.</summary>
public sealed partial class TemplateDesigner
{
    private const long MaxUpload = 30L << 20;

    private readonly CancellationTokenSource _leaving = new();
    private readonly List<TestPage> _uploaded = [];
    private readonly Dictionary<string, TrialPanel.Tried> _trials = [];
    private List<TestPage> _pages = [];
    private TestPage? _cutting;
    private IReadOnlyList<double> _corners = [];
    private TrialResult? _shown;
    private bool _trying;
    private int _most = 5;

    [Inject] private TryTemplate Trials { get; set; } = default!;

    [Inject] private IStoredVoucherPages Stored { get; set; } = default!;

    [Inject] private IContentStore Content { get; set; } = default!;

    [Inject] private IAuditTrail Trail { get; set; } = default!;

    // A version that takes the layout out of use has nothing to try.
    private bool Tried => _editor is { } editor && (editor.Template.Retired || _trials.Values.Any(t => ReferenceEquals(t.Of, editor.Template) && t.Outcome.ValueOrDefault is { Matched: true }));

    private async Task OfferAsync(int most)
    {
        _most = most;
        var stored = await Stored.LatestAsync(_editor!.Template.Kind, most, _leaving.Token);
        _pages =
        [
            .. _uploaded,
            .. stored.Select(p => new TestPage(new TrialPage(p.ContentHash, Texts["StoredPage", p.CaseNumber, p.PageNumber], p.CaseNumber), p.Width, p.Height, 0)).DistinctBy(p => p.Page.Hash).ExceptBy(_uploaded.Select(u => u.Page.Hash), p => p.Page.Hash),
        ];
        StateHasChanged();
    }

    private async Task<bool> UploadAsync(InputFileChangeEventArgs chosen)
    {
        if (chosen.File.Size > MaxUpload)
        {
            Refusal = new Refusal("capture.file-too-large", MaxUpload >> 20);
            return false;
        }

        using var file = new MemoryStream();
        await chosen.File.OpenReadStream(MaxUpload, _leaving.Token).CopyToAsync(file, _leaving.Token);
        var pages = await Pictures.UploadAsync(file.GetBuffer().AsMemory(0, (int)file.Length), chosen.File.Name, _leaving.Token);
        Refusal = pages.Refusal;
        if (!pages.Succeeded) return false;
        foreach (var (page, index) in pages.Value.Select((p, i) => (p, i)))
        {
            _uploaded.RemoveAll(u => u.Page.Hash == page.Hash);
            _uploaded.Insert(index, new TestPage(new TrialPage(page.Hash, pages.Value.Count > 1 ? $"{chosen.File.Name} · {index + 1}" : chosen.File.Name, null), page.Width, page.Height, page.Dpi));
        }

        await OfferAsync(_most);
        return true;
    }

    private async Task UploadTrialAsync(InputFileChangeEventArgs chosen) => await BusyAsync(async () =>
    {
        if (await UploadAsync(chosen) && _editor!.Template.BlankPng is not null) await TryAsync(_uploaded[0]);
    });

    private async Task UploadFormAsync(InputFileChangeEventArgs chosen) => await BusyAsync(async () =>
    {
        if (await UploadAsync(chosen)) await CutFromAsync(_uploaded[0]);
    });

    private async Task CutFromAsync(TestPage? page)
    {
        if (page?.Page.CaseNumber is { } number) await Trail.RecordAsync(Staff!.UserName, "case.viewed", "case", number, new { template = Key }, _leaving.Token);
        if (page is not null) _corners = await OutlineAsync(page) ?? [0, 0, page.Width, 0, page.Width, page.Height, 0, page.Height];
        (_cutting, _shown) = (page, null);
        await PaintAsync();
    }

    // A proposal only: where the machine sees no paper, the corners begin at the page's.
    private async Task<IReadOnlyList<double>?> OutlineAsync(TestPage page)
    {
        try
        {
            var image = await Content.GetAsync(page.Page.Hash, _leaving.Token);
            return (await Forms.FormAsync(image, new FormOrder(null, 100, 100, []), _leaving.Token)).Outline;
        }
        catch (Exception unseen) when (unseen is RecognitionFailed or ContentMissing)
        {
            return null;
        }
    }

    private async Task CutAsync(FormPanel.Cut cut) => await BusyAsync(async () =>
    {
        try
        {
            var template = _editor!.Template;
            IReadOnlyList<RegionMm> wiped = cut.Wipe ? [.. template.Fields.Select(f => f.Region), .. template.Seals.Select(s => s.Region)] : [];
            var image = await Content.GetAsync(_cutting!.Page.Hash, _leaving.Token);
            var form = await Forms.FormAsync(image, new FormOrder(await CornersAsync(), cut.WidthMm, cut.HeightMm, wiped), _leaving.Token);
            (_cutting, Refusal) = (null, null);
            await ChangeAsync(template with { BlankPng = Convert.ToBase64String(form.Png), WidthMm = cut.WidthMm, HeightMm = cut.HeightMm });
        }
        catch (RecognitionFailed failed)
        {
            Refusal = new Refusal(failed.Code);
        }
        catch (ContentMissing)
        {
            Refusal = new Refusal("template.page-gone");
        }
    });

    private async Task TryAsync(TestPage page)
    {
        if (_trying) return;
        await TryAsync([page]);
        if (_trials.GetValueOrDefault(page.Page.Hash)?.Outcome.ValueOrDefault is { Matched: true } result) await ShowTrialAsync(result);
    }

    private Task TryAllAsync() => TryAsync(_pages);

    private async Task TryAsync(IReadOnlyList<TestPage> pages)
    {
        if (_trying || _leaving.IsCancellationRequested) return;
        _trying = true;
        try
        {
            await FlushAsync();
            var template = _editor!.Template;
            foreach (var page in pages)
            {
                StateHasChanged();
                _trials[page.Page.Hash] = new TrialPanel.Tried(template, await Trials.RunAsync(Staff!, template, page.Page, _leaving.Token));
            }
        }
        catch (OperationCanceledException) when (_leaving.IsCancellationRequested)
        {
            return; // the page was left in the middle of the trials
        }
        finally
        {
            _trying = false;
        }
    }

    private async Task ShowTrialAsync(TrialResult? result)
    {
        _shown = result;
        await PaintAsync();
    }

    private string TrialSummary()
    {
        var of = _editor!.Template;
        if (of.Retired) return "";
        List<TrialResult> results = [.. _trials.Values.Where(t => ReferenceEquals(t.Of, of)).Select(t => t.Outcome.ValueOrDefault).OfType<TrialResult>()];
        List<TrialResult> matched = [.. results.Where(r => r.Matched)];
        var drift = matched.Max(r => r.Drift) ?? 0;
        return Texts["Trial.Summary", matched.Count, _trials.Values.Count(t => ReferenceEquals(t.Of, of)), matched.Sum(r => r.Sure), matched.Sum(r => r.Reading.Fields.Count), drift.ToString("0.00", CultureInfo.CurrentCulture)];
    }
}
