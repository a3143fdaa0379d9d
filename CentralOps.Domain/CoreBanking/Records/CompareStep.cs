using CentralOps.Domain.Cases;
using CentralOps.Domain.Cases.Advancing;
using CentralOps.Domain.Cases.Steps;
using CentralOps.Domain.Dispatch;
using CentralOps.Domain.Kernel;
using CentralOps.Domain.Processes.Design;
using CentralOps.Domain.Recognition;
using CentralOps.Domain.Recognition.Fields;

namespace CentralOps.Domain.CoreBanking.Records;

/// <summary>
/// 变更比对: sets what the customer wants (fields <c>after.…</c>) against what the core has now. The deciding desks show the comparison; rules read which things
/// change: <c>changes</c> (a list), <c>changes_name</c>, <c>changes_legal_name</c> …
/// </summary>
public sealed class CompareStep(VoucherConfiguration vouchers) : IStepHandler
{
    /// <summary>The step.</summary>
    public const string Name = "customer.compare";

    /// <summary>Operation of the machine item.</summary>
    public const string LookUp = "look-up-customer";

    /// <summary>Fields with this prefix are what the customer wants.</summary>
    public const string After = "after.";

    /// <inheritdoc />
    public StepShape Shape { get; } = new(Name, StepGroup.Check, StepPhase.Checks, StepActor.Machine, ["ok", "nothing", "unknown"])
    {
        Machines = [new(LookUp, MachineQueue.External)],
        Establishes = [PostingFacts.Changes.Name, PostingFacts.ChangesOf.Name],
    };

    /// <summary>What is compared, under its plain name: <c>customer.address</c> rather than "new address".</summary>
    public static FieldDefinition FieldOf(FieldCatalogue catalogue, string code) => catalogue.Find(code) ?? catalogue.Find($"customer.{code}") ?? catalogue.Of(After + code);

    /// <inheritdoc />
    public void Enter(StepScope scope) => scope.Add(NewWork.Machine(Shape.Machines[0]));

    /// <inheritdoc />
    public Outcome Finished(StepScope scope, WorkItem item, WorkResult result)
    {
        if (result.Read<CustomerNow>().Values is not { } now)
        {
            scope.Complete("unknown");
            return Outcome.Ok;
        }

        var rows = Wanted(scope.Case).Select(f => new ComparedValue(f.Code[After.Length..], now.GetValueOrDefault(f.Code[After.Length..], ""), f.Value!)).ToList();
        scope.Case.Facts.Clear(PostingFacts.ChangesOf);
        foreach (var row in rows) scope.Case.Facts.Set(PostingFacts.ChangesOf, CaseVariables.NameOf(row.Code), Differs(row));
        scope.Case.Facts.Set(PostingFacts.Changes, string.Join('\n', rows.Where(Differs).Select(r => r.Code)));
        scope.Establish(StepScope.HashOf([.. rows.Select(r => $"{r.Code}={r.Before}→{r.After}")]), rows.Exists(Differs) ? "compared" : "nothing", new Comparison(rows));
        scope.Complete(rows.Exists(Differs) ? "ok" : "nothing");
        return Outcome.Ok;
    }

    private static IEnumerable<CaseField> Wanted(Case @case) =>
        @case.Fields.Where(f => f.Status == FieldStatus.Accepted && f.Code.StartsWith(After, StringComparison.Ordinal) && !string.IsNullOrEmpty(f.Value)).OrderBy(f => f.Code, StringComparer.Ordinal);

    private bool Differs(ComparedValue row) => vouchers.Fields.Normalise(After + row.Code, row.Before) != row.After;
}

/// <summary>Result of the machine item: the customer as the core has them, by field code without prefix; null = the core does not know the account.</summary>
public sealed record CustomerNow(IReadOnlyDictionary<string, string>? Values);

/// <summary>Before and after, kept as the step's evidence.</summary>
public sealed record Comparison(IReadOnlyList<ComparedValue> Rows)
{
    /// <summary>The latest comparison of a case; null = there is none.</summary>
    public static Comparison? Of(IEnumerable<StepEvidence> evidence) =>
        evidence.LastOrDefault(e => e.Step == CompareStep.Name) is { } found ? StoredJson.Read<Comparison>(found.Detail) : null;
}

/// <summary>One thing that the customer wants changed.</summary>
/// <param name="Code">Field code without prefix, e.g. <c>address</c>.</param>
/// <param name="Before">What the core has; empty = nothing.</param>
/// <param name="After">What the customer wants.</param>
public sealed record ComparedValue(string Code, string Before, string After);
