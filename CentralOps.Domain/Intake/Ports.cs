using CentralOps.Domain.Cases;

namespace CentralOps.Domain.Intake;

/// <summary>Lists of the branch.</summary>
public interface IBranchLists
{
    /// <summary>Cases of the branch (null = of all branches), newest first; <paramref name="search"/> matches number, customer or voucher number.</summary>
    Task<IReadOnlyList<CaseRow>> CasesAsync(string? branchCode, Guid? submittedBy, string? search, int take, CancellationToken cancel = default);

    /// <summary>The case that this person's form has become; null = not submitted yet.</summary>
    Task<SubmittedCase?> FindSubmissionAsync(Guid userId, Guid submissionId, CancellationToken cancel = default);

    /// <summary>How many open cases of the branch have a question of the centre that nobody has answered.</summary>
    Task<int> QuestionsAsync(string branchCode, CancellationToken cancel = default);

    /// <summary>Open tasks of the branch: returns to answer, pictures to take, supplementary authorizations (for its supervisor), documents to print.</summary>
    Task<IReadOnlyList<BranchTask>> TasksAsync(string branchCode, CancellationToken cancel = default);
}

/// <summary>
/// A case in a list. <paramref name="CurrentStep"/> = the step that it came to last, <c>message</c> while it waits for one, null = finished; <paramref name="Asked"/> = the centre has a question that
/// nobody has answered.
/// </summary>
public sealed record CaseRow(Guid Id, string Number, string BusinessType, CaseStatus Status, decimal? Amount, string? CustomerName, DateTimeOffset SubmittedAt, DateTimeOffset DueAt, DateTimeOffset? FinishedAt, string? CurrentStep, string BranchCode, bool Asked = false);

/// <summary>A task of the branch: a work item, or papers to print (<c>documents.print</c>, whose <paramref name="ItemId"/> is the case).</summary>
public sealed record BranchTask(Guid ItemId, Guid CaseId, string CaseNumber, string Task, string BusinessType, decimal? Amount, DateTimeOffset EnqueuedAt, DateTimeOffset DueAt);
