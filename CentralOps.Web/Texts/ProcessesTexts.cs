namespace CentralOps.Web.Texts;

/// <summary>Texts of Processes: marks <c>ProcessesTexts.resx</c>.</summary>
public sealed class ProcessesTexts;
