using CentralOps.Domain.Cases;
using CentralOps.Domain.Kernel;
using CentralOps.Domain.Recognition.Accuracy;
using CentralOps.Infrastructure.Cases.Persistence;
using CentralOps.Infrastructure.Database;
using Microsoft.EntityFrameworkCore;

namespace CentralOps.Infrastructure.Cases;

/// <summary>Fields of finished cases beside what the machine and each keyer had said of them.</summary>
internal sealed class FieldOutcomes(IDbContextFactory<CentralOpsDbContext> contexts) : IRecognitionTruths
{
    /// <summary>The outcome of one accepted field.</summary>
    public static FieldOutcome Of(Case @case, CaseField field, DateTimeOffset finished)
    {
        var page = @case.Pages.Find(p => p.Id == field.PageId);
        var keyers = @case.Keyings.Where(k => k.Code == field.Code && (field.OpenedAgainAt is null || k.At > field.OpenedAgainAt)).OrderBy(k => k.At)
            .Select(k => new KeyerTruth(k.UserId, k.Role, !k.Illegible && (k.Value ?? "") == (field.Value ?? ""), k.Illegible, k.Milliseconds)).ToList();
        return new FieldOutcome
        {
            CaseId = @case.Id,
            FieldCode = field.Code,
            FieldType = field.Type,
            TemplateKey = page?.TemplateKey,
            TemplateVersion = page?.TemplateVersion ?? 0,
            Engine = field.MachineEngine ?? "",
            Calibration = field.MachineCalibration,
            Eligible = field.MachineEligible,
            SliceHash = field.SliceHash,
            Keyers = keyers.Count == 0 ? "" : StoredJson.Write(keyers),
            Source = field.Source ?? "machine",
            MachineRight = (field.MachineValue ?? "") == (field.Value ?? ""),
            MachineSure = field.MachineSure,
            MachineConfidence = field.MachineConfidence,
            At = finished,
        };
    }

    public async Task<IReadOnlyList<RecognitionTruth>> BetweenAsync(
        DateTimeOffset from, DateTimeOffset until, string? fieldCode = null, string? templateKey = null, int most = 50_000, CancellationToken cancel = default)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        var rows = await db.Set<FieldOutcome>().AsNoTracking()
            .Where(o => o.At >= from && o.At < until && (fieldCode == null || o.FieldCode == fieldCode) && (templateKey == null || o.TemplateKey == templateKey))
            .OrderByDescending(o => o.At).Take(most).ToListAsync(cancel);
        rows.Reverse();
        return [.. rows.Select(Truth)];
    }

    public async Task<IReadOnlyList<ReadingTally>> TallyAsync(DateTimeOffset from, DateTimeOffset until, int calibration, CancellationToken cancel = default)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        // As the outcomes are written above: a person who keyed, not one who put right what had been taken.
        const string keyed = "\"role\":\"key\"";
        var rows = await db.Set<FieldOutcome>().AsNoTracking()
            .Where(o => o.At >= from && o.At < until && o.Calibration == calibration && o.Engine != "")
            .GroupBy(o => new { o.FieldCode, o.TemplateKey, o.MachineConfidence, o.Eligible, o.Source, Keyed = o.Keyers.Contains(keyed), o.MachineRight })
            .Select(g => new { g.Key, Count = g.LongCount() }).ToListAsync(cancel);
        return [.. rows.Select(r => new ReadingTally(r.Key.FieldCode, r.Key.TemplateKey, r.Key.MachineConfidence, r.Key.Eligible, r.Key.Source, r.Key.Keyed, r.Key.MachineRight, r.Count))];
    }

    private static RecognitionTruth Truth(FieldOutcome o) => new()
    {
        CaseId = o.CaseId,
        FieldCode = o.FieldCode,
        FieldType = o.FieldType,
        TemplateKey = o.TemplateKey,
        TemplateVersion = o.TemplateVersion,
        Engine = o.Engine,
        Calibration = o.Calibration,
        Confidence = o.MachineConfidence,
        Eligible = o.Eligible,
        Sure = o.MachineSure,
        Source = o.Source,
        MachineRight = o.MachineRight,
        Keyers = o.Keyers.Length == 0 ? [] : StoredJson.Read<List<KeyerTruth>>(o.Keyers),
        SliceHash = o.SliceHash,
        SettledAt = o.At,
    };
}
