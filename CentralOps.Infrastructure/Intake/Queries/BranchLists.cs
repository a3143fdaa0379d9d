using CentralOps.Domain.Cases;
using CentralOps.Domain.Cases.Talk;
using CentralOps.Domain.Dispatch;
using CentralOps.Domain.Intake;
using CentralOps.Domain.Receipts;
using CentralOps.Domain.Receipts.Steps;
using CentralOps.Infrastructure.Cases.Persistence;
using CentralOps.Infrastructure.Database;
using Microsoft.EntityFrameworkCore;

namespace CentralOps.Infrastructure.Intake.Queries;

/// <summary>Lists of a branch by projection: no case body is read.</summary>
internal sealed class BranchLists(IDbContextFactory<CentralOpsDbContext> contexts, TimeProvider clock) : IBranchLists
{
    /// <summary>Papers that nobody printed are asked for so long; the customer has come by then, or takes the e-receipt.</summary>
    private static readonly TimeSpan PrintWithin = TimeSpan.FromDays(3);

    private static readonly TimeSpan PrintDue = TimeSpan.FromMinutes(30);

    public async Task<IReadOnlyList<CaseRow>> CasesAsync(string? branchCode, Guid? submittedBy, string? search, int take, CancellationToken cancel = default)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        var cases = db.Set<Case>().AsNoTracking();
        if (branchCode is not null) cases = cases.Where(c => c.BranchCode == branchCode);
        if (submittedBy is not null) cases = cases.Where(c => c.SubmittedBy == submittedBy);
        if (search is not null)
        {
            cases = cases.Where(c => c.Number.Contains(search) || (c.CustomerName != null && c.CustomerName.Contains(search))
                || db.Set<CaseKey>().Any(k => k.CaseId == c.Id && k.Kind == "voucher" && k.Value == search));
        }

        var rows = await cases.OrderByDescending(c => c.SubmittedAt).ThenByDescending(c => c.Number).Take(take)
            .Select(c => new CaseRow(c.Id, c.Number, c.BusinessType, c.Status, c.Amount, c.CustomerName, c.SubmittedAt, c.DueAt, c.FinishedAt, null, c.BranchCode,
                c.FinishedAt == null && db.Set<CaseEvent>().Where(e => e.CaseId == c.Id && (e.Code == TalkCodes.Question || e.Code == TalkCodes.Answer))
                    .OrderByDescending(e => e.At).ThenByDescending(e => e.Id).Select(e => e.Code).FirstOrDefault() == TalkCodes.Question))
            .ToListAsync(cancel);
        var open = rows.Where(r => r.FinishedAt is null).Select(r => r.Id).ToList();
        var steps = (await db.Set<WorkItem>().AsNoTracking()
                .Where(w => open.Contains(w.CaseId) && w.State != WorkState.Done && w.State != WorkState.Cancelled && w.Kind != WorkKind.Timer)
                .Select(w => new { w.CaseId, Step = w.Kind == WorkKind.Message ? "message" : w.Step, w.EnqueuedAt }).ToListAsync(cancel))
            .GroupBy(w => w.CaseId).ToDictionary(g => g.Key, g => g.MaxBy(w => w.EnqueuedAt)!.Step);
        return [.. rows.Select(r => r with { CurrentStep = steps.GetValueOrDefault(r.Id) })];
    }

    public async Task<int> QuestionsAsync(string branchCode, CancellationToken cancel = default)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        return await db.Set<Case>().CountAsync(
            c => c.BranchCode == branchCode && c.FinishedAt == null && db.Set<CaseEvent>().Where(e => e.CaseId == c.Id && (e.Code == TalkCodes.Question || e.Code == TalkCodes.Answer))
                .OrderByDescending(e => e.At).ThenByDescending(e => e.Id).Select(e => e.Code).FirstOrDefault() == TalkCodes.Question, cancel);
    }

    public async Task<SubmittedCase?> FindSubmissionAsync(Guid userId, Guid submissionId, CancellationToken cancel = default)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        return await db.Set<Case>().AsNoTracking().Where(c => EF.Property<Guid?>(c, "SubmissionId") == submissionId && c.SubmittedBy == userId)
            .Select(c => new SubmittedCase(c.Id, c.Number, c.DueAt)).FirstOrDefaultAsync(cancel);
    }

    public async Task<IReadOnlyList<BranchTask>> TasksAsync(string branchCode, CancellationToken cancel = default)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        var tasks = await db.Set<WorkItem>().AsNoTracking()
            .Where(w => w.Kind == WorkKind.Branch && w.BranchCode == branchCode && w.State != WorkState.Done && w.State != WorkState.Cancelled && w.State != WorkState.OnHold)
            .Join(db.Set<Case>(), w => w.CaseId, c => c.Id, (w, c) => new BranchTask(w.Id, c.Id, c.Number, w.Task, c.BusinessType, c.Amount, w.EnqueuedAt, w.DueAt))
            .ToListAsync(cancel);
        tasks.AddRange(await ToPrintAsync(db, branchCode, cancel));
        return tasks;
    }

    // The case does not wait for the printer, so these are not work items: they are finished cases some of whose papers were never printed.
    private async Task<IEnumerable<BranchTask>> ToPrintAsync(CentralOpsDbContext db, string branchCode, CancellationToken cancel)
    {
        var (since, kinds) = (clock.GetUtcNow() - PrintWithin, DocumentKinds.All.Count);
        var rows = await db.Set<Case>().AsNoTracking()
            .Where(c => c.BranchCode == branchCode && c.SubmittedAt >= since
                && ((db.Set<CaseEvent>().Any(e => e.CaseId == c.Id && e.Code == "documents-ready") && db.Set<DocumentPrint>().Where(p => p.CaseId == c.Id).Select(p => p.Kind).Distinct().Count() < kinds)
                    || (db.Set<CaseEvent>().Any(e => e.CaseId == c.Id && e.Code == "notice-ready") && !db.Set<DocumentPrint>().Any(p => p.CaseId == c.Id))))
            .Select(c => new { c.Id, c.Number, c.BusinessType, c.Amount, Ready = db.Set<CaseEvent>().Where(e => e.CaseId == c.Id && (e.Code == "documents-ready" || e.Code == "notice-ready")).Max(e => e.At) })
            .ToListAsync(cancel);
        return rows.Select(r => new BranchTask(r.Id, r.Id, r.Number, DocumentsStep.Name, r.BusinessType, r.Amount, r.Ready, r.Ready + PrintDue));
    }
}
