namespace CentralOps.Web.Texts;

/// <summary>Texts of Administration: marks <c>AdministrationTexts.resx</c>.</summary>
public sealed class AdministrationTexts;
