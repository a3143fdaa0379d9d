using System.Globalization;
using CentralOps.Domain.Administration;
using CentralOps.Domain.Cases;
using CentralOps.Domain.Cases.Views;
using CentralOps.Domain.Content;
using CentralOps.Domain.Recognition;

namespace CentralOps.Domain.Seals;

/// <summary>Compares the drawer's seals of a case with the specimens in force and rules by policy. What cannot be compared goes to a person, never through.</summary>
public sealed class CompareSeals(
    IRecognitionWorker worker, ISpecimenSource specimens, VoucherConfiguration vouchers, IContentStore content, IParameters parameters)
{
    /// <summary>Seals of others than the drawer, and official seals on letters, which have no specimen here.</summary>
    private static readonly string[] s_others = ["payee", "bank", "official"];

    /// <summary>Compares and rules.</summary>
    /// <param name="case">The case.</param>
    /// <param name="voucher">Kind of voucher whose seals count; null = the first one with seals.</param>
    /// <param name="cancel">Cancels.</param>
    public async Task<SealsCompared> CompareAsync(Case @case, string? voucher, CancellationToken cancel)
    {
        // Whose specimens count is the business type's: a loan note is sealed by the borrower, who is paid.
        var account = @case.Accepted($"{vouchers.BusinessType(@case.BusinessType)?.Settings.GetValueOrDefault("sealed-by") ?? "payer"}.account");
        var amount = decimal.TryParse(@case.Accepted("amount"), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var yuan) ? yuan : @case.Amount;
        var card = account is null ? null : await specimens.CardAsync(account, cancel);
        var policy = Enum.TryParse<SealPolicy>(parameters.Get(ParameterKeys.SealPolicy), ignoreCase: true, out var set) ? set : SealPolicy.AutomaticThenManual;
        SealRuling Ruling(IReadOnlyCollection<ComparedSeal> compared) =>
            SealRuling.Decide(policy, card, @case.BusinessDate, amount, compared, (double)parameters.Number(ParameterKeys.SealPass));
        if (SealedPage(@case, voucher) is not { } sealedPage)
            return new SealsCompared(new(@case.LivePages.First().Id, []), Ruling([]));

        var (page, places) = sealedPage;
        var inForce = card?.InForce(@case.BusinessDate) ?? [];
        var entries = new List<SealPayloadEntry>();
        var tasks = new List<SealTask>();
        foreach (var place in places)
        {
            var quad = PageGeometry.Quad(place.Region, page.Registration!);
            var specimen = inForce.FirstOrDefault(s => s.Role == place.Role);
            if (specimen is null)
                entries.Add(new(place.Role, "unsure", 0, null, null, null, quad, ["no-specimen"]));
            else
                tasks.Add(new(place.Role, quad, await content.GetAsync(specimen.ContentHash, cancel), specimen.Dpi, SealGeometry.Dpi(place.Region, page.Registration!)));
        }

        foreach (var reading in await ReadAsync(page, tasks, cancel))
        {
            var specimen = inForce.First(s => s.Role == reading.Role);
            entries.Add(new(
                reading.Role, Word(reading.Verdict), reading.Score, specimen.ContentHash, await KeptAsync(reading.Impression, cancel), await KeptAsync(reading.Difference, cancel),
                tasks.First(t => t.Role == reading.Role).Region, reading.Reasons));
        }

        var compared = entries.Where(e => e.SpecimenHash is not null).Select(e => new ComparedSeal(e.Role, Enum.Parse<SealVerdict>(e.Verdict, ignoreCase: true), e.Score)).ToList();
        return new SealsCompared(new(page.Id, entries), Ruling(compared));
    }

    /// <summary>The registered page with the drawer's seals, and their places; of several the one whose voucher the business type names first, unless the step asks for a voucher.</summary>
    private (CasePage Page, IReadOnlyList<TemplateSeal> Places)? SealedPage(Case @case, string? kind)
    {
        var order = vouchers.BusinessType(@case.BusinessType)?.Vouchers.Select(v => v.Kind).ToList() ?? [];
        foreach (var page in @case.LivePages.Where(p => kind is null || p.VoucherKind == kind).OrderBy(p => order.IndexOf(p.VoucherKind ?? "") is >= 0 and var at ? at : int.MaxValue))
        {
            if (page is not { TemplateKey: { } key, Registration: not null } || vouchers.Template(key, page.TemplateVersion) is not { } template)
                continue;
            var places = template.Seals.Where(s => !s_others.Contains(s.Role)).ToList();
            if (places.Count > 0)
                return (page, places);
        }

        return null;
    }

    private async Task<IReadOnlyList<SealReading>> ReadAsync(CasePage page, List<SealTask> tasks, CancellationToken cancel)
    {
        if (tasks.Count == 0)
            return [];
        try
        {
            return await worker.CompareSealsAsync(await content.GetAsync(page.ContentHash, cancel), tasks, cancel);
        }
        catch (RecognitionFailed failed)
        {
            // Seals that the machine cannot compare are compared by people; the case does not wait for the machine.
            return [.. tasks.Select(t => new SealReading(t.Role, SealVerdict.Unsure, 0, null, null, [failed.Code]))];
        }
    }

    private async Task<string?> KeptAsync(byte[]? picture, CancellationToken cancel) => picture is null ? null : await content.PutAsync(picture, cancel);

    private static string Word(SealVerdict verdict) => verdict switch
    {
        SealVerdict.Pass => "pass",
        SealVerdict.Fail => "fail",
        _ => "unsure",
    };
}
