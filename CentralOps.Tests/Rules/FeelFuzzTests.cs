using CentralOps.Domain.Rules;
using CentralOps.Domain.Rules.Feel;
using CsCheck;

namespace CentralOps.Tests.Rules;

public sealed class FeelFuzzTests
{
    private static readonly string[] Pieces =
    [
        "1", "0", "-1", "0.5", "7e27", "\"a\"", "\"\"", "true", "false", "null", "x", "[", "]", "(", ")", "{", "}", ",", ":", "a:", ".", "..", "+", "-", "*", "/", "**", "=", "!=", "<", ">=",
        "and", "or", "in", "between", "if", "then", "else", "for", "i in", "return", "some", "every", "satisfies", "instance of", "number", "not", "count", "sum", "min", "substring", "replace",
        "date", "time", "duration", "\"P1D\"", "\"2026-02-29\"", "@\"2026-11-23\"", "@\"10:00:00+08:00\"", "@\"P400Y\"", "string", "sort", "partial", "item", "?", "list", "[1,2,3]", "{a: 1}", "function(n) n",
        "[1..5]", "(< 3)", "sublist", "decimal", "modulo", "sqrt", "context put", "matches", "years and months duration", "\"[\"", "overlaps", "before", "range", "\u4e2d\u6587",
    ];

    [Fact]
    public void Any_sequence_of_words_is_a_value_a_syntax_error_or_a_stated_failure() =>
        Gen.Int[0, Pieces.Length - 1].Array[1, 12].Sample(choice => Try(string.Join(' ', choice.Select(c => Pieces[c]))), iter: 4_000, threads: 1);

    [Fact]
    public void Any_function_takes_any_values() =>
        Gen.Select(Gen.Int[0, Functions.Length - 1], Gen.Int[0, Arguments.Length - 1].Array[0, 4])
            .Sample((name, arguments) => Try($"{Functions[name]}({string.Join(", ", arguments.Select(a => Arguments[a]))})"), iter: 4_000, threads: 1);

    private static readonly string[] Arguments =
    [
        "null", "1", "0", "-3", "2.5", "79228162514264337593543950335", "\"text\"", "\"\"", "\"2026-11-23\"", "\"(\"", "true", "[]", "[1]", "[1, null]", "[\"b\", \"a\"]", "[[1], 2]", "{}", "{key: \"a\", value: 1}",
        "[{key: \"a\", value: 1}]", "@\"2026-11-23\"", "@\"10:00:00\"", "@\"2026-11-23T10:00:00@Asia/Shanghai\"", "@\"PT1H\"", "@\"P1Y\"", "[1..5]", "(> 3)", "(!= 3)", "function(x) x", "function(x, y) x < y", "date(999999999, 12, 31)",
    ];

    private static readonly string[] Functions =
    [
        "date", "time", "date and time", "duration", "number", "string", "not", "substring", "string length", "upper case", "substring before", "substring after", "contains", "matches", "replace", "split", "string join",
        "list contains", "count", "min", "max", "sum", "product", "mean", "median", "stddev", "mode", "all", "any", "sublist", "append", "concatenate", "insert before", "remove", "list replace", "reverse", "index of", "union",
        "distinct values", "flatten", "sort", "decimal", "floor", "ceiling", "round up", "round half down", "abs", "modulo", "sqrt", "log", "exp", "odd", "even", "years and months duration", "day of year", "week of year",
        "month of year", "before", "after", "meets", "overlaps", "finishes", "includes", "starts", "coincides", "range", "get value", "get entries", "context", "context put", "context merge", "is", "now",
    ];

    private static void Try(string text)
    {
        try
        {
            var eval = Compiler.Compile(Parser.Expression(text, Builtins.Names));
            var value = eval(new Env(new Run(new Dictionary<string, object?> { ["x"] = 5 }, new Budget(TimeProvider.System)), null, null));
            _ = Values.Write(value);
            _ = Values.Out(value);
        }
        catch (Exception error) when (error is FeelSyntaxError or RuleEvaluationFailed)
        {
            Assert.NotEqual("", error.Message);
        }
    }
}
