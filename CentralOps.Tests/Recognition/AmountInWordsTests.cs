using System.Globalization;
using CentralOps.Domain.Recognition.Words;
using CsCheck;

namespace CentralOps.Tests.Recognition;

public class AmountInWordsTests
{
    [Theory]
    [InlineData("1409.50", "壹仟肆佰零玖元伍角整")]
    [InlineData("6007.14", "陆仟零柒元壹角肆分")]
    [InlineData("1680.32", "壹仟陆佰捌拾元零叁角贰分")]
    [InlineData("16409.02", "壹万陆仟肆佰零玖元零贰分")]
    [InlineData("325.04", "叁佰贰拾伍元零肆分")]
    [InlineData("10", "壹拾元整")]
    [InlineData("0.07", "柒分")]
    [InlineData("0", "零元整")]
    [InlineData("100000000", "壹亿元整")]
    [InlineData("999999999.99", "玖亿玖仟玖佰玖拾玖万玖仟玖佰玖拾玖元玖角玖分")]
    [InlineData("100008000", "壹亿零捌仟元整")]
    public void Amounts_are_written_as_the_regulation_writes_them(string amount, string words)
    {
        decimal value = decimal.Parse(amount, CultureInfo.InvariantCulture);
        Assert.Equal(words, AmountInWords.Write(value));
        Assert.Equal(new AmountInWordsReading(value, null), AmountInWords.Read(words));
    }

    [Theory]
    [InlineData("壹仟陆佰捌拾元叁角贰分", "1680.32")]
    [InlineData("壹拾万柒仟元零伍角叁分", "107000.53")]
    [InlineData("壹拾万零柒仟元伍角叁分", "107000.53")]
    [InlineData("人民币壹仟肆佰零玖圆伍角", "1409.50")]
    [InlineData("貳萬叁仟圓正", "23000")]
    public void Other_writings_that_the_regulation_allows_are_read_without_complaint(string words, string amount) =>
        Assert.Equal(new AmountInWordsReading(decimal.Parse(amount, CultureInfo.InvariantCulture), null), AmountInWords.Read(words));

    [Theory]
    [InlineData("", null, "empty")]
    [InlineData("壹佰贰拾", null, "not-words")]
    [InlineData("壹贰元整", null, "not-words")]
    [InlineData("壹佰元", "100", "zheng-missing")]
    [InlineData("壹元零伍分整", "1.05", "zheng-after-fen")]
    [InlineData("拾元整", "10", "not-as-prescribed")]
    [InlineData("壹仟肆佰玖元整", "1409", "not-as-prescribed")]
    [InlineData("壹仟零零玖元整", "1009", "not-as-prescribed")]
    [InlineData("叁佰元肆分", "300.04", "not-as-prescribed")]
    [InlineData("伍元元整", null, "not-words")]
    public void Faulty_writings_are_told_apart(string words, string? amount, string fault) =>
        Assert.Equal(new AmountInWordsReading(amount is null ? null : decimal.Parse(amount, CultureInfo.InvariantCulture), fault), AmountInWords.Read(words));

    [Fact]
    public void Every_amount_reads_back_as_itself() =>
        Gen.Long[0, 999_999_999_999_999_999].Select(cents => cents / 100m).Sample(amount =>
            AmountInWords.Read(AmountInWords.Write(amount)) == new AmountInWordsReading(amount, null));

    [Fact]
    public void Reading_never_throws_and_never_accepts_what_it_would_not_write() =>
        Gen.Char[AmountInWords.Alphabet].Array[0, 12].Select(c => new string(c)).Sample(text =>
        {
            AmountInWordsReading reading = AmountInWords.Read(text);
            return reading.Fault is not null || AmountInWords.Read(AmountInWords.Write(reading.Amount!.Value)).Amount == reading.Amount;
        });

    [Fact]
    public void Nzh_amounts_in_words_agree()
    {
        var compared = 0;
        foreach (string[] row in SharedVectors.Rows("nzh.tsv").Where(r => r[0] == "toMoney" && r[2] is not "完整格式测试"))
        {
            if (!decimal.TryParse(row[3], NumberStyles.Float, CultureInfo.InvariantCulture, out decimal amount) || amount is < 0 or >= AmountInWords.Limit || row[4].Contains('负', StringComparison.Ordinal))
                continue;
            AmountInWordsReading reading = AmountInWords.Read(row[4]);
            Assert.Equal(decimal.Truncate(amount * 100) / 100, reading.Amount);
            Assert.True(reading.Fault is null or "zheng-missing", $"{row[4]}: {reading.Fault}");
            compared++;
        }

        Assert.True(compared >= 30, $"only {compared} amounts compared");
    }

    [Fact]
    public void Hutool_numerals_agree()
    {
        var compared = 0;
        foreach (string[] row in SharedVectors.Rows("hutool-chinese-number.tsv").Where(r => r[0] == "format" && r[1].EndsWith(", true", StringComparison.Ordinal)))
        {
            string number = row[1].Split(',')[0].Replace("_", "", StringComparison.Ordinal).TrimEnd('L');
            if (row[2].Contains('点', StringComparison.Ordinal) || row[1].Count(c => c == ',') > 1 || !decimal.TryParse(number, CultureInfo.InvariantCulture, out decimal amount))
                continue;
            Assert.Equal(row[2] + "元整", AmountInWords.Write(amount));
            compared++;
        }

        Assert.True(compared >= 5, $"only {compared} numerals compared");
    }

    [Fact]
    public void Hutool_gaps_are_written_alike_in_large_numbers()
    {
        // The same vectors with everyday characters: each has its formal counterpart.
        var compared = 0;
        foreach (string[] row in SharedVectors.Rows("hutool-chinese-number.tsv").Where(r => r[0] == "format" && r[1].Split(',').Length == 2 && r[1].EndsWith(", false", StringComparison.Ordinal)))
        {
            string number = row[1].Split(',')[0].Replace("_", "", StringComparison.Ordinal).TrimEnd('L');
            if (!decimal.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out decimal amount) || amount == 0)
                continue;
            string formal = string.Concat(row[2].Select(c => "一二三四五六七八九十百千".IndexOf(c, StringComparison.Ordinal) is >= 0 and var i ? "壹贰叁肆伍陆柒捌玖拾佰仟"[i] : c)) + "元整";
            Assert.Equal(new AmountInWordsReading(amount, null), AmountInWords.Read(formal));
            compared++;
        }

        Assert.True(compared >= 20, $"only {compared} numerals compared");
    }
}
