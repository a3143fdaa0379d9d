namespace CentralOps.Domain.Versioning;

/// <summary>What became of a part of a document between two of its versions.</summary>
public enum ChangeKind
{
    /// <summary>Only in the newer one.</summary>
    Added,

    /// <summary>Only in the older one.</summary>
    Removed,

    /// <summary>Says or does something else.</summary>
    Changed,

    /// <summary>Stands elsewhere; otherwise the same.</summary>
    Moved,
}

/// <summary>A property that differs between two versions.</summary>
/// <param name="Name">Property, e.g. <c>nameZh</c>; what people call it is a text of the page that shows it.</param>
/// <param name="Before">Older value; null = it had none.</param>
/// <param name="After">Newer value; null = it has none.</param>
public sealed record PropertyChange(string Name, string? Before, string? After);

/// <summary>A part of a document that differs between two versions.</summary>
/// <param name="Part">Kind of part, e.g. <c>field</c> or <c>voucher</c>; one kind is the document itself.</param>
/// <param name="Name">Which one of its kind: a code, a key, a day; empty for the document itself.</param>
/// <param name="Change">What became of it.</param>
/// <param name="Properties">What differs; of a part that was added or removed, all that it says.</param>
public sealed record DocumentChange(string Part, string Name, ChangeKind Change, IReadOnlyList<PropertyChange> Properties);
