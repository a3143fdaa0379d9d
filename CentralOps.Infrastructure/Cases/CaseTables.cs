using CentralOps.Domain.Audit;
using CentralOps.Domain.Cases;
using CentralOps.Domain.Dispatch;
using CentralOps.Domain.Outbox;
using CentralOps.Infrastructure.Cases.Persistence;
using CentralOps.Infrastructure.Database;
using CentralOps.Infrastructure.Database.Writing;

namespace CentralOps.Infrastructure.Cases;

/// <summary>The tables that an advance writes.</summary>
internal sealed class CaseTables(CentralOpsDbContext db)
{
    public RowShape Case { get; } = RowShape.Of<Case>(db);

    public RowShape Work { get; } = RowShape.Of<WorkItem>(db);

    public RowShape Event { get; } = RowShape.Of<CaseEvent>(db);

    public RowShape Audit { get; } = RowShape.Of<AuditEntry>(db);

    public RowShape Message { get; } = RowShape.Of<OutboxMessage>(db);

    public RowShape Conflict { get; } = RowShape.Of<DutyConflict>(db);

    public RowShape Key { get; } = RowShape.Of<CaseKey>(db);

    public RowShape Outcome { get; } = RowShape.Of<FieldOutcome>(db);

    public RowShape Payee { get; } = RowShape.Of<CasePayee>(db);

    /// <summary>Place of the body in a row of the case.</summary>
    public int Body => Case.IndexOf(CaseConfiguration.BodyColumn);

    /// <summary>Place of the submission in a row of the case.</summary>
    public int Submission => Case.IndexOf("SubmissionId");
}
