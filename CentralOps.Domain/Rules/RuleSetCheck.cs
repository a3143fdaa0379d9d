using CentralOps.Domain.Kernel;
using CentralOps.Domain.Rules.Design;
using CentralOps.Domain.Versioning;

namespace CentralOps.Domain.Rules;

/// <summary>Judges a rule set: a draft must be readable; what is published must also know its names, contradict itself nowhere and pass its own test cases.</summary>
public sealed class RuleSetCheck(TimeProvider clock, IWorkingCalendars? calendars = null) : IConfigurationCheck
{
    /// <inheritdoc />
    public string Kind => ConfigurationKind.RuleSet;

    /// <inheritdoc />
    public IReadOnlyList<ModelFinding> Check(string key, string content)
    {
        var review = RuleSetReview.Of(content, clock, calendars);
        return [.. review.Findings.Select(f => f.Finding), .. OfTests(key, review)];
    }

    /// <inheritdoc />
    public bool RefusesDraft(ModelFinding finding) => RuleSetReview.IsUnreadable(finding);

    private static IEnumerable<ModelFinding> OfTests(string key, RuleReview review)
    {
        if (review.Findings.Any(f => RuleSetReview.IsUnreadable(f.Finding))) yield break;
        if (review.Tests.Count == 0) yield return new ModelFinding("rules.no-tests", "", key, 0, "there is no test case", key);
        foreach (var test in review.Tests.Where(t => t.Verdict != TestVerdict.Passed))
            yield return new ModelFinding("rules.test-failed", test.Key, test.Name, 0, $"the test case '{test.Name}' does not pass{(test.Message is { } why ? $": {why}" : "")}", test.Name, test.Message ?? "");
    }
}
