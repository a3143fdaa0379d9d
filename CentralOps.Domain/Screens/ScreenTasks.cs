namespace CentralOps.Domain.Screens;

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

/// <summary>A kind of task whose desk is drawn from a screen.</summary>
/// <param name="Task">Task kind as in <see cref="Dispatch.WorkItem.Task"/>.</param>
/// <param name="Panels">Panels that the desk has.</param>
/// <param name="Needed">Those without which nobody could work.</param>
/// <param name="Edits">Values are changed here.</param>
/// <param name="KeysAll">Every field of the task is keyed here, so none can be left out.</param>
/// <param name="Shipped">The screen that counts while the bank has published none.</param>
public sealed record ScreenTask(string Task, IReadOnlyList<string> Panels, IReadOnlyList<string> Needed, bool Edits, bool KeysAll, Screen Shipped);

/// <summary>The kinds of tasks whose desks are drawn from screens. The others (slices, arbitration, classification, seals) are instruments for one thing.</summary>
public static class ScreenTasks
{
    /// <summary>All of them, in the order of a case's life.</summary>
    public static IReadOnlyList<ScreenTask> All { get; } =
    [
        Task("entry.voucher", [ScreenParts.Image, ScreenParts.Fields], [ScreenParts.Image, ScreenParts.Fields], true, true, [new(16, [ScreenParts.Image]), new(8, [ScreenParts.Fields])]),
        Task(
            "correction", [ScreenParts.Pages, ScreenParts.Image, ScreenParts.AskedBy, ScreenParts.Fields, ScreenParts.Evidence, ScreenParts.History], [ScreenParts.Image, ScreenParts.Fields], true, false,
            [new(2, [ScreenParts.Pages]), new(13, [ScreenParts.Image]), new(9, [ScreenParts.Fields])]),
        Task(
            "phone", [ScreenParts.Call, ScreenParts.AskedBy, ScreenParts.Fields, ScreenParts.Evidence, ScreenParts.History], [ScreenParts.Call], false, false,
            [new(15, [ScreenParts.Call]), new(9, [ScreenParts.Fields, ScreenParts.History])]),
        Decision("specimen"), Decision("landing"), Decision("risk"), Decision("review"), Decision("authorization"), Decision("incident"),
    ];

    /// <summary>What there is to know of a task kind; null = its desk is not drawn from a screen.</summary>
    public static ScreenTask? Find(string task) => All.FirstOrDefault(t => t.Task == task);

    /// <summary>The shipped screen of a task kind.</summary>
    /// <exception cref="InvalidOperationException">Its desk is not drawn from a screen.</exception>
    public static Screen ShippedFor(string task) => Find(task)?.Shipped ?? throw new InvalidOperationException($"no screen for {task}");

    private static ScreenTask Decision(string task) => Task(
        task, [ScreenParts.Pages, ScreenParts.Image, ScreenParts.AskedBy, ScreenParts.Fields, ScreenParts.Evidence, ScreenParts.History], [ScreenParts.Image, ScreenParts.Fields], false, false,
        [new(2, [ScreenParts.Pages]), new(14, [ScreenParts.Image]), new(8, [ScreenParts.AskedBy, ScreenParts.Fields, ScreenParts.Evidence, ScreenParts.History])]);

    private static ScreenTask Task(string task, IReadOnlyList<string> panels, IReadOnlyList<string> needed, bool edits, bool keysAll, IReadOnlyList<ScreenColumn> columns) =>
        new(task, panels, needed, edits, keysAll, new Screen { Task = task, Columns = columns });
}
