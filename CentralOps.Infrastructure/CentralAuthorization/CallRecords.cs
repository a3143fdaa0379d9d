using System.Globalization;
using CentralOps.Domain.Administration;
using CentralOps.Domain.Audit;
using CentralOps.Domain.Cases;
using CentralOps.Domain.CentralAuthorization;
using CentralOps.Domain.CentralAuthorization.Calls;
using CentralOps.Domain.CentralAuthorization.Requests;
using CentralOps.Domain.Dispatch;
using CentralOps.Domain.Recognition;
using CentralOps.Infrastructure.Database;
using Microsoft.EntityFrameworkCore;

namespace CentralOps.Infrastructure.CentralAuthorization;

/// <summary>Who has a request in hand says the lease; what a call leaves is an entry of the timeline, written beside the case so that it never gets into an advance's way.</summary>
internal sealed class CallRecords(IDbContextFactory<CentralOpsDbContext> contexts, IStaffDirectory staff, VoucherConfiguration vouchers, IAuditTrail audit, CentreFeed centre, TimeProvider clock) : ICallRecords
{
    public async Task<CallParties?> PartiesAsync(Guid caseId, CancellationToken cancel = default)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        if (await db.Set<Case>().AsNoTracking().Where(c => c.Id == caseId).Select(c => new { c.Number, c.BusinessType, c.SubmittedBy, c.Status }).FirstOrDefaultAsync(cancel) is not { Status: CaseStatus.Running } found
            || vouchers.BusinessType(found.BusinessType)?.Page != AuthorizationRequests.Page) return null;
        var holder = await db.Set<WorkItem>().AsNoTracking()
            .Where(w => w.CaseId == caseId && w.Kind == WorkKind.Human && w.Task == AuthorizationStep.Task && w.HolderId != null && w.State == WorkState.Working)
            .Select(w => w.HolderId).FirstOrDefaultAsync(cancel);
        if (holder is not { } id || id == found.SubmittedBy) return null;
        return await staff.FindAsync(found.SubmittedBy, cancel) is { Active: true } teller && teller.May(Permissions.CaseSubmit) && await staff.FindAsync(id, cancel) is { Active: true } authorizer
            ? new CallParties(caseId, found.Number, Of(teller), Of(authorizer))
            : null;
    }

    public async Task NoteAsync(Guid call, CallParties parties, string code, CallParty? who, int? seconds)
    {
        await using var db = await contexts.CreateDbContextAsync();
        db.Add(new CaseEvent { CaseId = parties.CaseId, At = clock.GetUtcNow(), Code = code, UserId = who?.Id, Text = seconds?.ToString(CultureInfo.InvariantCulture) });
        db.Add(audit.Create(who?.UserName ?? "system", $"authorization.{code}", "case", parties.CaseNumber, new { call, teller = parties.Teller.UserName, authorizer = parties.Authorizer.UserName, seconds }));
        await db.SaveChangesAsync();
        centre.Publish(new CentreChanged(parties.CaseId));
    }

    private static CallParty Of(StaffMember person) => new(person.Id, person.UserName, person.DisplayName);
}
