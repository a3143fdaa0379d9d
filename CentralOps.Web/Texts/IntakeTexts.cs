namespace CentralOps.Web.Texts;

/// <summary>Texts of the branch: marks <c>IntakeTexts.resx</c>.</summary>
public sealed class IntakeTexts;
