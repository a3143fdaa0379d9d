namespace CentralOps.Domain.CoreBanking.Records;

/// <summary>
/// What the core keeps beside money: accounts, customers, contracts. Like a booking, a change is asked for under one key for life: a lost answer is
/// queried, and the same key never changes anything twice. No method throws for what a network or a core can do.
/// </summary>
public interface ICoreRecords
{
    /// <summary>Asks the core to change its records.</summary>
    Task<RecordAnswer> ChangeAsync(RecordOrder order, CancellationToken cancel = default);

    /// <summary>What the core knows of a key. Harmless to repeat.</summary>
    Task<RecordAnswer> QueryAsync(string key, CancellationToken cancel = default);

    /// <summary>The customer behind an account as the core has them, by field code without prefix (<c>name</c>, <c>address</c>, <c>legal.name</c> …); null = no such account.</summary>
    /// <exception cref="CoreUnavailable">The core did not answer.</exception>
    Task<IReadOnlyDictionary<string, string>?> CustomerAsync(string account, CancellationToken cancel = default);
}

/// <summary>Kinds of changes that the step <c>core.record</c> may ask for.</summary>
public static class RecordKinds
{
    /// <summary>Opens an account; its number is the answer.</summary>
    public const string AccountOpening = "account-opening";

    /// <summary>Changes what the core has of a customer.</summary>
    public const string CustomerChange = "customer-change";

    /// <summary>Opens online banking for an account; the contract number is the answer.</summary>
    public const string OnlineBanking = "online-banking";

    /// <summary>All of them.</summary>
    public static IReadOnlyList<string> All { get; } = [AccountOpening, CustomerChange, OnlineBanking];
}

/// <summary>A change that a case wants.</summary>
/// <param name="Key">One key for the change's whole life.</param>
/// <param name="Kind">One of <see cref="RecordKinds"/>.</param>
/// <param name="CaseNumber">Case number.</param>
/// <param name="BranchCode">Branch of the case.</param>
/// <param name="BusinessDate">The bank's date.</param>
/// <param name="Fields">Accepted values by field code, without secrets.</param>
public sealed record RecordOrder(string Key, string Kind, string CaseNumber, string BranchCode, DateOnly BusinessDate, IReadOnlyDictionary<string, string> Fields);

/// <summary>What the core answered, as far as it is known.</summary>
public abstract record RecordAnswer
{
    private RecordAnswer()
    {
    }

    /// <summary>Done.</summary>
    /// <param name="Reference">The core's reference number.</param>
    /// <param name="Results">What came of it, by name: <c>account</c>, <c>contract</c>.</param>
    public sealed record Done(string Reference, IReadOnlyDictionary<string, string> Results) : RecordAnswer;

    /// <summary>Refused for a business reason: nothing was changed and under this key nothing ever will be.</summary>
    public sealed record Refused(string Code, string Text) : RecordAnswer;

    /// <summary>The core has never seen the key.</summary>
    public sealed record NotKnown : RecordAnswer;

    /// <summary>It may or may not have been done: ask again.</summary>
    public sealed record NoAnswer(string Reason) : RecordAnswer;
}
