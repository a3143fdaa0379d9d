using System.Globalization;
using CentralOps.Domain.Kernel;
using CentralOps.Domain.Recognition.Decision;
using CentralOps.Domain.Recognition.Words;

namespace CentralOps.Infrastructure.Recognition.Reading;

/// <summary>Fields of one page that must say the same: words = figures, date in words = date.</summary>
internal static class CrossChecks
{
    /// <summary>The evidence with the agreements between its fields added.</summary>
    public static IReadOnlyList<FieldEvidence> Add(IReadOnlyList<FieldEvidence> fields)
    {
        List<FieldEvidence> result = [.. fields];
        foreach (FieldEvidence words in fields.Where(f => f.Field.Type is FieldTypes.AmountWords or FieldTypes.DateWords))
        {
            string stem = words.Field.Code.EndsWith(".words", StringComparison.Ordinal) ? words.Field.Code[..^6] : "";
            FieldEvidence? figures = fields.FirstOrDefault(f => f.Field.Code == stem);
            if (figures is null)
                continue;
            string name = words.Field.Type == FieldTypes.AmountWords ? "words=figures" : "words=date";
            foreach ((string inWords, string inFigures) in Agreements(words, figures))
            {
                Put(result, words.Field.Code, new CrossCheck(name, inWords));
                Put(result, stem, new CrossCheck(name, inFigures));
            }
        }

        return result;
    }

    private static IEnumerable<(string Words, string Figures)> Agreements(FieldEvidence words, FieldEvidence figures)
    {
        HashSet<string> said = [.. figures.Votes.Select(v => v.Value)];
        foreach (string value in words.Votes.Select(v => v.Value).Distinct())
        {
            string? same = words.Field.Type == FieldTypes.AmountWords
                ? AmountInWords.Read(value) is { Fault: null, Amount: { } amount } ? amount.ToString("0.00", CultureInfo.InvariantCulture) : null
                : DateInWords.Read(value).Date?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
            if (same is not null && said.Contains(same))
                yield return (value, same);
        }
    }

    private static void Put(List<FieldEvidence> fields, string code, CrossCheck check)
    {
        int at = fields.FindIndex(f => f.Field.Code == code);
        fields[at] = fields[at] with { CrossChecks = [.. fields[at].CrossChecks, check] };
    }
}
