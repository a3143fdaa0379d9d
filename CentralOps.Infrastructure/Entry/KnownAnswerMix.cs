using CentralOps.Domain.Administration;
using CentralOps.Domain.Cases;
using CentralOps.Domain.Cases.Advancing;
using CentralOps.Domain.Content;
using CentralOps.Domain.Dispatch;
using CentralOps.Domain.Entry;
using CentralOps.Domain.Entry.KnownAnswers;
using CentralOps.Domain.Kernel;
using CentralOps.Domain.Recognition;
using CentralOps.Infrastructure.Database;
using Microsoft.EntityFrameworkCore;

namespace CentralOps.Infrastructure.Entry;

/// <summary>Known answers as tasks: reserved for one operator, belonging to no case, gone when that operator does not come to them.</summary>
internal sealed class KnownAnswerMix(
    IDbContextFactory<CentralOpsDbContext> contexts, ICaseReader cases, IContentStore content, VoucherConfiguration vouchers, IParameters parameters, IHolderRelease release, TimeProvider clock)
    : IKnownAnswerMix
{
    private static readonly TimeSpan NotAgainWithin = TimeSpan.FromDays(30);
    private static readonly TimeSpan Amendable = TimeSpan.FromMinutes(5);

    public async Task MixInAsync(Guid userId, WorkItem inHand, string? sheetType, int places, CancellationToken cancel = default)
    {
        var share = (double)parameters.Number(ParameterKeys.KnownAnswerShare);
        if (share <= 0 || Random.Shared.NextDouble() >= share * places) return;
        await using var db = await contexts.CreateDbContextAsync(cancel);
        if (await db.Set<WorkItem>().AnyAsync(w => w.HolderId == userId && w.CaseId == Guid.Empty && (w.State == WorkState.Offered || w.State == WorkState.Working), cancel)) return;
        if (await ChooseAsync(db, userId, sheetType, cancel) is not { } answer) return;
        if (await TruthAsync(answer, cancel) is not { } truth || !await content.ExistsAsync(answer.SliceHash, cancel))
        {
            answer.Active = false; // its case or its image is gone
            await db.SaveChangesAsync(cancel);
            return;
        }

        // On a sheet two of three lie over a wrong reading.
        var reading = sheetType is null ? null : Random.Shared.Next(3) > 0 ? Misreadings.Of(truth, Random.Shared.Next(1000)) : truth;
        if (sheetType is not null && reading is null) return;
        var now = clock.GetUtcNow();
        var item = new WorkItem
        {
            CaseId = Guid.Empty, TokenId = answer.Id, Step = KnownAnswer.Step, Kind = WorkKind.Human, Task = EnterFieldsStep.Slice, Post = inHand.Post,
            SortKey = inHand.SortKey - 1, EnqueuedAt = now, DueAt = now.AddMinutes(5),
            BranchCode = "", BusinessType = "", Payload = StoredJson.Write(new SlicePayload(answer.FieldCode, answer.SliceHash, null, reading is null ? null : new FieldProposal(reading, 0, sheetType!))),
        };
        item.Offer(userId, item.DueAt);
        db.Add(item);
        await db.SaveChangesAsync(cancel);
    }

    public async Task<Outcome?> FinishAsync(Guid userId, Guid itemId, Guid commandId, WorkResult result, CancellationToken cancel = default)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        if (await FindAsync(db, itemId, cancel) is not var (item, answer)) return null;
        if (item.CommandId == commandId) return Outcome.Ok; // the same command again
        if (!item.IsHeldBy(userId)) return Outcome.No("dispatch.lease-lost");
        var now = clock.GetUtcNow();
        // Reported or returned like a real slice, it is simply over.
        if (result.Verb == "done" && await TruthAsync(answer, cancel) is { } truth)
        {
            var keyed = result.Read<SliceKeyed>();
            db.Add(new KnownAnswerKeying
            {
                KnownAnswerId = answer.Id, UserId = userId, ItemId = item.Id, FieldCode = answer.FieldCode, TemplateKey = answer.TemplateKey, At = now,
                OnSheet = StoredJson.Read<SlicePayload>(item.Payload).Proposal is not null, Right = Right(answer, keyed, truth), Illegible = keyed.Illegible,
                Milliseconds = Math.Clamp(keyed.Milliseconds, 0, 3_600_000),
            });
        }

        item.Take(commandId);
        item.Finish(now);
        try
        {
            await db.SaveChangesAsync(cancel);
        }
        catch (DbUpdateException)
        {
            return Outcome.No("dispatch.lease-lost"); // taken back, or finished by another request, at the same moment
        }

        await release.ReleasedAsync(userId, itemId, cancel);
        return Outcome.Ok;
    }

    public async Task<Outcome?> AmendAsync(Guid userId, Guid itemId, WorkResult result, CancellationToken cancel = default)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        if (await FindAsync(db, itemId, cancel) is not var (_, answer)) return null;
        var row = await db.Set<KnownAnswerKeying>().FirstOrDefaultAsync(k => k.ItemId == itemId && k.UserId == userId, cancel);
        if (row is null || clock.GetUtcNow() - row.At > Amendable || await TruthAsync(answer, cancel) is not { } truth) return Outcome.No("entry.settled");
        var keyed = result.Read<SliceKeyed>();
        (row.Right, row.Illegible) = (Right(answer, keyed, truth), keyed.Illegible);
        await db.SaveChangesAsync(cancel);
        return Outcome.Ok;
    }

    private bool Right(KnownAnswer answer, SliceKeyed keyed, string truth) => !keyed.Illegible && vouchers.Fields.Normalise(answer.FieldCode, keyed.Value ?? "") == truth;

    private async Task<string?> TruthAsync(KnownAnswer answer, CancellationToken cancel) =>
        (await cases.ReadAsync(answer.CaseId, cancel))?.Field(answer.FieldCode) is { Status: FieldStatus.Accepted, Value: { Length: > 0 } value } field && field.SliceHash == answer.SliceHash ? value : null;

    private static async Task<(WorkItem Item, KnownAnswer Answer)?> FindAsync(CentralOpsDbContext db, Guid itemId, CancellationToken cancel)
    {
        var item = await db.Set<WorkItem>().FirstOrDefaultAsync(w => w.Id == itemId && w.CaseId == Guid.Empty && w.Step == KnownAnswer.Step, cancel);
        var answer = item is null ? null : await db.Set<KnownAnswer>().FirstOrDefaultAsync(a => a.Id == item.TokenId, cancel);
        return item is null || answer is null ? null : (item, answer);
    }

    private async Task<KnownAnswer?> ChooseAsync(CentralOpsDbContext db, Guid userId, string? sheetType, CancellationToken cancel)
    {
        var (since, me) = (clock.GetUtcNow() - NotAgainWithin, userId.ToString("N"));
        var fit = await db.Set<KnownAnswer>()
            .Where(a => a.Active && (sheetType == null || a.FieldType == sheetType) && !a.Keyers.Contains(me)
                && !db.Set<KnownAnswerKeying>().Any(k => k.KnownAnswerId == a.Id && k.UserId == userId && k.At > since))
            .OrderBy(a => a.Id).Select(a => a.Id).Take(500).ToListAsync(cancel);
        if (fit.Count == 0) return null;
        var id = fit[Random.Shared.Next(fit.Count)];
        return await db.Set<KnownAnswer>().FirstOrDefaultAsync(a => a.Id == id, cancel);
    }
}
