using CentralOps.Domain.Cases;
using CentralOps.Domain.Kernel;
using CentralOps.Domain.Recognition;

namespace CentralOps.Domain.Entry;

/// <summary>
/// What an unsure machine read, as a keyer may see it: the characters it doubts are left open, so that they are read from the paper and typed, and what is typed there stays
/// an independent confirmation.
/// </summary>
/// <param name="Text">The reading, with <see cref="Open"/> in the place of every doubtful character.</param>
/// <param name="Type">Type of the field: a sheet holds slices of one type.</param>
/// <param name="Doubtful">Number of open places; 0 = the machine doubts the whole rather than a part of it, and only a sheet shows it.</param>
public sealed record FieldProposal(string Text, int Doubtful, string Type = "text")
{
    /// <summary>Stands for a character that must be typed.</summary>
    public const char Open = '\u25A1';

    // Something else than the eye notices a wrong character there: a check digit, or the same thing said once more in figures.
    private static readonly string[] Guarded = [FieldTypes.Account, FieldTypes.IdNumber, FieldTypes.CreditCode, FieldTypes.AmountWords, FieldTypes.DateWords];

    // Shorter values are typed faster than looked through.
    private const int Shortest = 4;

    /// <summary>The proposal for a field, or null where the keyer must see the paper only.</summary>
    /// <remarks>
    /// Never for policies that ask for two independent keys (<c>ocr+1</c>, <c>double</c> …), for secrets, for fields opened again after a dispute, for choices of a list, where
    /// more than a third would have to be typed anyway, and, unless one person keys the whole voucher, where nothing else than the eye would notice a wrong character.
    /// </remarks>
    public static FieldProposal? Of(CaseField field, FieldDefinition definition)
    {
        if (field.Keying is not (KeyingPolicies.OcrIfSure or KeyingPolicies.WholeVoucher) || field.OpenedAgainAt is not null || definition.Sensitivity == "secret") return null;
        if (field.Keying == KeyingPolicies.OcrIfSure && !Guarded.Contains(definition.Type)) return null;
        if (definition.Values.Count > 0 || definition.Type is FieldTypes.CheckBox or FieldTypes.CodeList) return null;
        if (field.MachineValue is not { Length: >= Shortest } value || field.MachineConfidence < FieldSettlement.CountsAsKey || value.Contains(Open, StringComparison.Ordinal)) return null;
        var text = value.ToCharArray();
        foreach (var i in field.MachineDoubtful)
            if (i >= 0 && i < text.Length) text[i] = Open;
        var open = text.Count(c => c == Open);
        return open * 3 > text.Length ? null : new FieldProposal(new string(text), open, definition.Type);
    }
}
