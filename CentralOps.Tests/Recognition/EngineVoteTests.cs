using CentralOps.Domain.Kernel;
using CentralOps.Domain.Recognition.Decision;
using CentralOps.Infrastructure.Ocr;
using CentralOps.Infrastructure.Recognition.Reading;

namespace CentralOps.Tests.Recognition;

/// <summary>What an engine saw becomes its vote for a value.</summary>
public class EngineVoteTests
{
    [Theory]
    [InlineData(FieldTypes.Text, "广告费,", "广告费")]
    [InlineData(FieldTypes.Text, "|往来款|", "往来款")]
    [InlineData(FieldTypes.Text, "货款：A-1", "货款:A-1")]
    [InlineData(FieldTypes.Name, "·", "")]
    [InlineData(FieldTypes.Amount, "3683200.00..", "3683200.00")]
    [InlineData(FieldTypes.Amount, "¥1,234,56", "1234.56")]
    [InlineData(FieldTypes.Amount, "..", "..")]
    public void Dust_at_the_ends_is_no_writing(string type, string read, string value) => Assert.Equal(value, Vote(type, read).Value);

    [Fact]
    public void What_groups_the_figures_of_an_amount_does_not_make_them_doubtful()
    {
        EngineVote vote = Vote(FieldTypes.Amount, "¥1,234.56", 0.9, 0.99, 0.3, 0.98, 0.97, 0.96, 0.95, 0.94, 0.93);
        Assert.Equal([0.9, 0.98, 0.97, 0.96, 0.95, 0.94, 0.93], vote.CharacterConfidences);
        Assert.Equal(0.947, vote.Confidence, 3);
    }

    [Theory]
    [InlineData("贰零贰陆年陆月贰拾日", 0.5)] // 贰拾玖日 without its last figure
    [InlineData("贰零贰陆年陆月零贰拾日", 0.9)]
    [InlineData("贰零贰陆年陆月贰拾玖日", 0.9)]
    [InlineData("贰零贰陆年零陆月贰拾玖日", 0.9)] // one 零 more than prescribed hides nothing
    public void A_date_in_words_that_lacks_a_prescribed_figure_may_lack_another(string read, double confidence) =>
        Assert.Equal(confidence, Vote(FieldTypes.DateWords, read).Confidence, 6);

    [Theory]
    [InlineData("肆拾万陆仟元整", 0.5)] // 肆拾捌万陆仟元整 without 捌
    [InlineData("肆拾万零陆仟元整", 0.9)]
    [InlineData("肆拾捌万陆仟元整", 0.9)]
    [InlineData("肆拾捌万陆仟元", 0.9)] // that the end is missing says nothing about the figures
    public void An_amount_in_words_that_lacks_a_prescribed_nought_may_lack_a_figure(string read, double confidence) =>
        Assert.Equal(confidence, Vote(FieldTypes.AmountWords, read).Confidence, 6);

    [Theory]
    [InlineData("202608011", "2026-08-01", 0.5)]
    [InlineData("2026106月20日", "2026-06-20", 0.5)]
    [InlineData("20261106120", "2026-06-20", 0)] // or 2026-11-06 and more: several dates, so none
    [InlineData("20260801", "2026-08-01", 0.9)]
    [InlineData("2026年08月01日", "2026-08-01", 0.9)]
    public void Marks_of_a_date_that_were_read_as_figures_are_taken_out_but_the_date_is_not_sure(string read, string value, double confidence)
    {
        EngineVote vote = Vote(FieldTypes.Date, read);
        if (confidence == 0)
        {
            Assert.NotEqual(value, vote.Value);
            return;
        }

        Assert.Equal(value, vote.Value);
        Assert.Equal(confidence, vote.Confidence, 6);
    }

    [Fact]
    public void Words_count_as_sure_as_they_are_among_the_words_that_can_stand_there()
    {
        var read = new OcrText("伍拾元整", 0.7, [0.7, 0.7, 0.7, 0.7]) { Within = [0.99, 0.98, 0.99, 0.96] };
        Assert.Equal([0.99, 0.98, 0.99, 0.96], SliceReader.Vote("ppocr", FieldTypes.AmountWords, read).CharacterConfidences);
        Assert.Equal([0.7, 0.7, 0.7, 0.7], SliceReader.Vote("ppocr", FieldTypes.Text, read).CharacterConfidences);
    }

    private static EngineVote Vote(string type, string text, params double[] characters)
    {
        if (characters.Length == 0)
            characters = [.. Enumerable.Repeat(0.9, text.Length)];
        return SliceReader.Vote("ppocr", type, new OcrText(text, characters.Average(), characters));
    }
}
