using System.Text;

namespace CentralOps.Infrastructure.Imaging.Codes;

/// <summary>
/// Reads Code 128 (ISO/IEC 15417) from brightness along a line across the bars, also where the narrowest bar is less than two blurred pixels wide and edges cannot be told apart any more:
/// the length between first and last bar gives the width of a module, and each symbol is compared with all patterns as the lens would have blurred them.
/// </summary>
internal static class Code128Profile
{
    private const int Symbol = 11, StopModules = 13, Stop = 106, StartA = 103, StartC = 105, PerModule = 4, LeastSymbols = 3, MostSymbols = 44;
    private const double LeastModule = 1.1, MostModule = 14, MostError = 0.02, ClearlyBetter = 1.25;

    private static readonly int[][] Patterns = [.. ("212222 222122 222221 121223 121322 131222 122213 122312 132212 221213 221312 231212 112232 122132 122231 113222 123122 123221 223211 221132 221231 "
        + "213212 223112 312131 311222 321122 321221 312212 322112 322211 212123 212321 232121 111323 131123 131321 112313 132113 132311 211313 231113 231311 112133 112331 132131 113123 113321 133121 "
        + "313121 211331 231131 213113 213311 213131 311123 311321 331121 312113 312311 332111 314111 221411 431111 111224 111422 121124 121421 141122 141221 112214 112412 122114 122411 142112 142211 "
        + "241211 221114 413111 241112 134111 111242 121142 121241 114212 124112 124211 411212 421112 421211 212141 214121 412121 111143 111341 131141 114113 114311 411113 411311 113141 114131 311141 "
        + "411131 211412 211214 211232 2331112").Split(' ').Select(p => p.Select(c => c - '0').ToArray())];

    private static readonly double[][][] Blurred = [.. new[] { 0.25, 0.4, 0.55, 0.7, 0.85 }.Select(Shapes)];

    /// <summary>The content; null = no symbol, or not to be read for certain.</summary>
    /// <param name="brightness">From one quiet zone to the other; upside down is found, too.</param>
    public static string? Read(IReadOnlyList<float> brightness)
    {
        double[] dark = Darkness(brightness);
        return ReadOneWay(dark) ?? ReadOneWay([.. dark.Reverse()]);
    }

    // 0 = paper, 1 = bar.
    private static double[] Darkness(IReadOnlyList<float> brightness)
    {
        List<float> order = [.. brightness.Order()];
        double paper = order[(int)(order.Count * 0.92)], ink = order[(int)(order.Count * 0.03)];
        return paper - ink < 25 ? [] : [.. brightness.Select(b => (paper - b) / (paper - ink))];
    }

    private static string? ReadOneWay(double[] dark)
    {
        if (Edge(dark, 0, 1) is not { } first || Edge(dark, dark.Length - 1, -1) is not { } last)
            return null;
        (double Error, List<int> Symbols)? best = null;
        for (int symbols = LeastSymbols; symbols <= MostSymbols; symbols++)
        {
            double module = (last - first) / ((Symbol * symbols) + StopModules);
            if (module is < LeastModule or > MostModule)
                continue;
            foreach (double[][] shapes in Blurred)
            {
                if (Match(dark, first, module, symbols, shapes) is { } match && (best is null || match.Error < best.Value.Error))
                    best = match;
            }
        }

        return best is { Symbols: var read } && Checked(read) ? Text(read) : null;
    }

    // Where darkness first passes one half: outermost bars are two modules wide.
    private static double? Edge(double[] dark, int from, int step)
    {
        for (int i = from + step; i >= 0 && i < dark.Length; i += step)
        {
            double before = dark[i - step], here = dark[i];
            if (before < 0.5 && here >= 0.5)
                return i - step + (step * (0.5 - before) / (here - before));
        }

        return null;
    }

    private static (double Error, List<int> Symbols)? Match(double[] dark, double first, double module, int count, double[][] shapes)
    {
        double[] stop = Sample(dark, first + (count * Symbol * module), module, StopModules);
        double error = Error(stop, shapes[Stop]);
        if (error > 4 * MostError)
            return null;
        var read = new List<int>();
        for (var i = 0; i < count; i++)
        {
            double[] seen = Sample(dark, first + (i * Symbol * module), module, Symbol);
            int at = -1;
            double least = double.MaxValue, second = double.MaxValue;
            for (int pattern = i == 0 ? StartA : 0; pattern <= (i == 0 ? StartC : StartA - 1); pattern++)
            {
                double off = Error(seen, shapes[pattern]);
                if (off < least)
                    (least, second, at) = (off, least, pattern);
                else if (off < second)
                    second = off;
            }

            if (least > 4 * MostError || second < ClearlyBetter * least)
                return null;
            error += least;
            read.Add(at);
        }

        error /= count + 1;
        return error < MostError ? (error, read) : null;
    }

    private static double[] Sample(double[] dark, double from, double module, int modules)
    {
        var values = new double[modules * PerModule];
        for (var i = 0; i < values.Length; i++)
        {
            double x = from + ((i + 0.5) * module / PerModule);
            int left = Math.Clamp((int)x, 0, dark.Length - 2);
            values[i] = dark[left] + ((dark[left + 1] - dark[left]) * Math.Clamp(x - left, 0, 1));
        }

        return values;
    }

    private static double Error(double[] seen, double[] shape)
    {
        double sum = 0;
        for (var i = 0; i < seen.Length; i++)
            sum += (seen[i] - shape[i]) * (seen[i] - shape[i]);
        return sum / seen.Length;
    }

    // Each pattern, blurred by a share of a module, between a space and the bar of the next symbol.
    private static double[][] Shapes(double blur) => [.. Patterns.Select(widths =>
    {
        int modules = widths.Sum();
        var bars = new List<(double From, double To)>();
        double at = 0;
        for (var i = 0; i < widths.Length; at += widths[i++])
        {
            if (i % 2 == 0)
                bars.Add((at, at + widths[i]));
        }

        if (modules == Symbol)
            bars.Add((modules, modules + 1.5));
        return Enumerable.Range(0, modules * PerModule).Select(i => (i + 0.5) / PerModule).Select(t => bars.Sum(b => Step((t - b.From) / blur) - Step((t - b.To) / blur))).ToArray();
    })];

    // The normal distribution, near enough (logistic).
    private static double Step(double x) => 1 / (1 + Math.Exp(-1.702 * x));

    private static bool Checked(List<int> read) => read.Count >= LeastSymbols && (read[0] + read.Skip(1).SkipLast(1).Select((s, i) => s * (i + 1)).Sum()) % 103 == read[^1];

    private static string? Text(List<int> read)
    {
        var text = new StringBuilder();
        int set = read[0] - StartA;
        foreach (int symbol in read.Skip(1).SkipLast(1))
        {
            if (set == 2 && symbol < 100)
                text.Append(symbol.ToString("00", System.Globalization.CultureInfo.InvariantCulture));
            else if (set < 2 && symbol < 64)
                text.Append((char)(symbol + 32));
            else if (set == 1 && symbol < 96)
                text.Append((char)(symbol + 32));
            else if (symbol is 99 or 100 or 101 && symbol != 101 - set)
                set = 101 - symbol;
            else if (symbol != 102)
                return null; // shifts and control characters: no number of a voucher has them
        }

        return text.ToString();
    }
}
