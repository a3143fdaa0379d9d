using CentralOps.Domain.Recognition;
using CentralOps.Domain.Recognition.Decision;
using OpenCvSharp;

namespace CentralOps.Infrastructure.Recognition.Reading;

/// <summary>A row of tick boxes, one cell per value of a code list: the ticked one has ink that the blank form has not.</summary>
internal static class TickBoxes
{
    /// <summary>Reads it; none or two ticked leaves no value.</summary>
    public static FieldEvidence Read(Mat cut, Mat preprint, FieldDefinition field, int cells)
    {
        using SliceInk ink = SliceInk.Of(cut, preprint);
        double height = cut.Height;
        var marks = new double[cells];
        double width = (double)cut.Width / cells;
        foreach (Rect mark in ink.Marks)
        {
            var at = (int)((mark.Left + (mark.Width / 2.0)) / width);
            using var within = new Mat(ink.Ink, mark);
            if (at >= 0 && at < cells)
                marks[at] += Cv2.CountNonZero(within) / (height * height);
        }

        List<(double Ink, int Cell)> order = [.. marks.Select((m, i) => (m, i)).OrderByDescending(m => m.m)];
        double first = order[0].Ink, second = cells > 1 ? order[1].Ink : 0;
        var evidence = new FieldEvidence { Field = field, Blank = first < 0.015 };
        if (evidence.Blank || cells != field.Values.Count)
            return evidence;
        double confidence = second > 0.4 * first ? 0.5 : Math.Clamp(1 - (second / first), 0.6, 0.995);
        // A tick against the empty boxes beside it: two looks at different places.
        return evidence with
        {
            Votes = second < 0.2 * first
                ? [new EngineVote("tick", field.Values[order[0].Cell], confidence, []), new EngineVote("others-empty", field.Values[order[0].Cell], confidence, [])]
                : [new EngineVote("tick", field.Values[order[0].Cell], confidence, [])],
        };
    }
}
