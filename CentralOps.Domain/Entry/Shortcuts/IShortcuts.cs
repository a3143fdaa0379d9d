using CentralOps.Domain.Kernel;

namespace CentralOps.Domain.Entry.Shortcuts;

/// <summary>Each person's own keys.</summary>
public interface IShortcuts
{
    /// <summary>The keys of a person: the shipped ones with their own in their place.</summary>
    Task<ShortcutMap> OfAsync(Guid userId, CancellationToken cancel = default);

    /// <summary>Keeps a person's own keys (command → key); empty = the shipped ones again. Refused as <see cref="ShortcutMap.Of"/> says.</summary>
    Task<Outcome> SaveAsync(Guid userId, IReadOnlyDictionary<string, string> own, CancellationToken cancel = default);
}
