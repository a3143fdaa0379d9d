using CentralOps.Domain.Kernel;

namespace CentralOps.Domain.Batches;

/// <summary>A file of payments in a teller's draft: read, judged, stored, not submitted.</summary>
/// <param name="Id">Id of the batch.</param>
/// <param name="FileName">Name of the file.</param>
/// <param name="ContentHash">The file as it came.</param>
/// <param name="LinesHash">Its lines as JSON; empty with <paramref name="Problems"/>.</param>
/// <param name="Count">Lines.</param>
/// <param name="Total">Sum of the lines in yuan.</param>
/// <param name="Problems">What is wrong; empty = it may be submitted.</param>
/// <param name="DuplicateOf">Number of another case with the same file; null = none.</param>
public sealed record BatchDraft(Guid Id, string FileName, string ContentHash, string LinesHash, int Count, decimal Total, IReadOnlyList<BatchProblem> Problems, string? DuplicateOf);

/// <summary>Where a line stands.</summary>
public enum BatchLineState
{
    /// <summary>Not with the core.</summary>
    Waiting,

    /// <summary>Asked for; the answer is being cleared.</summary>
    Unclear,

    /// <summary>Booked.</summary>
    Paid,

    /// <summary>Refused by the core.</summary>
    Failed,
}

/// <summary>A line with what became of it.</summary>
/// <param name="Line">The line as last corrected.</param>
/// <param name="State">Where it stands.</param>
/// <param name="JournalNumber">The core's journal number; null = not booked.</param>
/// <param name="Words">The core's words of refusal; null = not refused.</param>
public sealed record BatchLineView(BatchLine Line, BatchLineState State, string? JournalNumber, string? Words);

/// <summary>A batch as people see it.</summary>
/// <param name="FileName">Name of the file.</param>
/// <param name="CaseNumber">The case.</param>
/// <param name="DuplicateOf">Number of another case with the same file when it was submitted; null = none.</param>
/// <param name="Lines">All lines in order.</param>
public sealed record BatchView(string FileName, string CaseNumber, string? DuplicateOf, IReadOnlyList<BatchLineView> Lines);

/// <summary>The branch's word on lines that the core refused.</summary>
/// <param name="Refund">The rest goes back to the payer; else it is tried again.</param>
/// <param name="Corrections">Accounts and names put right, by line number; amounts stay.</param>
public sealed record RemainderAnswer(bool Refund, IReadOnlyList<LineCorrection> Corrections);

/// <summary>A line put right.</summary>
public sealed record LineCorrection(int Number, string Account, string Name);

/// <summary>Batches at the branch and on desks.</summary>
public interface IBatchDesk
{
    /// <summary>Reads and judges a file (CSV or XLSX) and stores it. Refusals: <c>batch.not-a-table</c>, <c>batch.too-large</c>, <c>access.denied</c>.</summary>
    Task<Outcome<BatchDraft>> ReadAsync(Guid userId, string fileName, ReadOnlyMemory<byte> file, CancellationToken cancel = default);

    /// <summary>A case's batch, for people of its branch, people who see all cases, and whoever holds one of its tasks; null = none to see.</summary>
    Task<BatchView?> ViewAsync(Guid userId, Guid caseId, CancellationToken cancel = default);

    /// <summary>Answers the task <c>branch.remainder</c>. Refusals: <c>batch.correction-wrong</c>, those of branch tasks. Idempotent by command id.</summary>
    Task<Outcome> AnswerAsync(Guid userId, Guid itemId, Guid commandId, RemainderAnswer answer, CancellationToken cancel = default);
}
