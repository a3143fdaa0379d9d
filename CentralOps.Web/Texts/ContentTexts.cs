namespace CentralOps.Web.Texts;

/// <summary>Texts of Content: marks <c>ContentTexts.resx</c>.</summary>
public sealed class ContentTexts;
