using CentralOps.Domain.Cases.Facts;
using CentralOps.Domain.Processes.Design;

namespace CentralOps.Domain.Intake.Landing;

/// <summary>What is known of a landed order.</summary>
public static class LandingFacts
{
    /// <summary>Why the online bank did not carry it out by itself: <c>landing.</c> and its reason.</summary>
    public static readonly Fact<string> Reason = new("landing_reason");

    /// <summary>It comes with the case: conditions may read it from its start.</summary>
    public static ArrivingNames Arriving { get; } = new([Reason.Name]);
}
