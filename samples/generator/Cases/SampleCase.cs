using CentralOps.SampleGenerator.Bank;
using CentralOps.SampleGenerator.Layouts;
using CentralOps.SampleGenerator.Seals;

namespace CentralOps.SampleGenerator.Cases;

/// <summary>A seal to press on a page.</summary>
internal sealed record PressedSeal(string Role, SealDesign Design);

/// <summary>One paper of a case: its layout, its normalised content and its seals.</summary>
internal sealed record SamplePage(Form Form, string Number, IReadOnlyDictionary<string, string> Values, IReadOnlyList<PressedSeal> Seals)
{
    /// <summary>Short name within the case: <c>front</c>, <c>back</c>, <c>slip</c>, <c>application</c>.</summary>
    public required string Name { get; init; }
}

/// <summary>One customer transaction on paper.</summary>
internal sealed record SampleCase(string BusinessType, string Scenario, DemoAccount Payer, IReadOnlyList<SamplePage> Pages)
{
    /// <summary>What the teller fills in on the screen; null = everything is on paper.</summary>
    public IReadOnlyDictionary<string, string>? Form { get; init; }

    /// <summary>A file of payments as CSV; null = none.</summary>
    public byte[]? File { get; init; }
}

/// <summary>What is wrong, or special, with a case.</summary>
internal static class Scenarios
{
    public const string Ok = "ok";
    public const string Large = "large";
    public const string BadWords = "bad-words";
    public const string ForgedSeal = "forged-seal";
    public const string MissingSeal = "missing-seal";
    public const string Insufficient = "insufficient";
    public const string ClosedAccount = "closed-account";
    public const string FrozenAccount = "frozen-account";
    public const string UsedCheque = "used-cheque";
    public const string Expired = "expired";
    public const string WrongCipher = "wrong-cipher";
    public const string ExpiredSpecimen = "expired-specimen";
    public const string Urgent = "urgent";
    public const string WrongCreditCode = "wrong-credit-code";
    public const string MissingDocument = "missing-document";
    public const string PartlyRefused = "partly-refused";
    public const string LowMargin = "low-margin";

    /// <summary>All of them.</summary>
    public static IReadOnlyList<string> All { get; } =
        [Ok, Large, BadWords, ForgedSeal, MissingSeal, Insufficient, ClosedAccount, FrozenAccount, UsedCheque, Expired, WrongCipher, ExpiredSpecimen, Urgent, WrongCreditCode, MissingDocument, PartlyRefused, LowMargin];
}
