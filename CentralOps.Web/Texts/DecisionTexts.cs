namespace CentralOps.Web.Texts;

/// <summary>Marker of <c>DecisionTexts.resx</c>.</summary>
public sealed class DecisionTexts;
