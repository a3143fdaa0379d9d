using System.Globalization;
using CentralOps.Domain.Cases;
using CentralOps.Domain.Cases.Facts;
using CentralOps.Domain.Kernel;
using CentralOps.Domain.Processes.Design;
using CentralOps.Domain.Recognition.Fields;

namespace CentralOps.Domain.Batches;

/// <summary>What a case knows of its batch, as facts; the lines are a document in the content store, their bookings are postings of their own.</summary>
public static class BatchFacts
{
    /// <summary>Content hash of the file as it came.</summary>
    public static readonly Fact<string> File = new("batch_file", closed: true);

    /// <summary>Its name.</summary>
    public static readonly Fact<string> FileName = new("batch_file_name", closed: true);

    /// <summary>Number of another case with the same file; null = none.</summary>
    public static readonly Fact<string> DuplicateOf = new("batch_duplicate_of", closed: true);

    /// <summary>How many lines.</summary>
    public static readonly Fact<decimal> Count = new("batch_count", closed: true);

    /// <summary>Sum of the lines in yuan.</summary>
    public static readonly Fact<decimal> Total = new("batch_total", closed: true);

    /// <summary>Occasion of the present round: refused lines are tried again only in another one.</summary>
    public static readonly Fact<string> Round = new("batch_round", closed: true);

    /// <summary>Lines that are paid.</summary>
    public static readonly Fact<decimal> PaidCount = new("batch_paid_count", closed: true);

    /// <summary>Yuan of them.</summary>
    public static readonly Fact<decimal> PaidTotal = new("batch_paid_total", closed: true);

    /// <summary>Lines that the core refused.</summary>
    public static readonly Fact<decimal> FailedCount = new("batch_failed_count", closed: true);

    /// <summary>Yuan of them.</summary>
    public static readonly Fact<decimal> FailedTotal = new("batch_failed_total", closed: true);

    /// <summary>Those that come with the case: conditions may read them from its start.</summary>
    public static ArrivingNames Arriving { get; } = new([File.Name, FileName.Name, DuplicateOf.Name, Count.Name, Total.Name, Round.Name, SharedFacts.BatchLines.Name]);

    /// <summary>Takes a draft into a new case.</summary>
    public static void Take(Case @case, BatchDraft draft)
    {
        var facts = @case.Facts;
        facts.Set(File, draft.ContentHash);
        facts.Set(FileName, draft.FileName);
        facts.Set(DuplicateOf, draft.DuplicateOf);
        facts.Set(Count, draft.Count);
        facts.Set(Total, draft.Total);
        NextRound(@case, draft.LinesHash, draft.Id);
    }

    /// <summary>The lines as they are to be paid from now on.</summary>
    public static void NextRound(Case @case, string linesHash, Guid round)
    {
        @case.Facts.Set(SharedFacts.BatchLines, linesHash);
        @case.Facts.Set(Round, round.ToString());
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
        @case.Facts.Has(Count) && @case.Facts.Has(Total) ? Check((int)@case.Facts.Get(Count), @case.Facts.Get(Total), form) : null;

    /// <summary>Documents of the case's batch in the content store.</summary>
    public static IEnumerable<string> Documents(Case @case) => new[] { File, SharedFacts.BatchLines }.Select(f => @case.Facts.Get(f)).OfType<string>();

    /// <summary>Purpose of the posting of a line.</summary>
    public static string PurposeOf(int number) => string.Create(CultureInfo.InvariantCulture, $"line:{number}");
}
