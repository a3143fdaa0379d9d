namespace CentralOps.Domain.Cases;

/// <summary>Where a case stands, as the branch sees it.</summary>
public enum CaseStatus
{
    /// <summary>Submitted and on its way.</summary>
    Running,

    /// <summary>Returned to the branch, which must answer.</summary>
    WithBranch,

    /// <summary>Held until a time or until somebody resumes it.</summary>
    Suspended,

    /// <summary>Stopped by an error that a supervisor must look at.</summary>
    Incident,

    /// <summary>Posted (or otherwise finished) and archived.</summary>
    Completed,

    /// <summary>Refused for good.</summary>
    Rejected,

    /// <summary>Taken back by the teller before posting.</summary>
    Withdrawn,
}
