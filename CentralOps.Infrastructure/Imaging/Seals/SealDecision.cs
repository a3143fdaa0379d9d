using System.Globalization;
using CentralOps.Domain.Recognition;

namespace CentralOps.Infrastructure.Imaging.Seals;

/// <summary>
/// From evidence to a verdict. The score is a logistic regression fitted on drawn genuine and forged impressions (the <c>seals</c> sets of the sample
/// generator, clean and degraded); thresholds were chosen on other seeds so that no forged impression passes. Whatever the score, an impression with
/// strokes at other places, or one of which too little can be seen, is not passed by the machine.
/// </summary>
internal static class SealDecision
{
    /// <summary>Least score of an automatic pass.</summary>
    public const double PassFrom = 0.90;

    /// <summary>Scores below this are another seal.</summary>
    public const double FailBelow = 0.05;

    /// <summary>A letter more hidden than this must be alike where it shows.</summary>
    private const double HiddenAtMost = 0.75;

    // Fitted; in the order of Terms.
    private static readonly double[] s_weights = [0.7499, -1.8628, -1.4243, -1.5691, -1.2665, -0.4778, 0.367, 0.0365, -19.5134, -15.2117];
    private const double Bias = -14.411;

    /// <summary>Score, verdict and reasons.</summary>
    public static (SealVerdict Verdict, double Score, IReadOnlyList<string> Reasons) Decide(SealEvidence e)
    {
        var score = Score(e);
        var reasons = Reasons(e);
        var verdict = score >= PassFrom && !Doubtful(e) ? SealVerdict.Pass : score < FailBelow ? SealVerdict.Fail : SealVerdict.Unsure;
        return (verdict, verdict == SealVerdict.Pass ? score : Math.Min(score, PassFrom - 0.01), reasons);
    }

    /// <summary>0 … 1: how likely a genuine impression is, given genuine and forged are as frequent as in the fitting.</summary>
    public static double Score(SealEvidence e)
    {
        var sum = Bias;
        var terms = Terms(e);
        for (var i = 0; i < terms.Length; i++)
            sum += s_weights[i] * terms[i];
        return 1 / (1 + Math.Exp(-sum));
    }

    private static double[] Terms(SealEvidence e) =>
    [
        Math.Log(1.005 - e.TileLikeness), Math.Log(1.02 - e.WorstLetter), Math.Log(e.Displacement + 0.01), Math.Log(e.WorstDisplacement + 0.02), Math.Log(e.WorstExtra + 0.004),
        Math.Log(e.Substituted + 0.004), Math.Log(e.WorstMissing + 0.02), Math.Log(e.Extra + 0.002), Math.Abs(e.Scale - 1), e.Anisotropy,
    ];

    /// <summary>Limits that no good score excuses.</summary>
    private static bool Doubtful(SealEvidence e) =>
        e.Covered < 0.45 || e.Tiles < 12 || e.Substituted > 0.003 || e.WorstExtra > 0.006 || e.WorstDisplacement > 0.13 || e.Hidden > 0.97 || LetterUnseen(e) || Math.Abs(e.Scale - 1) > 0.035 || e.Anisotropy > 0.04;

    /// <summary>A letter mostly under print, and what shows of some letter is not quite alike: it could be another one.</summary>
    private static bool LetterUnseen(SealEvidence e) => e.Hidden > HiddenAtMost && e.WorstLetter < 0.9;

    private static List<string> Reasons(SealEvidence e)
    {
        var reasons = new List<string> { Text($"likeness {e.TileLikeness:F2}") };
        if (e.WorstDisplacement > 0.12)
            reasons.Add(Text($"displaced {e.WorstDisplacement:F2} mm"));
        if (e.Substituted > 0.02)
            reasons.Add(Text($"substituted {e.Substituted * 100:F1} %"));
        if (e.WorstExtra > 0.02)
            reasons.Add(Text($"extra-ink {e.Extra * 100:F1} %"));
        if (e.WorstMissing > 0.08)
            reasons.Add(Text($"missing-ink {e.Missing * 100:F1} %"));
        if (e.Covered < 0.6 || LetterUnseen(e))
            reasons.Add(Text($"partial {e.Covered * 100:F0} %"));
        if (Math.Abs(e.Scale - 1) > 0.035 || e.Anisotropy > 0.04)
            reasons.Add(Text($"size {(e.Scale - 1) * 100:+0.0;-0.0} %"));
        return reasons;
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
