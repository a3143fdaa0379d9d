using CentralOps.Domain.Cases.Facts;

namespace CentralOps.Domain.Recognition;

/// <summary>What recognition establishes of the pages as a whole.</summary>
public static class PageFacts
{
    /// <summary>Kinds of vouchers that the business type demands and that are not among the pages, separated by commas; null = none.</summary>
    public static readonly Fact<string> MissingVouchers = new("missing_vouchers");
}
