using CentralOps.Domain.Entry.KnownAnswers;
using CentralOps.Domain.Recognition.Accuracy;

namespace CentralOps.Domain.Entry.Accuracy;

/// <summary>What one keyer did.</summary>
/// <param name="UserId">Who.</param>
/// <param name="Keyed">Fields keyed whose truth others established too.</param>
/// <param name="Wrong">Of these, keyed otherwise than the field turned out.</param>
/// <param name="Illegible">Fields they could not read.</param>
/// <param name="Known">Known answers keyed.</param>
/// <param name="KnownWrong">Of these, keyed wrongly.</param>
/// <param name="MedianSeconds">Middle time per field; 0 = none.</param>
public sealed record KeyerFigures(Guid UserId, int Keyed, int Wrong, int Illegible, int Known, int KnownWrong, double MedianSeconds);

/// <summary>What a field, layout or engine did.</summary>
/// <param name="Key">Field code, layout with version, or engine.</param>
/// <param name="Settled">Fields settled.</param>
/// <param name="Automatic">Of these, taken from the machine or a code without a person.</param>
/// <param name="Verified">Fields that people looked at and that the machine had read.</param>
/// <param name="MachineWrong">Of these, read wrongly by the machine.</param>
/// <param name="Arbitrated">Fields that a third person settled.</param>
/// <param name="Keyed">Keys of people.</param>
/// <param name="KeyWrong">Of these, wrong.</param>
/// <param name="MedianSeconds">Middle time per key; 0 = none.</param>
public sealed record GroupFigures(string Key, int Settled, int Automatic, int Verified, int MachineWrong, int Arbitrated, int Keyed, int KeyWrong, double MedianSeconds);

/// <summary>Accuracy and speed of entry, from the truths of finished cases and from known answers.</summary>
public static class EntryFigures
{
    /// <summary>Per keyer, most work first.</summary>
    public static IReadOnlyList<KeyerFigures> PerKeyer(IEnumerable<RecognitionTruth> truths, IEnumerable<KnownAnswerKeying> known)
    {
        var keys = truths.SelectMany(t => t.Keyers.Where(k => k.Role == "key").Select(k => (Truth: t, Key: k))).ToLookup(x => x.Key.UserId);
        var answers = known.ToLookup(k => k.UserId);
        return [.. keys.Select(g => g.Key).Union(answers.Select(g => g.Key)).Select(user =>
        {
            var (mine, tests) = (keys[user].ToList(), answers[user].ToList());
            var judged = mine.Where(x => Judges(x.Truth) && !x.Key.Illegible).ToList();
            return new KeyerFigures(
                user, judged.Count, judged.Count(x => !x.Key.Right), mine.Count(x => x.Key.Illegible), tests.Count, tests.Count(t => !t.Right),
                Median(mine.Select(x => x.Key.Milliseconds).Concat(tests.Where(t => !t.OnSheet).Select(t => t.Milliseconds))));
        }).OrderByDescending(k => k.Keyed + k.Known)];
    }

    /// <summary>Per field code.</summary>
    public static IReadOnlyList<GroupFigures> PerField(IEnumerable<RecognitionTruth> truths) => Per(truths, t => t.FieldCode);

    /// <summary>Per layout and version.</summary>
    public static IReadOnlyList<GroupFigures> PerTemplate(IEnumerable<RecognitionTruth> truths) => Per(truths.Where(t => t.TemplateKey is not null), t => $"{t.TemplateKey} v{t.TemplateVersion}");

    /// <summary>Per engine whose reading was the machine's value.</summary>
    public static IReadOnlyList<GroupFigures> PerEngine(IEnumerable<RecognitionTruth> truths) => Per(truths.Where(t => t.Engine.Length > 0), t => t.Engine);

    /// <summary>Upper end of the 95 % interval (Wilson) of an error rate, 0 … 1; 1 when nothing was seen.</summary>
    public static double Upper95(int wrong, int of)
    {
        if (of == 0) return 1;
        const double z = 1.959964;
        var (n, p) = ((double)of, (double)wrong / of);
        return Math.Min(1, (p + (z * z / (2 * n)) + (z * Math.Sqrt((p * (1 - p) / n) + (z * z / (4 * n * n))))) / (1 + (z * z / n)));
    }

    private static List<GroupFigures> Per(IEnumerable<RecognitionTruth> truths, Func<RecognitionTruth, string> by) => [.. truths.GroupBy(by).Select(g =>
    {
        var all = g.ToList();
        var read = all.Where(t => t.Verified && t.Engine.Length > 0).ToList();
        var keys = all.Where(Judges).SelectMany(t => t.Keyers.Where(k => k is { Role: "key", Illegible: false })).ToList();
        return new GroupFigures(
            g.Key, all.Count, all.Count(t => t.Source is "machine" or "code"), read.Count, read.Count(t => !t.MachineRight), all.Count(t => t.Source == "arbitration"),
            keys.Count, keys.Count(k => !k.Right), Median(all.SelectMany(t => t.Keyers.Where(k => k.Role == "key").Select(k => k.Milliseconds))));
    }).OrderByDescending(f => f.Settled)];

    // A single key settles its field by itself: it is right by definition and says nothing.
    private static bool Judges(RecognitionTruth truth) => truth.Source != "single-key";

    private static double Median(IEnumerable<int> milliseconds)
    {
        var sorted = milliseconds.Where(m => m > 0).Order().ToList();
        return sorted.Count == 0 ? 0 : (sorted[(sorted.Count - 1) / 2] + sorted[sorted.Count / 2]) / 2000.0;
    }
}
