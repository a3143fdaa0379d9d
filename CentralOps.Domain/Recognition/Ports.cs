namespace CentralOps.Domain.Recognition;

/// <summary>
/// The machine eye, in a separate worker process. Every call is bounded in time and memory; a call that kills its worker throws
/// <see cref="RecognitionFailed"/> with <see cref="RecognitionFailed.WorkerDied"/> set.
/// </summary>
public interface IRecognitionWorker
{
    /// <summary>
    /// Turns an uploaded file (JPEG, PNG, TIFF with many pages, PDF) into pages: decoded within limits, upright, quality judged. Nothing is stored.
    /// </summary>
    /// <exception cref="RecognitionFailed">The file as a whole cannot be used (<see cref="RecognitionFailed.Code"/> says why, e.g. <c>capture.not-an-image</c>).</exception>
    Task<IReadOnlyList<CapturedPage>> CaptureAsync(ReadOnlyMemory<byte> file, string fileName, CancellationToken cancel = default);

    /// <summary>Finds codes, layout and registration of a page, cuts and reads its fields.</summary>
    /// <param name="page">PNG or JPEG of a captured page.</param>
    /// <param name="templates">Layouts to choose from.</param>
    /// <param name="fields">The field catalogue: types and lengths of the templates' fields.</param>
    /// <param name="hint">Layout key and page corners given by a person on the classification post; null = find them.</param>
    /// <param name="cancel">Gives up waiting; the worker is restarted when it does not stop by itself.</param>
    Task<PageReading> ReadPageAsync(ReadOnlyMemory<byte> page, IReadOnlyList<VoucherTemplate> templates, IReadOnlyList<FieldDefinition> fields, LayoutHint? hint, CancellationToken cancel = default);

    /// <summary>Compares seal impressions on a page with specimen images.</summary>
    Task<IReadOnlyList<SealReading>> CompareSealsAsync(ReadOnlyMemory<byte> page, IReadOnlyList<SealTask> seals, CancellationToken cancel = default);
}

/// <summary>Cuts seals out of specimen cards, in a worker process too.</summary>
public interface ISealCutter
{
    /// <summary>The seals at the places, in their order.</summary>
    /// <exception cref="RecognitionFailed">The page cannot be read, or killed its worker.</exception>
    Task<IReadOnlyList<CutSeal>> CutSealsAsync(ReadOnlyMemory<byte> page, IReadOnlyList<SealPlace> places, CancellationToken cancel = default);
}

/// <summary>Where a seal is expected.</summary>
/// <param name="Role">Seal role.</param>
/// <param name="Region">Corners in page pixels, clockwise from the top left.</param>
/// <param name="PageDpi">Resolution of the page there.</param>
public sealed record SealPlace(string Role, IReadOnlyList<double> Region, double PageDpi);

/// <summary>A seal cut out of a page.</summary>
/// <param name="Role">Seal role.</param>
/// <param name="Image">PNG, red ink on white; null = there is none.</param>
/// <param name="Dpi">Its resolution.</param>
public sealed record CutSeal(string Role, byte[]? Image, double Dpi);

/// <summary>A page made from an uploaded file.</summary>
/// <param name="Image">Upright page, JPEG or PNG.</param>
/// <param name="Thumbnail">JPEG, at most 240 px wide.</param>
/// <param name="Width">Pixels.</param>
/// <param name="Height">Pixels.</param>
/// <param name="Dpi">Dots per inch of the file, or estimated; 0 = unknown.</param>
/// <param name="Problems">Quality problems, worst first; empty = fine.</param>
/// <param name="PerceptualHash">64-bit difference hash: equal pages scanned twice differ in few bits.</param>
public sealed record CapturedPage(byte[] Image, byte[] Thumbnail, int Width, int Height, double Dpi, IReadOnlyList<QualityProblem> Problems, ulong PerceptualHash);

/// <summary>A quality problem of a page.</summary>
/// <param name="Code">Resource key suffix: <c>too-small</c>, <c>blurred</c>, <c>blank</c>, <c>over-exposed</c>, <c>dark</c>, <c>cut-off</c>, <c>low-resolution</c>.</param>
/// <param name="Blocking">True: the page cannot be submitted.</param>
/// <param name="Measure">What was measured, for the message.</param>
public sealed record QualityProblem(string Code, bool Blocking, double Measure);

/// <summary>What a person on the classification post said.</summary>
/// <param name="TemplateKey">The layout; null = no known voucher (an attachment).</param>
/// <param name="Corners">Page corners in pixels, clockwise from the top left: x0,y0 … x3,y3; null = find them.</param>
public sealed record LayoutHint(string? TemplateKey, IReadOnlyList<double>? Corners);

/// <summary>What the machine made of a page.</summary>
public sealed record PageReading
{
    /// <summary>Contents of the codes found, each with its symbology.</summary>
    public IReadOnlyList<CodeReading> Codes { get; init; } = [];

    /// <summary>Layout chosen; null = unsure.</summary>
    public string? TemplateKey { get; init; }

    /// <summary>0 … 1: how sure of the layout.</summary>
    public double LayoutConfidence { get; init; }

    /// <summary>Voucher number from the code; null = none.</summary>
    public string? VoucherNumber { get; init; }

    /// <summary>Row-major 3 × 3 homography, template mm → page pixels; null = registration failed.</summary>
    public IReadOnlyList<double>? Registration { get; init; }

    /// <summary>0 … 1: how well the page fits its template.</summary>
    public double RegistrationScore { get; init; }

    /// <summary>Fields read.</summary>
    public IReadOnlyList<FieldReading> Fields { get; init; } = [];

    /// <summary>Why it is unsure (resource key suffix); null = it is not.</summary>
    public string? Doubt { get; init; }

    /// <summary>Version of the program, engines and hashes of their models; null = nobody said.</summary>
    public string? ReadBy { get; init; }
}

/// <summary>A code on a page.</summary>
public sealed record CodeReading(string Symbology, string Content);

/// <summary>One field as the machine reads it.</summary>
public sealed record FieldReading
{
    /// <summary>Field code.</summary>
    public required string Code { get; init; }

    /// <summary>The slice: upright PNG.</summary>
    public required byte[] Slice { get; init; }

    /// <summary>Corners of the region on the page in pixels, clockwise from the top left: x0,y0 … x3,y3.</summary>
    public required IReadOnlyList<double> Quad { get; init; }

    /// <summary>Normalised value; null = nothing readable.</summary>
    public string? Value { get; init; }

    /// <summary>Calibrated probability 0 … 1 that <see cref="Value"/> is right.</summary>
    public double Confidence { get; init; }

    /// <summary>The machine would take the value without a person: engines agree, validators pass, confidence high.</summary>
    public bool Sure { get; init; }

    /// <summary>True when the region holds no ink: the field is blank.</summary>
    public bool Blank { get; init; }

    /// <summary>Evidence for the decision, one entry each, e.g. <c>ppocr=…@0.98</c>, <c>tesseract=…</c>, <c>check-digit ok</c>.</summary>
    public IReadOnlyList<string> Evidence { get; init; } = [];

    /// <summary>Indexes of doubtful characters of <see cref="Value"/>.</summary>
    public IReadOnlyList<int> Doubtful { get; init; } = [];

    /// <summary>What the decision above was made of; who knows more (records outside the page) decides again.</summary>
    public Decision.FieldEvidence? Facts { get; init; }

    /// <summary>The page fits its layout so well that its slices can be relied on; false = nothing of it is taken without a person.</summary>
    public bool Trusted { get; init; }
}

/// <summary>A seal to compare.</summary>
/// <param name="Role">Seal role.</param>
/// <param name="Region">Where on the page: corners in pixels clockwise from the top left.</param>
/// <param name="Specimen">PNG of the specimen impression.</param>
/// <param name="SpecimenDpi">Its resolution.</param>
/// <param name="PageDpi">Resolution of the page.</param>
public sealed record SealTask(string Role, IReadOnlyList<double> Region, byte[] Specimen, double SpecimenDpi, double PageDpi);

/// <summary>Verdict of the automatic comparison.</summary>
public enum SealVerdict
{
    /// <summary>The impression is of the specimen's seal.</summary>
    Pass,

    /// <summary>A person must look.</summary>
    Unsure,

    /// <summary>It is another seal, or there is none.</summary>
    Fail,
}

/// <summary>Result for one seal.</summary>
/// <param name="Role">Seal role.</param>
/// <param name="Verdict">Pass, unsure or fail.</param>
/// <param name="Score">0 … 1: similarity.</param>
/// <param name="Impression">PNG of the impression, moved onto the specimen.</param>
/// <param name="Difference">PNG: ink only on the voucher red, only on the specimen blue, on both grey.</param>
/// <param name="Reasons">Evidence, e.g. <c>no-impression</c>, <c>extra-ink 3.1 %</c>.</param>
public sealed record SealReading(string Role, SealVerdict Verdict, double Score, byte[]? Impression, byte[]? Difference, IReadOnlyList<string> Reasons);

/// <summary>The machine could not do it; the code is a refusal code whose text tells the user what to do.</summary>
public sealed class RecognitionFailed(string code, string detail, bool workerDied = false) : Exception($"{code}: {detail}")
{
    /// <summary>Refusal code, e.g. <c>capture.encrypted-pdf</c>.</summary>
    public string Code { get; } = code;

    /// <summary>True when the worker process died or was killed for exceeding its time or memory.</summary>
    public bool WorkerDied { get; } = workerDied;
}
