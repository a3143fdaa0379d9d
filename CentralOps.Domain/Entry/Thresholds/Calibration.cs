namespace CentralOps.Domain.Entry.Thresholds;

/// <summary>Readings of one confidence.</summary>
/// <param name="Confidence">0 … 1.</param>
/// <param name="Taken">Readings that could be taken at this confidence, whether anybody looked at them or not.</param>
/// <param name="Checked">Of these, keyed by people too, because of the policy or the threshold and not because they looked wrong.</param>
/// <param name="Wrong">Of the checked ones, wrong.</param>
/// <param name="FoundWrong">Of the others, put right later: seen by chance, so no measure, but a warning.</param>
public sealed record ConfidenceCount(double Confidence, long Taken, long Checked, long Wrong, long FoundWrong = 0);

/// <summary>A stretch of confidences with one error rate.</summary>
/// <param name="From">Lowest confidence in it.</param>
/// <param name="To">Highest confidence in it.</param>
/// <param name="Checked">Readings people looked at.</param>
/// <param name="Wrong">Of these, wrong.</param>
public sealed record CalibrationBlock(double From, double To, long Checked, long Wrong)
{
    /// <summary>Error rate 0 … 1.</summary>
    public double Rate => Checked == 0 ? 1 : (double)Wrong / Checked;

    /// <summary>Upper 95 % bound of the rate.</summary>
    public double Upper => ErrorBounds.Upper(Wrong, Checked);

    /// <summary>Lower 95 % bound of the rate.</summary>
    public double Lower => ErrorBounds.Lower(Wrong, Checked);
}

/// <summary>
/// What the confidence that was said is worth: the error rate as a falling step function of confidence, fitted by pooling adjacent violators (isotonic regression; Ayer and
/// others, Annals of Mathematical Statistics 26, 1955). It assumes only that a higher confidence is never worse.
/// </summary>
public sealed class Calibration
{
    private Calibration(IReadOnlyList<CalibrationBlock> blocks) => Blocks = blocks;

    /// <summary>Stretches by rising confidence, their rates falling; empty = nothing was checked.</summary>
    public IReadOnlyList<CalibrationBlock> Blocks { get; }

    /// <summary>Fits it.</summary>
    public static Calibration Of(IEnumerable<ConfidenceCount> counts)
    {
        var blocks = new List<CalibrationBlock>();
        foreach (var count in counts.Where(c => c.Checked > 0).OrderBy(c => c.Confidence))
        {
            blocks.Add(new CalibrationBlock(count.Confidence, count.Confidence, count.Checked, count.Wrong));
            // Integers, so that equal rates are equal: a ÷ b ≤ c ÷ d.
            while (blocks.Count > 1 && blocks[^2].Wrong * blocks[^1].Checked <= blocks[^1].Wrong * blocks[^2].Checked)
            {
                var (a, b) = (blocks[^2], blocks[^1]);
                blocks.RemoveRange(blocks.Count - 2, 2);
                blocks.Add(new CalibrationBlock(a.From, b.To, a.Checked + b.Checked, a.Wrong + b.Wrong));
            }
        }

        return new Calibration(blocks);
    }

    /// <summary>Error rate at a confidence, 0 … 1: that of the stretch it lies in, else of the one below it, which is not better; 1 below all.</summary>
    public double ErrorAt(double confidence)
    {
        var rate = 1.0;
        foreach (var block in Blocks)
        {
            if (block.From > confidence) break;
            rate = block.Rate;
        }

        return rate;
    }
}
