using CentralOps.Domain.Kernel;
using CentralOps.Domain.Recognition;
using CentralOps.Domain.Recognition.Fields;
using CsCheck;

namespace CentralOps.Tests.Recognition;

public class FieldNormalisationTests
{
    private static readonly string[] AllTypes =
    [
        FieldTypes.Account, FieldTypes.Amount, FieldTypes.AmountWords, FieldTypes.Date, FieldTypes.DateWords, FieldTypes.Company, FieldTypes.Name,
        FieldTypes.Branch, FieldTypes.Digits, FieldTypes.Text, FieldTypes.CodeList, FieldTypes.CheckBox, FieldTypes.IdNumber, FieldTypes.CreditCode,
    ];

    [Theory]
    [InlineData(FieldTypes.Account, " 6222 0210-0011 2233 445 ", "6222021000112233445")]
    [InlineData(FieldTypes.Account, "６２２２", "6222")]
    [InlineData(FieldTypes.Amount, "¥1,234,567.8", "1234567.80")]
    [InlineData(FieldTypes.Amount, "￥ 50", "50.00")]
    [InlineData(FieldTypes.Amount, "人民币12.30元", "12.30")]
    [InlineData(FieldTypes.Amount, "1.234", "1.234")]
    [InlineData(FieldTypes.AmountWords, "人民币壹拾万柒仟圆正", "壹拾万零柒仟元整")]
    [InlineData(FieldTypes.AmountWords, "壹佰元", "壹佰元")]
    [InlineData(FieldTypes.Date, "2026年1月5日", "2026-01-05")]
    [InlineData(FieldTypes.Date, "20260105", "2026-01-05")]
    [InlineData(FieldTypes.Date, "2026/1/5", "2026-01-05")]
    [InlineData(FieldTypes.Date, "2026-02-30", "2026-02-30")]
    [InlineData(FieldTypes.DateWords, "贰零贰陆年壹月拾伍日", "贰零贰陆年零壹月壹拾伍日")]
    [InlineData(FieldTypes.Company, "华 兴(上海) 有限公司", "华兴（上海）有限公司")]
    [InlineData(FieldTypes.Company, "ABC  Trading Co", "ABC Trading Co")]
    [InlineData(FieldTypes.Name, "阿卜杜拉•买买提", "阿卜杜拉·买买提")]
    [InlineData(FieldTypes.IdNumber, "44011320141005001x", "44011320141005001X")]
    [InlineData(FieldTypes.CheckBox, "√", "1")]
    [InlineData(FieldTypes.CheckBox, "", "0")]
    public void A_value_has_one_form_however_it_was_written(string type, string raw, string normalised) =>
        Assert.Equal(normalised, FieldNormalisation.Normalise(type, raw));

    [Fact]
    public void Normalising_twice_changes_nothing() =>
        Gen.Select(Gen.Int[0, AllTypes.Length - 1].Select(i => AllTypes[i]), Gen.OneOf(Gen.String, Gen.Char["0123456789.,- 年月日零壹贰拾佰仟万元角分整（）()·ABXx"].Array[0, 20].Select(c => new string(c))))
            .Sample((type, raw) =>
            {
                string once = FieldNormalisation.Normalise(type, raw);
                return FieldNormalisation.Normalise(type, once) == once;
            });

    [Theory]
    [InlineData(FieldTypes.Account, "6222021000112233", "check-digit")]
    [InlineData(FieldTypes.Account, "62A2021000112233", "not-digits")]
    [InlineData(FieldTypes.Amount, "0.00", "zero-amount")]
    [InlineData(FieldTypes.Amount, "12,5", "not-an-amount")]
    [InlineData(FieldTypes.AmountWords, "壹佰元", "words.zheng-missing")]
    [InlineData(FieldTypes.Date, "2026-02-30", "not-a-date")]
    [InlineData(FieldTypes.IdNumber, "440113201413050012", "id.birth-date")]
    [InlineData(FieldTypes.CheckBox, "maybe", "not-a-check-box")]
    [InlineData(FieldTypes.Text, "", "missing")]
    public void A_value_that_breaks_its_type_is_named(string type, string value, string problem) =>
        Assert.Contains(problem, FieldChecks.Problems(Field(type), value));

    [Fact]
    public void Length_and_list_come_from_the_catalogue()
    {
        FieldDefinition cipher = Field(FieldTypes.Digits) with { Length = 16 };
        FieldDefinition urgency = Field(FieldTypes.CodeList) with { Values = ["普通", "加急"] };
        Assert.Equal(["length"], FieldChecks.Problems(cipher, "123456789012345"));
        Assert.Empty(FieldChecks.Problems(cipher, "1234567890123456"));
        Assert.Equal(["not-in-list"], FieldChecks.Problems(urgency, "特急"));
        Assert.Empty(FieldChecks.Problems(cipher with { Optional = true }, ""));
    }

    [Fact]
    public void Whatever_is_wrong_with_a_value_has_one_of_the_known_codes() =>
        Gen.Select(Gen.Int[0, AllTypes.Length - 1].Select(i => AllTypes[i]), Gen.OneOf(Gen.String, Gen.String[Gen.Char["0123456789X.年月日零壹拾元整"], 1, 20])).Where((_, value) => value.Length > 0)
            .Sample((type, value) => Assert.Subset(FieldChecks.Codes.ToHashSet(), FieldChecks.Problems(Field(type), value).ToHashSet()));

    internal static FieldDefinition Field(string type) => new() { Code = "a.field", NameZh = "字段", NameEn = "field", Type = type };
}
