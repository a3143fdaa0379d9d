using CentralOps.Domain.Cases;
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
            Keyers = keyers.Count == 0 ? "" : CaseJson.Write(keyers),
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
        Keyers = o.Keyers.Length == 0 ? [] : CaseJson.Read<List<KeyerTruth>>(o.Keyers),
        SliceHash = o.SliceHash,
        SettledAt = o.At,
    };
}
