using CentralOps.Domain.Kernel;

namespace CentralOps.Domain.Administration.Changes;

/// <summary>A kind of thing that one person alone cannot change, as its owner implements it.</summary>
public interface IControlled
{
    /// <summary>Which kinds.</summary>
    IReadOnlyList<ControlledThing> Things { get; }

    /// <summary>What the change would make different now, or why it can no longer be made.</summary>
    Task<Outcome<ChangedValue[]>> CompareAsync(ProposedChange change, CancellationToken cancel = default);

    /// <summary>Makes an approved change; the thing, the decision and the audit rows in one transaction. Refusal <c>administration.change-decided</c> when somebody else was quicker.</summary>
    /// <returns>The second half of a one-time code, for the approver to hand over; empty = there is none.</returns>
    Task<Outcome<string>> ApplyAsync(ProposedChange approved, CancellationToken cancel = default);
}

/// <summary>A second person approves or refuses a proposed change; its proposer may take it back.</summary>
public sealed class DecideOnChange(IProposedChanges store, IEnumerable<IControlled> things, TimeProvider clock)
{
    private const int LongestReason = 400;

    /// <summary>
    /// Approves: the thing is changed now, or from the proposed time on. Refusals: those of <see cref="ProposedChange.Hindrance"/>, <c>administration.change-gone</c>,
    /// <c>administration.change-outdated</c> when the thing is no longer what the proposal started from, and those of the thing.
    /// </summary>
    /// <returns>The second half of a one-time code, for the approver to hand over; empty = there is none.</returns>
    public async Task<Outcome<string>> ApproveAsync(StaffMember by, Guid id, CancellationToken cancel = default)
    {
        if (await store.FindAsync(id, cancel) is not { } change) return new Refusal("administration.change-gone");
        if (change.Hindrance(by) is { } no) return no;
        var thing = things.Single(t => t.Things.Contains(change.Thing));
        var now = await thing.CompareAsync(change, cancel);
        if (now.Refusal is { } unfit) return unfit;
        if (!now.Value.SequenceEqual(change.Differences)) return new Refusal("administration.change-outdated");
        change.Approve(by, clock.GetUtcNow());
        return await thing.ApplyAsync(change, cancel);
    }

    /// <summary>Refuses; its proposer reads why. Refusals: those of <see cref="ProposedChange.Hindrance"/>, <c>administration.change-gone</c>, <c>administration.reason-missing</c>.</summary>
    public async Task<Outcome> RefuseAsync(StaffMember by, Guid id, string reason, CancellationToken cancel = default)
    {
        if (await store.FindAsync(id, cancel) is not { } change) return new Refusal("administration.change-gone");
        if (change.Hindrance(by) is { } no) return no;
        if (reason.Trim() is not { Length: > 0 and <= LongestReason } said) return new Refusal("administration.reason-missing");
        change.Refuse(by, said, clock.GetUtcNow());
        return await store.CloseAsync(change, cancel);
    }

    /// <summary>Takes one's own proposal back. Refusals <c>administration.change-gone</c>, <c>administration.change-decided</c>, <c>administration.not-permitted</c>.</summary>
    public async Task<Outcome> WithdrawAsync(StaffMember by, Guid id, CancellationToken cancel = default)
    {
        if (await store.FindAsync(id, cancel) is not { } change) return new Refusal("administration.change-gone");
        if (!by.Active || !change.IsBy(by)) return new Refusal("administration.not-permitted");
        if (change.State != ProposalState.Waiting) return new Refusal("administration.change-decided", change.DecidedBy);
        change.Withdraw(by, clock.GetUtcNow());
        return await store.CloseAsync(change, cancel);
    }
}
