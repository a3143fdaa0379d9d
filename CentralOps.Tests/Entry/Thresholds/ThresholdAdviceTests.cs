using CentralOps.Domain.Entry.Thresholds;

namespace CentralOps.Tests.Entry.Thresholds;

/// <summary>The threshold advisor on made-up data whose truth is known.</summary>
public sealed class ThresholdAdviceTests
{
    [Theory]
    [InlineData(0, 1000, 0.002991, 0.0)]
    [InlineData(1, 1000, 0.004735, 0.0000513)]
    [InlineData(10, 1000, 0.016894, 0.005434)]
    [InlineData(3, 10, 0.606624, 0.087264)]
    public void Bounds_are_the_exact_ones(int wrong, int of, double upper, double lower)
    {
        Assert.Equal(upper, ErrorBounds.Upper(wrong, of), 0.00002);
        Assert.Equal(lower, ErrorBounds.Lower(wrong, of), 0.00002);
    }

    [Fact]
    public void Without_an_error_three_values_are_needed_for_each_one_in_the_target()
    {
        Assert.Equal(2995, ErrorBounds.Needed(0, 0.001));
        Assert.Equal(29956, ErrorBounds.Needed(0, 0.0001));
        Assert.True(ErrorBounds.Upper(2, ErrorBounds.Needed(2, 0.001)) <= 0.001);
        Assert.True(ErrorBounds.Upper(2, ErrorBounds.Needed(2, 0.001) - 1) > 0.001);
        Assert.Equal(1, ErrorBounds.Upper(0, 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => ErrorBounds.Needed(0, 0));
    }

    [Fact]
    public void A_bound_holds_in_nineteen_of_twenty_samples()
    {
        var random = new Random(4711);
        const double truth = 0.01;
        var held = Enumerable.Range(0, 2000).Count(_ => ErrorBounds.Upper(Enumerable.Range(0, 600).Count(_ => random.NextDouble() < truth), 600) >= truth);
        Assert.InRange(held, 1880, 2000); // 94 % at least: 95 % less three deviations of the drawing
    }

    [Fact]
    public void Errors_never_rise_with_confidence_and_neighbours_that_say_otherwise_are_pooled()
    {
        var calibration = Calibration.Of([new(0.6, 100, 100, 20), new(0.7, 100, 100, 30), new(0.9, 100, 100, 2), new(0.95, 50, 0, 0), new(0.99, 200, 200, 0)]);
        Assert.Equal([(0.6, 0.7, 50L), (0.9, 0.9, 2L), (0.99, 0.99, 0L)], calibration.Blocks.Select(b => (b.From, b.To, b.Wrong)));
        Assert.Equal(0.25, calibration.ErrorAt(0.65), 6);
        Assert.Equal(0.02, calibration.ErrorAt(0.97), 6); // nobody looked there: not better than below
        Assert.Equal(1, calibration.ErrorAt(0.5));
    }

    [Fact]
    public void The_fitted_curve_is_the_true_one()
    {
        var random = new Random(815);
        static double Truth(double confidence) => 0.4 * (1 - confidence); // the machine is surer than it says
        var counts = Enumerable.Range(50, 50).Select(i => i / 100.0).Select(c => new ConfidenceCount(c, 4000, 4000, Enumerable.Range(0, 4000).Count(_ => random.NextDouble() < Truth(c)))).ToList();
        var calibration = Calibration.Of(counts);
        Assert.All(counts, c => Assert.Equal(Truth(c.Confidence), calibration.ErrorAt(c.Confidence), 0.02));
        Assert.True(calibration.Blocks.Zip(calibration.Blocks.Skip(1)).All(p => p.First.Rate > p.Second.Rate));
        Assert.All(calibration.Blocks, b => Assert.InRange(b.Rate, b.Lower, b.Upper));
    }

    [Fact]
    public void The_lowest_threshold_that_meets_the_target_is_advised_and_keeps_it_on_new_data()
    {
        var random = new Random(99);
        var counts = Drawn(random, 3000);
        var advice = ThresholdAdvice.Of(counts, 400_000, 0.995, 0.001);
        var advised = Assert.IsType<ThresholdEffect>(advice.Advised);
        Assert.Equal(AdviceGap.None, advice.Gap);
        Assert.True(advised.Bound <= 0.001);
        Assert.True(advised.Threshold < 0.995 && advised.Share > advice.Today.Share);
        // True rate among what it takes: the mean of the truth over those confidences.
        var fresh = Drawn(new Random(100), 3000).Where(c => c.Confidence >= advised.Threshold).ToList();
        Assert.True((double)fresh.Sum(c => c.Wrong) / fresh.Sum(c => c.Checked) <= 0.001);
        // One step lower would not meet it.
        var lower = counts.Where(c => c.Confidence < advised.Threshold).Max(c => c.Confidence);
        Assert.True(ThresholdAdvice.At(lower, counts, 400_000, advice.Calibration).Bound > 0.001);
    }

    [Fact]
    public void Too_few_values_are_said_to_be_too_few_and_how_many_are_missing()
    {
        var advice = ThresholdAdvice.Of([new(0.999, 900, 900, 0), new(0.9, 100, 100, 0)], 1200, 0.995, 0.001);
        Assert.Null(advice.Advised);
        Assert.Equal((AdviceGap.MoreData, 1995), (advice.Gap, advice.Missing));
        Assert.Equal((900L, 0.75), (advice.Today.Taken, advice.Today.Share));
        Assert.Equal((AdviceGap.MoreData, 29956), (ThresholdAdvice.Of([], 0, 0.995, 0.0001) is var none ? none.Gap : default, ThresholdAdvice.Of([], 0, 0.995, 0.0001).Missing));
    }

    [Fact]
    public void A_field_whose_surest_readings_are_wrong_too_often_gets_no_threshold_however_much_is_checked()
    {
        var advice = ThresholdAdvice.Of([new(0.999, 50_000, 50_000, 400), new(0.9, 5000, 5000, 600)], 60_000, 0.995, 0.001);
        Assert.Null(advice.Advised);
        Assert.Equal(AdviceGap.OutOfReach, advice.Gap);
    }

    [Fact]
    public void Values_nobody_checked_count_for_the_share_but_prove_nothing()
    {
        // Under the threshold in force people saw the lower ones only; nothing above is proven.
        var advice = ThresholdAdvice.Of([new(0.999, 20_000, 0, 0), new(0.99, 2000, 2000, 0)], 25_000, 0.995, 0.001);
        Assert.Equal((20_000L, 0L, 1.0), (advice.Today.Taken, advice.Today.Checked, advice.Today.Bound));
        Assert.Equal(AdviceGap.MoreData, advice.Gap);
        Assert.Equal(995, advice.Missing);
    }

    [Fact]
    public void Errors_that_came_to_light_later_forbid_a_threshold_that_the_sample_alone_would_allow()
    {
        Assert.NotNull(ThresholdAdvice.Of([new(0.999, 8000, 4000, 0)], 9000, 0.995, 0.001).Advised);
        Assert.Null(ThresholdAdvice.Of([new(0.999, 8000, 4000, 0, 30)], 9000, 0.995, 0.001).Advised);
    }

    // Truth: errors fall from 5 % at 0.9 to 1 in 100,000 at 0.9999.
    private static List<ConfidenceCount> Drawn(Random random, int each) => [.. Enumerable.Range(0, 100).Select(i =>
    {
        var confidence = Math.Round(1 - Math.Pow(10, -1 - (3.0 * i / 99)), 4);
        var truth = 0.05 * Math.Pow(10, -3.7 * i / 99);
        return new ConfidenceCount(confidence, each, each, Enumerable.Range(0, each).Count(_ => random.NextDouble() < truth));
    }).GroupBy(c => c.Confidence).Select(g => new ConfidenceCount(g.Key, g.Sum(c => c.Taken), g.Sum(c => c.Checked), g.Sum(c => c.Wrong)))];
}
