using System.Globalization;
using Microsoft.AspNetCore.Localization;

namespace CentralOps.Web.Shell;

/// <summary>Chinese first; English by a cookie that the language switch sets.</summary>
internal static class Languages
{
    /// <summary>Name of the cookie in ASP.NET's own format.</summary>
    public const string Cookie = "co.language";

    private static readonly AcceptLanguageHeaderRequestCultureProvider Header = new();

    /// <summary>Adds localisation.</summary>
    public static void AddLanguages(this IServiceCollection services)
    {
        services.AddLocalization();
        services.Configure<RequestLocalizationOptions>(o =>
        {
            CultureInfo[] known = [new("zh-CN"), new("en")];
            o.DefaultRequestCulture = new RequestCulture("zh-CN");
            o.SupportedCultures = known;
            o.SupportedUICultures = known;
            // Not the browser's language: on a bank's shared machines it says nothing about the person.
            o.RequestCultureProviders = [new CookieRequestCultureProvider { CookieName = Cookie }, new CustomRequestCultureProvider(OfProgram)];
        });
    }

    // A program that calls the API says which language its people read.
    private static Task<ProviderCultureResult?> OfProgram(HttpContext http) =>
        http.Request.Path.StartsWithSegments("/api") ? Header.DetermineProviderCultureResult(http) : Task.FromResult<ProviderCultureResult?>(null);
}
