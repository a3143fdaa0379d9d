namespace CentralOps.Web.Texts;

/// <summary>Texts of Receipts: marks <c>ReceiptsTexts.resx</c>.</summary>
public sealed class ReceiptsTexts;
