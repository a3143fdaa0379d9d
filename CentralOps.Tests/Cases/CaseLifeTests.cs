using CentralOps.Domain.Cases;
using CentralOps.Domain.Cases.Advancing;
using CentralOps.Domain.Cases.Views;
using CentralOps.Domain.Dispatch;
using CentralOps.Domain.Entry;
using CentralOps.Domain.Intake;
using CentralOps.Domain.Intake.Rework;
using CentralOps.Domain.Intake.Withdraw;
using CentralOps.Domain.Kernel;
using CentralOps.Domain.Recognition;
using CentralOps.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace CentralOps.Tests.Cases;

[Trait("Category", "db")]
public sealed class CaseLifeTests
{
    internal static readonly string Process = Line.Of("recognition.pages", "entry.fields", "review", "branch.rework");

    [Theory, MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task Two_blind_keys_that_agree_and_a_review_complete_a_case(string provider)
    {
        await using var host = await CaseHost.StartAsync(provider, Process, [new ChequeReader()]);
        var caseId = await host.ArriveAsync();

        await host.KeyAsync("100", "anna");
        await host.KeyAsync("100.00", "ben");
        var reviewer = await host.OnDutyAsync("rita", "review");
        await ReviewAsync(host, reviewer, caseId);

        var done = await host.CaseAsync(caseId);
        Assert.Equal(CaseStatus.Completed, done.Status);
        Assert.Equal(100m, done.Amount);
        Assert.Equal("double-key", done.Field("amount")!.Source);
        Assert.Equal("submitted", (await host.Reader.EventsAsync(caseId))[0].Code); // nothing happens to a case before it is there
        Assert.Empty(await host.Reader.OpenWorkAsync(caseId));
    }

    [Theory, MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task Nobody_keys_a_field_twice_or_reviews_what_they_keyed(string provider)
    {
        await using var host = await CaseHost.StartAsync(provider, Process, [new ChequeReader()]);
        var caseId = await host.ArriveAsync();
        var anna = await host.OnDutyAsync("anna", "entry", "review");

        await host.KeyAsync(anna, "100");
        Assert.Null(await host.Desk.TakeUpAsync(anna.Id)); // the second key is not for her

        await host.KeyAsync("100", "ben");
        Assert.Equal("review", (await host.OpenAsync(caseId, "review")).Task);
        Assert.Null(await host.Desk.TakeUpAsync(anna.Id)); // nor is the review
    }

    [Theory, MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task Different_keys_go_to_a_third_person_who_settles(string provider)
    {
        await using var host = await CaseHost.StartAsync(provider, Process, [new ChequeReader()]);
        var caseId = await host.ArriveAsync();
        await host.KeyAsync("100", "anna");
        await host.KeyAsync("700", "ben");

        var carl = await host.OnDutyAsync("carl", "arbitration");
        var item = await host.TakeAsync(carl);
        var view = await host.Views.ArbitrationAsync(carl.Id, item.Id);
        Assert.Equal(["100.00", "700.00"], view.Value.Values.Order());
        await host.FinishAsync(carl, item, CaseHost.Keyed("700"));

        Assert.Equal("arbitration", (await host.CaseAsync(caseId)).Field("amount")!.Source);
    }

    [Theory, MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task A_double_click_on_submit_makes_one_case(string provider)
    {
        await using var host = await CaseHost.StartAsync(provider, Process, [new ChequeReader()]);
        var teller = host.Person("teller");
        var submission = Guid.NewGuid();
        var both = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => host.SubmitAsync(teller, submission))));

        Assert.Single(both.Select(b => b.CaseId).Distinct());
        Assert.Equal(1, await host.QueryAsync(db => db.Set<Case>().CountAsync()));
    }

    [Fact]
    public async Task A_closed_branch_submits_nothing_new_and_what_is_under_way_goes_on()
    {
        await using var host = await CaseHost.StartAsync("sqlite", Process, [new ChequeReader()]);
        var teller = host.Person("teller");
        var submission = Guid.NewGuid();
        var sent = await host.SubmitAsync(teller, submission);
        host.Closed.Add(teller.BranchCode);

        var refused = await host.Get<Domain.Intake.Submit.SubmitCase>().SubmitAsync(teller.Id, new Submission(Guid.NewGuid(), "cheque-transfer", [], []));
        Assert.Equal("intake.branch-closed", refused.Refusal?.Code);
        Assert.Equal(sent.CaseId, (await host.SubmitAsync(teller, submission)).CaseId); // a retry of what was taken before is answered
        await host.SettleAsync(sent.CaseId);
        await host.KeyAsync("100", "anna");
    }

    [Theory, MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task The_same_command_twice_counts_once_and_another_persons_task_is_refused(string provider)
    {
        await using var host = await CaseHost.StartAsync(provider, Process, [new ChequeReader()]);
        var caseId = await host.ArriveAsync();
        var anna = await host.OnDutyAsync("anna", "entry");
        var ben = host.Person("ben", "entry");
        var item = await host.TakeAsync(anna);
        var command = Guid.NewGuid();

        Assert.Equal("dispatch.lease-lost", (await host.Advancer.FinishAsync(ben.Id, item.Id, command, CaseHost.Keyed("1"))).Refusal!.Code);
        Assert.Equal("dispatch.lease-lost", (await host.Views.SliceAsync(ben.Id, item.Id)).Refusal!.Code);
        Assert.True((await host.Advancer.FinishAsync(anna.Id, item.Id, command, CaseHost.Keyed("100"))).Succeeded);
        Assert.True((await host.Advancer.FinishAsync(anna.Id, item.Id, command, CaseHost.Keyed("100"))).Succeeded);
        Assert.Single((await host.CaseAsync(caseId)).Keyings);
    }

    [Theory]
    [InlineData("locked")]
    [InlineData("without the post")]
    [InlineData("of a lower level")]
    [InlineData("without the role")]
    public async Task What_was_given_rightly_is_not_decided_by_somebody_who_has_lost_the_right_since(string change)
    {
        await using var host = await CaseHost.StartAsync("sqlite", Process, [new ChequeReader()]);
        var caseId = await host.ArriveAsync();
        var anna = await host.OnDutyAsync("anna", "entry");
        var item = await host.TakeAsync(anna);
        if (change == "of a lower level") host.Posts.First(p => p.Code == "entry").MinLevel = 1;
        host.Change(change switch
        {
            "locked" => anna with { Active = false },
            "without the post" => anna with { Posts = ["seal"] },
            "of a lower level" => anna with { AuthorizationLevel = 0 },
            _ => anna with { Permissions = new HashSet<string>() },
        });
        Assert.Equal("dispatch.no-longer-allowed", (await host.Advancer.FinishAsync(anna.Id, item.Id, Guid.NewGuid(), CaseHost.Keyed("100"))).Refusal?.Code);
        Assert.Empty((await host.CaseAsync(caseId)).Keyings);
        host.Change(anna);
        Assert.True((await host.Advancer.FinishAsync(anna.Id, item.Id, Guid.NewGuid(), CaseHost.Keyed("100"))).Succeeded);
    }

    [Theory, MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task A_returned_case_keeps_what_was_verified_unless_its_page_changed(string provider)
    {
        await using var host = await CaseHost.StartAsync(provider, Process, [new ChequeReader()]);
        var teller = host.Person("teller");
        var sent = await host.SubmitAsync(teller);
        await host.SettleAsync(sent.CaseId);
        await host.KeyAsync("100", "anna");
        await host.KeyAsync("100", "ben");
        var rita = await host.OnDutyAsync("rita", "review");

        await ReturnAsync(host, rita);
        Assert.Equal(CaseStatus.WithBranch, (await host.CaseAsync(sent.CaseId)).Status);
        await host.Get<AnswerReturn>().AnswerAsync(teller.Id, (await host.OpenAsync(sent.CaseId, "branch.rework")).Id, Guid.NewGuid(), [], "it is right");
        await host.SettleAsync(sent.CaseId);
        Assert.Equal("review", (await host.Reader.OpenWorkAsync(sent.CaseId)).Single().Task); // the field was not keyed again

        await ReturnAsync(host, rita);
        var old = (await host.CaseAsync(sent.CaseId)).LivePages.Single();
        var rescan = new DraftPage(Ids.New(), new string('b', 64), new string('b', 64), 100, 50, 0, "again.png", [], null);
        await host.Get<AnswerReturn>().AnswerAsync(teller.Id, (await host.OpenAsync(sent.CaseId, "branch.rework")).Id, Guid.NewGuid(), [new PageReplacement(rescan, old.Id)], null);
        await host.SettleAsync(sent.CaseId);
        Assert.Equal(2, (await host.Reader.OpenWorkAsync(sent.CaseId)).Count(w => w.Task == "entry.slice")); // a new page is keyed anew
    }

    [Fact]
    public async Task An_answer_to_a_return_names_the_page_that_cannot_be_used_and_takes_no_more_pages_than_a_case()
    {
        await using var host = await CaseHost.StartAsync("sqlite", Process, [new ChequeReader()]);
        var teller = host.Person("teller");
        var sent = await host.SubmitAsync(teller);
        await host.SettleAsync(sent.CaseId);
        await host.KeyAsync("100", "anna");
        await host.KeyAsync("100", "ben");
        await ReturnAsync(host, await host.OnDutyAsync("rita", "review"));
        var rework = await host.OpenAsync(sent.CaseId, "branch.rework");

        var refusal = (await host.Get<AnswerReturn>().AnswerAsync(teller.Id, rework.Id, Guid.NewGuid(), [Scan("good"), Scan("dark", new QualityProblem("too-dark", true, 1)), Scan("good too")], null)).Refusal!;
        Assert.Equal(("intake.bad-page", 2), (refusal.Code, refusal.Args.Single()));
        Assert.Equal("intake.too-many-pages", (await host.Get<AnswerReturn>().AnswerAsync(teller.Id, rework.Id, Guid.NewGuid(), [.. Enumerable.Range(1, 61).Select(i => Scan($"page {i}"))], null)).Refusal!.Code);

        static PageReplacement Scan(string name, params QualityProblem[] problems) => new(new DraftPage(Ids.New(), new string('c', 64), new string('c', 64), 100, 50, 0, name, problems, null), null);
    }

    [Theory, MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task A_withdrawn_case_takes_its_tasks_from_whoever_holds_them(string provider)
    {
        await using var host = await CaseHost.StartAsync(provider, Process, [new ChequeReader()]);
        var teller = host.Person("teller");
        var sent = await host.SubmitAsync(teller);
        await host.SettleAsync(sent.CaseId);
        var anna = await host.OnDutyAsync("anna", "entry");
        var item = await host.TakeAsync(anna);

        Assert.True((await host.Get<WithdrawCase>().WithdrawAsync(teller.Id, sent.CaseId)).Succeeded);
        Assert.Equal("dispatch.task-gone", (await host.FinishAsync(anna, item, CaseHost.Keyed("1"))).Refusal!.Code);
        Assert.Equal(CaseStatus.Withdrawn, (await host.CaseAsync(sent.CaseId)).Status);
    }

    [Theory, MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task A_suspended_task_comes_back_at_its_time(string provider)
    {
        await using var host = await CaseHost.StartAsync(provider, Line.Of("review"), []);
        await host.ArriveAsync();
        var anna = await host.OnDutyAsync("anna", "review");
        var item = await host.TakeAsync(anna);
        var until = TimeProvider.System.GetUtcNow().AddMinutes(5);

        Assert.True((await host.FinishAsync(anna, item, WorkResult.Of("suspend", new SuspendNote(until, "later")))).Succeeded);

        var waiting = await host.Reader.WorkAsync(item.Id);
        Assert.Equal(WorkState.Waiting, waiting!.State);
        Assert.True(waiting.NotBefore > TimeProvider.System.GetUtcNow().AddMinutes(4));
    }

    [Theory, MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task A_slip_is_put_right_by_its_own_keyer_while_nobody_has_built_on_it(string provider)
    {
        await using var host = await CaseHost.StartAsync(provider, Process, [new ChequeReader()]);
        var caseId = await host.ArriveAsync();
        var (anna, ben) = (await host.OnDutyAsync("anna", "entry"), await host.OnDutyAsync("ben", "entry"));
        var first = await host.TakeAsync(anna);
        await host.FinishAsync(anna, first, CaseHost.Keyed("700"));

        var right = CaseHost.Keyed("100");
        Assert.Equal("entry.settled", (await host.Advancer.AmendAsync(ben.Id, first.Id, right)).Refusal!.Code); // not his
        Assert.True((await host.Advancer.AmendAsync(anna.Id, first.Id, right)).Succeeded);
        Assert.True((await host.Advancer.AmendAsync(anna.Id, first.Id, right)).Succeeded);
        await host.KeyAsync(ben, "100");

        Assert.Equal(("double-key", 2), ((await host.CaseAsync(caseId)).Field("amount")!.Source, (await host.CaseAsync(caseId)).Keyings.Count));
        Assert.Equal("entry.settled", (await host.Advancer.AmendAsync(anna.Id, first.Id, CaseHost.Keyed("1"))).Refusal!.Code);
    }

    [Theory, MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task A_slip_that_asked_for_an_arbiter_is_put_right_before_one_comes_and_not_after(string provider)
    {
        await using var host = await CaseHost.StartAsync(provider, Process, [new ChequeReader()]);
        var caseId = await host.ArriveAsync();
        await host.KeyAsync("100", "anna");
        var ben = await host.OnDutyAsync("ben", "entry");
        var second = await host.TakeAsync(ben);
        await host.FinishAsync(ben, second, CaseHost.Keyed("700"));
        await host.OpenAsync(caseId, "entry.arbitration");

        Assert.True((await host.Advancer.AmendAsync(ben.Id, second.Id, CaseHost.Keyed("710"))).Succeeded);
        await host.OpenAsync(caseId, "entry.arbitration"); // still differs: one arbitration, of the new value
        var carl = await host.OnDutyAsync("carl", "arbitration");
        await host.TakeAsync(carl);
        Assert.Equal("entry.settled", (await host.Advancer.AmendAsync(ben.Id, second.Id, CaseHost.Keyed("100"))).Refusal!.Code);
    }

    [Theory, MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task A_whole_voucher_is_keyed_by_one_person_and_what_they_cannot_read_by_another(string provider)
    {
        await using var host = await CaseHost.StartAsync(provider, Process, [new ChequeReader()], keying: "whole-voucher");
        var caseId = await host.ArriveAsync();
        var anna = await host.OnDutyAsync("anna", "entry", "review");
        var item = await host.TakeAsync(anna);
        Assert.Equal("entry.voucher", item.Task);
        var view = (await host.Views.VoucherAsync(anna.Id, item.Id)).Value;
        Assert.Equal(["amount"], view.Fields.Select(f => f.Definition.Code));
        Assert.Equal("dispatch.lease-lost", (await host.Views.VoucherAsync(host.Person("ben").Id, item.Id)).Refusal!.Code);

        Task<Outcome> FinishAsync(Guid user, Guid id, params VoucherFieldKeyed[] fields) => host.Advancer.FinishAsync(user, id, Guid.NewGuid(), WorkResult.Done(new VoucherKeyed(fields)));
        Assert.Equal("entry.missing", (await FinishAsync(anna.Id, item.Id)).Refusal!.Code);
        Assert.True((await FinishAsync(anna.Id, item.Id, new VoucherFieldKeyed("amount", null, true, 900))).Succeeded);
        Assert.Null(await host.Desk.TakeUpAsync(anna.Id)); // not the same person again

        var carl = await host.OnDutyAsync("carl", "entry");
        Assert.True((await FinishAsync(carl.Id, (await host.TakeAsync(carl)).Id, new VoucherFieldKeyed("amount", "100", false, 900))).Succeeded);
        var field = (await host.CaseAsync(caseId)).Field("amount")!;
        Assert.Equal(("100.00", "single-key"), (field.Value, field.Source));
        Assert.Null(await host.Desk.TakeUpAsync(anna.Id)); // nor the review of what she saw
    }

    private static async Task ReviewAsync(CaseHost host, Domain.Administration.StaffMember reviewer, Guid caseId)
    {
        var item = await host.TakeAsync(reviewer);
        var unseen = await host.FinishAsync(reviewer, item, WorkResult.Done(new Approved([], null)));
        Assert.Equal("review.pages-unseen", unseen.Refusal!.Code);
        var pages = (await host.CaseAsync(caseId)).LivePages.Select(p => p.Id).ToList();
        Assert.True((await host.FinishAsync(reviewer, item, WorkResult.Done(new Approved(pages, null)))).Succeeded);
    }

    private static Task<WorkItem> ReturnAsync(CaseHost host, Domain.Administration.StaffMember reviewer) =>
        host.DoAsync(reviewer, WorkResult.Of("return-branch", new ReturnNote("blurred", "scan again", [])));
}
