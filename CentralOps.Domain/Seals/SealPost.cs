using CentralOps.Domain.Cases.Steps;
using CentralOps.Domain.Processes.Design;

namespace CentralOps.Domain.Seals;

/// <summary>Tasks of the seal post: whoever has decided on one of a case gets no second one on the same voucher, and does not authorize the case.</summary>
internal static class SealPost
{
    public static void Ask(StepScope scope, StepDesk desk, object payload) =>
        scope.Add(NewWork.Human(desk) with { Payload = payload, ConflictKey = scope.DutyKey(Duty(scope)) });

    public static void Decided(StepScope scope, string note, string? text)
    {
        scope.Exclude(scope.UserId!.Value, Duty(scope));
        scope.Exclude(scope.UserId!.Value, Duties.Authorization);
        scope.Note(note, text);
    }

    /// <summary>The step is over: what it found holds for these inputs.</summary>
    public static void End(StepScope scope, string inputs, string established, object detail, string outcome)
    {
        scope.Establish(inputs, established, detail);
        scope.Complete(outcome);
    }

    // The seals of another voucher of the case are another piece of work.
    private static string Duty(StepScope scope) => scope.Element.Parameter("voucher") is { Length: > 0 } kind ? $"seal-{kind}" : "seal";
}
