using CentralOps.Domain.Administration;
using CentralOps.Domain.Kernel;
using CentralOps.Domain.Versioning;

namespace CentralOps.Domain.Configuration.Bundles;

/// <summary>What a bundle would do to one document.</summary>
public enum BundleEffect
{
    /// <summary>The same here.</summary>
    Same,

    /// <summary>In force here with other content.</summary>
    Changed,

    /// <summary>Not here.</summary>
    New,
}

/// <summary>One document of a bundle beside what is in force here.</summary>
/// <param name="Document">The document.</param>
/// <param name="Effect">What the bundle would do.</param>
/// <param name="Here">Version in force here; 0 = none.</param>
/// <param name="Removed">Lines that only the version here has.</param>
/// <param name="Added">Lines that only the bundle has.</param>
/// <param name="Findings">What speaks against it, supposing that the whole bundle is in force.</param>
public sealed record BundleChange(BundleDocument Document, BundleEffect Effect, int Here, IReadOnlyList<string> Removed, IReadOnlyList<string> Added, IReadOnlyList<ModelFinding> Findings);

/// <summary>A bundle that one person has brought in and another must publish or throw away.</summary>
/// <param name="Id">Id of the bundle.</param>
/// <param name="Note">Where it came from.</param>
/// <param name="By">Who brought it in.</param>
/// <param name="At">Brought in at (UTC).</param>
/// <param name="Drafts">Its drafts.</param>
public sealed record PendingBundle(string Id, string Note, string By, DateTimeOffset At, IReadOnlyList<(string Kind, ConfigurationEntry Entry)> Drafts);

/// <summary>
/// Moves configuration between installations, so that what was tested in one goes to the other as it is: exported signed, previewed, brought in by one person as drafts,
/// put in force by a second person all at once or not at all.
/// </summary>
public sealed class BundleWorkshop(
    IPublishedConfiguration configuration, ISupposedConfiguration supposed, IConfigurationStore store, IBundleStore bundles, ConfigurationWorkshop workshop,
    IParameters parameters, IBundleSigner signer, TimeProvider clock)
{
    private const string Mark = "⇩ ";
    private const string ParametersKey = "values";

    /// <summary>Kinds in the order in which they depend on each other.</summary>
    public static IReadOnlyList<string> Kinds { get; } =
    [
        ConfigurationKind.Calendar, ConfigurationKind.FieldCatalogue, ConfigurationKind.ReasonCodes, ConfigurationKind.RuleSet, ConfigurationKind.VoucherTemplate, ConfigurationKind.Screen,
        ConfigurationKind.Process, ConfigurationKind.BusinessType, ConfigurationKind.Parameters,
    ];

    /// <summary>Everything in force of these kinds, as a signed archive.</summary>
    public Outcome<byte[]> Export(StaffMember by, string source, IReadOnlyCollection<string> kinds)
    {
        if (!by.May(Permissions.AdminConfiguration)) return new Refusal("administration.not-permitted");
        var documents = Kinds.Where(kinds.Contains).SelectMany(InForce).ToList();
        return documents.Count == 0 ? new Refusal("bundle.nothing-chosen") : BundleArchive.Write(source, clock.GetUtcNow(), by.UserName, documents, signer);
    }

    /// <summary>What a bundle would do here; nothing is changed.</summary>
    public Outcome<(Bundle Bundle, IReadOnlyList<BundleChange> Changes)> Preview(byte[] archive)
    {
        var read = BundleArchive.Read(archive, signer);
        if (read.Refusal is { } refusal) return refusal;
        var bundle = read.Value;
        if (bundle.Documents.FirstOrDefault(d => !Kinds.Contains(d.Kind)) is { } odd) return new Refusal("bundle.kind-unknown", odd.Kind);
        var here = Kinds.SelectMany(InForce).ToDictionary(d => (d.Kind, d.Key));
        using (supposed.Suppose([.. bundle.Documents.Select(AsVersion)]))
        {
            var changes = bundle.Documents.OrderBy(d => Kinds.ToList().IndexOf(d.Kind)).ThenBy(d => d.Key, StringComparer.Ordinal).Select(d =>
            {
                var now = here.GetValueOrDefault((d.Kind, d.Key));
                var (removed, added) = now is null ? ([], []) : Lines(now.Content, BundleArchive.Canonical(d.Kind, d.Content));
                var effect = now is null ? BundleEffect.New : removed.Count + added.Count == 0 ? BundleEffect.Same : BundleEffect.Changed;
                return new BundleChange(d, effect, now?.Version ?? 0, removed, added, effect == BundleEffect.Same ? [] : CheckOf(d.Kind, d.Key, d.Content));
            });
            return (bundle, changes.ToList());
        }
    }

    /// <summary>Brings in the chosen documents as drafts of one bundle.</summary>
    /// <returns>How many drafts.</returns>
    public async Task<Outcome<int>> ImportAsync(StaffMember by, byte[] archive, IReadOnlyCollection<string> paths, CancellationToken cancel = default)
    {
        if (!by.May(Permissions.AdminConfiguration)) return new Refusal("administration.not-permitted");
        var preview = Preview(archive);
        if (preview.Refusal is { } refusal) return refusal;
        var (bundle, changes) = preview.Value;
        var chosen = changes.Where(c => c.Effect != BundleEffect.Same && paths.Contains(c.Document.Path)).ToList();
        if (chosen.Count == 0) return new Refusal("bundle.nothing-chosen");
        if (chosen.FirstOrDefault(c => c.Findings.Any(f => !f.IsWarning)) is { } wrong)
            return new Refusal("bundle.findings", wrong.Document.Path, wrong.Findings.First(f => !f.IsWarning).ToString());
        if ((await PendingAsync(cancel)).Any(p => p.Id == bundle.Id)) return new Refusal("bundle.already-here", bundle.Id);
        var note = $"{Mark}{bundle.Id} {bundle.Source} {bundle.At:yyyy-MM-dd HH:mm}Z {bundle.By}";
        var drafts = chosen.Select(c => new NewConfiguration(c.Document.Kind, c.Document.Key, c.Document.Content, c.Here, note)).ToList();
        var added = await store.AddAllAsync(drafts, by.UserName, "configuration.imported", cancel);
        return added.Refusal is { } no ? no : drafts.Count;
    }

    /// <summary>Bundles that wait for a second person, newest first.</summary>
    public async Task<IReadOnlyList<PendingBundle>> PendingAsync(CancellationToken cancel = default)
    {
        var drafts = new List<(string Kind, ConfigurationEntry Entry)>();
        foreach (var kind in Kinds) drafts.AddRange((await store.ListAsync(kind, cancel)).Where(e => e.IsDraft && e.Note.StartsWith(Mark, StringComparison.Ordinal)).Select(e => (kind, e)));
        return
        [
            .. drafts.GroupBy(d => d.Entry.Note).Select(g => new PendingBundle(
                g.Key[Mark.Length..].Split(' ')[0], g.Key[Mark.Length..], g.First().Entry.Author, g.Min(d => d.Entry.CreatedAt), [.. g])).OrderByDescending(p => p.At),
        ];
    }

    /// <summary>A second person puts all drafts of a bundle in force, in one transaction, now or from a time on.</summary>
    public async Task<Outcome<int>> PublishAsync(StaffMember by, string bundleId, DateTimeOffset? from, CancellationToken cancel = default)
    {
        if (!by.May(Permissions.AdminConfiguration)) return new Refusal("administration.not-permitted");
        var now = clock.GetUtcNow();
        if (from > now.AddDays(366)) return new Refusal("configuration.too-far-ahead");
        if ((await PendingAsync(cancel)).FirstOrDefault(p => p.Id == bundleId) is not { } pending) return new Refusal("bundle.gone");
        var drafts = new List<ConfigurationVersion>();
        foreach (var (_, entry) in pending.Drafts)
        {
            if (await store.FindAsync(entry.Id, cancel) is not { IsDraft: true } draft) return new Refusal("bundle.gone");
            if (draft.IsEditedBy(by.UserName)) return new Refusal("configuration.own-change");
            drafts.Add(draft);
        }

        using (supposed.Suppose(drafts))
        {
            foreach (var draft in drafts)
            {
                if (CheckOf(draft.Kind, draft.Key, draft.Content).FirstOrDefault(f => !f.IsWarning) is { } wrong)
                    return new Refusal("bundle.findings", $"{draft.Kind}/{draft.Key}", wrong.ToString());
            }
        }

        var at = from is { } later && later > now ? later : now;
        var values = drafts.Where(d => d.Kind == ConfigurationKind.Parameters).SelectMany(d => Values(d.Content).Where(v => parameters.Get(v.Key) != v.Value)
            .Select(v => Parameter.SetByTwo(ParameterKeys.All.First(p => p.Key == v.Key), v.Value, at, d.Author, by.UserName, now))).ToList();
        var published = await bundles.PublishAllAsync([.. drafts.Select(d => (d.Id, d.Stamp))], values, at, by.UserName, cancel);
        return published.Refusal is { } refusal ? refusal : drafts.Count;
    }

    /// <summary>Throws the drafts of a bundle away.</summary>
    public async Task<Outcome> DiscardAsync(StaffMember by, string bundleId, CancellationToken cancel = default)
    {
        if (!by.May(Permissions.AdminConfiguration)) return new Refusal("administration.not-permitted");
        if ((await PendingAsync(cancel)).FirstOrDefault(p => p.Id == bundleId) is not { } pending) return new Refusal("bundle.gone");
        foreach (var (_, entry) in pending.Drafts)
        {
            if ((await store.RemoveAsync(entry.Id, entry.Stamp, by.UserName, cancel)).Refusal is { } refusal) return refusal;
        }

        return Outcome.Ok;
    }

    private IEnumerable<BundleDocument> InForce(string kind)
    {
        if (kind != ConfigurationKind.Parameters)
            return configuration.AllCurrent(kind).Select(v => new BundleDocument(kind, v.Key, v.Version, BundleArchive.Canonical(kind, v.Content)));
        // The business date belongs to an installation, not to its configuration.
        var values = ParameterKeys.All.Where(p => p.Key != ParameterKeys.BusinessDate).ToDictionary(p => p.Key, p => parameters.Get(p.Key) ?? "");
        var sorted = new SortedDictionary<string, string>(values, StringComparer.Ordinal);
        return [new BundleDocument(kind, ParametersKey, 0, BundleArchive.Canonical(kind, StoredJson.Write(sorted)))];
    }

    private IReadOnlyList<ModelFinding> CheckOf(string kind, string key, string content)
    {
        if (kind != ConfigurationKind.Parameters) return workshop.Check(kind, key, content);
        try
        {
            return
            [
                .. Values(content).Where(v => ParameterKeys.All.FirstOrDefault(p => p.Key == v.Key) is not { } known || ManageParameters.Normalise(known, v.Value) != v.Value || NamesNoCalendar(known, v.Value))
                    .Select(v => new ModelFinding("parameter.bad-value", v.Key, v.Key, 0, $"{v.Key} cannot be {v.Value}", v.Key, v.Value)),
            ];
        }
        catch (System.Text.Json.JsonException broken)
        {
            return [new ModelFinding("parameter.unreadable", key, key, 0, broken.Message, broken.Message)];
        }
    }

    // A value that would be new here, of a calendar that neither is in force nor comes along.
    private bool NamesNoCalendar(ParameterDefinition known, string value) =>
        known.Kind == ParameterKind.Calendar && value.Length > 0 && value != parameters.Get(known.Key) && configuration.Current(ConfigurationKind.Calendar, value) is null;

    private static Dictionary<string, string> Values(string content) => StoredJson.Read<Dictionary<string, string>>(content);

    private static ConfigurationVersion AsVersion(BundleDocument document) => new()
    {
        Id = Guid.NewGuid(), Kind = document.Kind, Key = document.Key, Version = int.MaxValue, Content = document.Content, Author = "", Status = ConfigurationStatus.Published,
    };

    // Lines that only one of the two has, each in its order. Enough to tell what a bundle touches; the designers show the rest.
    private static (IReadOnlyList<string> Removed, IReadOnlyList<string> Added) Lines(string before, string after)
    {
        var (old, fresh) = (before.Split('\n'), after.Split('\n'));
        return (Only(old, fresh), Only(fresh, old));

        static List<string> Only(string[] these, string[] those)
        {
            var there = those.GroupBy(l => l).ToDictionary(g => g.Key, g => g.Count());
            return [.. these.Where(line => !(there.TryGetValue(line, out var n) && (there[line] = n - 1) >= 0))];
        }
    }
}
