using CentralOps.Domain.Administration;
using CentralOps.Domain.Audit;
using CentralOps.Domain.Cases;
using CentralOps.Domain.Cases.Talk;
using CentralOps.Domain.Dispatch;
using CentralOps.Domain.Kernel;
using CentralOps.Infrastructure.Database;
using Microsoft.EntityFrameworkCore;

namespace CentralOps.Infrastructure.Cases;

/// <summary>Messages are entries of the case's timeline: written beside it, so that talking never gets into an advance's way.</summary>
internal sealed class CaseTalk(IDbContextFactory<CentralOpsDbContext> contexts, IStaffDirectory staff, IAuditTrail audit, CentreFeed centre, TimeProvider clock) : ICaseTalk
{
    public async Task<Outcome<TalkView>> ReadAsync(Guid userId, Guid caseId, CancellationToken cancel = default)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        if (await RoleAsync(db, userId, caseId, cancel) is not var (person, @case, mayWrite, atBranch)) return new Refusal("cases.unknown");
        var said = new List<Said>();
        foreach (var e in await db.Set<CaseEvent>().AsNoTracking().Where(e => e.CaseId == caseId && (e.Code == TalkCodes.Question || e.Code == TalkCodes.Answer)).InOrderAsync(cancel))
            said.Add(new Said(e.Id, e.At, (e.UserId is { } id ? await staff.FindAsync(id, cancel) : null)?.DisplayName ?? "", e.Code == TalkCodes.Answer, e.UserId == person.Id, e.Text ?? ""));
        return new TalkView(said, mayWrite && !@case.IsFinished, atBranch);
    }

    public async Task<Outcome> SayAsync(Guid userId, Guid caseId, Guid messageId, string text, CancellationToken cancel = default)
    {
        if (string.IsNullOrWhiteSpace(text)) return Outcome.No("cases.nothing-said");
        if (text.Length > ICaseTalk.Longest) return Outcome.No("cases.said-too-long", ICaseTalk.Longest);
        await using var db = await contexts.CreateDbContextAsync(cancel);
        if (await RoleAsync(db, userId, caseId, cancel) is not var (person, @case, mayWrite, atBranch)) return Outcome.No("cases.unknown");
        if (!mayWrite) return Outcome.No("cases.may-not-write");
        if (@case.IsFinished) return Outcome.No("cases.finished", @case.Number);
        if (await IsThereAsync(db, messageId, cancel)) return Outcome.Ok;

        var code = atBranch ? TalkCodes.Answer : TalkCodes.Question;
        db.Add(new CaseEvent { Id = messageId, CaseId = caseId, At = clock.GetUtcNow(), Code = code, UserId = userId, Text = text.Trim() });
        db.Add(audit.Create(person.UserName, $"case.{code}", "case", @case.Number, new { message = messageId, text = text.Trim() }));
        try
        {
            await db.SaveChangesAsync(cancel);
        }
        catch (DbUpdateException)
        {
            await using var again = await contexts.CreateDbContextAsync(cancel);
            if (!await IsThereAsync(again, messageId, cancel)) throw;
        }

        centre.Publish(new CentreChanged(caseId));
        return Outcome.Ok;
    }

    private static Task<bool> IsThereAsync(CentralOpsDbContext db, Guid messageId, CancellationToken cancel) => db.Set<CaseEvent>().AnyAsync(e => e.Id == messageId, cancel);

    // A slice is keyed blind: whoever holds one does not know the case.
    private async Task<(StaffMember Person, Case Case, bool MayWrite, bool AtBranch)?> RoleAsync(CentralOpsDbContext db, Guid userId, Guid caseId, CancellationToken cancel)
    {
        if (await staff.FindAsync(userId, cancel) is not { Active: true } person || await db.Set<Case>().AsNoTracking().FirstOrDefaultAsync(c => c.Id == caseId, cancel) is not { } @case) return null;
        if (person.BranchCode == @case.BranchCode && (person.May(Permissions.CaseSubmit) || person.May(Permissions.BranchAuthorize))) return (person, @case, true, true);
        var holds = await db.Set<WorkItem>().AnyAsync(
            w => w.CaseId == caseId && w.Kind == WorkKind.Human && w.HolderId == userId && (w.State == WorkState.Offered || w.State == WorkState.Working) && !w.Task.StartsWith("entry."), cancel);
        if (holds) return (person, @case, true, false);
        if (person.May(Permissions.CaseViewAll)) return (person, @case, person.May(Permissions.DispatchManage), false);
        return person.May(Permissions.CaseView) && person.BranchCode == @case.BranchCode ? (person, @case, false, true) : null;
    }
}
