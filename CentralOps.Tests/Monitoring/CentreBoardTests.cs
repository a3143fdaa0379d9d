using CentralOps.Domain.Cases;
using CentralOps.Domain.Dispatch;
using CentralOps.Domain.Monitoring;
using CentralOps.Infrastructure.Cases.Persistence;
using CentralOps.Infrastructure.Monitoring;
using CentralOps.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Time.Testing;
using static CentralOps.Tests.Support.CentreRows;

namespace CentralOps.Tests.Monitoring;

public sealed class CentreBoardTests : IDisposable
{
    private readonly MemoryDatabase _database = new();
    private readonly FakeTimeProvider _clock = new(Now);
    private readonly FakeBank _bank = new();
    private readonly CentreBoard _board;

    public CentreBoardTests() => _board = new CentreBoard(_database, _bank, _bank, _bank, _bank, _clock);

    [Fact]
    public async Task Every_number_of_a_queue_has_exactly_the_rows_that_its_link_lists()
    {
        var a = ACase();
        await SaveAsync(a,
            Work(a), Work(a, dueIn: 3), Work(a, dueIn: -1, age: 40), Work(a, notBefore: 30), Work(a, state: WorkState.OnHold), Work(a, state: WorkState.Offered), Work(a, state: WorkState.Working),
            Work(a, state: WorkState.Done), Work(a, state: WorkState.Cancelled), Work(a, "seal"), Work(a, "recognition", WorkKind.Machine), Work(a, "t", WorkKind.Timer));
        var queue = (await _board.BoardAsync(Cancel)).Queues.Single(q => q is { Post: "entry", Kind: WorkKind.Human });
        Assert.Equal((3, 2, 2, 1, 1, Now.AddMinutes(-40)), (queue.Waiting, queue.Working, queue.OnHold, queue.DueSoon, queue.Breached, queue.Oldest));
        Assert.Equal(queue.Waiting, await CountAsync(new TaskFilter("entry", [WorkState.Waiting], null, null)));
        Assert.Equal(queue.Working, await CountAsync(new TaskFilter("entry", [WorkState.Offered, WorkState.Working], null, null)));
        Assert.Equal(queue.OnHold, await CountAsync(new TaskFilter("entry", [WorkState.OnHold], null, null)));
        Assert.Equal(queue.DueSoon, await CountAsync(new TaskFilter("entry", null, "soon", null)));
        Assert.Equal(queue.Breached, await CountAsync(new TaskFilter("entry", null, "breached", null)));
        Assert.Equal(1, await CountAsync(new TaskFilter("entry", [WorkState.Done], null, null)));
        Assert.Equal(8, await CountAsync(new TaskFilter(null, null, null, null, Kind: WorkKind.Human)));
    }

    [Fact]
    public async Task A_post_without_work_still_has_a_row_and_a_timer_is_nobodys_queue()
    {
        var a = ACase();
        await SaveAsync(a, Work(a, "recognition", WorkKind.Machine), Work(a, "timer", WorkKind.Timer));
        var queues = (await _board.BoardAsync(Cancel)).Queues;
        Assert.Contains(queues, q => q is { Post: "review", Waiting: 0, Oldest: null });
        Assert.Contains(queues, q => q is { Post: "recognition", Kind: WorkKind.Machine, Waiting: 1 });
        Assert.DoesNotContain(queues, q => q.Post == "timer");
    }

    [Fact]
    public async Task People_are_those_with_an_open_session_counted_over_all_sessions_of_the_day()
    {
        var (anna, ben) = (Someone.Person("anna", "0001"), Someone.Person("ben", "0001"));
        _bank.Staff.AddRange([anna, ben]);
        await SaveAsync(
            Session(anna.Id, open: false, finished: 10, worked: 40_000), Session(anna.Id, open: true, finished: 5, worked: 20_000), Session(ben.Id, open: false, finished: 3, worked: 1));
        var board = await _board.BoardAsync(Cancel);
        var person = Assert.Single(board.People);
        Assert.Equal(("anna", DutyState.Ready, 15, 4.0), (person.Name, person.State, person.FinishedToday, person.AverageSeconds));
        Assert.Equal((1, 0), (board.Queues.Single(q => q.Post == "entry").SignedIn, board.Queues.Single(q => q.Post == "seal").SignedIn));
    }

    [Fact]
    public async Task Cases_of_today_incidents_flow_and_automation_are_counted()
    {
        var old = ACase(submitted: Now.AddDays(-2), finished: Now.AddDays(-1), status: CaseStatus.Completed);
        var done = ACase(finished: Now.AddMinutes(-3), status: CaseStatus.Completed);
        await SaveAsync(old, done, ACase(), ACase(status: CaseStatus.Incident));
        await SaveAsync(Outcome(done, "amount", "machine"), Outcome(done, "payee", "code"), Outcome(done, "date", "double-key"), Outcome(done, "payer", "machine+key"), Outcome(old, "amount", "machine"));
        var board = await _board.BoardAsync(Cancel);
        Assert.Equal((1, 2, 1), (board.FinishedToday, board.Open, board.Incidents));
        Assert.Equal(0.5, board.Automation);
        Assert.Equal((30, 1, 1), (board.FinishedPerMinute.Count, board.FinishedPerMinute.Sum(), board.FinishedPerMinute[27]));
    }

    [Fact]
    public async Task A_task_row_names_case_and_holder_and_the_list_can_be_narrowed_to_one_case()
    {
        var anna = Someone.Person("anna", "0001");
        _bank.Staff.Add(anna);
        var (a, b) = (ACase(), ACase());
        await SaveAsync(a, b, Work(a, state: WorkState.Working, holder: anna.Id), Work(b));
        var row = Assert.Single(await _board.TasksAsync(new TaskFilter(null, null, null, a.Number), Cancel));
        Assert.Equal((a.Number, "anna", WorkState.Working), (row.CaseNumber, row.Holder, row.State));
    }

    [Fact]
    public async Task Many_screens_share_one_reading_for_less_than_half_a_second()
    {
        var first = await _board.BoardAsync(Cancel);
        Assert.Same(first, await _board.BoardAsync(Cancel));
        _clock.Advance(TimeSpan.FromMilliseconds(500));
        Assert.NotSame(first, await _board.BoardAsync(Cancel));
    }

    [Fact]
    public async Task An_acknowledgement_is_seen_by_everybody_and_acknowledging_again_renews_it()
    {
        var (book, alert, anna) = (new AlertBook(_database, _clock), new BoardAlert(AlertKind.Breached, "entry", 2), Guid.NewGuid());
        await book.AcknowledgeAsync(Guid.NewGuid(), alert, Cancel);
        _clock.Advance(TimeSpan.FromMinutes(5));
        await book.AcknowledgeAsync(anna, alert with { Size = 9 }, Cancel);
        var seen = Assert.Single(await book.CurrentAsync(Cancel));
        Assert.Equal((anna, 9, _clock.GetUtcNow()), (seen.UserId, seen.Size, seen.At));
        _clock.Advance(AlertAcknowledgement.Holds);
        Assert.Empty(await book.CurrentAsync(Cancel));
    }

    public void Dispose()
    {
        _board.Dispose();
        _database.Dispose();
    }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private async Task<int> CountAsync(TaskFilter filter) => (await _board.TasksAsync(filter, Cancel)).Count;

    private Task SaveAsync(params object[] rows) => _database.SaveAsync(rows);

    private static DutySession Session(Guid user, bool open, int finished, long worked)
    {
        var session = DutySession.Begin(user, "entry,review", Now.AddHours(-1), "node");
        session.Work(Now.AddMinutes(-5).AddMilliseconds(-worked));
        session.GetReady(Now.AddMinutes(-5));
        for (var i = 0; i < finished; i++) session.Count();
        if (!open) session.SignOut(Now.AddMinutes(-5));
        return session;
    }

    private static FieldOutcome Outcome(Case @case, string field, string source) =>
        new() { CaseId = @case.Id, FieldCode = field, Source = source, At = @case.FinishedAt!.Value };
}
