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

/// <summary>Types of fields: each has a normalisation, a check and an alphabet for OCR.</summary>
public static class FieldTypes
{
    /// <summary>Account number, digits, last one a Luhn check digit (ISO/IEC 7812-1).</summary>
    public const string Account = "account";

    /// <summary>Amount in figures: yuan with two decimals, normalised like <c>1234567.89</c>.</summary>
    public const string Amount = "amount";

    /// <summary>Amount in words (大写), normalised to the form of 支付结算办法.</summary>
    public const string AmountWords = "amount-words";

    /// <summary>Date, normalised <c>yyyy-MM-dd</c>.</summary>
    public const string Date = "date";

    /// <summary>Date in words (大写日期), normalised like <c>贰零贰陆年零壹月壹拾伍日</c>.</summary>
    public const string DateWords = "date-words";

    /// <summary>Company name.</summary>
    public const string Company = "company";

    /// <summary>Person's name.</summary>
    public const string Name = "name";

    /// <summary>Name of a bank branch.</summary>
    public const string Branch = "branch";

    /// <summary>Digits only.</summary>
    public const string Digits = "digits";

    /// <summary>Free text.</summary>
    public const string Text = "text";

    /// <summary>One of a list of codes.</summary>
    public const string CodeList = "code-list";

    /// <summary>Ticked or not: <c>1</c> or <c>0</c>.</summary>
    public const string CheckBox = "check-box";

    /// <summary>Resident identity number (GB 11643).</summary>
    public const string IdNumber = "id-number";

    /// <summary>Unified social credit code (GB 32100).</summary>
    public const string CreditCode = "credit-code";
}
