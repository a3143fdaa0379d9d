using CentralOps.Domain.Administration;
using CentralOps.Domain.Kernel;
using CentralOps.Domain.Rules;
using CentralOps.Domain.Rules.Dmn;
using CentralOps.Domain.Versioning;

namespace CentralOps.Domain.Cases.Replay;

/// <summary>A decision of the past that the draft would take differently.</summary>
/// <param name="CaseId">The case.</param>
/// <param name="CaseNumber">Its number.</param>
/// <param name="BusinessType">Its business type.</param>
/// <param name="At">When it was decided (UTC); when the case was submitted, if that is not known.</param>
/// <param name="Decision">Name of the decision.</param>
/// <param name="Version">Version that decided.</param>
/// <param name="Before">Outputs that differ, as they were (FEEL).</param>
/// <param name="After">The same outputs by the draft.</param>
/// <param name="FiredBefore">Rules that matched.</param>
/// <param name="FiredAfter">Rules of the draft that match.</param>
/// <param name="Inputs">What was decided on (FEEL).</param>
/// <param name="Failure">The draft cannot decide this case; null = it can.</param>
public sealed record ChangedOutcome(
    Guid CaseId, string CaseNumber, string BusinessType, DateTimeOffset At, string Decision, int Version, IReadOnlyDictionary<string, string> Before, IReadOnlyDictionary<string, string> After,
    IReadOnlyList<string> FiredBefore, IReadOnlyList<string> FiredAfter, IReadOnlyDictionary<string, string> Inputs, string? Failure);

/// <summary>What a replay found.</summary>
/// <param name="Cases">Cases looked at.</param>
/// <param name="Decisions">Decisions taken again.</param>
/// <param name="Estimated">Of these, taken on the case as it is now because the decision itself was not stored.</param>
/// <param name="Changes">Every outcome that changes.</param>
/// <param name="Complete">False when there were more cases than one replay takes.</param>
public sealed record ReplayReport(int Cases, int Decisions, int Estimated, IReadOnlyList<ChangedOutcome> Changes, bool Complete);

/// <summary>Takes the decisions of the last days again with a draft, before anybody publishes it.</summary>
public sealed class RuleReplay(ISampleCases cases, IPublishedConfiguration configuration, IParameters parameters, TimeProvider clock, IWorkingCalendars? calendars = null)
{
    /// <summary>Most cases of one replay.</summary>
    public const int MostCases = 50_000;

    /// <summary>Replays.</summary>
    /// <param name="by">Who asks.</param>
    /// <param name="ruleSet">Configuration key.</param>
    /// <param name="draft">DMN of the draft.</param>
    /// <param name="days">Cases of so many days, 1 to 366.</param>
    /// <param name="progress">Told how many cases have been looked at.</param>
    /// <param name="cancel">Cancellation.</param>
    public async Task<Outcome<ReplayReport>> RunAsync(StaffMember by, string ruleSet, string draft, int days, Action<int>? progress = null, CancellationToken cancel = default)
    {
        if (!by.May(Permissions.AdminConfiguration)) return new Refusal("administration.not-permitted");
        if (days is < 1 or > 366) return new Refusal("rules.replay-days");
        var reading = DmnReader.Read(draft);
        if (reading.Model is not { } model || reading.Findings.Count > 0) return new Refusal("rules.replay-unreadable", reading.Findings.Count);
        var current = configuration.Current(ConfigurationKind.RuleSet, ruleSet) is { } version ? (version.Version, configuration.Parsed(version, v => DmnReader.Read(v.Content)).Model) : default;

        var run = new Replaying(ruleSet, model, current.Model, current.Version, CaseVariables.Of(parameters).ToDictionary(StringComparer.Ordinal), clock, calendars);
        var count = 0;
        await foreach (var sample in cases.LatestAsync(MostCases, clock.GetUtcNow().AddDays(-days), cancel))
        {
            run.Take(sample);
            if (++count % 200 == 0) progress?.Invoke(count);
        }

        return new ReplayReport(count, run.Decisions, run.Estimated, run.Changes, count < MostCases);
    }

    private sealed class Replaying(string ruleSet, DmnModel draft, DmnModel? current, int currentVersion, Dictionary<string, object?> parameters, TimeProvider clock, IWorkingCalendars? calendars)
    {
        public int Decisions { get; private set; }

        public int Estimated { get; private set; }

        public List<ChangedOutcome> Changes { get; } = [];

        public void Take(SampleCase sample)
        {
            foreach (var taken in sample.Decisions.Where(d => d.RuleSet == ruleSet)) Again(sample, taken);
            // Cases from before decisions were stored: both versions on the case as it is now.
            if (sample.Decisions.Count > 0 || current is null) return;
            foreach (var name in current.Decisions.Where(draft.Decisions.Contains)) Guess(sample, name);
        }

        private void Again(SampleCase sample, TakenDecision taken)
        {
            var at = new ClockAt(taken.At, clock);
            var inputs = Known(sample);
            foreach (var (name, text) in taken.Inputs) inputs[name] = FeelText.Read(text, at);
            Compare(sample, taken.At, taken.Decision, taken.Version, taken.Outputs, taken.Fired, inputs, taken.Inputs, at);
        }

        private void Guess(SampleCase sample, string decision)
        {
            var (inputs, at) = (Known(sample), new ClockAt(sample.SubmittedAt, clock));
            try
            {
                var before = Domain.Rules.Decisions.Decide(current!, ruleSet, currentVersion, decision, inputs, at, calendars);
                Estimated++;
                Compare(
                    sample, sample.SubmittedAt, decision, currentVersion, before.Outputs.ToDictionary(o => o.Key, o => FeelText.Of(o.Value)), before.FiredRules, inputs,
                    before.Reads.ToDictionary(n => n, n => FeelText.Of(inputs.GetValueOrDefault(n))), at);
            }
            catch (RuleEvaluationFailed)
            {
                // What the version in force cannot decide has no outcome that could change.
            }
        }

        private Dictionary<string, object?> Known(SampleCase sample)
        {
            var all = new Dictionary<string, object?>(parameters, StringComparer.Ordinal);
            foreach (var (name, value) in sample.Variables) all[name] = value;
            return all;
        }

        private void Compare(
            SampleCase sample, DateTimeOffset at, string decision, int version, IReadOnlyDictionary<string, string> before, IReadOnlyList<string> fired, Dictionary<string, object?> inputs,
            IReadOnlyDictionary<string, string> read, TimeProvider then)
        {
            Decisions++;
            try
            {
                var name = draft.Find(decision) is null && draft.Decisions.Count() == 1 ? null : decision;
                var after = Domain.Rules.Decisions.Decide(draft, ruleSet, 0, name, inputs, then, calendars);
                var differing = before.Where(o => !FeelText.Same(FeelText.Read(o.Value, then), after.Outputs.GetValueOrDefault(o.Key))).Select(o => o.Key).ToList();
                if (differing.Count == 0) return;
                Changes.Add(new ChangedOutcome(
                    sample.Id, sample.Number, sample.BusinessType, at, decision, version, differing.ToDictionary(o => o, o => before[o]),
                    differing.ToDictionary(o => o, o => FeelText.Of(after.Outputs.GetValueOrDefault(o))), fired, after.FiredRules, read, null));
            }
            catch (RuleEvaluationFailed error)
            {
                Changes.Add(new ChangedOutcome(sample.Id, sample.Number, sample.BusinessType, at, decision, version, before, new Dictionary<string, string>(), fired, [], read, error.Message));
            }
        }
    }

    /// <summary>Stands still at the time of a decision: <c>today()</c> is the day it was taken.</summary>
    private sealed class ClockAt(DateTimeOffset at, TimeProvider clock) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => at;

        public override TimeZoneInfo LocalTimeZone => clock.LocalTimeZone;
    }
}
