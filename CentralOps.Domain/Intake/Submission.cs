using CentralOps.Domain.Recognition;

namespace CentralOps.Domain.Intake;

/// <summary>A new case as the teller sends it.</summary>
/// <param name="SubmissionId">Chosen by the sender: the same one again gives the same case (double click, retry, back button).</param>
/// <param name="BusinessType">Key of the business type.</param>
/// <param name="Pages">Pages in order.</param>
/// <param name="Checklist">Ticked items.</param>
/// <param name="Channel"><c>branch</c>, <c>api</c>, <c>demo</c>.</param>
public sealed record Submission(Guid SubmissionId, string BusinessType, IReadOnlyList<DraftPage> Pages, IReadOnlyList<string> Checklist, string Channel = "branch")
{
    /// <summary>What was filled in on the form of the type, by field code, as typed.</summary>
    public IReadOnlyDictionary<string, string> Fields { get; init; } = new Dictionary<string, string>();

    /// <summary>The file of payments of a type that has one; null = none.</summary>
    public Batches.BatchDraft? Batch { get; init; }
}

/// <summary>A box of a submission form.</summary>
/// <param name="Field">The field.</param>
/// <param name="Required">May not stay blank.</param>
public sealed record FormBox(FieldDefinition Field, bool Required);
