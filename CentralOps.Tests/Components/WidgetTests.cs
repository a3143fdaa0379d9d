using Bunit;
using CentralOps.Domain.Kernel;
using CentralOps.Tests.Support;
using CentralOps.Web.Components;
using Microsoft.Extensions.DependencyInjection;

namespace CentralOps.Tests.Components;

public sealed class WidgetTests : PortalContext
{
    [Theory]
    [InlineData(StateKind.Ok, "●")]
    [InlineData(StateKind.Due, "▲")]
    [InlineData(StateKind.Breached, "■")]
    [InlineData(StateKind.Waiting, "◆")]
    public void A_state_is_told_by_shape_and_word(StateKind kind, string shape)
    {
        var chip = Render<StateChip>(p => p.Add(c => c.Kind, kind).Add(c => c.Text, "等待"));
        Assert.Equal($"{shape}等待", chip.Find(".chip").TextContent);
        Assert.Equal("true", chip.Find(".shape").GetAttribute("aria-hidden"));
    }

    [Theory]
    [InlineData("1234567.8", "1,234,567.80")]
    [InlineData("0", "0.00")]
    [InlineData("-15.005", "-15.01")]
    public void An_amount_has_thousands_and_two_decimals_in_both_languages(string amount, string shown)
    {
        var value = decimal.Parse(amount, System.Globalization.CultureInfo.InvariantCulture);
        Assert.Equal(shown, AmountText.Format(value));
        Speak("en");
        Assert.Equal(shown, AmountText.Format(value));
    }

    [Fact]
    public void An_unknown_amount_shows_a_dash() =>
        Assert.Equal("—", Render<AmountText>(p => p.Add(a => a.Value, null)).Find("span").TextContent);

    [Theory]
    [InlineData("6222021001116245702", "6222 0210 0111 6245 702")]
    [InlineData("1234", "1234")]
    [InlineData("", "—")]
    [InlineData(null, "—")]
    public void An_account_number_is_shown_in_groups_of_four(string? account, string shown) =>
        Assert.Equal(shown, AccountText.Group(account));

    [Theory]
    [InlineData(-3, "0 秒")]
    [InlineData(45, "45 秒")]
    [InlineData(60, "1 分")]
    [InlineData(80, "1 分 20 秒")]
    [InlineData(7500, "2 小时 5 分")]
    [InlineData(273600, "3 天 4 小时")]
    public void A_duration_is_read_in_two_units_at_most(int seconds, string shown) =>
        Assert.Equal(shown, Services.GetRequiredService<DurationText>().Of(TimeSpan.FromSeconds(seconds)));

    [Fact]
    public void A_time_is_shown_in_the_banks_time_zone_and_with_its_date_when_it_is_another_day()
    {
        var now = Clock.GetUtcNow();
        Assert.Equal("10:00:00", DurationText.At(now, now));
        Assert.Equal("2026-11-22 23:59:59", DurationText.At(new DateTimeOffset(2026, 11, 22, 15, 59, 59, TimeSpan.Zero), now));
    }

    [Fact]
    public void A_refusal_is_told_in_the_persons_language_and_an_unknown_one_by_its_code()
    {
        var refusal = new Refusal("account.locked");
        Assert.Contains("15 分钟", Render<ErrorNote>(p => p.Add(e => e.Refusal, refusal)).Find("[role=alert]").TextContent, StringComparison.Ordinal);
        Speak("en");
        Assert.Contains("15 minutes", Render<ErrorNote>(p => p.Add(e => e.Refusal, refusal)).Find("[role=alert]").TextContent, StringComparison.Ordinal);
        Assert.Contains("Refusal.nobody.knows", Render<ErrorNote>(p => p.Add(e => e.Refusal, new Refusal("nobody.knows"))).Markup, StringComparison.Ordinal);
    }

    [Fact]
    public void No_refusal_shows_nothing() => Assert.Empty(Render<ErrorNote>(p => p.Add(e => e.Refusal, null)).Markup.Trim());
}
