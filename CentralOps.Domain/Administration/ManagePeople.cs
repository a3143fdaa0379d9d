using System.Globalization;
using System.Text.RegularExpressions;
using CentralOps.Domain.Administration.Changes;
using CentralOps.Domain.Kernel;

namespace CentralOps.Domain.Administration;

/// <summary>
/// People are created, changed, locked and given one-time codes by an administrator, never by themselves; whatever begins, widens or hands back an
/// <see cref="Authority"/> by two.
/// </summary>
public sealed partial class ManagePeople(
    IPeopleStore store, IStaffDirectory staff, PersonCheck rules, ProposeChange propose, ICodeHasher codes, TimeProvider clock) : IControlled
{
    /// <inheritdoc />
    public IReadOnlyList<ControlledThing> Things { get; } = [ControlledThing.Person, ControlledThing.Unlocking, ControlledThing.Password];

    /// <summary>Adds a person, or proposes to, and gives the code with which they set their password.</summary>
    public async Task<Outcome<CodeGiven>> AddAsync(StaffMember by, PersonDraft person, CancellationToken cancel = default)
    {
        if (!by.May(Permissions.AdminUsers))
            return new Refusal("administration.not-permitted");
        person = person with { Id = null };
        if (!UserName().IsMatch(person.UserName))
            return new Refusal("administration.bad-user-name");
        if (await staff.FindByUserNameAsync(person.UserName, cancel) is not null)
            return new Refusal("administration.name-taken");
        if (await rules.CheckAsync(person, cancel) is { } refusal)
            return refusal;
        var authority = await rules.AuthorityAsync(person, cancel);
        if (authority.NeedsSecondPerson(Authority.None) && !(authority.Rights.Contains(Permissions.AdminUsers) && await IsFirstAndAloneAsync(by, cancel)))
            return await ProposeWithCodeAsync(ControlledThing.Person, person.UserName, person, Differences(null, person), by, cancel);
        return await GiveAsync(code => store.AddAsync(person, code, by.UserName, null, cancel));
    }

    /// <summary>
    /// Changes a person's branch, roles, posts, level or limit, or proposes to. Whoever begins to decide sets a new password with a code of two halves: one
    /// administrator alone may have given them the present one, and know it. Without a code the answer's is empty.
    /// </summary>
    public async Task<Outcome<CodeGiven>> ChangeAsync(StaffMember by, PersonDraft person, CancellationToken cancel = default)
    {
        var touched = await TouchedAsync(by, person.Id, cancel);
        if (touched.Refusal is { } no)
            return no;
        person = person with { UserName = touched.Value.UserName };
        if (await UnfitAsync(person, cancel) is { } refusal)
            return refusal;
        var (before, after) = (await rules.AuthorityAsync(touched.Value, cancel), await rules.AuthorityAsync(person, cancel));
        var lines = Differences(touched.Value, person);
        if (!before.Any && after.Any)
            return await ProposeWithCodeAsync(ControlledThing.Person, person.UserName, person, [.. lines, Reset], by, cancel);
        var done = after.NeedsSecondPerson(before)
            ? await propose.AskAsync(
                ProposedChange.Of(ControlledThing.Person, person.UserName, new Proposal(person), lines, null, by, clock.GetUtcNow()), cancel)
            : Done(await store.ChangeAsync(person, null, by.UserName, null, cancel));
        return done.Refusal is { } unchanged ? unchanged : new CodeGiven(done.Value, "");
    }

    /// <summary>Takes a person's password away, or proposes to, and gives the code with which they set a new one.</summary>
    public async Task<Outcome<CodeGiven>> ResetPasswordAsync(StaffMember by, Guid id, CancellationToken cancel = default)
    {
        var touched = await TouchedAsync(by, id, cancel);
        if (touched.Refusal is { } no)
            return no;
        if ((await rules.AuthorityAsync(touched.Value, cancel)).Any)
            return await ProposeWithCodeAsync(ControlledThing.Password, touched.Value.UserName, Draft(touched.Value), [Reset], by, cancel);
        return await GiveAsync(code => store.ResetPasswordAsync(id, code, by.UserName, null, cancel));
    }

    /// <summary>Locks a person out for good, or lets them in again (and lifts a lockout after wrong passwords), or proposes to.</summary>
    public async Task<Outcome<ChangeEffect>> SetActiveAsync(StaffMember by, Guid id, bool active, CancellationToken cancel = default)
    {
        var touched = await TouchedAsync(by, id, cancel);
        if (touched.Refusal is { } no)
            return no;
        if (!active && await IsLastAdministratorAsync(id, cancel))
            return new Refusal("administration.last-administrator");
        if (active && !touched.Value.Active && (await rules.AuthorityAsync(touched.Value, cancel)).Any)
            return await propose.AskAsync(
                ProposedChange.Of(ControlledThing.Unlocking, touched.Value.UserName, new Proposal(Draft(touched.Value)), [Unlocked], null, by, clock.GetUtcNow()), cancel);
        return Done(await store.SetActiveAsync(id, active, by.UserName, null, cancel));
    }

    /// <inheritdoc />
    public async Task<Outcome<ChangedValue[]>> CompareAsync(ProposedChange change, CancellationToken cancel = default)
    {
        var (person, first) = change.ContentAs<Proposal>();
        var now = await staff.FindByUserNameAsync(change.Subject, cancel);
        if (person.Id is null && now is not null) return new Refusal("administration.name-taken");
        if (person.Id is not null && now?.Id != person.Id) return new Refusal("administration.unknown-person");
        if (change.Thing == ControlledThing.Password) return new[] { Reset };
        if (change.Thing == ControlledThing.Unlocking) return now!.Active ? [] : new[] { Unlocked };
        if (await UnfitAsync(person, cancel) is { } refusal) return refusal;
        var lines = Differences(now, person);
        return now is null || first is null || lines.Length == 0 ? lines : [.. lines, Reset];
    }

    /// <inheritdoc />
    public async Task<Outcome<string>> ApplyAsync(ProposedChange approved, CancellationToken cancel = default)
    {
        var (person, first) = approved.ContentAs<Proposal>();
        var (by, half) = (approved.DecidedBy ?? "", OneTimeCode.NewHalf());
        var code = new CodeHashes(first ?? "", codes.Hash(half));
        var done = (approved.Thing, person.Id) switch
        {
            (ControlledThing.Person, null) => await store.AddAsync(person, code, by, approved, cancel),
            (ControlledThing.Person, _) => await store.ChangeAsync(person, first is null ? null : code, by, approved, cancel),
            (ControlledThing.Password, { } id) => await store.ResetPasswordAsync(id, code, by, approved, cancel),
            (ControlledThing.Unlocking, { } id) => await store.SetActiveAsync(id, true, by, approved, cancel),
            _ => throw new RuleBroken($"Change {approved.Id} is of no person."),
        };
        return done.Refusal is { } refusal ? refusal : first is null ? "" : half;
    }

    private static ChangedValue Reset => new("password", "set", "reset");

    private static ChangedValue Unlocked => new("active", "false", "true");

    private async Task<Outcome<CodeGiven>> ProposeWithCodeAsync(
        ControlledThing thing, string userName, PersonDraft person, ChangedValue[] lines, StaffMember by, CancellationToken cancel)
    {
        var half = OneTimeCode.NewHalf();
        var asked = await propose.AskAsync(ProposedChange.Of(thing, userName, new Proposal(person, codes.Hash(half)), lines, null, by, clock.GetUtcNow()), cancel);
        return asked.Refusal is { } refusal ? refusal : new CodeGiven(asked.Value, half);
    }

    private async Task<Outcome<CodeGiven>> GiveAsync(Func<CodeHashes, Task<Outcome>> act)
    {
        var (first, second) = (OneTimeCode.NewHalf(), OneTimeCode.NewHalf());
        var done = await act(new CodeHashes(codes.Hash(first), codes.Hash(second)));
        return done.Refusal is { } refusal ? refusal : new CodeGiven(ChangeEffect.Done, OneTimeCode.Whole(first, second));
    }

    private async Task<Outcome<StaffMember>> TouchedAsync(StaffMember by, Guid? id, CancellationToken cancel)
    {
        if (!by.May(Permissions.AdminUsers))
            return new Refusal("administration.not-permitted");
        if (id == by.Id)
            return new Refusal("administration.own-rights");
        return id is { } known && await staff.FindAsync(known, cancel) is { } person ? person : new Refusal("administration.unknown-person");
    }

    private async Task<Refusal?> UnfitAsync(PersonDraft person, CancellationToken cancel) =>
        await rules.CheckAsync(person, cancel)
        ?? (person.Id is { } id && await IsLastAdministratorAsync(id, cancel) && !(await rules.AuthorityAsync(person, cancel)).Rights.Contains(Permissions.AdminUsers)
            ? new Refusal("administration.last-administrator")
            : null);

    // Only where nobody else has ever held the right: who holds it loses it by two people's decision only, and whoever is locked still holds it.
    private async Task<bool> IsFirstAndAloneAsync(StaffMember by, CancellationToken cancel) =>
        (await staff.AllAsync(cancel)).Where(s => s.Permissions.Contains(Permissions.AdminUsers)).All(s => s.Id == by.Id);

    private async Task<bool> IsLastAdministratorAsync(Guid id, CancellationToken cancel) =>
        (await staff.AllAsync(cancel)).Where(s => s.May(Permissions.AdminUsers)).Select(s => s.Id).ToList() is [var only] && only == id;

    private static Outcome<ChangeEffect> Done(Outcome outcome) => outcome.Refusal is { } refusal ? refusal : ChangeEffect.Done;

    private static PersonDraft Draft(StaffMember p) => new(p.Id, p.UserName, p.DisplayName, p.BranchCode, p.Roles, p.Posts, p.AuthorizationLevel, p.AmountLimit);

    private static ChangedValue[] Differences(StaffMember? before, PersonDraft after)
    {
        var was = before is null ? [] : Values(Draft(before));
        return [.. Values(after).Select((v, n) => new ChangedValue(v.Name, before is null ? null : was[n].Value, v.Value)).Where(d => d.Before != d.After)];
    }

    private static (string Name, string Value)[] Values(PersonDraft p) =>
    [
        ("displayName", p.DisplayName.Trim()), ("branch", p.BranchCode), ("roles", Listed(p.Roles)), ("posts", Listed(p.Posts)),
        ("level", p.Level.ToString(CultureInfo.InvariantCulture)), ("limit", p.AmountLimit?.ToString("0.##", CultureInfo.InvariantCulture) ?? ""),
    ];

    private static string Listed(IEnumerable<string> codes) => string.Join(',', codes.Order(StringComparer.Ordinal));

    [GeneratedRegex("^[a-z][a-z0-9.-]{2,31}$")]
    private static partial Regex UserName();

    /// <summary>What a proposal keeps of a person.</summary>
    /// <param name="Draft">What they will be.</param>
    /// <param name="FirstHalf">Hash of the half that the proposer was told; null = no code is given.</param>
    private sealed record Proposal(PersonDraft Draft, string? FirstHalf = null);
}
