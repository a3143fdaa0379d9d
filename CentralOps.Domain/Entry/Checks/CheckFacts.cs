using CentralOps.Domain.Cases.Facts;

namespace CentralOps.Domain.Entry.Checks;

/// <summary>What the data check establishes.</summary>
public static class CheckFacts
{
    /// <summary>State of the payer's account in the directory: <c>open</c>, <c>frozen</c>, <c>closed</c> …; null = the directory does not know it.</summary>
    public static readonly Fact<string> PayerStatus = new("payer_status");

    /// <summary>The directory knows the payee's account.</summary>
    public static readonly Fact<bool> PayeeKnown = new("payee_known");

    /// <summary>Codes of the checks that failed, one per line; null = none.</summary>
    public static readonly Fact<string> Failures = new("check_failures");
}
