namespace CentralOps.Web.Texts;

/// <summary>Texts of changes that need a second person.</summary>
public sealed class ChangesTexts;
