namespace CentralOps.Domain.Seals;

/// <summary>Where specimen cards come from: the bank's card system, or our own table.</summary>
public interface ISpecimenSource
{
    /// <summary>The card of an account with all its specimens; null when there is none.</summary>
    Task<SpecimenCard?> CardAsync(string account, CancellationToken cancel = default);
}

/// <summary>Keeps specimen cards where the bank has no system for them.</summary>
public interface ISpecimenCards : ISpecimenSource
{
    /// <summary>Adds a card.</summary>
    Task AddAsync(SpecimenCard card, CancellationToken cancel = default);
}
