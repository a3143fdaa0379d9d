using OpenCvSharp;

namespace CentralOps.Infrastructure.Recognition.Reading;

/// <summary>How light the paper of a slice is, how grainy, and how dark the writing on it: faint print is spread to full contrast, grain is not.</summary>
/// <param name="Level">Brightness of the paper, 0 … 255, after <see cref="Even"/>.</param>
/// <param name="Grain">Its standard deviation.</param>
/// <param name="Dark">Brightness of the darkest writing.</param>
internal sealed record SlicePaper(double Level, double Grain, double Dark)
{
    private const double LeastContrast = 38, DoubtfulContrast = 26, DarkestShare = 0.004;

    /// <summary>Between paper and writing.</summary>
    public double Contrast => Level - Dark;

    /// <summary>Something stands out clearly.</summary>
    public bool HasInk => Contrast >= Math.Max(LeastContrast, 4.5 * Grain);

    /// <summary>Something may stand out.</summary>
    public bool MayHaveInk => Contrast >= Math.Max(DoubtfulContrast, 4 * Grain);

    /// <summary>Light falls evenly: paper has one brightness everywhere, print keeps its darkness relative to the paper around it.</summary>
    public static Mat Even(Mat red)
    {
        using var paper = new Mat();
        int reach = Math.Max(15, red.Height / 3) | 1;
        using var kernel = Cv2.GetStructuringElement(MorphShapes.Rect, new Size(reach, reach));
        // Without the smoothing the lightest grain would pass for paper.
        Cv2.GaussianBlur(red, paper, new Size(5, 5), 0);
        Cv2.Dilate(paper, paper, kernel);
        Cv2.GaussianBlur(paper, paper, new Size(reach, reach), 0);
        var even = new Mat();
        Cv2.Divide(red, paper, even, 245);
        return even;
    }

    /// <summary>Measures an even picture without the parts that are known to be print of the form.</summary>
    public static SlicePaper Of(Mat even, Mat known)
    {
        using var smooth = new Mat();
        Cv2.GaussianBlur(even, smooth, new Size(3, 3), 0);
        using var open = new Mat();
        Cv2.BitwiseNot(known, open);
        if (Cv2.CountNonZero(open) < 100)
            return new SlicePaper(240, 1, 240);
        using var histogram = new Mat();
        Cv2.CalcHist([smooth], [0], open, histogram, 1, [256], [new Rangef(0, 256)]);
        histogram.GetArray(out float[] counts);
        double level = At(counts, 0.6), grain = Math.Max(1, (At(counts, 0.95) - level) / 1.4);
        return new SlicePaper(level, grain, At(counts, DarkestShare));
    }

    /// <summary>The writing from black to white, the paper with its grain and guilloche white.</summary>
    public Mat Spread(Mat even)
    {
        double low = Dark, high = Math.Max(low + 10, Level - Math.Max(0.08 * Contrast, Grain));
        using var table = new Mat(1, 256, MatType.CV_8U);
        for (var i = 0; i < 256; i++)
            table.Set(0, i, (byte)Math.Clamp((i - low) * 255 / (high - low), 0, 255));
        var spread = new Mat();
        Cv2.LUT(even, table, spread);
        return spread;
    }

    // Brightness that a share of the pixels does not exceed.
    private static double At(float[] counts, double share)
    {
        double wanted = counts.Sum(c => (double)c) * share, sum = 0;
        for (var i = 0; i < counts.Length; i++)
        {
            sum += counts[i];
            if (sum >= wanted)
                return i;
        }

        return 255;
    }
}
