using CentralOps.Domain.Processes;

namespace CentralOps.Domain.CoreBanking;

/// <summary>Errors of steps that tell the core something.</summary>
public static class CoreErrors
{
    /// <summary>The core has refused: what was asked was not booked.</summary>
    public static readonly StepError Refused = new("core-refused", "refused");

    /// <summary>Whether the core has booked cannot be found out; the case stays one whose posting has begun.</summary>
    public static readonly StepError Unknown = new("core-unknown");
}
