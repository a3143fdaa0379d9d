using CentralOps.Domain.Processes.Design;
using CentralOps.Domain.Recognition;

namespace CentralOps.Domain.Screens.Design;

/// <summary>Keys that a sample case takes on a screen.</summary>
/// <param name="Typed">Keys for values and answers.</param>
/// <param name="Moves">Keys from stop to stop.</param>
/// <param name="Deciding">Keys that finish the task.</param>
public sealed record Keystrokes(int Typed, int Moves, int Deciding)
{
    /// <summary>All together.</summary>
    public int Total => Typed + Moves + Deciding;
}

/// <summary>How the keyboard goes over a screen: the order of its stops, and how many keys a sample case takes. The model is described in docs/screens.md.</summary>
public static class ScreenWork
{
    // Pinyin with selection of whole words, rounded up; a shape code takes about as many.
    private const int KeysPerHanCharacter = 3;

    /// <summary>Where the Tab key stops, in order: <c>pages</c> (one for each page), <c>image</c>, fields by code, <c>reveal:</c> and a code, <c>evidence</c>, <c>history</c>, <c>call</c>.</summary>
    public static IReadOnlyList<string> Stops(Screen screen, bool edits, IReadOnlyList<FieldView> fields, int pages) => [.. screen.Parts.SelectMany(part => part switch
    {
        ScreenParts.Pages => Enumerable.Repeat(part, pages),
        ScreenParts.AskedBy => [],
        ScreenParts.Image when pages == 0 => [], // a slip stands there, which has nothing to stop at
        ScreenParts.Fields => fields.SelectMany(f => StopsOf(edits, f)),
        _ => [part],
    })];

    /// <summary>Keys for a whole case that is laid out on this screen.</summary>
    /// <param name="screen">The screen.</param>
    /// <param name="edits">Values are changed at its desk.</param>
    /// <param name="laid">The case.</param>
    /// <param name="questions">Questions of a call.</param>
    public static Keystrokes Count(Screen screen, bool edits, CaseView laid, int questions = 0)
    {
        var fields = screen.Parts.Contains(ScreenParts.Fields) ? laid.Fields : [];
        if (screen.Parts.Contains(ScreenParts.Call)) return new Keystrokes(questions, fields.Count, 2);
        if (!edits) return new Keystrokes(0, fields.Count + Math.Max(laid.Pages.Count - 1, 0), 1);
        var boxes = fields.Where(f => Editable(f)).ToList();
        var last = boxes.FindLastIndex(f => f.Failures.Count > 0);
        var typed = last < 0 ? boxes : boxes.FindAll(f => f.Failures.Count > 0);
        return new Keystrokes(typed.Sum(f => KeysFor(f.Field.Value)), last < 0 ? boxes.Count : last + 1, 1);
    }

    /// <summary>Keys for a page that is keyed as a whole; what the machine proposes needs its open places only.</summary>
    /// <param name="laid">The page, laid out on the screen.</param>
    /// <param name="valueOf">Value of the sample by field code.</param>
    public static Keystrokes Count(VoucherView laid, Func<string, string?> valueOf) =>
        new(laid.Fields.Sum(f => f.Proposal?.Doubtful ?? KeysFor(valueOf(f.Definition.Code))), laid.Fields.Count, 1);

    /// <summary>Keys to type a value: one for a character of the keyboard, more for a Chinese one.</summary>
    public static int KeysFor(string? value) => value?.Sum(c => c < 128 ? 1 : KeysPerHanCharacter) ?? 0;

    private static IEnumerable<string> StopsOf(bool edits, FieldView field)
    {
        var code = field.Field.Code;
        if (!edits || Editable(field)) yield return code;
        if (field is { Masked: true, Look.Masked: true }) yield return $"reveal:{code}";
    }

    private static bool Editable(FieldView field) => field is { Masked: false, Look.ReadOnly: false } && (field.Field.Keying != KeyingPolicies.None || field.Failures.Count > 0);
}
