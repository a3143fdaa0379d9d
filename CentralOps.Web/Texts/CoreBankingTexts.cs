namespace CentralOps.Web.Texts;

/// <summary>Texts of CoreBanking: marks <c>CoreBankingTexts.resx</c>.</summary>
public sealed class CoreBankingTexts;
