using System.Text.Json;
using CentralOps.Domain.Kernel;

namespace CentralOps.Domain.Administration.Changes;

/// <summary>Kinds of things that one person alone cannot change.</summary>
public enum ControlledThing
{
    /// <summary>A <see cref="Administration.Parameter"/> that is not <see cref="ParameterControl.Harmless"/>; subject: its key.</summary>
    Parameter,

    /// <summary>A person whose <see cref="Authority"/> begins or widens; subject: the user name, as with the next two.</summary>
    Person,

    /// <summary>Somebody with authority who was locked and is let in again.</summary>
    Unlocking,

    /// <summary>The password of somebody with authority.</summary>
    Password,

    /// <summary>What a role allows; subject: its name.</summary>
    Role,

    /// <summary>Tasks and level of a post that decides; subject: its code.</summary>
    Post,
}

/// <summary>Where a proposed change stands.</summary>
public enum ProposalState
{
    /// <summary>One person proposed it; another must decide.</summary>
    Waiting,

    /// <summary>Another person approved it, and it was done. Final.</summary>
    Approved,

    /// <summary>Another person refused it. Final.</summary>
    Refused,

    /// <summary>Its proposer took it back. Final.</summary>
    Withdrawn,
}

/// <summary>One line of a change.</summary>
/// <param name="Name">What of the thing; empty = the thing itself.</param>
/// <param name="Before">What it is; null = nothing yet.</param>
/// <param name="After">What it will be; null = nothing any more.</param>
public sealed record ChangedValue(string Name, string? Before, string? After);

/// <summary>
/// A change that limits money or automatic decisions, or gives somebody the right to decide: one person proposes, another decides. Every page, import and API that
/// changes such a thing ends here.
/// </summary>
public sealed class ProposedChange
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    private ProposedChange()
    {
    }

    /// <summary>Row key.</summary>
    public Guid Id { get; private set; } = Ids.New();

    /// <summary>Kind of the thing.</summary>
    public ControlledThing Thing { get; private set; }

    /// <summary>Which one: its key or name.</summary>
    public string Subject { get; private set; } = "";

    /// <summary>What it will be, as JSON of the thing's own; of a one-time code only the hash.</summary>
    public string Content { get; private set; } = "";

    /// <summary>What differs, as its proposer saw it, as JSON.</summary>
    public string Lines { get; private set; } = "";

    /// <summary>To count from (UTC); null = from the decision on.</summary>
    public DateTimeOffset? EffectiveFrom { get; private set; }

    /// <summary>Who proposed it (user name).</summary>
    public string ProposedBy { get; private set; } = "";

    /// <summary>Proposed at (UTC).</summary>
    public DateTimeOffset ProposedAt { get; private set; }

    /// <summary>Where it stands.</summary>
    public ProposalState State { get; private set; }

    /// <summary>Who decided (user name).</summary>
    public string? DecidedBy { get; private set; }

    /// <summary>Decided at (UTC).</summary>
    public DateTimeOffset? DecidedAt { get; private set; }

    /// <summary>Why it was refused.</summary>
    public string? Reason { get; private set; }

    /// <summary>Concurrency stamp.</summary>
    public Guid Version { get; private set; }

    /// <summary>What differs, as its proposer saw it.</summary>
    public IReadOnlyList<ChangedValue> Differences => JsonSerializer.Deserialize<List<ChangedValue>>(Lines, Json) ?? [];

    /// <summary>The right that proposing and deciding needs.</summary>
    public string Permission => PermissionFor(Thing);

    /// <summary>The right that changing a kind of thing needs.</summary>
    public static string PermissionFor(ControlledThing thing) => thing switch
    {
        ControlledThing.Parameter or ControlledThing.Post => Permissions.AdminConfiguration,
        _ => Permissions.AdminUsers,
    };

    /// <summary>Proposes.</summary>
    public static ProposedChange Of<T>(
        ControlledThing thing, string subject, T content, IReadOnlyList<ChangedValue> differences, DateTimeOffset? from, StaffMember by, DateTimeOffset now)
    {
        if (!by.May(PermissionFor(thing))) throw new RuleBroken($"{by.UserName} may not change a {thing}.");
        return new()
        {
            Thing = thing, Subject = subject, Content = JsonSerializer.Serialize(content, Json), Lines = JsonSerializer.Serialize(differences, Json),
            EffectiveFrom = from, ProposedBy = by.UserName, ProposedAt = now,
        };
    }

    /// <summary>What the thing will be.</summary>
    public T ContentAs<T>() => JsonSerializer.Deserialize<T>(Content, Json) ?? throw new JsonException($"change {Id} says nothing");

    /// <summary>True when this person proposed it.</summary>
    public bool IsBy(StaffMember person) => Same(ProposedBy, person.UserName);

    /// <summary>Why this person cannot decide on it; null = they can.</summary>
    public Refusal? Hindrance(StaffMember by) =>
        !by.May(Permission) ? new Refusal("administration.not-permitted")
        : State != ProposalState.Waiting ? new Refusal("administration.change-decided", DecidedBy)
        : IsBy(by) ? new Refusal("administration.own-change")
        : Concerns(by) ? new Refusal("administration.own-rights")
        : null;

    /// <summary>Another person approves.</summary>
    /// <exception cref="RuleBroken">They cannot decide.</exception>
    public void Approve(StaffMember by, DateTimeOffset now) => Decide(ProposalState.Approved, by, null, now);

    /// <summary>Another person refuses.</summary>
    /// <exception cref="RuleBroken">They cannot decide.</exception>
    public void Refuse(StaffMember by, string reason, DateTimeOffset now) => Decide(ProposalState.Refused, by, reason, now);

    /// <summary>Its proposer takes it back.</summary>
    /// <exception cref="RuleBroken">It is another's, or decided.</exception>
    public void Withdraw(StaffMember by, DateTimeOffset now)
    {
        if (State != ProposalState.Waiting || !IsBy(by)) throw new RuleBroken($"{by.UserName} cannot take back change {Id}.");
        (State, DecidedBy, DecidedAt) = (ProposalState.Withdrawn, by.UserName, now);
    }

    private void Decide(ProposalState state, StaffMember by, string? reason, DateTimeOffset now)
    {
        if (Hindrance(by) is { } no) throw new RuleBroken($"{by.UserName} cannot decide on change {Id}: {no}.");
        (State, DecidedBy, DecidedAt, Reason) = (state, by.UserName, now, reason);
    }

    private bool Concerns(StaffMember person) => Thing switch
    {
        ControlledThing.Parameter => false,
        ControlledThing.Post => person.Posts.Contains(Subject),
        ControlledThing.Role => person.Roles.Contains(Subject),
        _ => Same(Subject, person.UserName),
    };

    private static bool Same(string one, string other) => string.Equals(one, other, StringComparison.OrdinalIgnoreCase);
}

/// <summary>Where proposed changes are kept; every method writes the audit trail in the same transaction.</summary>
public interface IProposedChanges
{
    /// <summary>Keeps a new one.</summary>
    Task AddAsync(ProposedChange change, CancellationToken cancel = default);

    /// <summary>One of them, or null.</summary>
    Task<ProposedChange?> FindAsync(Guid id, CancellationToken cancel = default);

    /// <summary>Those that wait for a decision, oldest first.</summary>
    Task<IReadOnlyList<ProposedChange>> WaitingAsync(CancellationToken cancel = default);

    /// <summary>Those decided or taken back last, the latest first.</summary>
    Task<IReadOnlyList<ProposedChange>> DecidedAsync(int count, CancellationToken cancel = default);

    /// <summary>Writes a refusal or a withdrawal. Refusal <c>administration.change-decided</c> when somebody else was quicker.</summary>
    Task<Outcome> CloseAsync(ProposedChange change, CancellationToken cancel = default);
}
