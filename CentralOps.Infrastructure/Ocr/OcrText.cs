namespace CentralOps.Infrastructure.Ocr;

/// <summary>A line of text as an engine reads it.</summary>
/// <param name="Text">The characters.</param>
/// <param name="Confidence">0 … 1: mean over the characters; 0 when there is none.</param>
/// <param name="Characters">0 … 1 for each character.</param>
internal sealed record OcrText(string Text, double Confidence, IReadOnlyList<double> Characters)
{
    /// <summary>0 … 1: where in the picture's width each character was seen; empty = unknown.</summary>
    public IReadOnlyList<double> Places { get; init; } = [];

    /// <summary>0 … 1 for each character, among those that the alphabet allows; empty = there is no alphabet.</summary>
    public IReadOnlyList<double> Within { get; init; } = [];

    /// <summary>Nothing read.</summary>
    public static OcrText Nothing { get; } = new("", 0, []);
}
