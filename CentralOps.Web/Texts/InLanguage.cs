using System.Globalization;

namespace CentralOps.Web.Texts;

/// <summary>Names that are kept in both languages.</summary>
public static class InLanguage
{
    /// <summary>The one of the person's language.</summary>
    public static string Of(string zh, string en) => CultureInfo.CurrentUICulture.TwoLetterISOLanguageName == "zh" ? zh : en;
}
