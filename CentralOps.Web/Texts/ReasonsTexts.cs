namespace CentralOps.Web.Texts;

/// <summary>Texts of the reason codes: marks <c>ReasonsTexts.resx</c>.</summary>
public sealed class ReasonsTexts;
