namespace CentralOps.Domain.Intake.Landing;

/// <summary>Orders that customers placed in online banking and that it may not carry out by itself (网银落地): over a limit, to a new payee, at night.</summary>
public interface ILandedOrders
{
    /// <summary>Orders that wait for the centre, oldest first.</summary>
    /// <exception cref="CoreBanking.CoreUnavailable">The online bank did not answer.</exception>
    Task<IReadOnlyList<LandedOrder>> WaitingAsync(CancellationToken cancel = default);

    /// <summary>Tells the online bank that an order has become a case. Harmless to repeat.</summary>
    /// <exception cref="CoreBanking.CoreUnavailable">The online bank did not answer.</exception>
    Task TakenAsync(string number, string caseNumber, CancellationToken cancel = default);
}

/// <summary>An order of the online bank.</summary>
/// <param name="Number">Its number there: one case per number, for ever.</param>
/// <param name="BranchCode">Branch that keeps the account.</param>
/// <param name="Reason">Why it landed: <c>limit</c>, <c>new-payee</c>, <c>night</c> …</param>
/// <param name="Fields">What the customer entered, by field code.</param>
public sealed record LandedOrder(string Number, string BranchCode, string Reason, IReadOnlyDictionary<string, string> Fields);
