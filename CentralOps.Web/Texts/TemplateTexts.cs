namespace CentralOps.Web.Texts;

/// <summary>Texts of the template designer: marks <c>TemplateTexts.resx</c>.</summary>
public sealed class TemplateTexts;
