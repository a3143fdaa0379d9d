using CentralOps.Domain.Kernel;
using CentralOps.Domain.Processes;

namespace CentralOps.Domain.Cases;

/// <summary>Where a case stands, as the branch sees it.</summary>
public enum CaseStatus
{
    /// <summary>Submitted and on its way.</summary>
    Running,

    /// <summary>Returned to the branch, which must answer.</summary>
    WithBranch,

    /// <summary>Held until a time or until somebody resumes it.</summary>
    Suspended,

    /// <summary>Stopped by an error that a supervisor must look at.</summary>
    Incident,

    /// <summary>Posted (or otherwise finished) and archived.</summary>
    Completed,

    /// <summary>Refused for good.</summary>
    Rejected,

    /// <summary>Taken back by the teller before posting.</summary>
    Withdrawn,
}

/// <summary>One customer transaction from capture to archive: the aggregate that every advance loads, changes and saves in one transaction.</summary>
public sealed class Case
{
    /// <summary>Row key.</summary>
    public Guid Id { get; init; } = Ids.New();

    /// <summary>Case number that people quote: business date + 7 digits, e.g. <c>202611230000042</c>.</summary>
    public required string Number { get; init; }

    /// <summary>Key of the business type.</summary>
    public required string BusinessType { get; init; }

    /// <summary>Branch that submitted it.</summary>
    public required string BranchCode { get; init; }

    /// <summary>Teller (user id) who submitted it.</summary>
    public Guid SubmittedBy { get; init; }

    /// <summary>Channel: <c>branch</c>, <c>api</c> …</summary>
    public string Channel { get; init; } = "branch";

    /// <summary>The bank's date when it was submitted.</summary>
    public DateOnly BusinessDate { get; init; }

    /// <summary>Submitted at (UTC).</summary>
    public DateTimeOffset SubmittedAt { get; init; }

    /// <summary>Service-level time of the whole case (UTC).</summary>
    public DateTimeOffset DueAt { get; set; }

    /// <summary>Reached an end at (UTC).</summary>
    public DateTimeOffset? FinishedAt { get; set; }

    /// <summary>Where it stands.</summary>
    public CaseStatus Status { get; set; }

    /// <summary>Credit of the priority class in milliseconds: how much earlier than its due time its tasks are served.</summary>
    public long PriorityCredit { get; set; }

    /// <summary>Amount in yuan once known, for lists, limits and routing.</summary>
    public decimal? Amount { get; set; }

    /// <summary>Customer (payer) name once known, for lists.</summary>
    public string? CustomerName { get; set; }

    /// <summary>Everything that is loaded and saved with the case as one document.</summary>
    public CaseBody Body { get; private set; } = new();

    /// <summary>Tokens and scopes of the running process.</summary>
    public ProcessState Process { get => Body.Process; init => Body.Process = value; }

    /// <summary>Facts that steps have established beside the fields, by FEEL name (decimal, string, bool or null), e.g. <c>seal_result</c>.</summary>
    public Dictionary<string, object?> Facts { get => Body.Facts; init => Body.Facts = value; }

    /// <summary>Items of the front checklist that the teller ticked.</summary>
    public List<string> Checklist { get => Body.Checklist; init => Body.Checklist = value; }

    /// <summary>Pages in order; a replaced page stays, marked.</summary>
    public List<CasePage> Pages { get => Body.Pages; init => Body.Pages = value; }

    /// <summary>Fields by code.</summary>
    public List<CaseField> Fields { get => Body.Fields; init => Body.Fields = value; }

    /// <summary>Every value of every person: provenance and accuracy come from here.</summary>
    public List<FieldKeying> Keyings { get => Body.Keyings; init => Body.Keyings = value; }

    /// <summary>What steps have established, and for which inputs: a step whose inputs did not change is not done again after a return.</summary>
    public List<StepEvidence> Evidence { get => Body.Evidence; init => Body.Evidence = value; }

    /// <summary>What happened since the case was loaded; the store appends it to the timeline.</summary>
    public List<CaseEvent> Events { get; init; } = [];

    /// <summary>Concurrency stamp.</summary>
    public Guid Version { get; set; }

    /// <summary>True when the case has reached an end.</summary>
    public bool IsFinished => Status is CaseStatus.Completed or CaseStatus.Rejected or CaseStatus.Withdrawn;

    /// <summary>Pages that count: not replaced, not dropped.</summary>
    public IEnumerable<CasePage> LivePages => Pages.Where(p => !p.Replaced).OrderBy(p => p.Number);

    /// <summary>The field, or null.</summary>
    public CaseField? Field(string code) => Fields.FirstOrDefault(f => f.Code == code);

    /// <summary>Replaces the body by a stored one.</summary>
    public void Restore(CaseBody body) => Body = body;

    /// <summary>The accepted value of a field, or null.</summary>
    public string? Accepted(string code) => Field(code) is { Status: FieldStatus.Accepted } f ? f.Value : null;
}

/// <summary>A page image of a case.</summary>
public sealed class CasePage
{
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
    public string? VoucherKind { get; set; }

    /// <summary>Key of the layout it was registered on.</summary>
    public string? TemplateKey { get; set; }

    /// <summary>Version of that layout.</summary>
    public int TemplateVersion { get; set; }

    /// <summary>Voucher number from its code.</summary>
    public string? VoucherNumber { get; set; }

    /// <summary>Homography template mm → page pixels, 9 numbers, row-major.</summary>
    public double[]? Registration { get; set; }

    /// <summary>0 … 1.</summary>
    public double RegistrationScore { get; set; }

    /// <summary>Why the machine was unsure; null = it was not.</summary>
    public string? Doubt { get; set; }

    /// <summary>Layout that a person said it is, and that the machine could not read it as; null = none.</summary>
    public string? SaidToBe { get; set; }

    /// <summary>How often the machine could not read it although a person had said what it is.</summary>
    public int FailedAgain { get; set; }

    /// <summary>Versions of the programs and models that read it; with <see cref="ContentHash"/> and the layout's version the same slices can be cut again.</summary>
    public string? ReadBy { get; set; }

    /// <summary>A later capture took its place.</summary>
    public bool Replaced { get; set; }
}

/// <summary>Where a field's value stands.</summary>
public enum FieldStatus
{
    /// <summary>No trusted value yet.</summary>
    Open,

    /// <summary>Trusted.</summary>
    Accepted,

    /// <summary>Two people could not read it.</summary>
    Illegible,

    /// <summary>A check found it wrong.</summary>
    Disputed,
}

/// <summary>A field of a case with its provenance.</summary>
public sealed class CaseField
{
    /// <summary>The case.</summary>
    public Guid CaseId { get; init; }

    /// <summary>Field code.</summary>
    public required string Code { get; init; }

    /// <summary>One of <see cref="Recognition.FieldTypes"/>.</summary>
    public required string Type { get; init; }

    /// <summary>Normalised value; null or empty = blank.</summary>
    public string? Value { get; set; }

    /// <summary>Where it stands.</summary>
    public FieldStatus Status { get; set; }

    /// <summary>How it was accepted: <c>machine</c>, <c>machine+key</c>, <c>double-key</c>, <c>arbitration</c>, <c>correction</c>, <c>branch</c>, <c>code</c>.</summary>
    public string? Source { get; set; }

    /// <summary>What the machine read.</summary>
    public string? MachineValue { get; set; }

    /// <summary>0 … 1.</summary>
    public double MachineConfidence { get; set; }

    /// <summary>The machine would take its value alone.</summary>
    public bool MachineSure { get; set; }

    /// <summary>All evidence spoke for taking the machine's value; only the threshold, or a sample, may have stood against it.</summary>
    public bool MachineEligible { get; set; }

    /// <summary>Engines whose reading the machine's value is, joined by <c>+</c>.</summary>
    public string? MachineEngine { get; set; }

    /// <summary>Version of the calibration behind <see cref="MachineConfidence"/>; 0 = none.</summary>
    public int MachineCalibration { get; set; }

    /// <summary>Threshold in force when the machine's value was decided; 0 = none.</summary>
    public double MachineThreshold { get; set; }

    /// <summary>Evidence of the machine, one per line.</summary>
    public string? MachineEvidence { get; set; }

    /// <summary>Indexes of the characters of <see cref="MachineValue"/> that the machine doubts.</summary>
    public IReadOnlyList<int> MachineDoubtful { get; init; } = [];

    /// <summary>Keying policy in force for this field of this case.</summary>
    public required string Keying { get; set; }

    /// <summary>May stay blank.</summary>
    public bool Optional { get; init; }

    /// <summary>Page it is on.</summary>
    public Guid? PageId { get; set; }

    /// <summary>Content hash of its slice.</summary>
    public string? SliceHash { get; set; }

    /// <summary>Corners of its region on the page in pixels: 8 numbers.</summary>
    public double[]? Quad { get; set; }

    /// <summary>Failed checks, as refusal codes, one per line; null = none.</summary>
    public string? Failures { get; set; }

    /// <summary>Accepted at (UTC).</summary>
    public DateTimeOffset? AcceptedAt { get; set; }

    /// <summary>Keyings before this time do not count any more: the field was opened again (UTC).</summary>
    public DateTimeOffset? OpenedAgainAt { get; set; }

    /// <summary>The same field with another value for somebody who may not see its own, and without what the machine read.</summary>
    public CaseField Showing(string? value)
    {
        var shown = (CaseField)MemberwiseClone();
        (shown.Value, shown.MachineValue, shown.MachineEvidence) = (value, null, null);
        return shown;
    }
}

/// <summary>What one person keyed for one field.</summary>
public sealed class FieldKeying
{
    /// <summary>Row key.</summary>
    public Guid Id { get; init; } = Ids.New();

    /// <summary>The case.</summary>
    public Guid CaseId { get; init; }

    /// <summary>Field code.</summary>
    public required string Code { get; init; }

    /// <summary>Who.</summary>
    public Guid UserId { get; init; }

    /// <summary><c>key</c>, <c>arbitration</c>, <c>correction</c> or <c>branch</c>.</summary>
    public required string Role { get; init; }

    /// <summary>Normalised value; null when illegible.</summary>
    public string? Value { get; init; }

    /// <summary>The person could not read it.</summary>
    public bool Illegible { get; init; }

    /// <summary>The slice shown: a keying counts only for the slice that is still the field's.</summary>
    public string? SliceHash { get; init; }

    /// <summary>Finished at (UTC).</summary>
    public DateTimeOffset At { get; init; }

    /// <summary>From shown to confirmed, milliseconds.</summary>
    public int Milliseconds { get; init; }
}

/// <summary>A step's result and the inputs it holds for.</summary>
public sealed class StepEvidence
{
    /// <summary>Row key.</summary>
    public Guid Id { get; init; } = Ids.New();

    /// <summary>The case.</summary>
    public Guid CaseId { get; init; }

    /// <summary>Step, e.g. <c>seal.verify</c>.</summary>
    public required string Step { get; init; }

    /// <summary>SHA-256 (hex) of everything the result depends on.</summary>
    public required string InputHash { get; init; }

    /// <summary>Outcome of the step.</summary>
    public required string Outcome { get; init; }

    /// <summary>Details as JSON: scores, who, script answers.</summary>
    public string Detail { get; init; } = "{}";

    /// <summary>Who; null = machine.</summary>
    public Guid? UserId { get; init; }

    /// <summary>Established at (UTC).</summary>
    public DateTimeOffset At { get; init; }
}

/// <summary>Something that happened to a case: its timeline.</summary>
public sealed class CaseEvent
{
    /// <summary>Row key.</summary>
    public Guid Id { get; init; } = Ids.New();

    /// <summary>The case.</summary>
    public Guid CaseId { get; init; }

    /// <summary>At (UTC).</summary>
    public DateTimeOffset At { get; init; }

    /// <summary>Code, e.g. <c>submitted</c>, <c>step-entered</c>, <c>step-left</c>, <c>returned</c>, <c>question</c>; resource key <c>CaseEvent.{Code}</c>.</summary>
    public required string Code { get; init; }

    /// <summary>Element id of the process model; null = none.</summary>
    public string? Element { get; init; }

    /// <summary>Who; null = machine.</summary>
    public Guid? UserId { get; init; }

    /// <summary>Arguments or free text.</summary>
    public string? Text { get; init; }
}
