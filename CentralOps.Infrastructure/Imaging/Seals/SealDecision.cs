using System.Globalization;
using CentralOps.Domain.Recognition;

namespace CentralOps.Infrastructure.Imaging.Seals;

/// <summary>From evidence to a verdict.</summary>
internal static class SealDecision
{
    /// <summary>Score, verdict and reasons.</summary>
    public static (SealVerdict Verdict, double Score, IReadOnlyList<string> Reasons) Decide(SealEvidence e)
    {
        var score = Math.Clamp(e.TileLikeness, 0, 1);
        var reasons = new List<string>
        {
            string.Create(CultureInfo.InvariantCulture, $"likeness {e.Likeness:F2}"),
        };
        return (score > 0.8 ? SealVerdict.Pass : SealVerdict.Unsure, score, reasons);
    }
}
