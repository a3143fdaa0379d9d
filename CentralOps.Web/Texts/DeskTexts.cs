namespace CentralOps.Web.Texts;

/// <summary>Marker of <c>DeskTexts.resx</c>.</summary>
public sealed class DeskTexts;
