using CentralOps.Domain.Cases;
using CentralOps.Web.Components;

namespace CentralOps.Web.Cases.Progress;

/// <summary>How the state of a case is told.</summary>
public static class CaseStates
{
    /// <summary>Its meaning; a running case past its time is breached.</summary>
    public static StateKind Of(CaseStatus status, DateTimeOffset due, DateTimeOffset now) => status switch
    {
        CaseStatus.Completed => StateKind.Ok,
        CaseStatus.Rejected or CaseStatus.Incident => StateKind.Breached,
        CaseStatus.Withdrawn => StateKind.Quiet,
        _ when due < now => StateKind.Breached,
        CaseStatus.WithBranch or CaseStatus.Suspended => StateKind.Due,
        _ => StateKind.Waiting,
    };
}
