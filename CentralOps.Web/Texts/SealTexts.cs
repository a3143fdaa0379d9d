namespace CentralOps.Web.Texts;

/// <summary>Marker of <c>SealTexts.resx</c>.</summary>
public sealed class SealTexts;
