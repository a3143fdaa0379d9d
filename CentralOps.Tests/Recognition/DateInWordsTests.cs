using CentralOps.Domain.Kernel;
using CentralOps.Domain.Recognition.Fields;
using CentralOps.Domain.Recognition.Words;
using CsCheck;

namespace CentralOps.Tests.Recognition;

public class DateInWordsTests
{
    [Theory]
    [InlineData(2026, 1, 15, "贰零贰陆年零壹月壹拾伍日")]
    [InlineData(2026, 10, 20, "贰零贰陆年零壹拾月零贰拾日")]
    [InlineData(2025, 12, 31, "贰零贰伍年壹拾贰月叁拾壹日")]
    [InlineData(2030, 2, 5, "贰零叁零年零贰月零伍日")]
    [InlineData(2026, 11, 30, "贰零贰陆年壹拾壹月零叁拾日")]
    [InlineData(2026, 3, 10, "贰零贰陆年叁月零壹拾日")]
    [InlineData(2026, 9, 21, "贰零贰陆年玖月贰拾壹日")]
    public void Leading_zero_and_one_stand_where_the_regulation_wants_them(int year, int month, int day, string words)
    {
        var date = new DateOnly(year, month, day);
        Assert.Equal(words, DateInWords.Write(date));
        Assert.Equal(new DateInWordsReading(date, null), DateInWords.Read(words));
    }

    [Fact]
    public void Every_day_of_a_leap_year_reads_back_as_itself()
    {
        for (var date = new DateOnly(2028, 1, 1); date.Year == 2028; date = date.AddDays(1))
            Assert.Equal(new DateInWordsReading(date, null), DateInWords.Read(DateInWords.Write(date)));
    }

    [Fact]
    public void Every_date_reads_back_as_itself_and_normalises_to_itself() =>
        Gen.Int[0, new DateOnly(2999, 12, 31).DayNumber - new DateOnly(1900, 1, 1).DayNumber].Select(n => new DateOnly(1900, 1, 1).AddDays(n)).Sample(date =>
        {
            string words = DateInWords.Write(date);
            return DateInWords.Read(words) == new DateInWordsReading(date, null) && FieldNormalisation.Normalise(FieldTypes.DateWords, words) == words
                && words.All(c => DateInWords.Alphabet.Contains(c, StringComparison.Ordinal));
        });

    [Fact]
    public void Two_dates_are_never_written_alike() =>
        Gen.Select(Gen.Int[0, 400_000], Gen.Int[0, 400_000]).Select((a, b) => (A: new DateOnly(1900, 1, 1).AddDays(a), B: new DateOnly(1900, 1, 1).AddDays(b)))
            .Sample(pair => pair.A == pair.B == (DateInWords.Write(pair.A) == DateInWords.Write(pair.B)));

    [Fact]
    public void Reading_never_throws_and_never_praises_what_it_would_not_write() =>
        Gen.Char[DateInWords.Alphabet].Array[0, 16].Select(c => new string(c)).Sample(text =>
        {
            DateInWordsReading reading = DateInWords.Read(text);
            return reading.Fault is not null || DateInWords.Read(DateInWords.Write(reading.Date!.Value)) == reading;
        });

    [Theory]
    [InlineData("贰零贰陆年壹月拾伍日", "not-as-prescribed")]
    [InlineData("贰〇贰陆年零壹月壹拾伍日", null)]
    [InlineData("贰零贰陆年零壹拾月贰拾日", "not-as-prescribed")]
    public void A_date_written_otherwise_is_understood_and_marked(string words, string? fault)
    {
        DateInWordsReading reading = DateInWords.Read(words);
        Assert.NotNull(reading.Date);
        Assert.Equal(fault, reading.Fault);
    }

    [Theory]
    [InlineData("", "empty")]
    [InlineData("贰零贰陆年", "not-words")]
    [InlineData("贰零贰陆年零贰月零叁拾日", "not-a-date")]
    [InlineData("贰零贰陆年壹拾叁月零壹日", "not-a-date")]
    [InlineData("贰零贰陆年零月零壹日", "not-words")]
    [InlineData("日月年", "not-words")]
    public void What_is_no_date_is_refused(string words, string fault) => Assert.Equal(new DateInWordsReading(null, fault), DateInWords.Read(words));
}
