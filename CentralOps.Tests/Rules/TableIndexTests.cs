using System.Globalization;
using System.Security;
using CentralOps.Domain.Rules;
using CentralOps.Domain.Rules.Dmn;

namespace CentralOps.Tests.Rules;

/// <summary>The index of a decision table finds what going through its rules one by one would find.</summary>
public sealed class TableIndexTests
{
    private static readonly string[] Numbers =
        ["-", "5", "[1..5]", "(1..5)", "]1..5]", "< 3", "<= 3", "> 3", ">= 3", "not(3)", "not(1, 5)", "not(< 3)", "not([1..3], 5)", "1, 3, 5", "[0..1], > 4", "null", "not(null)", "-1", "< limit", "? > 2", "2.50"];

    private static readonly string[] Words = ["-", "\"a\"", "\"a\", \"b\"", "not(\"a\")", "not(\"a\", null)", "not(null, \"\")", "null", "kind", "starts with(?, \"a\")", "[\"a\"..\"b\"]", "true"];

    private static readonly string[] Days = ["-", "date(\"2026-01-01\")", "< date(\"2026-01-01\")", "[date(\"2025-01-01\")..date(\"2026-06-01\"))", "not(date(\"2026-01-01\"))", "> today() - duration(\"P1D\")", "null"];

    private static readonly object?[] Amounts = [null, -1m, 0m, 1m, 2m, 2.5m, 3m, 4m, 5m, 6m, "text", true];

    private static readonly object?[] Texts = [null, "", "a", "ab", "b", "c", 1m];

    private static readonly object?[] Dates = [null, new DateOnly(2024, 5, 5), new DateOnly(2026, 1, 1), new DateOnly(2026, 5, 31), new DateOnly(2026, 6, 1), "2026-01-01"];

    [Fact]
    public void It_finds_exactly_the_rules_that_match()
    {
        var random = new Random(20261124);
        var compared = 0;
        for (var round = 0; round < 60; round++)
        {
            var rules = Enumerable.Range(0, random.Next(3, 150)).Select(_ => (Any(Numbers), Any(Words), Any(Days))).ToList();
            var all = Model(rules);
            var single = rules.ConvertAll(r => Model([r])); // too few rules for an index
            for (var i = 0; i < 20; i++)
            {
                var inputs = new Dictionary<string, object?> { ["n"] = Any(Amounts), ["s"] = Any(Texts), ["d"] = Any(Dates), ["limit"] = 2m, ["kind"] = "b" };
                var expected = Enumerable.Range(0, rules.Count).Where(r => Fired(single[r], inputs).Count > 0).Select(r => $"r{r}");
                Assert.Equal(expected, Fired(all, inputs));
                compared++;
            }
        }

        Assert.Equal(1200, compared);

        T Any<T>(T[] of) => of[random.Next(of.Length)];
    }

    [Fact]
    public void The_last_of_a_thousand_rules_is_found_as_quickly_as_the_first()
    {
        var rules = string.Concat(Enumerable.Range(0, 1000).Select(i => Row(i, $"[{i * 10}..{(i * 10) + 9}]", "-", "-")));
        var model = DmnReader.Read(Xml("UNIQUE", rules)).Model!;
        Time(5m);
        Time(9995m);
        var (first, last) = (Enumerable.Range(0, 7).Min(_ => Time(5m)), Enumerable.Range(0, 7).Min(_ => Time(9995m)));
        Assert.True(last < first * 3, $"first {first} µs, last {last} µs");

        double Time(decimal amount)
        {
            var inputs = new Dictionary<string, object?> { ["n"] = amount };
            var clock = System.Diagnostics.Stopwatch.StartNew();
            for (var i = 0; i < 500; i++) Decisions.Decide(model, "t", 1, null, inputs, TimeProvider.System);
            return clock.Elapsed.TotalMicroseconds / 500;
        }
    }

    private static IReadOnlyList<string> Fired(DmnModel model, Dictionary<string, object?> inputs) => Decisions.Decide(model, "t", 1, null, inputs, TimeProvider.System).FiredRules;

    private static DmnModel Model(List<(string N, string S, string D)> rules)
    {
        var reading = DmnReader.Read(Xml("COLLECT", string.Concat(rules.Select((r, i) => Row(i, r.N, r.S, r.D)))));
        Assert.Empty(reading.Findings);
        return reading.Model!;
    }

    private static string Row(int i, params string[] cells) =>
        string.Create(CultureInfo.InvariantCulture, $"<rule id=\"r{i}\">{string.Concat(cells.Select(c => $"<inputEntry><text>{SecurityElement.Escape(c)}</text></inputEntry>"))}<outputEntry><text>{i}</text></outputEntry></rule>");

    private static string Xml(string policy, string rules) => $"""
        <definitions xmlns="https://www.omg.org/spec/DMN/20191111/MODEL/" name="m" namespace="http://test" id="d">
        {string.Concat(new[] { "n", "s", "d", "limit", "kind" }.Select(n => $"<inputData id=\"{n}\" name=\"{n}\"><variable name=\"{n}\"/></inputData>"))}
        <decision id="t" name="t"><variable name="t"/>{string.Concat(new[] { "n", "s", "d", "limit", "kind" }.Select(n => $"<informationRequirement><requiredInput href=\"#{n}\"/></informationRequirement>"))}
        <decisionTable hitPolicy="{policy}">{string.Concat(new[] { "n", "s", "d" }.Select(n => $"<input><inputExpression><text>{n}</text></inputExpression></input>"))}<output name="o"/>{rules}</decisionTable></decision>
        </definitions>
        """;
}
