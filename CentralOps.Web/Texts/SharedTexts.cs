namespace CentralOps.Web.Texts;

/// <summary>Texts of Shared: marks <c>SharedTexts.resx</c>.</summary>
public sealed class SharedTexts;
