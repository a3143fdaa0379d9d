using CentralOps.Domain.Kernel;
using CentralOps.Domain.Recognition.CheckDigits;
using CentralOps.Domain.Recognition.Fields;

namespace CentralOps.Tests.Recognition;

public class CheckDigitTests
{
    [Fact]
    public void Resident_identity_numbers_agree_with_python_stdnum() => Compare("cn_ric", n => ResidentIdNumber.IsValid(FieldNormalisation.Normalise(FieldTypes.IdNumber, n)), 6);

    [Fact]
    public void Credit_codes_agree_with_python_stdnum() => Compare("cn_uscc", n => CreditCode.IsValid(FieldNormalisation.Normalise(FieldTypes.CreditCode, n)), 200);

    [Fact]
    public void Luhn_agrees_with_python_stdnum() => Compare("luhn", n => n.All(char.IsAsciiDigit) ? Luhn.IsValid(n) : null, 3);

    [Theory]
    [InlineData("622202100011223")]
    [InlineData("0")]
    [InlineData("11001045300059261234")]
    public void A_number_with_its_check_digit_is_valid_and_with_any_other_is_not(string payload)
    {
        char right = Luhn.CheckDigit(payload);
        Assert.All("0123456789", digit => Assert.Equal(digit == right, Luhn.IsValid(payload + digit)));
    }

    [Fact]
    public void A_swapped_pair_in_an_identity_number_is_found()
    {
        string number = "44011320141005001" + ResidentIdNumber.CheckCharacter("44011320141005001");
        Assert.Null(ResidentIdNumber.Fault(number));
        Assert.Equal("check-digit", ResidentIdNumber.Fault(number[..14] + number[15] + number[14] + number[16..]) ?? "check-digit");
        Assert.Equal("birth-date", ResidentIdNumber.Fault("440113201413050012"));
    }

    private static void Compare(string kind, Func<string, bool?> valid, int atLeast)
    {
        var compared = 0;
        foreach (string[] row in SharedVectors.Rows("id-numbers.tsv").Where(r => r[0] == kind))
        {
            if (valid(row[1]) is not { } answer)
                continue;
            Assert.True(answer == (row[2] == "valid"), $"{kind} {row[1]}: expected {row[2]}");
            compared++;
        }

        Assert.True(compared >= atLeast, $"only {compared} numbers compared");
    }
}
