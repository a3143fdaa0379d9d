using CentralOps.Domain.Kernel;

namespace CentralOps.Domain.Administration.Changes;

/// <summary>What became of a wish to change something.</summary>
public enum ChangeEffect
{
    /// <summary>It is done.</summary>
    Done,

    /// <summary>It waits for a second person.</summary>
    Waits,
}

/// <summary>What became of a wish that hands out a one-time code.</summary>
/// <param name="Effect">Done, or waiting.</param>
/// <param name="Code">To hand over: all of the code when it is done, its first half while it waits.</param>
public sealed record CodeGiven(ChangeEffect Effect, string Code);

/// <summary>Puts a change before a second person.</summary>
public sealed class ProposeChange(IProposedChanges store, IStaffDirectory staff)
{
    /// <summary>
    /// Keeps the proposal. Refusals: <c>administration.value-same</c>, <c>administration.change-waits</c> while another one waits for the same thing,
    /// <c>administration.nobody-decides</c>.
    /// </summary>
    public async Task<Outcome<ChangeEffect>> AskAsync(ProposedChange change, CancellationToken cancel = default)
    {
        if (change.Differences.Count == 0) return new Refusal("administration.value-same");
        if ((await store.WaitingAsync(cancel)).FirstOrDefault(w => w.Thing == change.Thing && w.Subject == change.Subject) is { } other)
            return new Refusal("administration.change-waits", other.ProposedBy);
        if ((await DecidersAsync(change, cancel)).Count == 0) return new Refusal("administration.nobody-decides");
        await store.AddAsync(change, cancel);
        return ChangeEffect.Waits;
    }

    /// <summary>Who can decide on it now.</summary>
    public async Task<IReadOnlyList<StaffMember>> DecidersAsync(ProposedChange change, CancellationToken cancel = default) =>
        [.. (await staff.AllAsync(cancel)).Where(s => change.Hindrance(s) is null)];
}
