using CentralOps.Domain.Administration.Changes;
using CentralOps.Domain.Kernel;

namespace CentralOps.Domain.Administration;

/// <summary>What an administrator enters about a person.</summary>
/// <param name="Id">The person; null = a new one.</param>
/// <param name="UserName">What they type to log in; never changes once given.</param>
/// <param name="DisplayName">Name that colleagues read.</param>
/// <param name="BranchCode">Their branch.</param>
/// <param name="Roles">Names of their roles.</param>
/// <param name="Posts">Codes of the posts they may sign in to.</param>
/// <param name="Level">Authorization level, 0 = none.</param>
/// <param name="AmountLimit">Largest amount in yuan they may decide on; null = no limit.</param>
public sealed record PersonDraft(
    Guid? Id, string UserName, string DisplayName, string BranchCode, IReadOnlyList<string> Roles, IReadOnlyList<string> Posts, int Level, decimal? AmountLimit);

/// <summary>A person in the administrator's list.</summary>
/// <param name="Staff">The person.</param>
/// <param name="LockedUntil">Locked out after wrong passwords until (UTC); null = not.</param>
/// <param name="LastLogIn">Last log-in (UTC); null = never.</param>
public sealed record PersonDetails(StaffMember Staff, DateTimeOffset? LockedUntil, DateTimeOffset? LastLogIn);

/// <summary>
/// Keeps people; every method writes the audit trail, and the decision where there was one, in the same transaction and ends the person's sessions when their rights
/// changed. Refusal <c>administration.change-decided</c> when somebody else decided meanwhile.
/// </summary>
public interface IPeopleStore
{
    /// <summary>Everybody, by user name.</summary>
    Task<IReadOnlyList<PersonDetails>> ListAsync(CancellationToken cancel = default);

    /// <summary>Adds a person who sets their own password with a one-time code. Refusal <c>administration.name-taken</c>.</summary>
    Task<Outcome> AddAsync(PersonDraft person, CodeHashes code, string by, ProposedChange? approved, CancellationToken cancel = default);

    /// <summary>Changes a person; with a code also takes the password away. Refusal <c>administration.unknown-person</c>.</summary>
    Task<Outcome> ChangeAsync(PersonDraft person, CodeHashes? code, string by, ProposedChange? approved, CancellationToken cancel = default);

    /// <summary>Takes the password away; the person sets a new one with a one-time code. Refusal <c>administration.unknown-person</c>.</summary>
    Task<Outcome> ResetPasswordAsync(Guid id, CodeHashes code, string by, ProposedChange? approved, CancellationToken cancel = default);

    /// <summary>Lets a person log in or not; also lifts a lockout. Refusal <c>administration.unknown-person</c>.</summary>
    Task<Outcome> SetActiveAsync(Guid id, bool active, string by, ProposedChange? approved, CancellationToken cancel = default);
}
