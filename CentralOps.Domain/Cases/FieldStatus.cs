namespace CentralOps.Domain.Cases;

/// <summary>Where a field's value stands.</summary>
public enum FieldStatus
{
    /// <summary>No trusted value yet.</summary>
    Open,

    /// <summary>Trusted.</summary>
    Accepted,

    /// <summary>Two people could not read it.</summary>
    Illegible,

    /// <summary>A check found it wrong.</summary>
    Disputed,
}
