using CentralOps.Domain.Dispatch;

namespace CentralOps.Tests.Support;

/// <summary>What must be true of every row of work at every moment.</summary>
internal static class WorkRows
{
    public static void MakesSense(WorkItem w)
    {
        var row = $"{w.Kind} {w.Task}: {w.State}, holder {w.HolderId}, lease {w.LeaseUntil}, started {w.StartedAt}, finished {w.FinishedAt}, draft {w.Draft}";
        Assert.True(w.IsOpen == w.FinishedAt is null, row);
        Assert.True(w.IsHeld == w.LeaseUntil is not null, row);
        Assert.True(w.Draft is null || w.IsHeld || w.State == WorkState.OnHold, row);
        Assert.True(w.State is WorkState.Waiting or WorkState.Done or WorkState.Cancelled || w.Kind is WorkKind.Human or WorkKind.Machine, row);
        switch (w.State)
        {
            case WorkState.Waiting:
                Assert.True(w is { HolderId: null, StartedAt: null, Draft: null }, row);
                break;
            case WorkState.Offered:
                Assert.True(w is { Kind: WorkKind.Human, HolderId: not null, StartedAt: null }, row);
                break;
            case WorkState.Working:
                Assert.True(w.StartedAt is not null && w.HolderId is not null == (w.Kind == WorkKind.Human), row);
                break;
            case WorkState.OnHold:
                Assert.True(w is { Kind: WorkKind.Human, HolderId: null, StartedAt: null } && w.CaseId != Guid.Empty, row);
                break;
        }
    }
}
