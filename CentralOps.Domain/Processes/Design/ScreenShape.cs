namespace CentralOps.Domain.Processes.Design;

/// <summary>Panels that screens are made of.</summary>
public static class ScreenParts
{
    /// <summary>Thumbnails of the pages.</summary>
    public const string Pages = "pages";

    /// <summary>The page image.</summary>
    public const string Image = "image";

    /// <summary>Rules that asked for the task; takes no room when none did.</summary>
    public const string AskedBy = "asked-by";

    /// <summary>The fields.</summary>
    public const string Fields = "fields";

    /// <summary>What machines and people have established.</summary>
    public const string Evidence = "evidence";

    /// <summary>Timeline of the case.</summary>
    public const string History = "history";

    /// <summary>Contact on file, script and outcome of a call.</summary>
    public const string Call = "call";
}

/// <summary>A column of a screen.</summary>
/// <param name="Width">Its share of the screen's width; all shares together are <see cref="Whole"/>.</param>
/// <param name="Panels">Its panels from top to bottom.</param>
public sealed record ScreenColumn(int Width, IReadOnlyList<string> Panels)
{
    /// <summary>Shares of a whole screen.</summary>
    public const int Whole = 24;

    /// <summary>Narrowest column.</summary>
    public const int Least = 2;
}

/// <summary>What a screen of a task can be made of.</summary>
/// <param name="Panels">Panels that the desk has.</param>
/// <param name="Needed">Those without which nobody could work.</param>
/// <param name="Columns">The screen that counts while the bank has published none.</param>
public sealed record ScreenShape(IReadOnlyList<string> Panels, IReadOnlyList<string> Needed, IReadOnlyList<ScreenColumn> Columns)
{
    /// <summary>A desk that sees the whole case and decides.</summary>
    public static ScreenShape Decision { get; } = new(
        [ScreenParts.Pages, ScreenParts.Image, ScreenParts.AskedBy, ScreenParts.Fields, ScreenParts.Evidence, ScreenParts.History], [ScreenParts.Image, ScreenParts.Fields],
        [new(2, [ScreenParts.Pages]), new(14, [ScreenParts.Image]), new(8, [ScreenParts.AskedBy, ScreenParts.Fields, ScreenParts.Evidence, ScreenParts.History])]);

    /// <summary>Values are changed here.</summary>
    public bool Edits { get; init; }

    /// <summary>Every field of the task is keyed here, so none can be left out.</summary>
    public bool KeysAll { get; init; }
}
