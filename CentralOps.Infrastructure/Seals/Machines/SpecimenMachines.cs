using CentralOps.Domain.Cases;
using CentralOps.Domain.Cases.Steps;
using CentralOps.Domain.Content;
using CentralOps.Domain.Dispatch;
using CentralOps.Domain.Recognition;
using CentralOps.Domain.Seals;

namespace CentralOps.Infrastructure.Seals.Machines;

/// <summary>Cuts the seals out of a scanned specimen card, each at its place on the registered page.</summary>
internal sealed class CutSpecimensMachine(ISealCutter cutter, VoucherConfiguration vouchers, IContentStore content) : IMachine
{
    public string Task => CaptureSpecimensStep.Cut;

    /// <summary>A page that kills its worker twice is none that a card can be made of.</summary>
    public int MostAttempts => 2;

    public async Task<object> WorkAsync(WorkItem item, Case @case, CancellationToken cancel)
    {
        var card = CaptureSpecimensStep.CardOf(vouchers.BusinessType(@case.BusinessType));
        if (@case.LivePages.LastOrDefault(p => p is { TemplateKey: not null, Registration: not null } && p.VoucherKind == card) is not { } page
            || vouchers.Template(page.TemplateKey!, page.TemplateVersion) is not { Seals.Count: > 0 } template)
            return new CapturedSeals(Guid.Empty, [], []);
        var places = template.Seals.Select(s => new SealPlace(s.Role, PageGeometry.Quad(s.Region, page.Registration!), SealGeometry.Dpi(s.Region, page.Registration!))).ToList();
        var (seals, missing) = (new List<CapturedSeal>(), new List<string>());
        foreach (var cut in await cutter.CutSealsAsync(await content.GetAsync(page.ContentHash, cancel), places, cancel))
        {
            if (cut.Image is { } image) seals.Add(new CapturedSeal(cut.Role, await content.PutAsync(image, cancel), cut.Dpi));
            else missing.Add(cut.Role);
        }

        // A seal that is to be used alone needs no other on the card.
        if (@case.Accepted("seal.combination") is { Length: > 0 } combination)
            missing.RemoveAll(role => !SealCombination.Parse(combination).Roles(null).Contains(role));
        return new CapturedSeals(page.Id, seals, missing);
    }
}

/// <summary>Makes the specimen card of a new account. Run again after a crash it finds its own card.</summary>
internal sealed class KeepSpecimensMachine(ISpecimenCards cards) : IMachine
{
    public string Task => KeepSpecimensStep.Keep;

    public async Task<object> WorkAsync(WorkItem item, Case @case, CancellationToken cancel)
    {
        var order = KeepSpecimensStep.OrderOf(@case) ?? throw new InvalidOperationException("nothing captured");
        if (await cards.CardAsync(order.Account, cancel) is { } there)
            return new SpecimensKept(order.Seals.All(s => there.Specimens.Exists(p => p.Role == s.Role && p.ContentHash == s.ContentHash)) ? null : $"account {order.Account} already has a specimen card with other seals");
        var card = new SpecimenCard { Account = order.Account, Combination = order.Combination };
        card.Specimens.AddRange(order.Seals.Select(s => new SealSpecimen { CardId = card.Id, Role = s.Role, ContentHash = s.ContentHash, Dpi = s.Dpi, ValidFrom = order.ValidFrom }));
        await cards.AddAsync(card, cancel);
        return new SpecimensKept(null);
    }
}
