using CentralOps.Domain.Cases;
using CentralOps.Domain.Content;
using CentralOps.Domain.Recognition;

namespace CentralOps.Domain.Intake.Submit;

/// <summary>
/// Business types with the setting <c>documents</c> = <c>complete</c>: at submission it is looked at which documents the pages are, so that the customer can still be asked for a missing one.
/// Only layouts are found, no field is read.
/// </summary>
public sealed class DocumentSet(IRecognitionWorker worker, VoucherConfiguration vouchers, IContentStore content)
{
    /// <summary>Kinds of required documents that are certainly not among the pages. A page that the machine does not know may be any of them: the classification post will say.</summary>
    public async Task<IReadOnlyList<string>> MissingAsync(BusinessType type, IReadOnlyList<DraftPage> pages, CancellationToken cancel)
    {
        if (type.Settings.GetValueOrDefault("documents") != "complete") return [];
        List<VoucherTemplate> layouts = [.. vouchers.Templates.Select(t => t.Template with { Fields = [] })];
        var (found, unknown) = (new HashSet<string>(), 0);
        foreach (var page in pages)
        {
            if (await KindAsync(page, layouts, cancel) is { } kind) found.Add(kind);
            else unknown++;
        }

        List<string> missing = [.. type.Vouchers.Where(v => v.Required && !found.Contains(v.Kind)).Select(v => v.Kind)];
        return missing.Count > unknown ? missing : [];
    }

    private async Task<string?> KindAsync(DraftPage page, List<VoucherTemplate> layouts, CancellationToken cancel)
    {
        try
        {
            var reading = await worker.ReadPageAsync(await content.GetAsync(page.ContentHash, cancel), layouts, [], null, cancel);
            return reading.Doubt is null ? layouts.Find(t => t.Key == reading.TemplateKey)?.Kind : null;
        }
        catch (RecognitionFailed)
        {
            return null; // a person will say what it is
        }
    }
}
