using System.Globalization;
using Microsoft.AspNetCore.Localization;

namespace CentralOps.Web.Shell;

/// <summary>Language and theme: harmless choices of one browser, kept in cookies.</summary>
internal static class PreferenceEndpoints
{
    /// <summary>Name of the theme cookie: <c>light</c>, <c>dark</c>, or absent for the system's choice.</summary>
    public const string ThemeCookie = "co.theme";

    /// <summary>Maps <c>GET /preferences/language</c> and <c>GET /preferences/theme</c>.</summary>
    public static void MapPreferences(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/preferences/language", (HttpContext http, string to, string? back) =>
        {
            var culture = to == "en" ? "en" : "zh-CN";
            Keep(http, Languages.Cookie, CookieRequestCultureProvider.MakeCookieValue(new RequestCulture(CultureInfo.GetCultureInfo(culture))));
            return Results.LocalRedirect(LocalAddress.OrStart(back));
        }).AllowAnonymous();
        routes.MapGet("/preferences/theme", (HttpContext http, string to, string? back) =>
        {
            Keep(http, ThemeCookie, to is "light" or "dark" ? to : "auto");
            return Results.LocalRedirect(LocalAddress.OrStart(back));
        }).AllowAnonymous();
    }

    private static void Keep(HttpContext http, string name, string value) => http.Response.Cookies.Append(name, value, new CookieOptions
    {
        MaxAge = TimeSpan.FromDays(365),
        HttpOnly = true,
        SameSite = SameSiteMode.Lax,
        Secure = http.Request.IsHttps,
        IsEssential = true,
    });
}
