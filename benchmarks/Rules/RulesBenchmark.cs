using System.Diagnostics;
using System.Globalization;
using System.Security;
using CentralOps.Domain.Rules;
using CentralOps.Domain.Rules.Design;
using CentralOps.Domain.Rules.Dmn;
using RulesEngine.Models;

namespace CentralOps.Benchmarks.Rules;

/// <summary>
/// Decisions per second and bytes per decision (processor time, in turns) against Microsoft RulesEngine on the same 10 rules over 5 inputs; time to compile and to review a table of 1,000 rules;
/// time of its first and its last rule: <c>rules [SECONDS]</c>.
/// </summary>
internal sealed class RulesBenchmark : IBenchmark
{
    private static readonly string[] Names = ["business_type", "amount", "urgency", "branch", "channel"];

    // Conditions by column, then the outcome: as a bank routes payments. Each line is also written for the peer below.
    private static readonly (string[] Cells, string Peer, decimal Level)[] Table =
    [
        (["\"cheque\"", ">= 5000000", "-", "-", "-"], "i.BusinessType == \"cheque\" && i.Amount >= 5000000", 9),
        (["\"remittance\"", ">= 5000000", "-", "-", "-"], "i.BusinessType == \"remittance\" && i.Amount >= 5000000", 8),
        (["-", "[1000000..5000000)", "\"urgent\"", "-", "-"], "i.Amount >= 1000000 && i.Amount < 5000000 && i.Urgency == \"urgent\"", 7),
        (["\"cheque\"", "[1000000..5000000)", "\"ordinary\"", "-", "-"], "i.BusinessType == \"cheque\" && i.Amount >= 1000000 && i.Amount < 5000000 && i.Urgency == \"ordinary\"", 6),
        (["-", "[500000..1000000)", "-", "\"0001\", \"0002\"", "-"], "i.Amount >= 500000 && i.Amount < 1000000 && (i.Branch == \"0001\" || i.Branch == \"0002\")", 5),
        (["-", "[500000..1000000)", "\"urgent\"", "-", "\"api\""], "i.Amount >= 500000 && i.Amount < 1000000 && i.Urgency == \"urgent\" && i.Channel == \"api\"", 4),
        (["\"remittance\"", "[50000..1000000)", "-", "-", "not(\"branch\")"], "i.BusinessType == \"remittance\" && i.Amount >= 50000 && i.Amount < 1000000 && i.Channel != \"branch\"", 3),
        (["\"cheque\"", "[50000..500000)", "-", "-", "-"], "i.BusinessType == \"cheque\" && i.Amount >= 50000 && i.Amount < 500000", 2),
        (["-", "< 50000", "\"urgent\"", "-", "-"], "i.Amount < 50000 && i.Urgency == \"urgent\"", 1),
        (["-", "-", "-", "-", "-"], "true", 0),
    ];

    private const int Rounds = 6;

    public string Name => "rules";

    public string Usage => "rules [SECONDS]";

    public async Task<int> RunAsync(string[] args)
    {
        var seconds = args.Length > 0 ? double.Parse(args[0], CultureInfo.InvariantCulture) : 3;
        var cases = Cases();
        var model = DmnReader.Read(Xml("FIRST", Names, Table.Select(r => (r.Cells, r.Level)))).Model!;
        var inputs = cases.ConvertAll(c => new Dictionary<string, object?> { [Names[0]] = c.BusinessType, [Names[1]] = c.Amount, [Names[2]] = c.Urgency, [Names[3]] = c.Branch, [Names[4]] = c.Channel });
        var peer = Peer();
        var parameters = cases.ConvertAll(c => new RuleParameter("i", c));
        for (var i = 0; i < cases.Count; i++)
        {
            var (ours, theirs) = (Ours(model, inputs[i]), await TheirsAsync(peer, parameters[i]));
            if (ours != theirs) throw new InvalidOperationException($"case {i}: {ours} here, {theirs} there");
        }

        Console.WriteLine($"same outcomes on {cases.Count} cases");
        var (mine, bytes) = (double.MaxValue, 0.0);
        var (their, theirBytes) = (double.MaxValue, 0.0);
        var (kept, keptBytes) = (double.MaxValue, 0.0);
        for (var round = 0; round < Rounds; round++)
        {
            // In turns, and the best of each: what else runs on the machine comes and goes.
            Keep(ref mine, ref bytes, Measure(seconds / Rounds, i => Ours(model, inputs[i % inputs.Count])));
            Keep(ref their, ref theirBytes, await MeasureAsync(seconds / Rounds, async i => await TheirsAsync(peer, new RuleParameter("i", cases[i % cases.Count]))));
            Keep(ref kept, ref keptBytes, await MeasureAsync(seconds / Rounds, async i => await TheirsAsync(peer, parameters[i % parameters.Count])));
        }

        Console.WriteLine($"centralops us/decision={mine:0.000} bytes/decision={bytes:0}");
        Console.WriteLine($"RulesEngine us/decision={their:0.000} bytes/decision={theirBytes:0} (each case handed over as it comes)");
        Console.WriteLine($"RulesEngine us/decision={kept:0.000} bytes/decision={keptBytes:0} (parameters made beforehand and used again)");

        var large = Xml("UNIQUE", ["amount"], Enumerable.Range(0, 1000).Select(i => (new[] { $"[{i * 10}..{(i * 10) + 9}]" }, (decimal)i)));
        var wide = Xml("UNIQUE", Names, Enumerable.Range(0, 1000).Select(i => (new[] { i % 2 == 0 ? "\"cheque\"" : "\"remittance\"", $"[{i / 2 * 10}..{(i / 2 * 10) + 9}]", "-", i % 3 == 0 ? "\"0001\", \"0002\"" : "not(\"9999\")", "-" }, (decimal)i)));
        var compile = Best(5, () => DmnReader.Read(wide));
        var review = Best(3, () => RuleSetReview.Of(wide, TimeProvider.System));
        Console.WriteLine($"compile rules=1000 columns=5 ms={compile:0.0} review ms={review:0.0}");

        var thousand = DmnReader.Read(large).Model!;
        var (first, _) = Measure(seconds / 3, _ => Ours(thousand, new Dictionary<string, object?> { ["amount"] = 5m }));
        var (last, _) = Measure(seconds / 3, _ => Ours(thousand, new Dictionary<string, object?> { ["amount"] = 9995m }));
        Console.WriteLine($"position rules=1000 first-us={first:0.000} last-us={last:0.000}");
        Console.WriteLine($"rules ratio={their / mine:0.0} ratio-kept={kept / mine:0.0} us={mine:0.000} bytes={bytes:0} compile-ms={compile:0.0} review-ms={review:0.0} last/first={last / first:0.00}");
        return 0;
    }

    // Kept, so that the compiler cannot spare itself the making of it.
    private static DecisionResult? s_last;

    private static decimal Ours(DmnModel model, Dictionary<string, object?> inputs) => (decimal)(s_last = Decisions.Decide(model, "t", 1, "t", inputs, TimeProvider.System))["level"]!;

    private static async Task<decimal> TheirsAsync(RulesEngine.RulesEngine engine, RuleParameter input)
    {
        var results = await engine.ExecuteAllRulesAsync("t", input);
        return decimal.Parse(results.First(r => r.IsSuccess).Rule.SuccessEvent, CultureInfo.InvariantCulture);
    }

    private static RulesEngine.RulesEngine Peer() => new(
    [
        new Workflow
        {
            WorkflowName = "t",
            Rules = [.. Table.Select((r, i) => new Rule { RuleName = $"r{i}", Expression = r.Peer, RuleExpressionType = RuleExpressionType.LambdaExpression, SuccessEvent = r.Level.ToString(CultureInfo.InvariantCulture) })],
        },
    ]);

    private static List<Payment> Cases()
    {
        var random = new Random(20261124);
        string Any(params string[] of) => of[random.Next(of.Length)];
        return [.. Enumerable.Range(0, 500).Select(_ => new Payment(
            Any("cheque", "remittance"), Math.Round((decimal)Math.Pow(10, 3 + (random.NextDouble() * 4)), 2), Any("ordinary", "urgent"), Any("0001", "0002", "0003", "0004"), Any("branch", "api", "online")))];
    }

    private static (double Microseconds, double Bytes) Measure(double seconds, Func<int, decimal> decide)
    {
        for (var i = 0; i < 20_000; i++) decide(i);
        var (clock, busy, before, count) = (Stopwatch.StartNew(), Busy, GC.GetAllocatedBytesForCurrentThread(), 0);
        while (clock.Elapsed.TotalSeconds < seconds)
        {
            for (var i = 0; i < 100; i++) decide(count++);
        }

        return ((Busy - busy) / count, (GC.GetAllocatedBytesForCurrentThread() - before) / (double)count);
    }

    private static async Task<(double Microseconds, double Bytes)> MeasureAsync(double seconds, Func<int, Task<decimal>> decide)
    {
        for (var i = 0; i < 2_000; i++) await decide(i);
        var (clock, busy, before, count) = (Stopwatch.StartNew(), Busy, GC.GetTotalAllocatedBytes(), 0);
        while (clock.Elapsed.TotalSeconds < seconds)
        {
            for (var i = 0; i < 100; i++) await decide(count++);
        }

        return ((Busy - busy) / count, (GC.GetTotalAllocatedBytes() - before) / (double)count);
    }

    private static void Keep(ref double best, ref double bytes, (double Microseconds, double Bytes) measured)
    {
        if (measured.Microseconds < best) (best, bytes) = measured;
    }

    // Processor time of this process: time in which others run does not count.
    private static double Busy => Environment.CpuUsage.TotalTime.TotalMicroseconds;

    private static double Best(int times, Func<object> what) => Enumerable.Range(0, times).Min(_ =>
    {
        var busy = Busy;
        what();
        return (Busy - busy) / 1000;
    });

    private static string Xml(string policy, string[] names, IEnumerable<(string[] Cells, decimal Level)> rules) => $"""
        <definitions xmlns="https://www.omg.org/spec/DMN/20191111/MODEL/" name="m" namespace="http://bench" id="d">
        {string.Concat(names.Select(n => $"<inputData id=\"{n}\" name=\"{n}\"><variable name=\"{n}\" typeRef=\"{(n == "amount" ? "number" : "string")}\"/></inputData>"))}
        <decision id="t" name="t"><variable name="t"/>{string.Concat(names.Select(n => $"<informationRequirement><requiredInput href=\"#{n}\"/></informationRequirement>"))}
        <decisionTable hitPolicy="{policy}">{string.Concat(names.Select(n => $"<input label=\"{n}\"><inputExpression typeRef=\"{(n == "amount" ? "number" : "string")}\"><text>{n}</text></inputExpression></input>"))}<output name="level" typeRef="number"/>
        {string.Concat(rules.Select((r, i) => $"<rule id=\"r{i}\">{string.Concat(r.Cells.Select(c => $"<inputEntry><text>{SecurityElement.Escape(c)}</text></inputEntry>"))}<outputEntry><text>{r.Level.ToString(CultureInfo.InvariantCulture)}</text></outputEntry></rule>"))}
        </decisionTable></decision>
        </definitions>
        """;

    /// <summary>What both sides decide on.</summary>
    public sealed record Payment(string BusinessType, decimal Amount, string Urgency, string Branch, string Channel);
}
