namespace CentralOps.Domain.CoreBanking.Records;

/// <summary>Whom an account has paid before: a reading that names a known payee of this payer is confirmed from outside the page.</summary>
public interface IPayeeHistory
{
    /// <summary>Payees of completed cases of an account, the latest first, each once.</summary>
    Task<IReadOnlyList<KnownPayee>> OfAsync(string payerAccount, CancellationToken cancel = default);
}

/// <summary>A payee of the past.</summary>
/// <param name="Account">Account number.</param>
/// <param name="Name">Name.</param>
/// <param name="Bank">Bank as it was written; null = not known.</param>
public sealed record KnownPayee(string Account, string Name, string? Bank);
