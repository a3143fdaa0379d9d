namespace CentralOps.Web.Texts;

/// <summary>Texts of Account: marks <c>AccountTexts.resx</c>.</summary>
public sealed class AccountTexts;
