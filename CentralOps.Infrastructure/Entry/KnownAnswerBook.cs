using CentralOps.Domain.Administration;
using CentralOps.Domain.Audit;
using CentralOps.Domain.Entry.KnownAnswers;
using CentralOps.Domain.Kernel;
using CentralOps.Domain.Recognition;
using CentralOps.Domain.Recognition.Accuracy;
using CentralOps.Infrastructure.Database;
using Microsoft.EntityFrameworkCore;

namespace CentralOps.Infrastructure.Entry;

/// <summary>Collects, lists and retires known answers.</summary>
internal sealed class KnownAnswerBook(
    IDbContextFactory<CentralOpsDbContext> contexts, IRecognitionTruths truths, VoucherConfiguration vouchers, IStaffDirectory staff, IAuditTrail audit, TimeProvider clock) : IKnownAnswers
{
    // Enough of each field that nobody learns them by heart, few enough to be looked through by a supervisor.
    private const int MostPerField = 200;
    private static readonly TimeSpan Window = TimeSpan.FromDays(14);
    private static readonly TimeSpan Shelf = TimeSpan.FromDays(180);

    public async Task<int> CollectAsync(CancellationToken cancel = default)
    {
        var now = clock.GetUtcNow();
        await using var db = await contexts.CreateDbContextAsync(cancel);
        var old = now - Shelf;
        await db.Set<KnownAnswer>().Where(a => a.Active && a.AddedAt < old).ExecuteUpdateAsync(set => set.SetProperty(a => a.Active, false), cancel);

        var stock = await db.Set<KnownAnswer>().Where(a => a.Active).GroupBy(a => a.FieldCode).Select(g => new { g.Key, Count = g.Count() }).ToDictionaryAsync(g => g.Key, g => g.Count, cancel);
        var since = now - Window - TimeSpan.FromDays(1);
        var known = (await db.Set<KnownAnswer>().Where(a => a.AddedAt >= since).Select(a => new { a.CaseId, a.FieldCode }).ToListAsync(cancel)).Select(a => (a.CaseId, a.FieldCode)).ToHashSet();
        var added = 0;
        foreach (var truth in (await truths.BetweenAsync(now - Window, now, most: 5000, cancel: cancel)).Where(Certain).Reverse())
        {
            if (known.Contains((truth.CaseId, truth.FieldCode)) || stock.GetValueOrDefault(truth.FieldCode) >= MostPerField) continue;
            stock[truth.FieldCode] = stock.GetValueOrDefault(truth.FieldCode) + 1;
            db.Add(new KnownAnswer
            {
                CaseId = truth.CaseId, FieldCode = truth.FieldCode, FieldType = truth.FieldType, SliceHash = truth.SliceHash!, TemplateKey = truth.TemplateKey,
                Keyers = string.Join(',', truth.Keyers.Select(k => k.UserId.ToString("N")).Distinct().Take(12)), AddedAt = now,
            });
            added++;
        }

        await db.SaveChangesAsync(cancel);
        return added;
    }

    public async Task<IReadOnlyList<KnownAnswerRow>> ListAsync(int take, CancellationToken cancel = default)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        var rows = await db.Set<KnownAnswer>().AsNoTracking().Where(a => a.Active)
            .Select(a => new { Answer = a, Shown = db.Set<KnownAnswerKeying>().Count(k => k.KnownAnswerId == a.Id), Missed = db.Set<KnownAnswerKeying>().Count(k => k.KnownAnswerId == a.Id && !k.Right) })
            .OrderByDescending(r => r.Missed).ThenByDescending(r => r.Shown).ThenBy(r => r.Answer.FieldCode).Take(take).ToListAsync(cancel);
        return [.. rows.Select(r => new KnownAnswerRow(r.Answer, r.Shown, r.Missed))];
    }

    public async Task<Outcome> RetireAsync(Guid supervisorId, Guid id, CancellationToken cancel = default)
    {
        if (await staff.FindAsync(supervisorId, cancel) is not { } person || !person.May(Permissions.DispatchManage)) return Outcome.No("entry.not-allowed");
        await using var db = await contexts.CreateDbContextAsync(cancel);
        if (await db.Set<KnownAnswer>().FirstOrDefaultAsync(a => a.Id == id, cancel) is not { } answer) return Outcome.No("entry.no-such-answer");
        if (!answer.Active) return Outcome.Ok;
        answer.Active = false;
        db.Add(audit.Create(person.UserName, "known-answer.retired", "known-answer", id.ToString(), new { answer.FieldCode, answer.CaseId }));
        await db.SaveChangesAsync(cancel);
        return Outcome.Ok;
    }

    public async Task<IReadOnlyList<KnownAnswerKeying>> KeyingsAsync(DateTimeOffset from, DateTimeOffset until, CancellationToken cancel = default)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        return await db.Set<KnownAnswerKeying>().AsNoTracking().Where(k => k.At >= from && k.At < until).OrderBy(k => k.At).ToListAsync(cancel);
    }

    // The machine and every person came to the same value, each by itself; secrets never leave their case.
    private bool Certain(RecognitionTruth truth) =>
        truth is { Verified: true, MachineRight: true, SliceHash: not null } && truth.Source is "machine+key" or "double-key" or "triple-key"
        && truth.Keyers.Count > 0 && truth.Keyers.All(k => k.Right) && vouchers.Fields.Of(truth.FieldCode).Sensitivity != "secret";
}
