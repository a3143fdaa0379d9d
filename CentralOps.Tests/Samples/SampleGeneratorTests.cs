using CentralOps.Domain.Batches;
using CentralOps.Domain.CoreBanking;
using CentralOps.Domain.Recognition.Fields;
using CentralOps.SampleGenerator;
using CentralOps.SampleGenerator.Bank;
using CentralOps.SampleGenerator.Cases;
using CentralOps.SampleGenerator.Layouts;

namespace CentralOps.Tests.Samples;

public sealed class SampleGeneratorTests
{
    private static readonly DateOnly s_day = new(2026, 11, 20);

    [Theory]
    [InlineData("cheque-transfer")]
    [InlineData("remittance")]
    [InlineData("loan-drawdown")]
    [InlineData("time-deposit")]
    [InlineData("bill")]
    [InlineData("bill-acceptance")]
    [InlineData("account-opening")]
    [InlineData("customer-change")]
    [InlineData("online-banking")]
    [InlineData("internal-transfer")]
    [InlineData("counter-authorization")]
    [InlineData("payroll")]
    public void Every_value_on_a_page_has_a_region_in_its_template(string type)
    {
        foreach (var scenario in Scenarios.All)
        {
            foreach (var page in CaseFactory.Make(type, scenario, s_day, 7).Pages)
            {
                var regions = page.Form.Fields.Select(f => f.Field.Code).ToHashSet();
                Assert.All(page.Values.Keys, code => Assert.Contains(code, regions));
            }
        }
    }

    [Fact]
    public void Every_region_is_on_its_paper_and_its_field_is_in_the_catalogue()
    {
        foreach (var form in FormCatalogue.All)
        {
            var regions = form.Fields.Select(f => f.Field.Region).Concat(form.Seals.Select(s => s.Region));
            Assert.All(regions, r =>
            {
                Assert.InRange(r.X, 0, form.WidthMm - r.Width);
                Assert.InRange(r.Y, 0, form.HeightMm - r.Height);
            });
            Assert.All(form.Fields, f => Assert.Contains(f.Field.Code, PageArtist.Fields.Keys));
        }
    }

    [Fact]
    public void What_the_teller_fills_in_is_well_formed_and_agrees_with_the_papers_and_the_file()
    {
        foreach (var (type, seed) in from type in (string[])["internal-transfer", "counter-authorization", "payroll"] from seed in Enumerable.Range(1, 20) select (type, seed))
        {
            foreach (var scenario in (string[])[Scenarios.Ok, Scenarios.Large, Scenarios.PartlyRefused])
            {
                var sample = CaseFactory.Make(type, scenario, s_day, seed);
                Assert.All(sample.Form!, f => Assert.Empty(FieldChecks.Problems(PageArtist.Fields[f.Key], f.Value)));
                Assert.All(sample.Form!.Where(f => f.Key != "counter.transaction"), f => Assert.Contains(sample.Pages, p => p.Values.GetValueOrDefault(f.Key) == f.Value));
                if (sample.File is not { } file) continue;
                var (lines, problems) = BatchTable.Read(CsvText.Read(file, 10_000, 100).Value);
                Assert.Empty(problems);
                Assert.Null(BatchFacts.Check(lines.Count, lines.Sum(l => l.Amount), sample.Form!));
            }
        }
    }

    [Fact]
    public void No_two_fields_of_the_catalogue_have_the_same_name()
    {
        Assert.Empty(PageArtist.Fields.Values.GroupBy(f => f.NameZh).Where(g => g.Count() > 1).Select(g => g.Key));
        Assert.Empty(PageArtist.Fields.Values.GroupBy(f => f.NameEn).Where(g => g.Count() > 1).Select(g => g.Key));
    }

    [Fact]
    public void The_same_seed_makes_the_same_case_and_another_seed_another()
    {
        var (one, again, other) = (Front(5), Front(5), Front(6));
        Assert.Equal(one, again);
        Assert.NotEqual(one, other);

        static string Front(int seed) => string.Join('\n', CaseFactory.Make("cheque-transfer", "ok", s_day, seed).Pages[0].Values);
    }

    [Fact]
    public void The_same_seed_draws_the_same_pixels()
    {
        Assert.SkipUnless(SampleGenerator.Drawing.Fonts.Installed, "Chinese fonts are not installed");
        Assert.Equal(Draw(), Draw());

        static byte[] Draw()
        {
            var page = CaseFactory.Make("cheque-transfer", "ok", s_day, 5).Pages[0];
            using var picture = PageArtist.Capture(page, 100, new Dice(3), degraded: true, CaptureBy.Phone);
            return Pictures.Jpeg(picture);
        }
    }

    [Fact]
    public void A_case_is_wrong_in_the_way_of_its_scenario_and_in_no_other()
    {
        foreach (var scenario in Scenarios.All)
        {
            var sample = CaseFactory.Make("cheque-transfer", scenario, s_day, 11);
            var front = sample.Pages[0].Values;
            var (amount, number) = (decimal.Parse(front["amount"], System.Globalization.CultureInfo.InvariantCulture), front["voucher.number"]);
            var issued = Enumerable.Range(0, 60).Select(back => s_day.AddDays(-back)).Single(d => Words.Date(d) == front["issue.date.words"]);
            Assert.Equal(scenario == Scenarios.BadWords, front["amount.words"] != Words.Amount(amount));
            Assert.Equal(scenario == Scenarios.Expired, s_day.DayNumber - issued.DayNumber > 10);
            Assert.Equal(scenario == Scenarios.WrongCipher, front["payment.cipher"] != DemoPaymentCipher.Compute(front["payer.account"], number, amount, issued));
            Assert.Equal(scenario == Scenarios.Insufficient, sample.Payer.Balance < amount && sample.Payer.Status == "active");
            Assert.Equal(scenario == Scenarios.ClosedAccount, sample.Payer.Status == "closed");
            Assert.Equal(scenario == Scenarios.UsedCheque, Enumerable.Range(0, DemoAccount.UsedCheques).Select(sample.Payer.Cheque).Contains(number));
            Assert.Equal(scenario == Scenarios.ForgedSeal, !sample.Pages[0].Seals.All(s => sample.Payer.Seals.Any(r => r.Design == s.Design)));
            Assert.Equal(scenario == Scenarios.MissingSeal, sample.Pages[0].Seals.Count < 2);
        }
    }

    [Theory]
    [InlineData("107000.53", "壹拾万柒仟元伍角叁分")]
    [InlineData("1680.32", "壹仟陆佰捌拾元叁角贰分")]
    [InlineData("325.04", "叁佰贰拾伍元零肆分")]
    [InlineData("6007.14", "陆仟零柒元壹角肆分")]
    [InlineData("1409.50", "壹仟肆佰零玖元伍角整")]
    [InlineData("100000005", "壹亿零伍元整")]
    [InlineData("100500", "壹拾万零伍佰元整")]
    public void Amounts_in_words_follow_the_regulation(string figures, string words) =>
        Assert.Equal(words, Words.Amount(decimal.Parse(figures, System.Globalization.CultureInfo.InvariantCulture)));

    [Theory]
    [InlineData("2026-01-15", "贰零贰陆年零壹月壹拾伍日")]
    [InlineData("2026-10-20", "贰零贰陆年零壹拾月零贰拾日")]
    [InlineData("2026-12-31", "贰零贰陆年壹拾贰月叁拾壹日")]
    [InlineData("2026-03-05", "贰零贰陆年叁月零伍日")]
    public void Dates_in_words_follow_the_regulation(string date, string words) =>
        Assert.Equal(words, Words.Date(DateOnly.ParseExact(date, "yyyy-MM-dd")));

    [Fact]
    public void The_demo_banks_account_numbers_pass_their_check_and_are_unique()
    {
        Assert.All(DemoBank.Accounts, a => Assert.Equal(a.Account, CheckDigits.WithLuhn(a.Account[..^1])));
        Assert.Equal(41, DemoBank.Accounts.Select(a => a.Account).Distinct().Count());
    }
}
