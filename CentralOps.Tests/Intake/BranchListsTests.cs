using CentralOps.Domain.Cases;
using CentralOps.Domain.Dispatch;
using CentralOps.Domain.Receipts;
using CentralOps.Infrastructure.Cases.Persistence;
using CentralOps.Infrastructure.Intake.Queries;
using CentralOps.Tests.Support;
using Microsoft.Extensions.Time.Testing;
using static CentralOps.Tests.Support.CentreRows;

namespace CentralOps.Tests.Intake;

public sealed class BranchListsTests : IDisposable
{
    private readonly MemoryDatabase _database = new();
    private readonly BranchLists _lists;

    public BranchListsTests() => _lists = new BranchLists(_database, new FakeTimeProvider(Now));

    [Fact]
    public async Task A_branch_sees_its_own_cases_newest_first_and_the_centre_sees_all()
    {
        var (older, newer, other) = (ACase(submitted: Now.AddHours(-2)), ACase(submitted: Now.AddHours(-1)), ACase(branch: "3102"));
        await _database.SaveAsync(older, newer, other);
        Assert.Equal([newer.Number, older.Number], (await _lists.CasesAsync("3101", null, null, 10, Cancel)).Select(c => c.Number));
        Assert.Equal(3, (await _lists.CasesAsync(null, null, null, 10, Cancel)).Count);
        Assert.Single(await _lists.CasesAsync(null, null, null, 1, Cancel));
    }

    [Fact]
    public async Task A_teller_finds_a_case_by_number_customer_or_voucher_and_can_look_at_their_own_only()
    {
        var (mine, yours) = (ACase(customer: "上海晨光贸易有限公司"), ACase(customer: "南湖食品厂"));
        await _database.SaveAsync(mine, yours, new CaseKey { CaseId = yours.Id, Kind = "voucher", Value = "3101000012345678" });
        Assert.Equal(mine.Id, Assert.Single(await _lists.CasesAsync("3101", null, "晨光", 10, Cancel)).Id);
        Assert.Equal(mine.Id, Assert.Single(await _lists.CasesAsync("3101", null, mine.Number[^5..], 10, Cancel)).Id);
        Assert.Equal(yours.Id, Assert.Single(await _lists.CasesAsync("3101", null, "3101000012345678", 10, Cancel)).Id);
        Assert.Equal(mine.Id, Assert.Single(await _lists.CasesAsync("3101", mine.SubmittedBy, null, 10, Cancel)).Id);
    }

    [Fact]
    public async Task An_open_case_tells_the_step_it_is_at_now()
    {
        var (a, done, waits) = (ACase(), ACase(status: CaseStatus.Completed, finished: Now), ACase());
        await _database.SaveAsync(a, done, waits, Work(waits, kind: WorkKind.Message, step: "used"), Work(a, state: WorkState.Done, step: "recognition.pages"), Work(a, age: 3), Work(a, "seal", age: 1, step: "seal.verify"));
        var rows = (await _lists.CasesAsync("3101", null, null, 10, Cancel)).ToDictionary(r => r.Id, r => r.CurrentStep);
        Assert.Equal(("seal.verify", null, "message"), (rows[a.Id], rows[done.Id], rows[waits.Id])); // a message has no step of its own, only an id in its model
    }

    [Fact]
    public async Task Open_branch_tasks_are_listed_and_finished_cancelled_or_other_ones_are_not()
    {
        var (a, other) = (ACase(), ACase(branch: "3102"));
        var wanted = Branch(a, WorkState.Waiting);
        await _database.SaveAsync(a, other, wanted, Branch(a, WorkState.Done), Branch(a, WorkState.Cancelled), Branch(other, WorkState.Waiting), Work(a));
        var task = Assert.Single(await _lists.TasksAsync("3101", Cancel));
        Assert.Equal((wanted.Id, a.Number, "branch.rework"), (task.ItemId, task.CaseNumber, task.Task));
    }

    [Fact]
    public async Task Papers_of_a_booked_case_are_asked_for_until_each_kind_was_printed()
    {
        var (a, notYet) = (ACase(), ACase());
        await _database.SaveAsync(a, notYet, new CaseEvent { CaseId = a.Id, At = Now, Code = "documents-ready" });
        Assert.Equal((a.Id, "documents.print"), Assert.Single(await _lists.TasksAsync("3101", Cancel)) is var task ? (task.CaseId, task.Task) : default);
        foreach (var kind in DocumentKinds.All)
        {
            Assert.NotEmpty(await _lists.TasksAsync("3101", Cancel));
            await _database.SaveAsync(new DocumentPrint { PostingId = Guid.NewGuid(), CaseId = a.Id, CaseNumber = a.Number, Kind = kind, Copy = 1, PrintedBy = "teller", BranchCode = "3101", At = Now });
        }

        Assert.Empty(await _lists.TasksAsync("3101", Cancel));
    }

    [Fact]
    public async Task A_form_finds_the_case_it_became_for_the_person_who_sent_it_only()
    {
        var (a, submission) = (ACase(), Guid.NewGuid());
        await using (var db = _database.CreateDbContext())
        {
            db.Add(a).Property("SubmissionId").CurrentValue = submission;
            db.Entry(a).Property(CaseConfiguration.BodyColumn).CurrentValue = "{}";
            await db.SaveChangesAsync(Cancel);
        }

        Assert.Equal(a.Number, (await _lists.FindSubmissionAsync(a.SubmittedBy, submission, Cancel))?.Number);
        Assert.Null(await _lists.FindSubmissionAsync(Guid.NewGuid(), submission, Cancel));
        Assert.Null(await _lists.FindSubmissionAsync(a.SubmittedBy, Guid.NewGuid(), Cancel));
    }

    public void Dispose() => _database.Dispose();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private static WorkItem Branch(Case @case, WorkState state) => Work(@case, "branch", WorkKind.Branch, state, step: "branch.rework", task: "branch.rework");
}
