using CentralOps.Domain.Cases;
using CentralOps.Domain.Cases.Views;
using CentralOps.Web.Components;

namespace CentralOps.Web.Cases.Progress;

/// <summary>A phase of a case as a teller understands it.</summary>
/// <param name="Key">Text key suffix <c>Phase.{Key}</c>.</param>
/// <param name="Steps">Atomic steps that belong to it.</param>
public sealed record CasePhase(string Key, IReadOnlyList<string> Steps);

/// <summary>Seven phases from submission to receipt; the many steps of a process fold into them.</summary>
public static class CasePhases
{
    /// <summary>The phases in their usual order.</summary>
    public static IReadOnlyList<CasePhase> All { get; } =
    [
        new("received", ["submitted", "branch.rework"]),
        new("recognition", ["recognition.pages", "classification"]),
        new("entry", ["entry.fields"]),
        new("checks", ["check.data", "correction", "branch.supplementary", "callback.phone", "seal.verify", "cipher.verify", "risk.screen", "risk.decide", "customer.compare", "seal.capture"]),
        new("approval", ["landing.decide", "review", "authorization", "authorization.number"]),
        new("posting", ["core.post", "core.record", "seal.keep", "batch.post", "branch.remainder"]),
        new("receipt", ["documents.print", "receipt.issue", "archive"]),
    ];

    /// <summary>What each phase says now.</summary>
    public static IReadOnlyList<(CasePhase Phase, StateKind Kind)> Of(CaseProgress progress)
    {
        ArgumentNullException.ThrowIfNull(progress);
        if (progress.Status == CaseStatus.Completed) return [.. All.Select(p => (p, StateKind.Ok))];

        // The furthest phase ever entered counts as reached; open ones are where the case is, which after a return is an earlier one.
        var open = progress.Steps.Where(s => s.Open).Select(s => PhaseOf(s.Step)).ToHashSet();
        var reached = progress.Steps.Select(s => PhaseOf(s.Step)).DefaultIfEmpty(0).Max();
        var here = open.Count > 0 ? open.Max() : reached;
        return [.. All.Select((phase, i) => (phase,
            open.Contains(i) || (open.Count == 0 && i == here) ? HereKind(progress.Status)
            : i == 0 || i < here ? StateKind.Ok : StateKind.Quiet))];
    }

    /// <summary>Index of the phase that a step belongs to; a step nobody knows counts as a check.</summary>
    public static int PhaseOf(string step)
    {
        for (var i = 0; i < All.Count; i++)
            if (All[i].Steps.Contains(step)) return i;
        return 3;
    }

    private static StateKind HereKind(CaseStatus status) => status switch
    {
        CaseStatus.Rejected or CaseStatus.Withdrawn or CaseStatus.Incident => StateKind.Breached,
        CaseStatus.WithBranch or CaseStatus.Suspended => StateKind.Due,
        _ => StateKind.Waiting,
    };
}
