using CentralOps.Domain.Cases.Facts;

namespace CentralOps.Domain.CoreBanking;

/// <summary>What core banking establishes; that posting has begun and money has moved is the case's own (<see cref="FlowFacts"/>).</summary>
public static class PostingFacts
{
    /// <summary>The core's journal number of the main booking.</summary>
    public static readonly Fact<string> JournalNumber = new("journal_number", closed: true);

    /// <summary>That of each further booking, by its entry.</summary>
    public static readonly FactFamily<string> JournalNumberOf = new("journal_number_*", closed: true);

    /// <summary>How often the core has refused to change its records.</summary>
    public static readonly Fact<decimal> Refusals = new("core_refusals", closed: true);

    /// <summary>Contract number of the online banking that the core has opened for the case.</summary>
    public static readonly Fact<string> Contract = new("core_contract", closed: true);

    /// <summary>What else came of a change of the core's records, by name.</summary>
    public static readonly FactFamily<string> ResultOf = new("core_*", closed: true);

    /// <summary>Codes of what the customer wants changed, one per line.</summary>
    public static readonly Fact<string> Changes = new("changes");

    /// <summary>Whether each of the things compared differs, by its code.</summary>
    public static readonly FactFamily<bool> ChangesOf = new("changes_*");
}
