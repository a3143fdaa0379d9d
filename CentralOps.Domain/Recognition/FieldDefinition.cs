namespace CentralOps.Domain.Recognition;

/// <summary>An entry of the field catalogue: what a field is, wherever it appears.</summary>
public sealed record FieldDefinition
{
    /// <summary>Dotted code shared by all templates, e.g. <c>payer.account</c>.</summary>
    public required string Code { get; init; }

    /// <summary>Name in Chinese.</summary>
    public required string NameZh { get; init; }

    /// <summary>Name in English.</summary>
    public required string NameEn { get; init; }

    /// <summary>One of <see cref="FieldTypes"/>.</summary>
    public required string Type { get; init; }

    /// <summary><c>normal</c>, <c>personal</c> or <c>secret</c>: masked on screens by policy and encrypted where secret.</summary>
    public string Sensitivity { get; init; } = "normal";

    /// <summary>Default keying policy.</summary>
    public string Keying { get; init; } = KeyingPolicies.OcrIfSure;

    /// <summary>May stay empty.</summary>
    public bool Optional { get; init; }

    /// <summary>Exact length in characters after normalisation; 0 = any.</summary>
    public int Length { get; init; }

    /// <summary>Allowed values of a code list; empty = any.</summary>
    public IReadOnlyList<string> Values { get; init; } = [];

    /// <summary>Calibrated confidence, 0 … 1, from which the machine's value may be taken without a person (other evidence is needed too); null = the product's own threshold.</summary>
    public double? AcceptFrom { get; init; }
}
