using CentralOps.Domain.Kernel;
using CentralOps.Domain.Recognition.CheckDigits;
using CentralOps.Domain.Recognition.Words;

namespace CentralOps.Domain.Recognition.Fields;

/// <summary>Which characters a field can hold: reading by machine is restricted to them.</summary>
public static class FieldAlphabets
{
    /// <summary>The characters of a type, including those that normalisation removes; null = any.</summary>
    public static string? Of(string type) => type switch
    {
        FieldTypes.Account or FieldTypes.Digits => "0123456789",
        FieldTypes.Amount => "0123456789.,¥￥",
        FieldTypes.AmountWords => AmountInWords.Alphabet,
        FieldTypes.Date => "0123456789年月日-/.",
        FieldTypes.DateWords => DateInWords.Alphabet,
        FieldTypes.IdNumber => "0123456789X",
        FieldTypes.CreditCode => CreditCode.Alphabet,
        _ => null,
    };

    /// <summary>The characters of a field: those of its code list where it has one, else its type's; null = any.</summary>
    public static string? Of(FieldDefinition field) =>
        field.Values.Count > 0 ? string.Concat(field.Values.SelectMany(v => v).Distinct()) : Of(field.Type);

    /// <summary>Characters that a field without an alphabet never holds: remains of lines and dust look like them. Empty = none.</summary>
    public static string Never(string type) => type switch
    {
        FieldTypes.Name => Quotes + Marks + "0123456789()（）[]【】&/+-",
        FieldTypes.Company or FieldTypes.Branch => Quotes + Marks,
        FieldTypes.Text => "「」『』|丨~`^_■□¦",
        _ => "",
    };

    private const string Quotes = "「」『』“”‘’\"'《》〈〉`", Marks = ".,;:!?。，；：！？、…|丨¦~^_=*#@$%<>{}\\■□●○★☆";
}
