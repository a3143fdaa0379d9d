namespace CentralOps.Web.Texts;

/// <summary>Texts of the boards: marks <c>MonitoringTexts.resx</c>.</summary>
public sealed class MonitoringTexts;
