namespace CentralOps.Web.Texts;

/// <summary>Texts of Screens: marks <c>ScreensTexts.resx</c>.</summary>
public sealed class ScreensTexts;
