namespace CentralOps.Domain.Recognition.Accuracy;

/// <summary>
/// What the machine said of one field, and what the field of the finished case turned out to be. Automation rates, accuracies and proposed thresholds are computed from these.
/// Values themselves are not repeated here: they stay with the case, encrypted and masked as their sensitivity asks.
/// </summary>
public sealed record RecognitionTruth
{
    /// <summary>The case.</summary>
    public required Guid CaseId { get; init; }

    /// <summary>Field code.</summary>
    public required string FieldCode { get; init; }

    /// <summary>One of <see cref="FieldTypes"/>.</summary>
    public required string FieldType { get; init; }

    /// <summary>Layout it was cut by; null = the field was on no recognised page.</summary>
    public string? TemplateKey { get; init; }

    /// <summary>Version of that layout; 0 = none.</summary>
    public int TemplateVersion { get; init; }

    /// <summary>Engines whose reading was the machine's value, joined by <c>+</c>, e.g. <c>ppocr+tesseract</c>; empty = the machine had none.</summary>
    public string Engine { get; init; } = "";

    /// <summary>Version of the calibration that the confidence is of; 0 = none.</summary>
    public int Calibration { get; init; }

    /// <summary>Calibrated probability 0 … 1 that the machine's value is right, as said at the time.</summary>
    public double Confidence { get; init; }

    /// <summary>Everything but the threshold spoke for taking the machine's value: no veto, enough independent support. Below any threshold only these can be taken.</summary>
    public bool Eligible { get; init; }

    /// <summary>The machine would have taken (or did take) its value alone under the threshold of that time.</summary>
    public bool Sure { get; init; }

    /// <summary>How the final value was settled: <c>machine</c>, <c>machine+key</c>, <c>double-key</c>, <c>triple-key</c>, <c>single-key</c>, <c>arbitration</c>, <c>correction</c>, <c>branch</c>, <c>code</c>.</summary>
    public required string Source { get; init; }

    /// <summary>The machine's value equals the final one.</summary>
    public bool MachineRight { get; init; }

    /// <summary>People who keyed or settled it, in order of time.</summary>
    public IReadOnlyList<KeyerTruth> Keyers { get; init; } = [];

    /// <summary>Content hash of the slice; null = none.</summary>
    public string? SliceHash { get; init; }

    /// <summary>Settled at (UTC).</summary>
    public DateTimeOffset SettledAt { get; init; }

    /// <summary>People have looked at the slice, so that <see cref="MachineRight"/> is a truth and not the machine's own word. Only these say anything about errors.</summary>
    public bool Verified => Source is not ("machine" or "code");
}

/// <summary>One person's part in a field.</summary>
/// <param name="UserId">Who.</param>
/// <param name="Role"><c>key</c>, <c>arbitration</c>, <c>correction</c> or <c>branch</c>.</param>
/// <param name="Right">What they entered equals the final value; false also when they could not read it.</param>
/// <param name="Illegible">They could not read it.</param>
/// <param name="Milliseconds">From shown to confirmed.</param>
public sealed record KeyerTruth(Guid UserId, string Role, bool Right, bool Illegible, int Milliseconds);

/// <summary>The truths of finished cases.</summary>
public interface IRecognitionTruths
{
    /// <summary>All truths settled in a time, oldest first, at most <paramref name="most"/> of the newest.</summary>
    /// <param name="from">From (UTC), included.</param>
    /// <param name="until">Until (UTC), excluded.</param>
    /// <param name="fieldCode">Of one field only; null = all.</param>
    /// <param name="templateKey">Of one layout only; null = all.</param>
    /// <param name="most">Most rows.</param>
    /// <param name="cancel">Gives up.</param>
    Task<IReadOnlyList<RecognitionTruth>> BetweenAsync(
        DateTimeOffset from, DateTimeOffset until, string? fieldCode = null, string? templateKey = null, int most = 50_000, CancellationToken cancel = default);

    /// <summary>Everything the machine read in a time and rated with one calibration, counted in the database.</summary>
    /// <param name="from">From (UTC), included.</param>
    /// <param name="until">Until (UTC), excluded.</param>
    /// <param name="calibration">Version of the calibration: confidences of others cannot be compared.</param>
    /// <param name="cancel">Gives up.</param>
    Task<IReadOnlyList<ReadingTally>> TallyAsync(DateTimeOffset from, DateTimeOffset until, int calibration, CancellationToken cancel = default);
}
