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

/// <summary>Keeps people; every method writes the audit trail in the same transaction and ends the person's sessions when their rights changed.</summary>
public interface IPeopleStore
{
    /// <summary>Everybody, by user name.</summary>
    Task<IReadOnlyList<PersonDetails>> ListAsync(CancellationToken cancel = default);

    /// <summary>Adds a person and returns their first password, which they must change. Refusal <c>administration.name-taken</c>.</summary>
    Task<Outcome<string>> AddAsync(PersonDraft person, string by, CancellationToken cancel = default);

    /// <summary>Changes a person. Refusal <c>administration.unknown-person</c>.</summary>
    Task<Outcome> ChangeAsync(PersonDraft person, string by, CancellationToken cancel = default);

    /// <summary>Gives a new password and returns it. Refusal <c>administration.unknown-person</c>.</summary>
    Task<Outcome<string>> ResetPasswordAsync(Guid id, string by, CancellationToken cancel = default);

    /// <summary>Lets a person log in or not; also lifts a lockout. Refusal <c>administration.unknown-person</c>.</summary>
    Task<Outcome> SetActiveAsync(Guid id, bool active, string by, CancellationToken cancel = default);
}
