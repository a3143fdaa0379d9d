using CentralOps.Domain.Processes.Design;

namespace CentralOps.Domain.Screens;

/// <summary>Operation screen (操作画面): which panels and fields a desk shows, in what order and how.</summary>
public sealed record Screen
{
    /// <summary>Kind of task, one of <see cref="ScreenTasks"/>.</summary>
    public required string Task { get; init; }

    /// <summary>Only at this post; null = at every post that has the task.</summary>
    public string? Post { get; init; }

    /// <summary>Only for this business type; null = for all.</summary>
    public string? BusinessType { get; init; }

    /// <summary>Columns from left to right.</summary>
    public required IReadOnlyList<ScreenColumn> Columns { get; init; }

    /// <summary>Fields in their order; the others of the case come after them.</summary>
    public IReadOnlyList<ScreenField> Fields { get; init; } = [];

    /// <summary>Fields that are not listed are shown, too.</summary>
    public bool Others { get; init; } = true;

    /// <summary>Fields with failed checks come first, then open ones, each in the order of the screen.</summary>
    public bool ExceptionsFirst { get; init; } = true;

    /// <summary>Key of the document: says in words where the screen counts, e.g. <c>authorization-at-authorization-2-for-loan-drawdown</c>.</summary>
    public string Key => KeyOf(Task, Post, BusinessType);

    /// <summary>Panels in their order, from the top of the left column to the foot of the right one.</summary>
    public IEnumerable<string> Parts => Columns.SelectMany(c => c.Panels);

    /// <summary>Key of the screen of a task, perhaps of one post and one business type.</summary>
    public static string KeyOf(string task, string? post, string? businessType) =>
        task.Replace('.', '-') + (post is null ? "" : $"-at-{post}") + (businessType is null ? "" : $"-for-{businessType}");

    /// <summary>How a field is shown; null = as the others are.</summary>
    public ScreenField? Find(string code) => Fields.FirstOrDefault(f => f.Code == code);
}

/// <summary>How a screen shows a field.</summary>
/// <param name="Code">Code in the field catalogue.</param>
public sealed record ScreenField(string Code)
{
    /// <summary>Not shown, unless one of its checks has failed.</summary>
    public bool Hidden { get; init; }

    /// <summary>Cannot be changed here. Desks that only decide change nothing anyway.</summary>
    public bool ReadOnly { get; init; }

    /// <summary>Only a part of the value reaches the browser (<see cref="Masking"/>) until the person asks for it, which is audited.</summary>
    public bool Masked { get; init; }

    /// <summary>The task cannot be finished with a yes while it is blank.</summary>
    public bool Required { get; init; }

    /// <summary>One of <see cref="ScreenWidths"/>.</summary>
    public string Width { get; init; } = ScreenWidths.Full;
}

/// <summary>Widths of a field in its panel.</summary>
public static class ScreenWidths
{
    /// <summary>A line of its own.</summary>
    public const string Full = "full";

    /// <summary>Half a line.</summary>
    public const string Half = "half";

    /// <summary>A third of a line.</summary>
    public const string Third = "third";

    /// <summary>All, widest first.</summary>
    public static IReadOnlyList<string> All { get; } = [Full, Half, Third];
}
