using System.Globalization;
using System.Text.RegularExpressions;
using CentralOps.Domain.Administration.Changes;
using CentralOps.Domain.Kernel;

namespace CentralOps.Domain.Administration;

/// <summary>Posts are kept by administrators; by two of them when the people of a post may then decide more.</summary>
public sealed partial class ManagePosts(IReferenceDataStore store, IWorkPosts posts, IPostUse use, ProposeChange propose, TimeProvider clock) : IControlled
{
    /// <inheritdoc />
    public IReadOnlyList<ControlledThing> Things { get; } = [ControlledThing.Post];

    /// <summary>Adds or changes a post (by its code), or proposes to.</summary>
    public async Task<Outcome<ChangeEffect>> SaveAsync(StaffMember by, WorkPost post, CancellationToken cancel = default)
    {
        if (!by.May(Permissions.AdminConfiguration))
            return new Refusal("administration.not-permitted");
        if (Unfit(post) is { } unfit)
            return unfit;
        if (await posts.FindAsync(post.Code, cancel) is { } before && post.NeedsSecondPerson(before))
            return await propose.AskAsync(
                ProposedChange.Of(ControlledThing.Post, post.Code, post, Differences(before, post), null, by, clock.GetUtcNow()), cancel);
        return (await store.SavePostAsync(post, by.UserName, null, cancel)).Refusal is { } refusal ? refusal : ChangeEffect.Done;
    }

    /// <inheritdoc />
    public async Task<Outcome<ChangedValue[]>> CompareAsync(ProposedChange change, CancellationToken cancel = default)
    {
        var post = change.ContentAs<WorkPost>();
        if (Unfit(post) is { } unfit) return unfit;
        return await posts.FindAsync(change.Subject, cancel) is { } before ? Differences(before, post) : new Refusal("administration.unknown-post", change.Subject);
    }

    /// <inheritdoc />
    public async Task<Outcome<string>> ApplyAsync(ProposedChange approved, CancellationToken cancel = default) =>
        (await store.SavePostAsync(approved.ContentAs<WorkPost>(), approved.DecidedBy ?? "", approved, cancel)).Refusal is { } refusal ? refusal : "";

    private Refusal? Unfit(WorkPost post) =>
        !PostCode().IsMatch(post.Code) ? new Refusal("administration.bad-post-code")
        : !ManageReferenceData.Named(post.NameZh, post.NameEn) ? new Refusal("administration.name-missing")
        : post.OfferSeconds is < 3 or > 600 || post.WorkSeconds is < 10 or > 86400 || post.GraceSeconds is < 0 or > 3600 || post.TargetSeconds is < 10 or > 864000 || post.MinLevel is < 0 or > 9
            ? new Refusal("administration.bad-times")
        : post.Active || use.Of(post.Code) is not { Count: > 0 } used ? null
        : used.Any(u => u.Process is null) ? new Refusal("administration.post-of-incidents")
        : new Refusal("administration.post-in-use", string.Join(", ", used.Select(u => u.Process).Distinct()));

    private static ChangedValue[] Differences(WorkPost before, WorkPost after) =>
        [.. Values(before).Zip(Values(after), (b, a) => new ChangedValue(b.Name, b.Value, a.Value)).Where(d => d.Before != d.After)];

    private static (string Name, string Value)[] Values(WorkPost p) =>
    [
        ("nameZh", p.NameZh), ("nameEn", p.NameEn), ("minLevel", Number(p.MinLevel)), ("offer", Number(p.OfferSeconds)),
        ("work", Number(p.WorkSeconds)), ("grace", Number(p.GraceSeconds)), ("target", Number(p.TargetSeconds)), ("policy", p.Policy.ToString()), ("open", p.Active ? "true" : "false"),
    ];

    private static string Number(int value) => value.ToString(CultureInfo.InvariantCulture);

    [GeneratedRegex("^[a-z][a-z0-9-]{1,31}$")]
    private static partial Regex PostCode();
}
