using CentralOps.Domain.Kernel;

namespace CentralOps.Domain.Entry.KnownAnswers;

/// <summary>
/// A slice whose content is known: of a finished case, where machine and people came to the same value independently. Mixed in among real slices it measures a keyer.
/// The value itself stays with its case.
/// </summary>
public sealed class KnownAnswer
{
    /// <summary>Step of the tasks that show one; they belong to no case.</summary>
    public const string Step = "entry.known";

    /// <summary>Row key.</summary>
    public Guid Id { get; init; } = Ids.New();

    /// <summary>The case that its value stays with.</summary>
    public required Guid CaseId { get; init; }

    /// <summary>Field code.</summary>
    public required string FieldCode { get; init; }

    /// <summary>One of <see cref="FieldTypes"/>.</summary>
    public required string FieldType { get; init; }

    /// <summary>Content hash of the slice.</summary>
    public required string SliceHash { get; init; }

    /// <summary>Layout it was cut by; null = none.</summary>
    public string? TemplateKey { get; init; }

    /// <summary>Who keyed it in its case, ids joined by commas: they would only repeat themselves.</summary>
    public string Keyers { get; init; } = "";

    /// <summary>It may be shown.</summary>
    public bool Active { get; set; } = true;

    /// <summary>Collected at (UTC).</summary>
    public DateTimeOffset AddedAt { get; init; }
}

/// <summary>What a keyer made of a known answer.</summary>
public sealed class KnownAnswerKeying
{
    /// <summary>Row key.</summary>
    public Guid Id { get; init; } = Ids.New();

    /// <summary>The known answer.</summary>
    public required Guid KnownAnswerId { get; init; }

    /// <summary>Who.</summary>
    public required Guid UserId { get; init; }

    /// <summary>The task that showed it.</summary>
    public required Guid ItemId { get; init; }

    /// <summary>Field code.</summary>
    public required string FieldCode { get; init; }

    /// <summary>Layout; null = none.</summary>
    public string? TemplateKey { get; init; }

    /// <summary>It lay on a sheet, perhaps with a wrong reading under it.</summary>
    public bool OnSheet { get; init; }

    /// <summary>What was keyed equals the known value.</summary>
    public bool Right { get; set; }

    /// <summary>They said that it cannot be read.</summary>
    public bool Illegible { get; set; }

    /// <summary>From shown to confirmed, milliseconds.</summary>
    public int Milliseconds { get; init; }

    /// <summary>Keyed at (UTC).</summary>
    public DateTimeOffset At { get; set; }
}
