namespace CentralOps.Domain.Kernel;

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
