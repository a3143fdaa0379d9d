using CentralOps.Domain.Cases.Facts;

namespace CentralOps.Domain.Receipts;

/// <summary>What printing and archiving establish.</summary>
public static class PaperFacts
{
    /// <summary>The branch may print.</summary>
    public static readonly Fact<bool> DocumentsReady = new("documents_ready", closed: true);

    /// <summary>Number of the e-receipt.</summary>
    public static readonly Fact<string> ReceiptNumber = new("receipt_number", closed: true);

    /// <summary>Content hash of the archived data.</summary>
    public static readonly Fact<string> ArchiveHash = new("archive_hash", closed: true);
}
