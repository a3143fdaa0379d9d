using CentralOps.Domain.Dispatch;
using CentralOps.Domain.Kernel;
using CentralOps.Tests.Support;

namespace CentralOps.Tests.Dispatch;

/// <summary>What a task allows, by kind and state.</summary>
public sealed class WorkItemTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 23, 2, 0, 0, TimeSpan.Zero);
    private static readonly Guid Anna = Guid.NewGuid();

    private static readonly (string Name, Action<WorkItem> Do)[] Verbs =
    [
        ("offer", w => w.Offer(Anna, Now.AddSeconds(20))), ("take up", w => w.TakeUp(Now, Now.AddMinutes(5))), ("start", w => w.Start(Now, Now.AddMinutes(3))),
        ("lease", w => w.Lease(Now.AddMinutes(1))), ("put back", w => w.PutBack(Now)), ("put aside", w => w.PutAside(Now, Now.AddMinutes(2))), ("expire", w => w.Expire(Now.AddHours(1))),
        ("suspend", w => w.Suspend(Now.AddHours(2))), ("hold back", w => w.HoldBack()), ("escalate", w => w.Escalate("too large")), ("hold for", w => w.HoldFor("{\"a\":1}")),
        ("give back", w => w.GiveBack(Anna, Now.AddMinutes(5))), ("release", w => w.Release()), ("pin", w => w.Pin(Anna)), ("raise", w => w.Raise(-5)), ("extend", w => w.Extend(TimeSpan.FromMinutes(1))),
        ("retry", w => w.Retry("the core is down", Now.AddSeconds(4))), ("finish", w => w.Finish(Now)), ("cancel", w => w.Cancel(Now)),
    ];

    [Theory]
    [InlineData(WorkKind.Human)]
    [InlineData(WorkKind.Machine)]
    [InlineData(WorkKind.Timer)]
    [InlineData(WorkKind.Message)]
    [InlineData(WorkKind.Branch)]
    public void Whatever_happens_to_a_task_its_row_makes_sense_and_what_does_not_fit_changes_nothing(WorkKind kind)
    {
        var random = new Random(607357 + (int)kind);
        var refused = 0;
        for (var life = 0; life < 400; life++)
        {
            var item = New(kind, life % 7 == 0 ? Guid.Empty : Guid.NewGuid());
            for (var step = 0; step < 30; step++)
            {
                var (before, verb) = (Row(item), Verbs[random.Next(Verbs.Length)]);
                var final = !item.IsOpen;
                try
                {
                    verb.Do(item);
                    Assert.False(final, $"{verb.Name} after the end");
                }
                catch (RuleBroken)
                {
                    refused++;
                    Assert.Equal(before, Row(item));
                }

                WorkRows.MakesSense(item);
            }
        }

        Assert.True(refused > 100);
    }

    [Fact]
    public void A_suspended_or_escalated_task_goes_on_without_what_was_typed_and_without_a_start_time()
    {
        foreach (var leave in new Action<WorkItem>[] { w => w.Suspend(Now.AddHours(1)), w => w.Escalate("F01"), w => w.HoldBack(), w => w.Pin(Guid.NewGuid()), w => w.PutAside(Now, Now.AddMinutes(2)) })
        {
            var item = New(WorkKind.Human, Guid.NewGuid()).In(WorkState.OnHold);
            item.Release();
            item.In(WorkState.Working, Anna);
            item.HoldFor("""{"seen":["page 1"],"remark":"looks right"}""");
            item.GiveBack(Anna, Now.AddMinutes(5));
            item.TakeUp(Now, Now.AddMinutes(5));
            Assert.NotNull(item.Draft); // the one who had asked goes on as they left it

            leave(item);
            Assert.Equal((null, null, null, null), (item.Draft, item.StartedAt, item.HolderId, item.LeaseUntil));
        }
    }

    [Fact]
    public void A_supervisor_moves_tasks_of_people_only()
    {
        foreach (var kind in new[] { WorkKind.Machine, WorkKind.Timer, WorkKind.Message, WorkKind.Branch })
        {
            var item = New(kind, Guid.NewGuid());
            Assert.Throws<RuleBroken>(item.HoldBack);
            Assert.Throws<RuleBroken>(() => item.Raise(0));
            Assert.Throws<RuleBroken>(() => item.Pin(Anna));
        }
    }

    [Fact]
    public void What_measures_one_person_is_dropped_and_never_comes_back()
    {
        var item = New(WorkKind.Human, Guid.Empty);
        item.Offer(Anna, Now.AddMinutes(5));
        item.PutBack(Now);
        Assert.Equal((WorkState.Cancelled, Now), (item.State, item.FinishedAt));
        Assert.Throws<RuleBroken>(item.HoldBack);
    }

    [Fact]
    public void A_pinned_task_is_offered_to_nobody_else()
    {
        var item = New(WorkKind.Human, Guid.NewGuid());
        item.Pin(Anna);
        Assert.Throws<RuleBroken>(() => item.Offer(Guid.NewGuid(), Now));
    }

    private static WorkItem New(WorkKind kind, Guid caseId) => new()
    {
        CaseId = caseId, Step = "review", Kind = kind, Task = "review", Post = "review", BranchCode = "3101", BusinessType = "cheque-transfer", EnqueuedAt = Now, DueAt = Now.AddMinutes(10), SortKey = 100,
    };

    private static object Row(WorkItem w) => (w.State, w.HolderId, w.LeaseUntil, w.StartedAt, w.FinishedAt, w.Attempt, w.Draft, w.LastError, w.PinnedTo, w.SortKey, w.NotBefore, w.DueAt);
}
