using CentralOps.Domain.Cases.Advancing;
using CentralOps.Domain.Cases.Steps;
using CentralOps.Domain.Cases.Views;
using CentralOps.Domain.Dispatch;
using CentralOps.Domain.Kernel;

namespace CentralOps.Domain.Seals;

/// <summary>Step 9, 印鉴核验: compared by machine; what is not a clear pass goes to the seal panel, where a person decides on each seal.</summary>
public sealed class VerifySealsStep : IStepHandler
{
    /// <summary>Operation of the machine item.</summary>
    public const string Compare = "compare-seals";

    /// <inheritdoc />
    public string Step => "seal.verify";

    /// <inheritdoc />
    public void Enter(StepScope scope)
    {
        if (scope.Known(Inputs(scope)) is { } known) scope.Complete(known.Outcome);
        else scope.Add(NewWork.Machine(Compare, "recognition"));
    }

    /// <inheritdoc />
    public Outcome Finished(StepScope scope, WorkItem item, WorkResult result)
    {
        if (item.Kind == WorkKind.Machine)
        {
            var compared = result.Read<SealsCompared>();
            scope.Note("seals-compared", string.Join(", ", compared.Payload.Seals.Select(s => $"{s.Role}: {s.Verdict} {s.Score:0.00}")));
            if (compared.Pass) End(scope, "ok", compared.Payload);
            else Ask(scope, compared.Payload);
            return Outcome.Ok;
        }

        var decided = result.Read<SealsDecided>();
        var payload = Cases.CaseJson.Read<SealPayload>(item.Payload);
        if (payload.Seals.Any(s => decided.Seals.Count(d => d.Role == s.Role) != 1)) return Outcome.No("seals.undecided");
        if (decided.Seals.Any(d => !d.Pass && string.IsNullOrWhiteSpace(d.Reason))) return Outcome.No("seals.no-reason");
        scope.Exclude(scope.UserId!.Value, "authorization");
        scope.Note("seals-decided", string.Join(", ", decided.Seals.Select(d => $"{d.Role}: {(d.Pass ? "pass" : d.Reason)}")));
        End(scope, decided.Seals.All(d => d.Pass) ? "ok" : "failed", decided);
        return Outcome.Ok;
    }

    private static void Ask(StepScope scope, SealPayload payload) => scope.Add(NewWork.Human("seal", "seal") with { Payload = payload, Target = TimeSpan.FromMinutes(4) });

    private static void End(StepScope scope, string outcome, object detail)
    {
        scope.Case.Facts["seal_result"] = outcome;
        scope.Establish(Inputs(scope), outcome, detail);
        scope.Complete(outcome);
    }

    private static string Inputs(StepScope scope) => StepScope.HashOf(
        [scope.Case.Accepted("payer.account"), scope.Case.Accepted("amount"), .. scope.Case.LivePages.Where(p => !string.IsNullOrEmpty(p.VoucherKind)).Select(p => p.ContentHash)]);
}

/// <summary>Result of the machine item.</summary>
/// <param name="Payload">What was found, seal by seal.</param>
/// <param name="Pass">The policy lets it pass without a person.</param>
public sealed record SealsCompared(SealPayload Payload, bool Pass);
