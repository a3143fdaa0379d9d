namespace CentralOps.Domain.Dispatch;

/// <summary>Who or what a work item waits for.</summary>
public enum WorkKind
{
    /// <summary>A person signed in to its post.</summary>
    Human,

    /// <summary>A machine worker that serves its queue.</summary>
    Machine,

    /// <summary>The clock: due at <see cref="WorkItem.NotBefore"/>.</summary>
    Timer,

    /// <summary>A message named by <see cref="WorkItem.Post"/>.</summary>
    Message,

    /// <summary>Somebody of one branch: listed there, not pushed.</summary>
    Branch,
}

/// <summary>The life of a work item.</summary>
public enum WorkState
{
    /// <summary>In its queue; may be claimed from <see cref="WorkItem.NotBefore"/> on.</summary>
    Waiting,

    /// <summary>Pushed to one person, who has until <see cref="WorkItem.LeaseUntil"/> to take it up.</summary>
    Offered,

    /// <summary>Held by one person or machine until <see cref="WorkItem.LeaseUntil"/>.</summary>
    Working,

    /// <summary>Held back by a supervisor or suspended until a time.</summary>
    OnHold,

    /// <summary>Finished; its result has been applied to the case.</summary>
    Done,

    /// <summary>No longer needed: the case went another way.</summary>
    Cancelled,
}
