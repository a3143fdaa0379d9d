namespace CentralOps.Web.Texts;

/// <summary>Texts of payments by file.</summary>
public sealed class BatchTexts;
