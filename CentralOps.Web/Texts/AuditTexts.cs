namespace CentralOps.Web.Texts;

/// <summary>Texts of Audit: marks <c>AuditTexts.resx</c>.</summary>
public sealed class AuditTexts;
