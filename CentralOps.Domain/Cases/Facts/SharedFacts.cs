namespace CentralOps.Domain.Cases.Facts;

/// <summary>What one feature establishes and others go by, without knowing each other.</summary>
public static class SharedFacts
{
    /// <summary>Whom to call about the payer's account, as the account directory has them.</summary>
    public static readonly Fact<string> PayerContactName = new("payer_contact_name", closed: true);

    /// <summary>At which number.</summary>
    public static readonly Fact<string> PayerContactPhone = new("payer_contact_phone", closed: true);

    /// <summary>Account that the core has opened for the case.</summary>
    public static readonly Fact<string> CoreAccount = new("core_account", closed: true);

    /// <summary>The core's reference of the latest change of its records.</summary>
    public static readonly Fact<string> CoreReference = new("core_reference", closed: true);

    /// <summary>Content hash of the lines of the case's batch as last corrected.</summary>
    public static readonly Fact<string> BatchLines = new("batch_lines", closed: true);
}
