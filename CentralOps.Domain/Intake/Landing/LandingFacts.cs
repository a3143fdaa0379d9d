using CentralOps.Domain.Cases.Facts;

namespace CentralOps.Domain.Intake.Landing;

/// <summary>What is known of a landed order.</summary>
public static class LandingFacts
{
    /// <summary>Why the online bank did not carry it out by itself: <c>landing.</c> and its reason.</summary>
    public static readonly Fact<string> Reason = new("landing_reason");
}
