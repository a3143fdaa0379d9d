namespace CentralOps.Domain.Entry.Thresholds;

/// <summary>
/// Exact one-sided 95 % bounds of an error rate (Clopper and Pearson, Biometrika 26, 1934). With no error seen the upper one is the rule of three, 3 ÷ n.
/// </summary>
public static class ErrorBounds
{
    /// <summary>Probability that the true rate lies above the upper bound, and below the lower one.</summary>
    public const double Risk = 0.05;

    /// <summary>Highest rate, 0 … 1, at which seeing so few errors would still happen in one of twenty samples; 1 when nothing was seen.</summary>
    public static double Upper(long wrong, long of) => of <= 0 || wrong >= of ? 1 : Bisect(p => AtMost(wrong, of, p) > Risk);

    /// <summary>Lowest rate, 0 … 1, at which seeing so many errors would still happen in one of twenty samples; 0 when none was seen.</summary>
    public static double Lower(long wrong, long of) => of <= 0 || wrong <= 0 ? 0 : Bisect(p => 1 - AtMost(wrong - 1, of, p) < Risk);

    /// <summary>Values that must be seen in all, so many of them wrong, for the upper bound to be a target (0 … 1, exclusive).</summary>
    /// <exception cref="ArgumentOutOfRangeException">The target is no rate.</exception>
    public static long Needed(long wrong, double target)
    {
        if (target is not (> 0 and < 1)) throw new ArgumentOutOfRangeException(nameof(target), target, "a rate between 0 and 1");
        long low = wrong, high = 64;
        while (Upper(wrong, high) > target) (low, high) = (high, high * 2);
        while (high - low > 1)
        {
            var middle = low + ((high - low) / 2);
            if (Upper(wrong, middle) > target) low = middle;
            else high = middle;
        }

        return high;
    }

    // Halving 60 times leaves less than 1e-18.
    private static double Bisect(Func<double, bool> below)
    {
        double low = 0, high = 1;
        for (var i = 0; i < 60; i++)
        {
            var middle = (low + high) / 2;
            if (below(middle)) low = middle;
            else high = middle;
        }

        return (low + high) / 2;
    }

    // Binomial probability of at most so many; summed from the largest term down in logarithms, so that nothing overflows.
    private static double AtMost(long wrong, long of, double p)
    {
        if (p <= 0) return 1;
        if (p >= 1) return 0;
        double odds = Math.Log(p) - Math.Log(1 - p), term = of * Math.Log(1 - p), most = term;
        var terms = new List<double>((int)wrong + 1) { term };
        for (long k = 1; k <= wrong; k++)
        {
            term += Math.Log((double)(of - k + 1) / k) + odds;
            most = Math.Max(most, term);
            terms.Add(term);
        }

        return Math.Min(1, Math.Exp(most) * terms.Sum(t => Math.Exp(t - most)));
    }
}
