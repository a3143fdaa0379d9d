using CentralOps.Domain.Administration;
using CentralOps.Domain.Cases;
using CentralOps.Domain.Cases.Advancing;
using CentralOps.Domain.Cases.Steps;
using CentralOps.Domain.Cases.Views;
using CentralOps.Domain.Dispatch;
using CentralOps.Domain.Kernel;
using CentralOps.Domain.Processes.Design;

namespace CentralOps.Domain.Seals;

/// <summary>
/// Step 9, 印鉴核验: compared by machine, ruled on by policy. What the policy gives to people goes to the seal panel, where one or two of them decide on each seal;
/// the second neither is the first nor sees what the first decided. One who finds a seal wrong ends it.
/// </summary>
public sealed class VerifySealsStep(IReasons reasons) : IStepHandler
{
    /// <summary>Operation of the machine item.</summary>
    public const string Compare = "compare-seals";

    private static readonly StepDesk Desk = new("seal", WorkPosts.Seal)
    {
        Verbs = [DeskVerbs.Return, DeskVerbs.Reject, DeskVerbs.Suspend, DeskVerbs.Escalate],
    };

    private const string PassedByOne = "passed-by-one";

    /// <inheritdoc />
    public StepShape Shape { get; } = new("seal.verify", StepGroup.Verify, StepPhase.Checks, StepActor.MachineThenPost, ["ok", "failed"])
    {
        Parameters = [new("voucher", [])],
        Desks = [Desk],
        Machines = [new(Compare, MachineQueue.Recognition)],
        Returnable = true,
        Establishes = [SealFacts.Result.Name],
    };

    /// <inheritdoc />
    public void Enter(StepScope scope)
    {
        var inputs = Inputs(scope);
        var known = scope.Case.Evidence.LastOrDefault(e => e.Step == Shape.Step && e.InputHash == inputs && e.Outcome != PassedByOne);
        if (known is not null) scope.Complete(known.Outcome);
        else scope.Add(NewWork.Machine(Shape.Machines[0]) with { Payload = new SealsOf(Voucher(scope)) });
    }

    /// <inheritdoc />
    public Outcome Finished(StepScope scope, WorkItem item, WorkResult result) =>
        item.Kind == WorkKind.Machine ? Compared(scope, result.Read<SealsCompared>()) : Decided(scope, StoredJson.Read<SealPayload>(item.Payload), result.Read<SealsDecided>());

    private static Outcome Compared(StepScope scope, SealsCompared compared)
    {
        scope.Note("seals-compared", string.Join(", ", compared.Payload.Seals.Select(s => $"{s.Role}: {s.Verdict} {s.Score:0.00}")));
        if (compared.Ruling.Outcome == SealOutcome.Manual) SealPost.Ask(scope, Desk, compared.Payload with { Person = 1, Persons = compared.Ruling.People });
        else if (compared.Ruling.Outcome == SealOutcome.Pass) End(scope, "ok", compared);
        else
        {
            Tell(scope, compared.Payload, s => s.Verdict == "pass" ? null : s.Verdict);
            End(scope, "failed", compared);
        }

        return Outcome.Ok;
    }

    private Outcome Decided(StepScope scope, SealPayload payload, SealsDecided decided)
    {
        if (payload.Seals.Count == 0) return Outcome.No("seals.nothing-compared");
        if (payload.Seals.Any(s => decided.Seals.Count(d => d.Role == s.Role) != 1)) return Outcome.No("seals.undecided");
        if (decided.Seals.Any(d => !d.Pass && string.IsNullOrWhiteSpace(d.Reason))) return Outcome.No("seals.no-reason");
        if (decided.Seals.Any(d => !reasons.Allows(d.Pass ? ReasonUses.SealPass : ReasonUses.SealFail, d.Reason ?? "", Desk.Task))) return Outcome.No("desk.reason-missing");
        if (payload.Seals.Any(s => (s.SpecimenHash is null || s.ImpressionHash is null) && decided.Seals.Any(d => d.Pass && d.Role == s.Role)))
            return Outcome.No("desk.nothing-to-compare");
        SealPost.Decided(scope, "seals-decided", string.Join(", ", decided.Seals.Select(d => $"{d.Role}: {(d.Pass ? "pass" : d.Reason)}")));
        if (decided.Seals.Any(d => !d.Pass))
        {
            Tell(scope, payload, s => decided.Seals.First(d => d.Role == s.Role) is { Pass: false } no ? no.Reason : null);
            End(scope, "failed", decided);
            return Outcome.Ok;
        }

        if (payload.Person < payload.Persons)
        {
            scope.Establish(Inputs(scope), PassedByOne, decided);
            SealPost.Ask(scope, Desk, payload with { Person = payload.Person + 1 });
            return Outcome.Ok;
        }

        End(scope, "ok", decided);
        return Outcome.Ok;
    }

    // Which seal, why, and where on the page: the branch is told what the desk saw.
    private static void Tell(StepScope scope, SealPayload payload, Func<SealPayloadEntry, string?> wrong)
    {
        var failed = payload.Seals.Select(s => (Seal: s, Why: wrong(s))).Where(f => f.Why is not null).ToList();
        var marks = failed.Where(f => f.Seal.Region.Count == 8).Select(f =>
        {
            var (xs, ys) = (f.Seal.Region.Where((_, n) => n % 2 == 0).ToList(), f.Seal.Region.Where((_, n) => n % 2 == 1).ToList());
            return new PageMark(payload.PageId, xs.Min(), ys.Min(), xs.Max() - xs.Min(), ys.Max() - ys.Min());
        });
        scope.Found(new ReturnNote("seal-mismatch", string.Join(", ", failed.Select(f => $"{f.Seal.Role}: {f.Why}")), [.. marks]));
    }

    private static void End(StepScope scope, string outcome, object detail)
    {
        scope.Case.Facts.Set(SealFacts.Result, outcome);
        SealPost.End(scope, Inputs(scope), outcome, detail, outcome);
    }

    private static string? Voucher(StepScope scope) => scope.Element.Parameter("voucher") is { Length: > 0 } kind ? kind : null;

    private static string Inputs(StepScope scope) => StepScope.HashOf(
        [scope.Case.Accepted("payer.account"), scope.Case.Accepted("payee.account"), scope.Case.Accepted("amount"), .. scope.Case.LivePages.Where(p => !string.IsNullOrEmpty(p.VoucherKind)).Select(p => p.ContentHash), .. Voucher(scope) is { } kind ? [kind] : Array.Empty<string>()]);
}

/// <summary>Whose seals the machine compares; payload of its item.</summary>
/// <param name="Voucher">Kind of voucher, as the step's parameter <c>voucher</c> says; null = the first one with seals in the order of the business type.</param>
public sealed record SealsOf(string? Voucher = null);

/// <summary>Result of the machine item.</summary>
/// <param name="Payload">What was found, seal by seal.</param>
/// <param name="Ruling">What the policy makes of it.</param>
public sealed record SealsCompared(SealPayload Payload, SealRuling Ruling);
