namespace CentralOps.Domain.Recognition;

/// <summary>Payload of the machine item that recognises one page.</summary>
/// <param name="PageId">The page.</param>
/// <param name="Hint">What a person said about it; null = nothing.</param>
public sealed record RecognisePage(Guid PageId, LayoutHint? Hint);

/// <summary>Result of recognising one page, its slices already in the content store.</summary>
public sealed record PageRecognised
{
    /// <summary>The page.</summary>
    public required Guid PageId { get; init; }

    /// <summary>Layout; null = unsure, or an attachment.</summary>
    public string? TemplateKey { get; init; }

    /// <summary>Its version.</summary>
    public int TemplateVersion { get; init; }

    /// <summary>Voucher kind; empty = an attachment.</summary>
    public string? VoucherKind { get; init; }

    /// <summary>Voucher number from the code.</summary>
    public string? VoucherNumber { get; init; }

    /// <summary>Homography template mm → page pixels.</summary>
    public double[]? Registration { get; init; }

    /// <summary>0 … 1.</summary>
    public double RegistrationScore { get; init; }

    /// <summary>Why unsure; null = it is not.</summary>
    public string? Doubt { get; init; }

    /// <summary>What read it: program, engines, models; null = nobody said.</summary>
    public string? ReadBy { get; init; }

    /// <summary>Fields read.</summary>
    public IReadOnlyList<FieldRecognised> Fields { get; init; } = [];
}

/// <summary>A field as the machine read it.</summary>
public sealed record FieldRecognised(string Code, string SliceHash, double[] Quad, string? Value, double Confidence, bool Sure, bool Blank, IReadOnlyList<string> Evidence, IReadOnlyList<int> Doubtful)
{
    /// <summary>All but the threshold spoke for taking it.</summary>
    public bool Eligible { get; init; }

    /// <summary>Threshold in force when it was decided; 0 = unknown.</summary>
    public double Threshold { get; init; }

    /// <summary>Engines that read the value, joined by <c>+</c>.</summary>
    public string Engines { get; init; } = "";

    /// <summary>Version of the calibration behind <see cref="Confidence"/>; 0 = none.</summary>
    public int Calibration { get; init; }
}
