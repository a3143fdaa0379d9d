using CentralOps.Domain.Administration;
using CentralOps.Domain.Recognition;
using CentralOps.Domain.Seals;

namespace CentralOps.Tests.Seals;

public sealed class SealRulingTests
{
    private static readonly DateOnly s_today = new(2026, 11, 20);

    [Fact]
    public void Both_seals_right_pass_without_a_person() =>
        Assert.Equal(SealOutcome.Pass, Rule(Card(), Right("finance"), Right("legal-representative")).Outcome);

    [Fact]
    public void An_unsure_seal_goes_to_a_person()
    {
        var ruling = Rule(Card(), Right("finance"), new("legal-representative", SealVerdict.Unsure, 0.7));
        Assert.Equal((SealOutcome.Manual, 1, "unsure"), (ruling.Outcome, ruling.People, ruling.Reason));
    }

    [Fact]
    public void A_pass_below_the_parameters_score_does_not_count() =>
        Assert.Equal(SealOutcome.Manual, Rule(Card(), Right("finance"), new("legal-representative", SealVerdict.Pass, 0.85)).Outcome);

    [Fact]
    public void Without_a_card_nothing_passes() => Assert.Equal("no-specimen", Rule(null, Right("finance"), Right("legal-representative")).Reason);

    [Fact]
    public void A_stopped_account_never_passes_automatically()
    {
        var card = Card();
        card.Stopped = true;
        var ruling = Rule(card, Right("finance"), Right("legal-representative"));
        Assert.Equal((SealOutcome.Manual, "stopped"), (ruling.Outcome, ruling.Reason));
    }

    [Fact]
    public void An_expired_specimen_never_passes_automatically()
    {
        var card = Card();
        card.Specimens[1].ValidTo = s_today.AddDays(-1);
        var ruling = Rule(card, Right("finance"), Right("legal-representative"));
        Assert.Equal((SealOutcome.Manual, "no-specimen"), (ruling.Outcome, ruling.Reason));
    }

    [Fact]
    public void A_specimen_is_in_force_on_its_first_and_its_last_day()
    {
        var specimen = new SealSpecimen { Role = "finance", ContentHash = "x", ValidFrom = s_today, ValidTo = s_today };
        Assert.True(specimen.IsInForce(s_today));
        Assert.False(specimen.IsInForce(s_today.AddDays(1)));
        Assert.False(specimen.IsInForce(s_today.AddDays(-1)));
    }

    [Theory]
    [InlineData(SealPolicy.Manual, 1)]
    [InlineData(SealPolicy.TwoPeople, 2)]
    public void A_policy_of_people_is_never_shortened_by_a_good_score(SealPolicy policy, int people)
    {
        var ruling = SealRuling.Decide(policy, Card(), s_today, 100, [Right("finance"), Right("legal-representative")], 0.9);
        Assert.Equal((SealOutcome.Manual, people), (ruling.Outcome, ruling.People));
    }

    [Fact]
    public void The_machine_alone_fails_what_it_does_not_pass() =>
        Assert.Equal(SealOutcome.Fail, SealRuling.Decide(SealPolicy.Automatic, Card(), s_today, 100, [Right("finance")], 0.9).Outcome);

    [Fact]
    public void A_forged_third_seal_is_not_excused_by_two_right_ones()
    {
        var card = Card("any 2 of finance,legal-representative,company", "company");
        Assert.Equal(SealOutcome.Pass, Rule(card, Right("finance"), Right("company")).Outcome);
        Assert.Equal(SealOutcome.Manual, Rule(card, Right("finance"), Right("company"), new("legal-representative", SealVerdict.Fail, 0.1)).Outcome);
    }

    [Theory]
    [InlineData("50000", true)]
    [InlineData("50000.01", false)]
    public void Small_amounts_may_need_fewer_seals(string amount, bool enough) =>
        Assert.Equal(enough, SealCombination.Parse("<=50000: finance; finance+legal-representative").SatisfiedBy(["finance"], decimal.Parse(amount, System.Globalization.CultureInfo.InvariantCulture)));

    [Fact]
    public void An_unknown_amount_needs_the_strictest_combination() =>
        Assert.False(SealCombination.Parse("<=50000: finance; finance+legal-representative").SatisfiedBy(["finance"], null));

    [Fact]
    public void An_amount_beyond_every_band_is_never_satisfied() =>
        Assert.False(SealCombination.Parse("<=50000: finance").SatisfiedBy(["finance"], 60000));

    [Theory]
    [InlineData("")]
    [InlineData("any 4 of finance,company")]
    [InlineData("finance+")]
    [InlineData("<=abc: finance")]
    public void A_combination_that_cannot_be_read_is_refused(string text) => Assert.Throws<FormatException>(() => SealCombination.Parse(text));

    private static SealRuling Rule(SpecimenCard? card, params ComparedSeal[] compared) =>
        SealRuling.Decide(SealPolicy.AutomaticThenManual, card, s_today, 1000, compared, 0.9);

    private static ComparedSeal Right(string role) => new(role, SealVerdict.Pass, 0.97);

    private static SpecimenCard Card(string combination = "finance+legal-representative", params string[] more)
    {
        var card = new SpecimenCard { Account = "1102112365433924805", Combination = combination };
        foreach (var role in (string[])["finance", "legal-representative", .. more])
            card.Specimens.Add(new SealSpecimen { Role = role, ContentHash = role, Dpi = 300, ValidFrom = new(2021, 1, 1) });
        return card;
    }
}
