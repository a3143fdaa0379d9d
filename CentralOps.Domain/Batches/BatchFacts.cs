using System.Globalization;
using CentralOps.Domain.Cases;
using CentralOps.Domain.Kernel;
using CentralOps.Domain.Recognition.Fields;

namespace CentralOps.Domain.Batches;

/// <summary>What a case knows of its batch, as facts; the lines are a document in the content store, their bookings are postings of their own.</summary>
public static class BatchFacts
{
    /// <summary>Content hash of the lines as last corrected.</summary>
    public const string Lines = "batch_lines";

    /// <summary>Content hash of the file as it came.</summary>
    public const string File = "batch_file";

    /// <summary>Occasion of the present round: refused lines are tried again only in another one.</summary>
    public const string Round = "batch_round";

    /// <summary>Yuan of the lines that the core refused.</summary>
    public const string FailedTotal = "batch_failed_total";

    /// <summary>Takes a draft into a new case.</summary>
    public static void Take(Case @case, BatchDraft draft)
    {
        var facts = @case.Facts;
        (facts[File], facts[Lines], facts["batch_file_name"], facts["batch_duplicate_of"]) = (draft.ContentHash, draft.LinesHash, draft.FileName, draft.DuplicateOf);
        (facts["batch_count"], facts["batch_total"], facts[Round]) = ((decimal)draft.Count, draft.Total, draft.Id.ToString());
    }

    /// <summary>Null when the form says the same as the file, else <c>batch.total-differs</c> or <c>batch.count-differs</c> with both figures.</summary>
    public static Refusal? Check(int count, decimal total, IReadOnlyDictionary<string, string> form)
    {
        if (FieldNormalisation.AmountOf(FieldNormalisation.Normalise("amount", form.GetValueOrDefault("amount"))) is { } said && said != total)
            return new Refusal("batch.total-differs", said.ToString("N2", CultureInfo.InvariantCulture), total.ToString("N2", CultureInfo.InvariantCulture));
        return int.TryParse(form.GetValueOrDefault("batch.count"), NumberStyles.None, CultureInfo.InvariantCulture, out var lines) && lines != count ? new Refusal("batch.count-differs", lines, count) : null;
    }

    /// <summary>The same for a case that came back to its branch.</summary>
    public static Refusal? Check(Case @case, IReadOnlyDictionary<string, string> form) =>
        @case.Facts.GetValueOrDefault("batch_count") is decimal count && @case.Facts.GetValueOrDefault("batch_total") is decimal total ? Check((int)count, total, form) : null;

    /// <summary>Documents of the case's batch in the content store.</summary>
    public static IEnumerable<string> Documents(Case @case) => new[] { File, Lines }.Select(f => @case.Facts.GetValueOrDefault(f)).OfType<string>();

    /// <summary>Purpose of the posting of a line.</summary>
    public static string PurposeOf(int number) => string.Create(CultureInfo.InvariantCulture, $"line:{number}");
}
