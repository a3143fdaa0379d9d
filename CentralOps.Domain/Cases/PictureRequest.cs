using CentralOps.Domain.Cases.Advancing;

namespace CentralOps.Domain.Cases;

/// <summary>Somebody at a desk needs another picture (补拍): what they asked of the branch, and what came of it. Stays with the case.</summary>
public sealed class PictureRequest
{
    /// <summary>Key.</summary>
    public Guid Id { get; init; }

    /// <summary>The desk's task that waits for it.</summary>
    public Guid ItemId { get; init; }

    /// <summary>Who asked.</summary>
    public Guid AskedBy { get; init; }

    /// <summary>Asked at (UTC).</summary>
    public DateTimeOffset AskedAt { get; init; }

    /// <summary>What is wanted, in words.</summary>
    public required string Wanted { get; init; }

    /// <summary>The page to be taken again; null = a paper that the case does not have.</summary>
    public Guid? PageId { get; init; }

    /// <summary>Marked areas.</summary>
    public IReadOnlyList<PageMark> Marks { get; init; } = [];

    /// <summary>Who answered; null = open.</summary>
    public Guid? AnsweredBy { get; set; }

    /// <summary>Answered at (UTC).</summary>
    public DateTimeOffset? AnsweredAt { get; set; }

    /// <summary>What the branch said; always there when it cannot provide the picture.</summary>
    public string? Answer { get; set; }

    /// <summary>Who asked was at the post when the answer came: the task is kept for them first.</summary>
    public bool Present { get; set; }

    /// <summary>Pages that came; none = the branch cannot provide it.</summary>
    public List<Guid> Pages { get; set; } = [];
}
