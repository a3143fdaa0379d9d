using CentralOps.Domain.Kernel;

namespace CentralOps.Domain.Entry.Shortcuts;

/// <summary>Which key does what on the entry desks. Enter, Escape, F1 and F9 are the same for everybody; the rest may be moved by each person.</summary>
public sealed class ShortcutMap
{
    /// <summary>Commands in the order of the key bar, with their shipped keys.</summary>
    public static IReadOnlyList<(string Command, string Key)> Shipped { get; } =
    [
        ("illegible", "F2"), ("blank", "F3"), ("ditto", "F4"), ("sheet", "F5"), ("zoom", "F6"), ("contrast", "F7"), ("report", "F8"), ("rotate", "F10"),
        ("previous", "PageUp"), ("aside", "PageDown"),
    ];

    /// <summary>Keys that a command may lie on: none of them writes a character, moves the caret or belongs to the browser's own doings.</summary>
    public static IReadOnlyList<string> Keys { get; } =
    [
        "F2", "F3", "F4", "F5", "F6", "F7", "F8", "F10", "F12", "PageUp", "PageDown", "Insert", "Pause",
        "Ctrl+1", "Ctrl+2", "Ctrl+3", "Ctrl+4", "Ctrl+5", "Ctrl+6", "Ctrl+7", "Ctrl+8", "Ctrl+9", "Ctrl+0", "Alt+1", "Alt+2", "Alt+3", "Alt+4", "Alt+5",
    ];

    /// <summary>The shipped keys.</summary>
    public static ShortcutMap Default { get; } = new(Shipped.ToDictionary(s => s.Command, s => s.Key, StringComparer.Ordinal));

    private readonly Dictionary<string, string> _keys;

    private ShortcutMap(Dictionary<string, string> keys) => _keys = keys;

    /// <summary>Command → key.</summary>
    public IReadOnlyDictionary<string, string> All => _keys;

    /// <summary>The key of a command.</summary>
    public string this[string command] => _keys[command];

    /// <summary>The shipped keys with a person's own in their place. Refusals: <c>shortcuts.unknown</c>, <c>shortcuts.bad-key</c>, <c>shortcuts.twice</c>.</summary>
    public static Outcome<ShortcutMap> Of(IReadOnlyDictionary<string, string> own)
    {
        var keys = new Dictionary<string, string>(Default._keys, StringComparer.Ordinal);
        foreach (var (command, key) in own)
        {
            if (!keys.ContainsKey(command)) return new Refusal("shortcuts.unknown", command);
            if (!Keys.Contains(key)) return new Refusal("shortcuts.bad-key", key);
            keys[command] = key;
        }

        return keys.Values.GroupBy(k => k).FirstOrDefault(g => g.Count() > 1) is { } twice ? new Refusal("shortcuts.twice", twice.Key) : new ShortcutMap(keys);
    }
}
