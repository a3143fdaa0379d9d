namespace CentralOps.Web.Texts;

/// <summary>Texts of cases: marks <c>CasesTexts.resx</c>.</summary>
public sealed class CasesTexts;
