namespace CentralOps.Domain.Cases.Advancing;

/// <summary>Which pages the portal has handed to whom for which task: what somebody claims to have looked at must at least have reached them.</summary>
public interface IShownPages
{
    /// <summary>A page's image has left for this person's screen.</summary>
    /// <param name="userId">Who.</param>
    /// <param name="itemId">The task in their hand.</param>
    /// <param name="contentHash">Content hash of the page.</param>
    /// <param name="cancel">Cancels.</param>
    Task NoteAsync(Guid userId, Guid itemId, string contentHash, CancellationToken cancel = default);

    /// <summary>Content hashes of the pages that this person has got for this task.</summary>
    Task<IReadOnlySet<string>> OfAsync(Guid userId, Guid itemId, CancellationToken cancel = default);
}
