using CentralOps.Domain.Cases;
using CentralOps.Domain.Cases.Views;
using CentralOps.Domain.Processes.Design;
using CentralOps.Web.Components;

namespace CentralOps.Web.Cases.Progress;

/// <summary>Seven phases from submission to receipt; the many steps of a process fold into them.</summary>
public static class CasePhases
{
    private static readonly StepPhase[] All = Enum.GetValues<StepPhase>();

    /// <summary>What each phase says now.</summary>
    public static IReadOnlyList<(StepPhase Phase, StateKind Kind)> Of(CaseProgress progress, IStepCatalogue steps)
    {
        ArgumentNullException.ThrowIfNull(progress);
        if (progress.Status == CaseStatus.Completed) return [.. All.Select(p => (p, StateKind.Ok))];

        // A step that is no longer there counts as a check.
        StepPhase PhaseOf(StepProgress s) => steps.Find(s.Step)?.Phase ?? StepPhase.Checks;
        // The furthest phase ever entered counts as reached; open ones are where the case is, which after a return is an earlier one.
        var open = progress.Steps.Where(s => s.Open).Select(PhaseOf).ToHashSet();
        var here = open.Count > 0 ? open.Max() : progress.Steps.Select(PhaseOf).DefaultIfEmpty(StepPhase.Received).Max();
        return [.. All.Select(phase => (phase,
            open.Contains(phase) || (open.Count == 0 && phase == here) ? HereKind(progress.Status)
            : phase == StepPhase.Received || phase < here ? StateKind.Ok : StateKind.Quiet))];
    }

    private static StateKind HereKind(CaseStatus status) => status switch
    {
        CaseStatus.Rejected or CaseStatus.Withdrawn or CaseStatus.Incident => StateKind.Breached,
        CaseStatus.WithBranch or CaseStatus.Suspended => StateKind.Due,
        _ => StateKind.Waiting,
    };
}
