using CentralOps.Domain.Kernel;

namespace CentralOps.Domain.Cases;

/// <summary>A page image of a case. It changes by its verbs only.</summary>
public sealed class CasePage
{
    private string? _voucherKind;
    private string? _templateKey;
    private int _templateVersion;
    private string? _voucherNumber;
    private double[]? _registration;
    private double _registrationScore;
    private string? _doubt;
    private string? _saidToBe;
    private int _failedAgain;
    private string? _readBy;
    private bool _replaced;

    /// <summary>Row key.</summary>
    public Guid Id { get; init; } = Ids.New();

    /// <summary>The case.</summary>
    public Guid CaseId { get; init; }

    /// <summary>1, 2, 3 … in the order of capture.</summary>
    public int Number { get; init; }

    /// <summary>Content hash of the upright page image.</summary>
    public required string ContentHash { get; init; }

    /// <summary>Content hash of the thumbnail.</summary>
    public required string ThumbnailHash { get; init; }

    /// <summary>Width in pixels.</summary>
    public int Width { get; init; }

    /// <summary>Height in pixels.</summary>
    public int Height { get; init; }

    /// <summary>Difference hash, to find the same page in another open case.</summary>
    public long PerceptualHash { get; init; }

    /// <summary>Voucher kind once known; empty string = an attachment of no known kind.</summary>
    public string? VoucherKind { get => _voucherKind; init => _voucherKind = value; }

    /// <summary>Key of the layout it was registered on.</summary>
    public string? TemplateKey { get => _templateKey; init => _templateKey = value; }

    /// <summary>Version of that layout.</summary>
    public int TemplateVersion { get => _templateVersion; init => _templateVersion = value; }

    /// <summary>Voucher number from its code.</summary>
    public string? VoucherNumber { get => _voucherNumber; init => _voucherNumber = value; }

    /// <summary>Homography template mm → page pixels, 9 numbers, row-major.</summary>
    public double[]? Registration { get => _registration; init => _registration = value; }

    /// <summary>0 … 1.</summary>
    public double RegistrationScore { get => _registrationScore; init => _registrationScore = value; }

    /// <summary>Why the machine was unsure; null = it was not.</summary>
    public string? Doubt { get => _doubt; init => _doubt = value; }

    /// <summary>Layout that a person said it is, and that the machine could not read it as; null = none.</summary>
    public string? SaidToBe { get => _saidToBe; init => _saidToBe = value; }

    /// <summary>How often the machine could not read it although a person had said what it is.</summary>
    public int FailedAgain { get => _failedAgain; init => _failedAgain = value; }

    /// <summary>Versions of the programs and models that read it; with <see cref="ContentHash"/> and the layout's version the same slices can be cut again.</summary>
    public string? ReadBy { get => _readBy; init => _readBy = value; }

    /// <summary>A later capture took its place.</summary>
    public bool Replaced { get => _replaced; init => _replaced = value; }

    /// <summary>It lies on a known layout.</summary>
    /// <param name="templateKey">The layout.</param>
    /// <param name="templateVersion">Its version.</param>
    /// <param name="voucherKind">Kind of the voucher.</param>
    /// <param name="registration">Homography template mm → page pixels; null = by hand, about.</param>
    /// <param name="score">0 … 1.</param>
    public void Register(string templateKey, int templateVersion, string voucherKind, double[]? registration = null, double score = 0)
    {
        Counts();
        (_templateKey, _templateVersion, _voucherKind, _registration, _registrationScore, _doubt) = (templateKey, templateVersion, voucherKind, registration, score, null);
    }

    /// <summary>What its code says, and what read it.</summary>
    public void Read(string? voucherNumber, string? readBy) => (_voucherNumber, _readBy) = (voucherNumber, readBy);

    /// <summary>The machine cannot say what it is: a person must.</summary>
    public void Puzzle(string doubt)
    {
        Counts();
        (_templateKey, _templateVersion, _voucherKind, _registration, _registrationScore, _doubt) = (null, 0, null, null, 0, doubt);
    }

    /// <summary>It is nothing that must be read.</summary>
    public void Attach()
    {
        Counts();
        (_voucherKind, _doubt) = ("", null);
    }

    /// <summary>The machine could not read it as what a person said it is.</summary>
    public void FailAgain(string? saidToBe) => (_saidToBe, _failedAgain) = (saidToBe, _failedAgain + 1);

    internal void Replace()
    {
        Counts();
        _replaced = true;
    }

    private void Counts()
    {
        if (_replaced) throw new RuleBroken($"page {Number} was replaced");
    }
}
