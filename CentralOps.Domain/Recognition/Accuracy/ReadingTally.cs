namespace CentralOps.Domain.Recognition.Accuracy;

/// <summary>Readings of one field that are alike in everything that thresholds depend on, counted.</summary>
/// <param name="FieldCode">Field code.</param>
/// <param name="TemplateKey">Layout it was cut by; null = none.</param>
/// <param name="Confidence">Confidence said, 0 … 1.</param>
/// <param name="Eligible">See <see cref="RecognitionTruth.Eligible"/>.</param>
/// <param name="Source">See <see cref="RecognitionTruth.Source"/>.</param>
/// <param name="Keyed">A person keyed the slice, before anything could have looked wrong.</param>
/// <param name="MachineRight">The machine's value equals the final one.</param>
/// <param name="Count">How many.</param>
public sealed record ReadingTally(string FieldCode, string? TemplateKey, double Confidence, bool Eligible, string Source, bool Keyed, bool MachineRight, long Count);
