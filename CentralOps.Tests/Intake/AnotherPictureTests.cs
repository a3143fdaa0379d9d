using System.Text;
using CentralOps.Domain.Administration;
using CentralOps.Domain.Cases;
using CentralOps.Domain.Cases.Advancing;
using CentralOps.Domain.Cases.Views;
using CentralOps.Domain.Content;
using CentralOps.Domain.Dispatch;
using CentralOps.Domain.Intake;
using CentralOps.Domain.Intake.Pictures;
using CentralOps.Domain.Kernel;
using CentralOps.Domain.Recognition;
using CentralOps.Domain.Rules;
using CentralOps.Tests.Cases;
using CentralOps.Tests.Processes;
using CentralOps.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace CentralOps.Tests.Intake;

[Trait("Category", "db")]
public sealed class AnotherPictureTests
{
    private static readonly string Process = Line.Of("recognition.pages", "entry.fields", "rules:level", "review", "authorization", "branch.rework");

    private const string Draft = """{"seen":[],"remark":"so far so good"}""";

    [Theory, MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task The_picture_that_a_reviewer_asked_for_comes_back_to_the_same_person_with_what_they_had_done(string provider)
    {
        await using var desk = await Scene.AtReviewAsync(provider);
        var rita = await desk.Host.OnDutyAsync("rita", "review");
        var item = await desk.AskAsync(rita, "the customer's identity card", null);
        var sam = await desk.Host.OnDutyAsync("sam", "review");
        Assert.Equal(CaseStatus.WithBranch, (await desk.CaseAsync()).Status);
        Assert.Null(await desk.Host.Desk.TakeUpAsync(rita.Id)); // the task waits, she is free for others

        Assert.True((await desk.AnswerAsync([new(desk.Page("attachment of a card"), null)], "here it is")).Succeeded);
        await desk.Host.SettleAsync(desk.CaseId);

        Assert.Null(await desk.Host.Desk.TakeUpAsync(sam.Id)); // idle for longer, but it is rita's
        var again = await desk.Host.TakeAsync(rita);
        Assert.Equal((item.Id, Draft), (again.Id, again.Draft));
        var @case = await desk.CaseAsync();
        Assert.Equal((CaseStatus.Running, 2), (@case.Status, @case.LivePages.Count()));
        var picture = Assert.Single(@case.Body.Pictures);
        Assert.Equal(("here it is", 1), (picture.Answer, picture.Pages.Count));
        Assert.Equal("review.pages-unseen", (await desk.ApproveAsync(rita, again, [@case.LivePages.First().Id])).Refusal!.Code); // the new page must be looked at too
        Assert.True((await desk.ApproveAsync(rita, again)).Succeeded);
        Assert.Equal("authorization", (await desk.Host.Reader.OpenWorkAsync(desk.CaseId)).Single().Task);
    }

    [Theory, MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task When_whoever_asked_has_gone_the_task_goes_to_anybody_fit_without_their_draft(string provider)
    {
        await using var desk = await Scene.AtReviewAsync(provider);
        var rita = await desk.Host.OnDutyAsync("rita", "review");
        var item = await desk.AskAsync(rita, "the back of the cheque", null);
        Assert.True((await desk.Host.Desk.SignOutAsync(rita.Id, handBack: false)).Succeeded);

        Assert.True((await desk.AnswerAsync([new(desk.Page("attachment"), null)], null)).Succeeded);
        await desk.Host.SettleAsync(desk.CaseId);

        var other = await desk.Host.TakeAsync(await desk.Host.OnDutyAsync("sam", "review"));
        Assert.Equal((item.Id, null), (other.Id, other.Draft));
    }

    [Theory, MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task Whoever_asked_and_goes_on_a_break_leaves_the_task_to_the_others(string provider)
    {
        await using var desk = await Scene.AtReviewAsync(provider);
        var rita = await desk.Host.OnDutyAsync("rita", "review");
        var item = await desk.AskAsync(rita, "the back of the cheque", null);
        Assert.True((await desk.AnswerAsync([new(desk.Page("attachment"), null)], null)).Succeeded);
        await desk.Host.SettleAsync(desk.CaseId);

        Assert.True((await desk.Host.Desk.BreakAsync(rita.Id)).Succeeded);

        var other = await desk.Host.TakeAsync(await desk.Host.OnDutyAsync("sam", "review"));
        Assert.Equal((item.Id, null), (other.Id, other.Draft));
    }

    [Theory, MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task A_new_version_of_a_voucher_is_read_and_keyed_again_and_the_old_one_stays(string provider)
    {
        await using var desk = await Scene.AtReviewAsync(provider);
        var rita = await desk.Host.OnDutyAsync("rita", "review");
        var old = (await desk.CaseAsync()).LivePages.Single();
        await desk.AskAsync(rita, "the amount is in shadow", old.Id);

        Assert.True((await desk.AnswerAsync([new(desk.Page("sharper cheque"), old.Id)], null)).Succeeded);
        await desk.Host.SettleAsync(desk.CaseId);

        var @case = await desk.CaseAsync();
        Assert.Equal((true, 2), (@case.Pages[0].Replaced, @case.Pages.Count));
        Assert.Equal(2, (await desk.Host.Reader.OpenWorkAsync(desk.CaseId)).Count(w => w.Task == "entry.slice"));
        await desk.Host.KeyAsync("200", "carl", "dora");
        Assert.Equal(200m, (await desk.CaseAsync()).Amount);
        Assert.Equal("review", (await desk.Host.Reader.OpenWorkAsync(desk.CaseId)).Single().Task);
    }

    [Theory, MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task A_voucher_that_was_missing_is_read_before_anybody_decides(string provider)
    {
        await using var desk = await Scene.AtReviewAsync(provider, first: "attachment that came first");
        var rita = await desk.Host.OnDutyAsync("rita", "review");
        await desk.AskAsync(rita, "the cheque itself", null);

        Assert.True((await desk.AnswerAsync([new(desk.Page("the cheque"), null)], null)).Succeeded);
        await desk.Host.SettleAsync(desk.CaseId);

        Assert.Equal(2, (await desk.Host.Reader.OpenWorkAsync(desk.CaseId)).Count(w => w.Task == "entry.slice"));
    }

    [Theory, MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task The_branch_that_cannot_provide_it_says_why_and_the_desk_decides_without(string provider)
    {
        await using var desk = await Scene.AtReviewAsync(provider);
        var rita = await desk.Host.OnDutyAsync("rita", "review");
        var item = await desk.AskAsync(rita, "the identity card", null);

        Assert.Equal("intake.why-no-picture", (await desk.AnswerAsync([], " ")).Refusal!.Code);
        Assert.True((await desk.AnswerAsync([], "the customer has left")).Succeeded);

        var again = await desk.Host.TakeAsync(rita);
        Assert.Equal((item.Id, Draft), (again.Id, again.Draft));
        Assert.Equal("the customer has left", (await desk.CaseAsync()).Body.Pictures.Single().Answer);
        Assert.True((await desk.ApproveAsync(rita, again)).Succeeded);
    }

    [Theory, MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task An_approval_given_before_holds_when_only_a_paper_was_added(string provider)
    {
        await using var desk = await Scene.AtReviewAsync(provider, persons: 2);
        var rita = await desk.Host.OnDutyAsync("rita", "review");
        Assert.True((await desk.ApproveAsync(rita, await desk.Host.TakeAsync(rita))).Succeeded);
        var (ann, bob) = (await desk.Host.OnDutyAsync("ann", "authorization-1"), await desk.Host.OnDutyAsync("bob", "authorization-1"));
        Assert.True((await desk.ApproveAsync(ann, await desk.Host.TakeAsync(ann))).Succeeded);

        await desk.AskAsync(bob, "the contract", null);
        Assert.True((await desk.AnswerAsync([new(desk.Page("attachment: contract"), null)], null)).Succeeded);
        await desk.Host.SettleAsync(desk.CaseId);
        Assert.True((await desk.ApproveAsync(bob, await desk.Host.TakeAsync(bob))).Succeeded);

        Assert.Equal(CaseStatus.Completed, (await desk.CaseAsync()).Status); // ann is not asked again, and nobody in her place
    }

    [Theory, MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task Asking_and_answering_twice_counts_once_and_the_same_picture_is_no_new_one(string provider)
    {
        await using var desk = await Scene.AtReviewAsync(provider);
        var rita = await desk.Host.OnDutyAsync("rita", "review");
        var item = await desk.Host.TakeAsync(rita);
        var (ask, answer) = (Guid.NewGuid(), Guid.NewGuid());
        var wanted = WorkResult.Of("ask-picture", new PictureWanted("again please", null, [], null));
        Assert.Equal("cases.picture-unnamed", (await desk.Host.Advancer.FinishAsync(rita.Id, item.Id, ask, WorkResult.Of("ask-picture", new PictureWanted(" ", null, [], null)))).Refusal!.Code);
        Assert.Equal("cases.no-such-page", (await desk.Host.Advancer.FinishAsync(rita.Id, item.Id, ask, WorkResult.Of("ask-picture", new PictureWanted("x", Guid.NewGuid(), [], null)))).Refusal!.Code);
        Assert.True((await desk.Host.Advancer.FinishAsync(rita.Id, item.Id, ask, wanted)).Succeeded);
        Assert.True((await desk.Host.Advancer.FinishAsync(rita.Id, item.Id, ask, wanted)).Succeeded);
        Assert.Single((await desk.CaseAsync()).Body.Pictures);

        var task = await desk.Host.OpenAsync(desk.CaseId, AnotherPicture.Task);
        var known = (await desk.CaseAsync()).LivePages.Single();
        var same = desk.Page("attachment") with { ContentHash = known.ContentHash };
        Assert.Equal("intake.page-already-there", (await desk.Host.Get<AnswerPicture>().AnswerAsync(desk.Teller.Id, task.Id, answer, [new(same, null)], null)).Refusal!.Code);
        PageReplacement[] pages = [new(desk.Page("attachment"), null)];
        Assert.True((await desk.Host.Get<AnswerPicture>().AnswerAsync(desk.Teller.Id, task.Id, answer, pages, null)).Succeeded);
        Assert.True((await desk.Host.Get<AnswerPicture>().AnswerAsync(desk.Teller.Id, task.Id, answer, pages, null)).Succeeded);
        await desk.Host.SettleAsync(desk.CaseId);
        Assert.Equal(2, (await desk.CaseAsync()).Pages.Count);
    }

    [Theory, MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task A_page_with_a_fault_is_not_taken_and_a_supervisor_can_let_the_task_go_on_without(string provider)
    {
        await using var desk = await Scene.AtReviewAsync(provider);
        var rita = await desk.Host.OnDutyAsync("rita", "review");
        var item = await desk.AskAsync(rita, "the identity card", null);
        var blank = desk.Page("blank") with { Problems = [new QualityProblem("blank", Blocking: true, 0)] };
        Assert.Equal("intake.bad-page", (await desk.AnswerAsync([new(blank, null)], null)).Refusal!.Code);

        var boss = desk.Host.Person("boss");
        desk.Host.Grant(boss, Permissions.DispatchManage);
        Assert.True((await desk.Host.Get<ISupervisorDesk>().ReleaseAsync(boss.Id, item.Id)).Succeeded);
        var sam = await desk.Host.OnDutyAsync("sam", "review");
        await desk.Host.Desk.BreakAsync(rita.Id);
        var other = await desk.Host.TakeAsync(sam);
        Assert.Equal((item.Id, null), (other.Id, other.Draft));
        Assert.True((await desk.ApproveAsync(sam, other)).Succeeded);
        Assert.Equal("authorization", (await desk.Host.Reader.OpenWorkAsync(desk.CaseId)).Single().Task); // the branch is not asked for what nobody waits for
        Assert.Equal(CaseStatus.Running, (await desk.CaseAsync()).Status);
    }

    /// <summary>A case that two people have keyed, waiting for review.</summary>
    private sealed class Scene(CaseHost host, StaffMember teller, Guid caseId) : IAsyncDisposable
    {
        public CaseHost Host => host;

        public StaffMember Teller => teller;

        public Guid CaseId => caseId;

        public static async Task<Scene> AtReviewAsync(string provider, int persons = 1, string first = "cheque")
        {
            var host = await CaseHost.StartAsync(provider, Process, [new ChequeReader()], s => s.AddSingleton<IDecisionService>(new FixedDecisions(("authorization_level", 1m), ("authorization_persons", (decimal)persons))));
            var teller = host.Person("teller");
            var sent = await host.SubmitAsync(teller, look: first);
            var scene = new Scene(host, teller, sent.CaseId);
            await host.SettleAsync(sent.CaseId);
            if (!first.StartsWith("attachment", StringComparison.Ordinal)) await host.KeyAsync("100", "anna", "ben");
            return scene;
        }

        public Task<Case> CaseAsync() => host.CaseAsync(caseId);

        public DraftPage Page(string look)
        {
            var hash = ((IContentStore)host).PutAsync(Encoding.UTF8.GetBytes(look)).Result;
            return new DraftPage(Ids.New(), hash, hash, 100, 50, 0, "again.png", [], null);
        }

        public Task<WorkItem> AskAsync(StaffMember who, string wanted, Guid? page) => host.DoAsync(who, WorkResult.Of("ask-picture", new PictureWanted(wanted, page, [], Draft)));

        public async Task<Outcome> AnswerAsync(IReadOnlyList<PageReplacement> pages, string? text) =>
            await host.Get<AnswerPicture>().AnswerAsync(teller.Id, (await host.OpenAsync(caseId, AnotherPicture.Task)).Id, Guid.NewGuid(), pages, text);

        public async Task<Outcome> ApproveAsync(StaffMember who, WorkItem item, IReadOnlyList<Guid>? seen = null) =>
            await host.FinishAsync(who, item, WorkResult.Done(new Approved(seen ?? [.. (await CaseAsync()).LivePages.Select(p => p.Id)], null)));

        public ValueTask DisposeAsync() => host.DisposeAsync();
    }
}
