namespace CentralOps.Domain.Versioning;

/// <summary>A part of a document as it is compared.</summary>
/// <param name="Name">Which one of its kind; empty for the document itself.</param>
/// <param name="Values">What it says, property by property, as people read it; null or empty = nothing.</param>
public sealed record DocumentPart(string Name, params IReadOnlyList<(string Property, string? Value)> Values);

/// <summary>Compares two versions of a document, one kind of part at a time.</summary>
public static class DocumentComparison
{
    /// <summary>What differs, in the order of the newer version, then what is gone. Of two parts with one name (a draft may have that for a while) the first counts.</summary>
    /// <param name="part">Kind of part.</param>
    /// <param name="older">All of the older version.</param>
    /// <param name="newer">All of the newer one.</param>
    /// <param name="places">Properties that only say where a part stands: when nothing else differs, it was moved.</param>
    public static IEnumerable<DocumentChange> Between(string part, IEnumerable<DocumentPart> older, IEnumerable<DocumentPart> newer, params string[] places)
    {
        var before = older.DistinctBy(p => p.Name).ToDictionary(p => p.Name);
        foreach (var now in newer.DistinctBy(p => p.Name))
        {
            if (!before.Remove(now.Name, out var was)) yield return new DocumentChange(part, now.Name, ChangeKind.Added, Compared([], now.Values));
            else if (Compared(was.Values, now.Values) is { Count: > 0 } properties)
                yield return new DocumentChange(part, now.Name, properties.TrueForAll(p => places.Contains(p.Name)) ? ChangeKind.Moved : ChangeKind.Changed, properties);
        }

        foreach (var gone in before.Values) yield return new DocumentChange(part, gone.Name, ChangeKind.Removed, Compared(gone.Values, []));
    }

    /// <summary>How a yes is shown; a no says nothing.</summary>
    public static string? Mark(bool set) => set ? "✓" : null;

    private static List<PropertyChange> Compared(IReadOnlyList<(string Property, string? Value)> before, IReadOnlyList<(string Property, string? Value)> after) =>
        [.. before.Concat(after).Select(v => v.Property).Distinct().Select(p => new PropertyChange(p, ValueOf(before, p), ValueOf(after, p))).Where(p => p.Before != p.After)];

    private static string? ValueOf(IReadOnlyList<(string Property, string? Value)> values, string property) => values.FirstOrDefault(v => v.Property == property).Value is { Length: > 0 } value ? value : null;
}
