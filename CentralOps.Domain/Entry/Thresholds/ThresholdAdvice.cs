namespace CentralOps.Domain.Entry.Thresholds;

/// <summary>What a threshold does.</summary>
/// <param name="Threshold">Confidence from which the machine's value is taken, 0 … 1.</param>
/// <param name="Taken">Readings that it takes.</param>
/// <param name="Read">Readings in all, those among them that no threshold could take.</param>
/// <param name="Checked">Of the taken ones, keyed by people too.</param>
/// <param name="Wrong">Of the checked ones, wrong.</param>
/// <param name="FoundWrong">Taken without a person and put right later.</param>
/// <param name="Expected">Error rate among all taken ones by the calibration, 0 … 1.</param>
public sealed record ThresholdEffect(double Threshold, long Taken, long Read, long Checked, long Wrong, long FoundWrong, double Expected)
{
    /// <summary>Share of all readings that is taken without a person, 0 … 1.</summary>
    public double Share => Read == 0 ? 0 : (double)Taken / Read;

    /// <summary>Upper 95 % bound of the error rate among the taken ones, 0 … 1.</summary>
    public double Bound => ErrorBounds.Upper(Wrong, Checked);

    /// <summary>Error rate among the checked ones, 0 … 1; 1 when none was checked.</summary>
    public double Rate => Checked == 0 ? 1 : (double)Wrong / Checked;
}

/// <summary>Why there is no threshold to advise.</summary>
public enum AdviceGap
{
    /// <summary>There is one.</summary>
    None,

    /// <summary>Too few values were checked to say so little error with 95 % certainty.</summary>
    MoreData,

    /// <summary>Even the surest readings are wrong more often than that.</summary>
    OutOfReach,
}

/// <summary>The threshold that meets a target error rate, beside the one in force.</summary>
/// <param name="Target">Target error rate among taken values, 0 … 1.</param>
/// <param name="Today">What the threshold in force does.</param>
/// <param name="Advised">The lowest threshold whose bound meets the target; null = none, see <see cref="Gap"/>.</param>
/// <param name="Gap">Why not.</param>
/// <param name="Missing">Checked values without a further error that are missing until there could be one.</param>
/// <param name="Calibration">The error rate by confidence.</param>
public sealed record ThresholdAdvice(double Target, ThresholdEffect Today, ThresholdEffect? Advised, AdviceGap Gap, long Missing, Calibration Calibration)
{
    /// <summary>Lowest threshold that is ever advised: below, the reading does not even count as one of two keys.</summary>
    public const double Lowest = 0.5;

    /// <summary>Advises.</summary>
    /// <param name="counts">Readings that a threshold could take, by confidence.</param>
    /// <param name="read">Readings in all.</param>
    /// <param name="today">The threshold in force.</param>
    /// <param name="target">Target error rate, 0 … 1 exclusive.</param>
    public static ThresholdAdvice Of(IReadOnlyCollection<ConfidenceCount> counts, long read, double today, double target)
    {
        var calibration = Calibration.Of(counts);
        List<ThresholdEffect> effects = [.. Falling(counts, read, calibration)];
        // Errors that came to light without anybody looking for them are a least rate: where they alone exceed the target, no sample can be believed.
        var advised = effects.Where(e => e.Rate <= target && e.Bound <= target && ErrorBounds.Lower(e.FoundWrong, e.Taken - e.Checked) <= target).MinBy(e => e.Threshold);
        var (gap, missing) = advised is null ? Gaps(effects, target) : (AdviceGap.None, 0);
        return new ThresholdAdvice(target, At(today, counts, read, calibration), advised, gap, missing, calibration);
    }

    /// <summary>What a threshold does.</summary>
    public static ThresholdEffect At(double threshold, IReadOnlyCollection<ConfidenceCount> counts, long read, Calibration calibration) =>
        Falling(counts.Where(c => c.Confidence >= threshold), read, calibration, 0).LastOrDefault() is { } effect
            ? effect with { Threshold = threshold }
            : new ThresholdEffect(threshold, 0, read, 0, 0, 0, 0);

    // Each confidence that occurs as a threshold, from the highest down.
    private static IEnumerable<ThresholdEffect> Falling(IEnumerable<ConfidenceCount> counts, long read, Calibration calibration, double lowest = Lowest)
    {
        long taken = 0, seen = 0, wrong = 0, found = 0;
        double expected = 0;
        foreach (var count in counts.Where(c => c.Confidence >= lowest).OrderByDescending(c => c.Confidence))
        {
            (taken, seen, wrong, found) = (taken + count.Taken, seen + count.Checked, wrong + count.Wrong, found + count.FoundWrong);
            expected += calibration.ErrorAt(count.Confidence) * count.Taken;
            yield return new ThresholdEffect(count.Confidence, taken, read, seen, wrong, found, taken == 0 ? 0 : expected / taken);
        }
    }

    private static (AdviceGap, long) Gaps(List<ThresholdEffect> effects, double target)
    {
        var seen = effects.Where(e => e.Checked > 0).ToList();
        if (seen.Count == 0) return (AdviceGap.MoreData, ErrorBounds.Needed(0, target));
        var best = seen.Where(e => e.Rate <= target).MinBy(e => e.Bound) ?? seen.MinBy(e => e.Rate)!;
        return best.Bound <= target || ErrorBounds.Lower(best.Wrong, best.Checked) > target
            ? (AdviceGap.OutOfReach, 0)
            : (AdviceGap.MoreData, ErrorBounds.Needed(best.Wrong, target) - best.Checked);
    }
}
