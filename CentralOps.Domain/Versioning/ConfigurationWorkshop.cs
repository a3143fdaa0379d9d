using CentralOps.Domain.Kernel;

namespace CentralOps.Domain.Versioning;

/// <summary>
/// Administrators change the bank's configuration: draft → tested → published by a second person → superseded or retired, and back with one step.
/// What is published never changes, so running cases keep their version.
/// </summary>
public sealed class ConfigurationWorkshop(IConfigurationStore store, IEnumerable<IConfigurationCheck> checks, TimeProvider clock)
{
    private const int LongestNote = 400;

    /// <summary>Everything that speaks against the document, and warnings.</summary>
    public IReadOnlyList<ModelFinding> Check(string kind, string key, string content) =>
        [.. checks.Where(c => c.Kind == kind).SelectMany(c => c.Check(key, content))];

    /// <summary>Begins a document that is not there yet. Refusal <c>configuration.key-taken</c> when it is.</summary>
    public async Task<Outcome<ConfigurationVersion>> BeginAsync(IEditor by, string kind, string key, string content, CancellationToken cancel = default)
    {
        if (Forbidden(by) is { } no) return no;
        if ((await store.HistoryAsync(kind, key, cancel)).Count > 0) return new Refusal("configuration.key-taken", key);
        return await DraftAsync(by, kind, key, 0, content, "", cancel);
    }

    /// <summary>Begins a draft of a document that exists, or of a new one (<paramref name="basedOn"/> 0).</summary>
    public async Task<Outcome<ConfigurationVersion>> DraftAsync(
        IEditor by, string kind, string key, int basedOn, string content, string note, CancellationToken cancel = default)
    {
        if (Forbidden(by) is { } no) return no;
        if (!IsKey(key)) return new Refusal("configuration.bad-key");
        if (Unkept(kind, key, content) is { } wrong) return wrong;
        return await store.AddAsync(new NewConfiguration(kind, key, content, basedOn, Short(note)), by.UserName, "configuration.drafted", cancel);
    }

    /// <summary>Keeps a change of a draft. When somebody else has saved since it was read, nothing is overwritten: refusal <c>configuration.changed-meanwhile</c>.</summary>
    public async Task<Outcome<ConfigurationVersion>> SaveAsync(IEditor by, Guid id, Guid stamp, string content, string note, CancellationToken cancel = default)
    {
        if (Forbidden(by) is { } no) return no;
        if (await store.FindAsync(id, cancel) is not { } draft) return new Refusal("configuration.gone");
        if (!draft.IsDraft) return new Refusal("configuration.not-a-draft");
        if (Unkept(draft.Kind, draft.Key, content) is { } wrong) return wrong;
        return await store.ChangeAsync(id, stamp, v =>
        {
            if (v.Content == content && v.Note == Short(note)) return;
            if (v.Content != content) (v.Status, v.TestNote) = (ConfigurationStatus.Draft, "");
            v.Content = content;
            v.Note = Short(note);
            if (!v.IsEditedBy(by.UserName)) v.Editors = $"{v.Editors},{by.UserName}".Trim(',');
        }, by.UserName, "configuration.saved", cancel);
    }

    /// <summary>Says that a draft has been tried out and what came of it; only what could be published can be tested.</summary>
    public async Task<Outcome<ConfigurationVersion>> TestedAsync(IEditor by, Guid id, Guid stamp, string testNote, CancellationToken cancel = default)
    {
        if (Forbidden(by) is { } no) return no;
        if (await store.FindAsync(id, cancel) is not { } draft) return new Refusal("configuration.gone");
        if (!draft.IsDraft) return new Refusal("configuration.not-a-draft");
        if (Hindrance(draft) is { } wrong) return wrong;
        return await store.ChangeAsync(id, stamp, v => (v.Status, v.TestNote) = (ConfigurationStatus.Tested, Short(testNote)), by.UserName, "configuration.tested", cancel);
    }

    /// <summary>A second person puts a tested draft in force, now or from a time on.</summary>
    public async Task<Outcome<ConfigurationVersion>> PublishAsync(IEditor by, Guid id, Guid stamp, DateTimeOffset? from, CancellationToken cancel = default)
    {
        if (Forbidden(by) is { } no) return no;
        if (await store.FindAsync(id, cancel) is not { } draft) return new Refusal("configuration.gone");
        if (!draft.IsDraft) return new Refusal("configuration.not-a-draft");
        if (draft.Status != ConfigurationStatus.Tested) return new Refusal("configuration.not-tested");
        if (draft.IsEditedBy(by.UserName)) return new Refusal("configuration.own-change");
        if (Hindrance(draft) is { } wrong) return wrong;
        var now = clock.GetUtcNow();
        if (from > now.AddDays(366)) return new Refusal("configuration.too-far-ahead");
        return await store.ChangeAsync(id, stamp, v =>
        {
            v.Status = ConfigurationStatus.Published;
            v.Publisher = by.UserName;
            v.EffectiveFrom = from is { } at && at > now ? at : now;
        }, by.UserName, "configuration.published", cancel);
    }

    /// <summary>Puts the content of a version that has been in force before in force again, as a new version. Needs no second person: two have seen that content already.</summary>
    public async Task<Outcome<ConfigurationVersion>> RollBackAsync(IEditor by, Guid id, CancellationToken cancel = default)
    {
        if (Forbidden(by) is { } no) return no;
        if (await store.FindAsync(id, cancel) is not { } earlier) return new Refusal("configuration.gone");
        if (earlier.IsDraft || earlier.EffectiveFrom is null || earlier.EffectiveFrom > clock.GetUtcNow()) return new Refusal("configuration.never-in-force");
        var back = new NewConfiguration(earlier.Kind, earlier.Key, earlier.Content, earlier.Version, $"↩ v{earlier.Version}", clock.GetUtcNow());
        return await store.AddAsync(back, by.UserName, "configuration.rolled-back", cancel);
    }

    /// <summary>Takes back a publication whose time has not come yet, so that the version in force stays in force.</summary>
    public async Task<Outcome<ConfigurationVersion>> CallOffAsync(IEditor by, Guid id, Guid stamp, CancellationToken cancel = default)
    {
        if (Forbidden(by) is { } no) return no;
        if (await store.FindAsync(id, cancel) is not { Status: ConfigurationStatus.Published } scheduled || scheduled.EffectiveFrom <= clock.GetUtcNow())
            return new Refusal("configuration.not-scheduled");
        return await store.ChangeAsync(id, stamp, v => (v.Status, v.EffectiveFrom) = (ConfigurationStatus.Retired, null), by.UserName, "configuration.called-off", cancel);
    }

    /// <summary>
    /// Takes a document out of use: every version that is or could come in force is retired, so that nothing new is begun with it. Running cases keep theirs. A version
    /// can be put in force again. Refusal <c>configuration.in-use</c> while something in force names it.
    /// </summary>
    public async Task<Outcome> RetireAsync(IEditor by, string kind, string key, IReadOnlyList<string> usedBy, CancellationToken cancel = default)
    {
        if (Forbidden(by) is { } no) return no;
        if (usedBy.Count > 0) return new Refusal("configuration.in-use", string.Join(", ", usedBy));
        var published = (await store.ListAsync(kind, cancel)).Where(v => v.Key == key && v.Status == ConfigurationStatus.Published).ToList();
        if (published.Count == 0) return new Refusal("configuration.never-in-force");
        foreach (var version in published)
        {
            var retired = await store.ChangeAsync(version.Id, version.Stamp, Retire, by.UserName, "configuration.retired", cancel);
            if (retired.Refusal is { } refused) return refused;
        }

        return Outcome.Ok;
    }

    /// <summary>Throws a draft away.</summary>
    public async Task<Outcome> DiscardAsync(IEditor by, Guid id, Guid stamp, CancellationToken cancel = default)
    {
        if (Forbidden(by) is { } no) return no;
        return await store.RemoveAsync(id, stamp, by.UserName, cancel);
    }

    // A time that lies ahead is taken back: what was never in force must not look, once it has passed, as if it had been.
    private void Retire(ConfigurationVersion version)
    {
        version.Status = ConfigurationStatus.Retired;
        if (version.EffectiveFrom > clock.GetUtcNow()) version.EffectiveFrom = null;
    }

    private static Refusal? Forbidden(IEditor by) => by.MayConfigure ? null : new Refusal("administration.not-permitted");

    private Refusal? Unkept(string kind, string key, string content)
    {
        foreach (var check in checks.Where(c => c.Kind == kind))
        {
            var refused = check.Check(key, content).Where(f => !f.IsWarning && check.RefusesDraft(f)).ToList();
            if (refused.Count > 0) return new Refusal("configuration.cannot-be-kept", refused.Count, refused[0].ToString());
        }

        return null;
    }

    private Refusal? Hindrance(ConfigurationVersion draft)
    {
        var findings = Check(draft.Kind, draft.Key, draft.Content).Where(f => !f.IsWarning).ToList();
        return findings.Count > 0 ? new Refusal("configuration.findings", findings.Count, findings[0].ToString()) : null;
    }

    private static bool IsKey(string key) => key.Length is >= 2 and <= 100 && char.IsAsciiLetterLower(key[0]) && key.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '-');

    private static string Short(string text) => text.Trim() is { Length: > LongestNote } longer ? longer[..LongestNote] : text.Trim();
}
