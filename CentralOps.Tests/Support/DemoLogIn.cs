using System.Text.RegularExpressions;
using Microsoft.Playwright;

namespace CentralOps.Tests.Support;

/// <summary>Logs demo people in where the log-in is not what is tested: the card's own request, without the pages before and after it.</summary>
internal static partial class DemoLogIn
{
    /// <summary>The context has the person's session, language and theme; nothing is open in it yet.</summary>
    public static async Task LogInAsync(this IBrowserContext context, string address, string userName, string language = "zh-CN", string theme = "light")
    {
        await context.AddCookiesAsync(
        [
            new() { Name = "co.language", Value = Uri.EscapeDataString($"c={language}|uic={language}"), Url = address },
            new() { Name = "co.theme", Value = theme, Url = address },
        ]);
        var page = await (await context.APIRequest.GetAsync($"{address}/account/log-in")).TextAsync();
        var card = context.APIRequest.CreateFormData();
        card.Set("_handler", $"demo-{userName}");
        card.Set("__RequestVerificationToken", Token().Match(page).Groups[1].Value);
        var answer = await context.APIRequest.PostAsync($"{address}/account/log-in", new() { Form = card, MaxRedirects = 0 });
        Assert.True(answer.Status == 302, $"{userName} was not logged in: {answer.Status}");
    }

    [GeneratedRegex("name=\"__RequestVerificationToken\" value=\"([^\"]+)\"")]
    private static partial Regex Token();
}
