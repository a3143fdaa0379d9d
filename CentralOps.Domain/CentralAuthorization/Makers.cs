using CentralOps.Domain.Cases;
using CentralOps.Domain.Cases.Steps;
using CentralOps.Domain.Kernel;

namespace CentralOps.Domain.CentralAuthorization;

/// <summary>Whoever made a case, by submitting or by keying what it says, does not check it: such tasks are kept from them, and refused when they come all the same.</summary>
internal static class Makers
{
    /// <summary>Keeps them off tasks with this duty.</summary>
    public static void KeepOff(StepScope scope, string duty)
    {
        foreach (var maker in Of(scope.Case)) scope.Exclude(maker, duty);
    }

    /// <summary>Refuses a decision of one of them; null = it is somebody else's.</summary>
    public static Refusal? Refuse(StepScope scope) => scope.UserId is { } user && Of(scope.Case).Contains(user) ? new Refusal("dispatch.separation-of-duties") : null;

    // Nobody has submitted what comes from a channel.
    private static IEnumerable<Guid> Of(Case @case) => @case.Keyings.Select(k => k.UserId).Append(@case.SubmittedBy).Where(id => id != Guid.Empty).Distinct();
}
