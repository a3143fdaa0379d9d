using CentralOps.Domain.Recognition.Accuracy;

namespace CentralOps.Domain.Entry.Thresholds;

/// <summary>What the machine read of one field, on all layouts or on one, as thresholds need it.</summary>
/// <param name="FieldCode">Field code.</param>
/// <param name="TemplateKey">Layout; null = all together.</param>
/// <param name="Read">Readings in all.</param>
/// <param name="Checked">Of these, keyed by people too.</param>
/// <param name="Counts">Those that a threshold could take, by confidence.</param>
public sealed record FieldReadings(string FieldCode, string? TemplateKey, long Read, long Checked, IReadOnlyList<ConfidenceCount> Counts)
{
    /// <summary>Per field, and per field and layout below it; most readings first.</summary>
    public static IReadOnlyList<FieldReadings> Of(IReadOnlyCollection<ReadingTally> tallies) =>
    [
        .. tallies.GroupBy(t => t.FieldCode).Select(g => Group(g.Key, null, g)).OrderByDescending(f => f.Read).SelectMany(f => (IEnumerable<FieldReadings>)[
            f, .. tallies.Where(t => t.FieldCode == f.FieldCode && t.TemplateKey is not null).GroupBy(t => t.TemplateKey).Select(g => Group(f.FieldCode, g.Key, g)).OrderByDescending(x => x.Read)]),
    ];

    private static FieldReadings Group(string field, string? template, IEnumerable<ReadingTally> tallies)
    {
        var all = tallies.ToList();
        return new FieldReadings(field, template, all.Sum(t => t.Count), all.Where(IsChecked).Sum(t => t.Count),
        [
            .. all.Where(t => t.Eligible).GroupBy(t => Math.Round(t.Confidence, 4)).OrderBy(g => g.Key).Select(g => new ConfidenceCount(
                g.Key, Sum(g, _ => true), Sum(g, IsChecked), Sum(g, t => IsChecked(t) && !t.MachineRight), Sum(g, t => !IsChecked(t) && !t.MachineRight && t.Source != "single-key"))),
        ]);
    }

    // A single key settles its field by itself and proves nothing; what was taken by machine was seen by nobody, or only because it turned out wrong.
    private static bool IsChecked(ReadingTally tally) => tally.Keyed && tally.Source is not ("single-key" or "machine" or "code");

    private static long Sum(IEnumerable<ReadingTally> tallies, Func<ReadingTally, bool> which) => tallies.Where(which).Sum(t => t.Count);
}
