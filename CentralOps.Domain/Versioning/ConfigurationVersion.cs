namespace CentralOps.Domain.Versioning;

/// <summary>Kinds of versioned documents that administrators own.</summary>
public static class ConfigurationKind
{
    /// <summary>BPMN 2.0 XML of a process template.</summary>
    public const string Process = "process";

    /// <summary>DMN 1.3 XML of a rule set.</summary>
    public const string RuleSet = "rules";

    /// <summary>JSON of a <see cref="Recognition.VoucherTemplate"/>.</summary>
    public const string VoucherTemplate = "voucher-template";

    /// <summary>JSON of a business type.</summary>
    public const string BusinessType = "business-type";

    /// <summary>JSON list of <see cref="Recognition.FieldDefinition"/>: the field catalogue.</summary>
    public const string FieldCatalogue = "field-catalogue";

    /// <summary>JSON of a <see cref="Screens.Screen"/>.</summary>
    public const string Screen = "screen";

    /// <summary>JSON list of reason codes.</summary>
    public const string ReasonCodes = "reason-codes";

    /// <summary>JSON of a <see cref="Administration.Calendars.WorkingCalendar"/>.</summary>
    public const string Calendar = "calendar";

    /// <summary>JSON object of parameter values; only while it travels in a bundle.</summary>
    public const string Parameters = "parameters";
}

/// <summary>Where a configuration version stands.</summary>
public enum ConfigurationStatus
{
    /// <summary>Being edited; never in force.</summary>
    Draft,

    /// <summary>In force from its effective time until a later published version is.</summary>
    Published,

    /// <summary>No longer chosen for new cases; running cases may still use it.</summary>
    Retired,

    /// <summary>A draft that its author has tried out; any further change makes it a draft again.</summary>
    Tested,
}

/// <summary>One version of one configuration document. Published content never changes; a change is a new version.</summary>
public sealed class ConfigurationVersion
{
    /// <summary>Row key.</summary>
    public Guid Id { get; init; }

    /// <summary>One of <see cref="ConfigurationKind"/>.</summary>
    public required string Kind { get; init; }

    /// <summary>Stable key within the kind, e.g. <c>cheque-transfer</c>.</summary>
    public required string Key { get; init; }

    /// <summary>1, 2, 3 … within kind and key.</summary>
    public int Version { get; init; }

    /// <summary>The document: XML or JSON text.</summary>
    public required string Content { get; set; }

    /// <summary>Where it stands.</summary>
    public ConfigurationStatus Status { get; set; }

    /// <summary>In force from (UTC); null while it is a draft.</summary>
    public DateTimeOffset? EffectiveFrom { get; set; }

    /// <summary>Who wrote it (user name, or <c>system</c> for shipped content).</summary>
    public required string Author { get; init; }

    /// <summary>Who published it.</summary>
    public string? Publisher { get; set; }

    /// <summary>Written at (UTC).</summary>
    public DateTimeOffset CreatedAt { get; init; }

    /// <summary>Number of the version it was made from; 0 = from nothing.</summary>
    public int BasedOn { get; init; }

    /// <summary>User names of all who have changed the content, separated by commas; none of them may publish it.</summary>
    public string Editors { get; set; } = "";

    /// <summary>Who changed the row last.</summary>
    public string ChangedBy { get; set; } = "";

    /// <summary>Changed last at (UTC).</summary>
    public DateTimeOffset ChangedAt { get; set; }

    /// <summary>What was changed and why, in the author's words.</summary>
    public string Note { get; set; } = "";

    /// <summary>What was tried before publishing, e.g. how many test cases passed.</summary>
    public string TestNote { get; set; } = "";

    /// <summary>Concurrency stamp: a new one with every write.</summary>
    public Guid Stamp { get; set; }

    /// <summary>True while it may still be changed.</summary>
    public bool IsDraft => Status is ConfigurationStatus.Draft or ConfigurationStatus.Tested;

    /// <summary>True when this person has changed the content.</summary>
    public bool IsEditedBy(string userName) => Editors.Split(',').Contains(userName, StringComparer.OrdinalIgnoreCase);
}
