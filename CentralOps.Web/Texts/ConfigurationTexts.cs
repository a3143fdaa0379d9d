namespace CentralOps.Web.Texts;

/// <summary>Texts of Configuration: marks <c>ConfigurationTexts.resx</c>.</summary>
public sealed class ConfigurationTexts;
