namespace CentralOps.Web.Texts;

/// <summary>Texts of Shell: marks <c>ShellTexts.resx</c>.</summary>
public sealed class ShellTexts;
