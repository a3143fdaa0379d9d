using CentralOps.Domain.Rules;
using CentralOps.Tests.Support;
using Microsoft.Extensions.Time.Testing;

namespace CentralOps.Tests.Rules;

public sealed class FeelTests
{
    private readonly FeelEvaluator _feel = new(new FakeTimeProvider(new DateTimeOffset(2026, 11, 23, 8, 0, 0, TimeSpan.Zero)));

    private static readonly Dictionary<string, object?> Cheque = new()
    {
        ["amount"] = 500000.01m,
        ["urgency"] = "urgent",
        ["payer_account"] = "6222020000000000000",
        ["issue_date"] = new DateOnly(2026, 11, 15),
        ["金额"] = 800m,
        ["支付 方式"] = "电汇",
        ["pages"] = new[] { 1, 2 },
        ["seal_result"] = null,
    };

    [Theory]
    [InlineData("""amount >= 500000 and urgency = "urgent" """, true)]
    [InlineData("amount < 500000", false)]
    [InlineData("amount in [500000..1000000]", true)]
    [InlineData("amount in (500000.01..1000000]", false)]
    [InlineData("""urgency in ("ordinary", "urgent")""", true)]
    [InlineData("""urgency in ["ordinary"]""", false)]
    [InlineData("0.1 + 0.2 = 0.3", true)]
    [InlineData("not(amount > 1)", false)]
    [InlineData("金额 * 2 = 1600", true)]
    [InlineData("支付 方式 = \"电汇\"", true)]
    [InlineData("""date("2026-11-23") - issue_date <= duration("P10D")""", true)]
    [InlineData("issue_date + duration(\"P8D\") = today()", true)]
    [InlineData("count(pages) = 2", true)]
    [InlineData("some p in pages satisfies p > 1", true)]
    [InlineData("seal_result = \"ok\"", false)]
    [InlineData("never_set = \"ok\" or amount > 1", true)]
    [InlineData("never_set > 3", false)]
    [InlineData("if amount > 5 then true else false", true)]
    [InlineData("string length(payer_account) = 19", true)]
    [InlineData("starts with(payer_account, \"6222\")", true)]
    public void Conditions_on_case_variables(string condition, bool expected) => Assert.Equal(expected, _feel.IsTrue(condition, Cheque));

    [Theory]
    [InlineData("amount >", "row 1, column 9: a value was expected here, not the end")]
    [InlineData("amount >= 5 and\n  (urgency = \"x\"", "row 2, column 17: ')' was expected here, not the end")]
    [InlineData("if a then b", "row 1, column 12: 'else' was expected here, not the end")]
    [InlineData("1 + * 2", "row 1, column 5: a value was expected here, not '*'")]
    [InlineData("amount == 5", "row 1, column 9: a value was expected here, not '='")]
    [InlineData("\"open", "row 1, column 1: a text has no closing quotation mark")]
    [InlineData("5 amount", "row 1, column 3: 'amount' was not expected here")]
    public void A_wrong_expression_is_told_with_row_and_column(string text, string expected) => Assert.Equal(expected, _feel.Check(text));

    [Fact]
    public void A_wrong_expression_cannot_be_evaluated() =>
        Assert.Contains("row 1", Assert.Throws<RuleEvaluationFailed>(() => _feel.IsTrue("1 +", Cheque)).Message);

    [Theory]
    [InlineData("{f: function(n) f(n + 1), r: f(1)}.r")]
    [InlineData("{f: function(n) if n = 0 then 0 else 1 + g(n - 1), g: function(n) f(n), r: f(100)}.r")]
    [InlineData("count(for i in 1..1000000000 return i)")]
    [InlineData("count(for i in 1..2000, j in 1..2000 return i)")]
    [InlineData("some i in 1..100000000 satisfies i < 0")]
    [InlineData("for i in 1..100000 return partial")]
    [InlineData("""matches("aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa!", "^(a+)+$")""")]
    public void Endless_work_is_stopped_with_a_message(string text)
    {
        var work = new ThreadWork();
        try
        {
            _ = _feel.Evaluate(text, Cheque);
        }
        catch (RuleEvaluationFailed error)
        {
            Assert.Matches("takes|nested", error.Message);
        }

        Assert.True(work.Milliseconds < 5000, $"{work.Milliseconds} ms");
    }

    [Theory]
    [InlineData("(", ")")]
    [InlineData("[", "]")]
    [InlineData("-", "")]
    [InlineData("{a:", "}")]
    [InlineData("if true then ", " else 1")]
    [InlineData("1+", "")]
    public void Deep_nesting_is_refused_and_does_not_overflow_the_stack(string open, string close)
    {
        var text = string.Concat(Enumerable.Repeat(open, 90_000 / (open.Length + close.Length))) + "1" + string.Concat(Enumerable.Repeat(close, 90_000 / (open.Length + close.Length)));
        Assert.Contains("deep", _feel.Check(text));
    }

    [Fact]
    public void Values_come_out_as_types_of_the_framework()
    {
        Assert.Equal(new DateOnly(2026, 1, 2), _feel.Evaluate("date(\"2026-01-02\")", Cheque));
        Assert.Equal(TimeSpan.FromMinutes(90), _feel.Evaluate("duration(\"PT1H30M\")", Cheque));
        Assert.Equal(new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.FromHours(8)), _feel.Evaluate("@\"2026-01-02T03:04:05+08:00\"", Cheque));
        Assert.Equal(0.3m, _feel.Evaluate("0.1 + 0.2", Cheque));
        Assert.Equal([1m, 2m], (object?[])_feel.Evaluate("pages", Cheque)!);
    }
}
