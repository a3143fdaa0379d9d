namespace CentralOps.Web.Dispatch.Desk;

/// <summary>Keys of texts that several browser modules use.</summary>
internal static class DeskTextKeys
{
    /// <summary>What the guides of typed values say about a value that does not fit its type.</summary>
    public static IReadOnlyList<string> Guides { get; } =
    [
        "doubt.length", "doubt.not-in-list", "doubt.not-a-check-box", "doubt.not-an-amount", "doubt.not-words", "doubt.not-digits", "doubt.check-digit", "doubt.not-a-date",
    ];
}
