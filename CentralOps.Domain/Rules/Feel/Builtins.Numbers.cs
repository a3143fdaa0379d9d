namespace CentralOps.Domain.Rules.Feel;

internal static partial class Builtins
{
    private static void AddNumbers()
    {
        Add("decimal(n:n, scale:n)", (a, run) => Rounded(a, run, x => decimal.Round(x, 0, MidpointRounding.ToEven)));
        Add("floor(n:n)", (a, _) => decimal.Floor(N(a[0])));
        Add("floor(n:n, scale:n)", (a, run) => Rounded(a, run, decimal.Floor));
        Add("ceiling(n:n)", (a, _) => decimal.Ceiling(N(a[0])));
        Add("ceiling(n:n, scale:n)", (a, run) => Rounded(a, run, decimal.Ceiling));
        Add("round up(n:n, scale:n)", (a, run) => Rounded(a, run, x => x < 0 ? decimal.Floor(x) : decimal.Ceiling(x)));
        Add("round down(n:n, scale:n)", (a, run) => Rounded(a, run, decimal.Truncate));
        Add("round half up(n:n, scale:n)", (a, run) => Rounded(a, run, x => decimal.Round(x, 0, MidpointRounding.AwayFromZero)));
        Add("round half down(n:n, scale:n)", (a, run) => Rounded(a, run, HalfDown));
        Add("abs(n:n)", (a, _) => Math.Abs(N(a[0])));
        Add("abs(n:D)", (a, _) => new DaysDuration(Math.Abs(((DaysDuration)a[0]!).Seconds)));
        Add("abs(n:M)", (a, _) => new MonthsDuration(Math.Abs(((MonthsDuration)a[0]!).Months)));
        Add("modulo(dividend:n, divisor:n)", (a, run) => N(a[1]) == 0 ? run.Fail("modulo by zero") : N(a[0]) - (N(a[1]) * decimal.Floor(N(a[0]) / N(a[1]))));
        Add("sqrt(number:n)", (a, run) => Root(N(a[0]), run));
        Add("log(number:n)", (a, run) => N(a[0]) <= 0 ? run.Fail("log of a number that is not positive") : (decimal)Math.Log((double)N(a[0])));
        Add("exp(number:n)", (a, _) => (decimal)Math.Exp((double)N(a[0])));
        Add("odd(number:n)", (a, _) => Math.Abs(N(a[0]) % 2) == 1);
        Add("even(number:n)", (a, _) => N(a[0]) % 2 == 0);
    }

    private static decimal HalfDown(decimal x)
    {
        var whole = decimal.Truncate(x);
        return Math.Abs(x - whole) > 0.5m ? whole + Math.Sign(x) : whole;
    }

    // FEEL allows scales from -6111 to 6176; decimal holds 28 places, beyond which nothing is left to round.
    private static object? Rounded(object?[] a, Run run, Func<decimal, decimal> round)
    {
        var scale = decimal.Truncate(N(a[1]));
        if (scale is < -6111 or > 6176) return run.Fail("the scale is out of range");
        if (scale >= 28) return N(a[0]);
        if (scale < -28) return 0m;
        var factor = 1m;
        for (var i = 0; i < Math.Abs(scale); i++) factor *= 10;
        if (scale < 0) return round(N(a[0]) / factor) * factor;
        try
        {
            return round(N(a[0]) * factor) / factor;
        }
        catch (OverflowException)
        {
            return N(a[0]);
        }
    }

    /// <summary>Square root to the precision of decimal (Newton, from the binary root).</summary>
    private static object? Root(decimal n, Run run)
    {
        if (n < 0) return run.Fail("square root of a negative number");
        if (n == 0) return 0m;
        var root = (decimal)Math.Sqrt((double)n);
        if (root == 0) return 0m;
        for (var i = 0; i < 3; i++) root = (root + (n / root)) / 2;
        var whole = decimal.Round(root, 14);
        return whole * whole == n ? whole / 1.000000000000000000000000000m : root;
    }
}
