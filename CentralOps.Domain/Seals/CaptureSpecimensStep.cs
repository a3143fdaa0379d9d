using CentralOps.Domain.Administration;
using CentralOps.Domain.Cases;
using CentralOps.Domain.Cases.Advancing;
using CentralOps.Domain.Cases.Steps;
using CentralOps.Domain.Cases.Views;
using CentralOps.Domain.Dispatch;
using CentralOps.Domain.Kernel;
using CentralOps.Domain.Processes.Design;
using CentralOps.Domain.Recognition;

namespace CentralOps.Domain.Seals;

/// <summary>
/// 建印鉴: cuts the seals out of the scanned specimen card; a person of the seal post sees each of them beside the card and takes them over, or sends the case back for a better scan.
/// The step <c>seal.keep</c> makes the card of them once the account is there.
/// </summary>
public sealed class CaptureSpecimensStep(VoucherConfiguration vouchers) : IStepHandler
{
    /// <summary>The step.</summary>
    public const string Name = "seal.capture";

    /// <summary>Operation of the machine item.</summary>
    public const string Cut = "cut-specimens";

    /// <summary>Kind of voucher that the seals are on: the setting <c>card</c> of the business type.</summary>
    public static string? CardOf(BusinessType? type) => type?.Settings.GetValueOrDefault("card");

    /// <inheritdoc />
    public StepShape Shape { get; } = new(Name, StepGroup.Verify, StepPhase.Checks, StepActor.MachineThenPost, ["ok", "failed"])
    {
        Desks = [new("specimen", WorkPosts.Seal) { Screen = ScreenShape.Decision, Verbs = DeskVerbs.OfDeciders }],
        Machines = [new(Cut, MachineQueue.Recognition)],
    };

    /// <inheritdoc />
    public void Enter(StepScope scope)
    {
        if (scope.Known(Inputs(scope.Case)) is { } known) scope.Complete(known.Outcome == "captured" ? "ok" : "failed");
        else scope.Add(NewWork.Machine(Shape.Machines[0]));
    }

    /// <inheritdoc />
    public Outcome Finished(StepScope scope, WorkItem item, WorkResult result)
    {
        if (item.Kind == WorkKind.Machine)
        {
            var cut = result.Read<CapturedSeals>();
            scope.Note("specimens-cut", $"{string.Join(", ", cut.Seals.Select(s => s.Role))}{(cut.Missing.Count > 0 ? $"; missing {string.Join(", ", cut.Missing)}" : "")}");
            if (cut.Missing.Count > 0 || cut.Seals.Count == 0) SealPost.End(scope, Inputs(scope.Case), "missing", cut, "failed");
            else SealPost.Ask(scope, Shape.Desks[0], cut);
            return Outcome.Ok;
        }

        var approved = result.Read<Approved>();
        if (Cards(scope.Case).Any(p => !scope.HasSeen(p, approved.PagesSeen))) return Outcome.No("review.pages-unseen");
        SealPost.Decided(scope, "specimens-captured", approved.Text);
        SealPost.End(scope, Inputs(scope.Case), "captured", StoredJson.Read<CapturedSeals>(item.Payload), "ok");
        return Outcome.Ok;
    }

    private string Inputs(Case @case) => StepScope.HashOf([.. Cards(@case).Select(p => p.ContentHash)]);

    private IEnumerable<CasePage> Cards(Case @case)
    {
        var kind = CardOf(vouchers.BusinessType(@case.BusinessType));
        return @case.LivePages.Where(p => p.VoucherKind is { Length: > 0 } && p.VoucherKind == kind);
    }
}

/// <summary>Seals cut out of a specimen card, kept as the step's evidence.</summary>
/// <param name="PageId">The card.</param>
/// <param name="Seals">The seals found.</param>
/// <param name="Missing">Roles whose place on the card is empty.</param>
public sealed record CapturedSeals(Guid PageId, IReadOnlyList<CapturedSeal> Seals, IReadOnlyList<string> Missing)
{
    /// <summary>What a case has captured last; null = nothing.</summary>
    public static CapturedSeals? Of(IEnumerable<StepEvidence> evidence) =>
        evidence.LastOrDefault(e => e is { Step: CaptureSpecimensStep.Name, Outcome: "captured" }) is { } found ? StoredJson.Read<CapturedSeals>(found.Detail) : null;
}

/// <summary>One of them.</summary>
/// <param name="Role">Seal role.</param>
/// <param name="ContentHash">Content hash of its picture (PNG).</param>
/// <param name="Dpi">Resolution of the picture.</param>
public sealed record CapturedSeal(string Role, string ContentHash, double Dpi);
