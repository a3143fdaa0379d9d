using CentralOps.Domain.Kernel;
using CentralOps.Web.Texts;

namespace CentralOps.Web.Configuration;

/// <summary>Findings about models in the person's language: resource key <c>Finding.{code}</c>, or the English text where there is none.</summary>
internal static class FindingTexts
{
    /// <summary>The finding in words.</summary>
    public static string Of(this TextCatalogue texts, ModelFinding finding) =>
        texts.Find($"Finding.{finding.Code}") is { } text ? string.Format(System.Globalization.CultureInfo.CurrentCulture, text, [.. finding.Args, "", "", "", ""]) : finding.Text;
}
