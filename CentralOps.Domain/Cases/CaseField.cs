namespace CentralOps.Domain.Cases;

/// <summary>A field of a case with its provenance. It changes by its verbs only; what it was when it was read or filled in is given once.</summary>
public sealed class CaseField
{
    private string? _value;
    private FieldStatus _status;
    private string? _source;
    private string? _machineValue;
    private double _machineConfidence;
    private bool _machineSure;
    private string? _machineEvidence;
    private string? _failures;
    private DateTimeOffset? _acceptedAt;
    private DateTimeOffset? _openedAgainAt;

    /// <summary>The case.</summary>
    public Guid CaseId { get; init; }

    /// <summary>Field code.</summary>
    public required string Code { get; init; }

    /// <summary>One of <see cref="Kernel.FieldTypes"/>.</summary>
    public required string Type { get; init; }

    /// <summary>Normalised value; null or empty = blank.</summary>
    public string? Value { get => _value; init => _value = value; }

    /// <summary>Where it stands.</summary>
    public FieldStatus Status { get => _status; init => _status = value; }

    /// <summary>How it was accepted: <c>machine</c>, <c>machine+key</c>, <c>double-key</c>, <c>arbitration</c>, <c>correction</c>, <c>branch</c>, <c>code</c>.</summary>
    public string? Source { get => _source; init => _source = value; }

    /// <summary>What the machine read.</summary>
    public string? MachineValue { get => _machineValue; init => _machineValue = value; }

    /// <summary>0 … 1.</summary>
    public double MachineConfidence { get => _machineConfidence; init => _machineConfidence = value; }

    /// <summary>The machine would take its value alone.</summary>
    public bool MachineSure { get => _machineSure; init => _machineSure = value; }

    /// <summary>All evidence spoke for taking the machine's value; only the threshold, or a sample, may have stood against it.</summary>
    public bool MachineEligible { get; init; }

    /// <summary>Engines whose reading the machine's value is, joined by <c>+</c>.</summary>
    public string? MachineEngine { get; init; }

    /// <summary>Version of the calibration behind <see cref="MachineConfidence"/>; 0 = none.</summary>
    public int MachineCalibration { get; init; }

    /// <summary>Threshold in force when the machine's value was decided; 0 = none.</summary>
    public double MachineThreshold { get; init; }

    /// <summary>Evidence of the machine, one per line.</summary>
    public string? MachineEvidence { get => _machineEvidence; init => _machineEvidence = value; }

    /// <summary>Indexes of the characters of <see cref="MachineValue"/> that the machine doubts.</summary>
    public IReadOnlyList<int> MachineDoubtful { get; init; } = [];

    /// <summary>Keying policy in force for this field of this case.</summary>
    public required string Keying { get; init; }

    /// <summary>May stay blank.</summary>
    public bool Optional { get; init; }

    /// <summary>Page it is on.</summary>
    public Guid? PageId { get; init; }

    /// <summary>Content hash of its slice.</summary>
    public string? SliceHash { get; init; }

    /// <summary>Corners of its region on the page in pixels: 8 numbers.</summary>
    public double[]? Quad { get; init; }

    /// <summary>Failed checks, as refusal codes, one per line; null = none.</summary>
    public string? Failures { get => _failures; init => _failures = value; }

    /// <summary>Accepted at (UTC).</summary>
    public DateTimeOffset? AcceptedAt { get => _acceptedAt; init => _acceptedAt = value; }

    /// <summary>Keyings before this time do not count any more: the field was opened again (UTC).</summary>
    public DateTimeOffset? OpenedAgainAt { get => _openedAgainAt; init => _openedAgainAt = value; }

    /// <summary>Two people could not read it.</summary>
    public void MarkIllegible()
    {
        if (_status != FieldStatus.Open) throw new Kernel.RuleBroken($"field {Code} is {_status}, not open");
        _status = FieldStatus.Illegible;
    }

    /// <summary>To be read or keyed again: what was accepted, and what the machine was sure of, has no weight any more.</summary>
    public void OpenAgain(DateTimeOffset now) => (_status, _openedAgainAt, _acceptedAt, _machineSure) = (FieldStatus.Open, now, null, false);

    /// <summary>A check found it wrong.</summary>
    public void Dispute(string failure) => _failures = _failures is null ? failure : $"{_failures}\n{failure}";

    /// <summary>Is checked anew: what failed before is forgotten.</summary>
    public void CheckAnew() => _failures = null;

    /// <summary>The machine has seen it in a second place: what that says, and how sure it is by both.</summary>
    public void SeenAgain(string evidence, double confidence, bool sure) => (_machineEvidence, _machineConfidence, _machineSure) = ($"{_machineEvidence}\n{evidence}", confidence, sure);

    /// <summary>The same field with another value for somebody who may not see its own, and without what the machine read.</summary>
    public CaseField Showing(string? value)
    {
        var shown = (CaseField)MemberwiseClone();
        (shown._value, shown._machineValue, shown._machineEvidence) = (value, null, null);
        return shown;
    }

    internal void LosePage() => (_status, _acceptedAt) = (FieldStatus.Open, null);

    internal void Accept(string value, string source, DateTimeOffset now) => (_value, _source, _status, _acceptedAt, _failures) = (value, source, FieldStatus.Accepted, now, null);
}
