using System.Globalization;
using CentralOps.Domain.Administration;
using CentralOps.Web.Texts;

namespace CentralOps.Web.Components;

/// <summary>Chooses between the two names that configured things carry.</summary>
public static class Bilingual
{
    /// <summary>True when the person reads English.</summary>
    public static bool English => CultureInfo.CurrentUICulture.TwoLetterISOLanguageName == "en";

    /// <summary>The name in the person's language.</summary>
    public static string Of(string zh, string en) => English ? en : zh;

    /// <summary>A role's name: shipped ones have a text, a bank's own has the names it was given.</summary>
    public static string RoleName(this TextCatalogue texts, RoleRow role)
    {
        ArgumentNullException.ThrowIfNull(texts);
        return texts.Find($"Role.{role.Name}") ?? Of(role.NameZh, role.Name);
    }

    /// <summary>The branch's name in the person's language.</summary>
    public static string Name(this Branch branch) => Of(branch.NameZh, branch.NameEn);

    /// <summary>The post's name in the person's language.</summary>
    public static string Name(this WorkPost post) => Of(post.NameZh, post.NameEn);
}
