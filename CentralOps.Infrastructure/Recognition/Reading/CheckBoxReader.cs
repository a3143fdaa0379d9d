using CentralOps.Domain.Recognition;
using CentralOps.Domain.Recognition.Decision;
using OpenCvSharp;

namespace CentralOps.Infrastructure.Recognition.Reading;

/// <summary>Whether a box is ticked: ink within it that the blank form does not have.</summary>
internal static class CheckBoxReader
{
    /// <summary>Reads it; between clearly empty and clearly ticked there is doubt.</summary>
    public static FieldEvidence Read(Mat cut, Mat preprint, FieldDefinition field)
    {
        using SliceInk ink = SliceInk.Of(cut, preprint);
        using var inner = new Mat(ink.Ink, new Rect(cut.Width / 6, cut.Height / 6, cut.Width * 2 / 3, cut.Height * 2 / 3));
        double share = (double)Cv2.CountNonZero(inner) / (inner.Width * inner.Height);
        double confidence = share is < 0.015 or > 0.06 ? 0.99 : 0.6;
        return new FieldEvidence { Field = field, Votes = [new EngineVote("ink", share > 0.035 ? "1" : "0", confidence, [])] };
    }
}
