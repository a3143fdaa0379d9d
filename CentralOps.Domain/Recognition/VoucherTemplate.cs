namespace CentralOps.Domain.Recognition;

/// <summary>
/// Versioned description of one page layout of a voucher kind. Lengths are millimetres from the page's top left corner;
/// x grows to the right, y down. This record is the export format (JSON, camelCase).
/// </summary>
public sealed record VoucherTemplate
{
    /// <summary>Stable key of the layout, e.g. <c>cheque-front-a</c>.</summary>
    public required string Key { get; init; }

    /// <summary>Voucher kind it belongs to, e.g. <c>cheque</c>; several layouts (print runs) may share one.</summary>
    public required string Kind { get; init; }

    /// <summary>Name in Chinese.</summary>
    public required string NameZh { get; init; }

    /// <summary>Name in English.</summary>
    public required string NameEn { get; init; }

    /// <summary><c>front</c> or <c>back</c>.</summary>
    public string Side { get; init; } = "front";

    /// <summary>Copy (联次), 1 …; 0 when there is just one.</summary>
    public int Copy { get; init; }

    /// <summary>Page width in mm.</summary>
    public required double WidthMm { get; init; }

    /// <summary>Page height in mm.</summary>
    public required double HeightMm { get; init; }

    /// <summary>The printed code; null when this print run has none.</summary>
    public TemplateCode? Code { get; init; }

    /// <summary>Pre-printed marks that every copy of the form has in the same place, for registration.</summary>
    public IReadOnlyList<TemplateAnchor> Anchors { get; init; } = [];

    /// <summary>Fields on the page.</summary>
    public IReadOnlyList<TemplateField> Fields { get; init; } = [];

    /// <summary>Where seals are expected.</summary>
    public IReadOnlyList<TemplateSeal> Seals { get; init; } = [];

    /// <summary>Image of the blank form (PNG, base64, about 150 dpi, no filled-in content): features and layout match are computed from it.</summary>
    public string? BlankPng { get; init; }

    /// <summary>True in a version that takes the layout out of use: published like any other, it ends the layout in one step, and rolling back ends its end.</summary>
    public bool Retired { get; init; }
}

/// <summary>A rectangle in mm.</summary>
public readonly record struct RegionMm(double X, double Y, double Width, double Height);

/// <summary>A QR or bar code of the form.</summary>
/// <param name="Symbology"><c>qr</c> or <c>code128</c>.</param>
/// <param name="Region">Where it is printed.</param>
/// <param name="Prefix">Content starts with this when the page is of this layout, e.g. <c>CO1|cheque-front-a|</c>; the voucher number follows.</param>
public sealed record TemplateCode(string Symbology, RegionMm Region, string Prefix);

/// <summary>A pre-printed mark.</summary>
public sealed record TemplateAnchor(string Id, RegionMm Region);

/// <summary>A field's place on the page and how it is keyed here.</summary>
public sealed record TemplateField
{
    /// <summary>Field code of the catalogue, e.g. <c>payer.account</c>.</summary>
    public required string Code { get; init; }

    /// <summary>Where its content is.</summary>
    public required RegionMm Region { get; init; }

    /// <summary>Keying policy of this field; null = the catalogue's default. See <see cref="KeyingPolicies"/>.</summary>
    public string? Keying { get; init; }

    /// <summary>Number of equal cells when the region is a digit grid (the amount grid has 11: 亿 … 分), or of tick boxes, one per value of a code list; 0 = free text.</summary>
    public int Cells { get; init; }

    /// <summary>Hand-written by design: the machine's reading never counts alone.</summary>
    public bool Handwritten { get; init; }

    /// <summary>Threshold of this field on this layout, 0 … 1; null = the catalogue's. See <see cref="FieldDefinition.AcceptFrom"/>.</summary>
    public double? AcceptFrom { get; init; }
}

/// <summary>A place where a seal belongs.</summary>
/// <param name="Role"><c>finance</c>, <c>legal-representative</c>, <c>company</c>, <c>bank</c> …</param>
/// <param name="Region">Where it is expected.</param>
public sealed record TemplateSeal(string Role, RegionMm Region);

/// <summary>How a field becomes a trusted value.</summary>
public static class KeyingPolicies
{
    /// <summary>Machine alone when sure (confidence and all validators), else one key, else two.</summary>
    public const string OcrIfSure = "ocr-if-sure";

    /// <summary>Machine is one key, one operator the other.</summary>
    public const string OcrPlusOne = "ocr+1";

    /// <summary>Two blind operators.</summary>
    public const string Double = "double";

    /// <summary>Three blind operators, majority.</summary>
    public const string Triple = "triple";

    /// <summary>One operator.</summary>
    public const string Single = "single";

    /// <summary>One operator keys the full page.</summary>
    public const string WholeVoucher = "whole-voucher";

    /// <summary>Not keyed: nobody needs it (a check mark read by machine, or shown only).</summary>
    public const string None = "none";
}
