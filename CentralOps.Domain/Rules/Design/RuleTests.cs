using System.Diagnostics;
using CentralOps.Domain.Kernel;
using CentralOps.Domain.Rules.Dmn;

namespace CentralOps.Domain.Rules.Design;

/// <summary>What became of a test case.</summary>
public enum TestVerdict
{
    /// <summary>All expected values came out.</summary>
    Passed,

    /// <summary>Something else came out, or the case cannot be run.</summary>
    Failed,

    /// <summary>Not run: the cases before it took too long.</summary>
    NotRun,
}

/// <summary>Result of a test case.</summary>
/// <param name="Key">Key of the case.</param>
/// <param name="Name">Its name.</param>
/// <param name="Verdict">What became of it.</param>
/// <param name="Actual">What came out, as FEEL, by output.</param>
/// <param name="Wrong">Inputs that cannot be read and outputs that differ.</param>
/// <param name="Fired">Ids of the rules that matched.</param>
/// <param name="Message">Why it could not be run; null = it could.</param>
public sealed record TestResult(string Key, string Name, TestVerdict Verdict, IReadOnlyDictionary<string, string> Actual, IReadOnlyList<string> Wrong, IReadOnlyList<string> Fired, string? Message);

/// <summary>Runs the test cases that are kept with a rule set.</summary>
internal static class RuleTests
{
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(10);
    private static readonly Dictionary<string, string> None = [];

    public static IReadOnlyList<TestResult> Run(DmnModel model, IReadOnlyList<TestDraft> tests, TimeProvider clock, IWorkingCalendars? calendars)
    {
        var started = Stopwatch.StartNew();
        return [.. tests.Select(t => started.Elapsed > Longest ? new TestResult(t.Key, t.Name, TestVerdict.NotRun, None, [], [], null) : Run(model, t, clock, calendars))];
    }

    private static TestResult Run(DmnModel model, TestDraft test, TimeProvider clock, IWorkingCalendars? calendars)
    {
        var inputs = new Dictionary<string, object?>(StringComparer.Ordinal);
        foreach (var (name, text) in test.Inputs)
        {
            try
            {
                inputs[name] = FeelText.Read(text, clock);
            }
            catch (RuleEvaluationFailed error)
            {
                return new TestResult(test.Key, test.Name, TestVerdict.Failed, None, [name], [], error.Message);
            }
        }

        try
        {
            var result = Decisions.Decide(model, "", 0, test.Decision, inputs, clock, calendars);
            var actual = result.Outputs.ToDictionary(o => o.Key, o => FeelText.Of(o.Value));
            var expected = test.Expected.Where(e => e.Value.Trim().Length > 0).ToList();
            var wrong = expected.Where(e => !result.Outputs.ContainsKey(e.Key) || !FeelText.Same(result.Outputs[e.Key], FeelText.Read(e.Value, clock))).Select(e => e.Key).ToList();
            return new TestResult(test.Key, test.Name, wrong.Count == 0 && expected.Count > 0 ? TestVerdict.Passed : TestVerdict.Failed, actual, wrong, result.FiredRules, null);
        }
        catch (RuleEvaluationFailed error)
        {
            return new TestResult(test.Key, test.Name, TestVerdict.Failed, None, [], [], error.Message);
        }
    }
}
