using CentralOps.Domain.Administration;
using CentralOps.Domain.Audit;
using CentralOps.Domain.Content;
using CentralOps.Domain.Kernel;

namespace CentralOps.Domain.Recognition.Design;

/// <summary>Tries a template, as it is being drawn, on a page: the draft stands among all layouts in force, as it would when published.</summary>
public sealed class TryTemplate(IFormWorkshop workshop, VoucherConfiguration vouchers, TemplatePictures pictures, IContentStore content, IAuditTrail audit)
{
    /// <summary>Tries it.</summary>
    public async Task<Outcome<TrialResult>> RunAsync(StaffMember by, VoucherTemplate draft, TrialPage page, CancellationToken cancel = default)
    {
        if (!by.May(Permissions.AdminConfiguration)) return new Refusal("administration.not-permitted");
        if (draft.BlankPng is null) return new Refusal("template.no-form");
        try
        {
            var image = await content.GetAsync(page.Hash, cancel);
            if (page.CaseNumber is { } number) await audit.RecordAsync(by.UserName, "case.viewed", "case", number, new { template = draft.Key }, cancel);
            IReadOnlyList<VoucherTemplate> templates = [.. vouchers.Templates.Select(t => t.Template).Where(t => t.Key != draft.Key), draft];
            var trial = await workshop.TryAsync(image, templates, [.. vouchers.Fields.All], cancel);
            var flat = trial.Flat is { } picture ? await pictures.KeepAsync(picture, cancel) : null;
            return new TrialResult(page, trial.Reading with { Fields = [.. trial.Reading.Fields.Select(f => f with { Slice = [] })] }, flat, trial.Drifts, trial.Reading.TemplateKey == draft.Key, trial.Anchors);
        }
        catch (RecognitionFailed failed)
        {
            return new Refusal(failed.Code);
        }
        catch (ContentMissing)
        {
            return new Refusal("template.page-gone");
        }
    }
}

/// <summary>A page to try a template on.</summary>
/// <param name="Hash">Content hash.</param>
/// <param name="Title">What people call it: a file name, or case number and page.</param>
/// <param name="CaseNumber">Its case; null = it was uploaded for the trial.</param>
public sealed record TrialPage(string Hash, string Title, string? CaseNumber);

/// <summary>How a template did on a page.</summary>
/// <param name="Page">The page.</param>
/// <param name="Reading">What was read, without the slices.</param>
/// <param name="FlatHash">Content hash of the page laid flat on its form; null = none.</param>
/// <param name="Drifts">Where print was found, against where it should be.</param>
/// <param name="Matched">The page was taken for this layout.</param>
/// <param name="Anchors">How each anchor fits.</param>
public sealed record TrialResult(TrialPage Page, PageReading Reading, string? FlatHash, IReadOnlyList<RegionDrift> Drifts, bool Matched, IReadOnlyList<AnchorFit> Anchors)
{
    /// <summary>Fields that the machine would accept alone.</summary>
    public int Sure => Reading.Fields.Count(f => f.Sure);

    /// <summary>Anchors that were recognised.</summary>
    public int AnchorsFound => Anchors.Count(a => a.Found);

    /// <summary>Largest drift in mm; null = nothing could be measured.</summary>
    public double? Drift => Drifts.Count > 0 ? Drifts.Max(d => d.Distance) : null;
}
