namespace CentralOps.Web.Texts;

/// <summary>Texts of Rules: marks <c>RulesTexts.resx</c>.</summary>
public sealed class RulesTexts;
