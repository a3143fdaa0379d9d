using CentralOps.Domain.Content;
using CentralOps.Domain.Kernel;

namespace CentralOps.Domain.Seals;

/// <summary>A card as it comes from outside.</summary>
/// <param name="Account">The account.</param>
/// <param name="Combination">Combination rule.</param>
/// <param name="Seals">Its seals.</param>
public sealed record SpecimenCardData(string Account, string Combination, IReadOnlyList<SpecimenData> Seals);

/// <summary>A seal as it comes from outside.</summary>
/// <param name="Role">Seal role.</param>
/// <param name="Image">PNG of the impression.</param>
/// <param name="Dpi">Its resolution.</param>
/// <param name="ValidFrom">First day in force.</param>
/// <param name="ValidTo">Last day in force; null = until replaced.</param>
public sealed record SpecimenData(string Role, byte[] Image, double Dpi, DateOnly ValidFrom, DateOnly? ValidTo);

/// <summary>Takes over specimen cards, at account opening or in bulk. A card that is already there stays as it is.</summary>
public sealed class SpecimenImport(ISpecimenCards cards, IContentStore content)
{
    /// <summary>Imports one card.</summary>
    /// <returns><c>seals.bad-combination</c> (account, message), <c>seals.bad-dates</c> (account, role) or <c>seals.no-specimen</c> (account) when it cannot be used.</returns>
    public async Task<Outcome> ImportAsync(SpecimenCardData data, CancellationToken cancel = default)
    {
        if (await cards.CardAsync(data.Account, cancel) is not null)
            return Outcome.Ok;
        try
        {
            SealCombination.Parse(data.Combination);
        }
        catch (FormatException e)
        {
            return Outcome.No("seals.bad-combination", data.Account, e.Message);
        }

        if (data.Seals.Count == 0)
            return Outcome.No("seals.no-specimen", data.Account);
        if (data.Seals.FirstOrDefault(s => s.ValidTo < s.ValidFrom) is { } wrong)
            return Outcome.No("seals.bad-dates", data.Account, wrong.Role);

        var card = new SpecimenCard { Account = data.Account, Combination = data.Combination };
        foreach (var seal in data.Seals)
        {
            card.Specimens.Add(new SealSpecimen
            {
                CardId = card.Id,
                Role = seal.Role,
                ContentHash = await content.PutAsync(seal.Image, cancel),
                Dpi = seal.Dpi,
                ValidFrom = seal.ValidFrom,
                ValidTo = seal.ValidTo,
            });
        }

        await cards.AddAsync(card, cancel);
        return Outcome.Ok;
    }
}
