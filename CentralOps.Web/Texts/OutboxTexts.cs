namespace CentralOps.Web.Texts;

/// <summary>Texts of Outbox: marks <c>OutboxTexts.resx</c>.</summary>
public sealed class OutboxTexts;
