using CentralOps.Domain.Administration;
using CentralOps.Domain.Cases;
using CentralOps.Domain.Cases.Advancing;
using CentralOps.Domain.Cases.Views;
using CentralOps.Domain.Intake;
using CentralOps.Domain.Intake.BranchTasks;
using CentralOps.Domain.Intake.Rework;
using CentralOps.Domain.Intake.Submit;
using CentralOps.Tests.Support;

namespace CentralOps.Tests.Cases;

/// <summary>Who made a case on a form neither checks nor authorizes it.</summary>
[Trait("Category", "db")]
public sealed class DualControlTests
{
    private static readonly string Process = Line.Of("rules:level", "authorization", "branch.rework");

    private static readonly Dictionary<string, string> Form = new() { ["amount"] = "1,000" };

    [Theory, MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task The_maker_is_neither_given_the_check_nor_believed_when_they_claim_it(string provider)
    {
        await using var host = await StartAsync(provider);
        var maker = await host.OnDutyAsync("maker", "authorization-1");
        var sent = (await SubmitAsync(host, maker.Id, Form)).Value;
        Assert.Equal(1000m, (await host.CaseAsync(sent.CaseId)).Amount);

        Assert.Null(await host.Desk.TakeUpAsync(maker.Id));
        var item = await host.OpenAsync(sent.CaseId, "authorization");
        Assert.False((await host.FinishAsync(maker, item, Yes)).Succeeded);

        var checker = await host.OnDutyAsync("checker", "authorization-1");
        Assert.Equal(item.Id, (await host.TakeAsync(checker)).Id);
        Assert.True((await host.FinishAsync(checker, item, Yes)).Succeeded);
        Assert.Equal(CaseStatus.Completed, (await host.CaseAsync(sent.CaseId)).Status);
    }

    [Theory, MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task A_form_is_taken_only_when_every_box_is_right(string provider)
    {
        await using var host = await StartAsync(provider);
        var maker = host.Person("maker");
        Assert.Equal("intake.form-wrong", (await SubmitAsync(host, maker.Id, [])).Refusal!.Code);
        Assert.Equal("intake.form-wrong", (await SubmitAsync(host, maker.Id, new() { ["amount"] = "1.005" })).Refusal!.Code);
        Assert.Equal("intake.form-unknown", (await SubmitAsync(host, maker.Id, new() { ["amount"] = "1", ["payer.account"] = "1" })).Refusal!.Code);
    }

    [Theory, MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task An_amount_that_the_maker_changes_after_a_return_needs_a_new_yes(string provider)
    {
        await using var host = await StartAsync(provider);
        var maker = host.Person("maker");
        var sent = (await SubmitAsync(host, maker.Id, Form)).Value;
        var checker = await host.OnDutyAsync("checker", "authorization-1");
        var item = await host.TakeAsync(checker);
        Assert.True((await host.FinishAsync(checker, item, WorkResult.Of("return-branch", new ReturnNote("R06", null, [])))).Succeeded);

        var rework = await host.OpenAsync(sent.CaseId, "branch.rework");
        Assert.Equal("intake.form-wrong", (await host.Get<AnswerReturn>().AnswerAsync(maker.Id, rework.Id, Guid.NewGuid(), [], null, new Dictionary<string, string> { ["amount"] = "" })).Refusal!.Code);
        Assert.True((await host.Get<AnswerReturn>().AnswerAsync(maker.Id, rework.Id, Guid.NewGuid(), [], null, new Dictionary<string, string> { ["amount"] = "900" })).Succeeded);
        Assert.Equal(900m, (await host.CaseAsync(sent.CaseId)).Amount);
        await host.OpenAsync(sent.CaseId, "authorization");
    }

    [Theory]
    [InlineData("review", "review")]
    [InlineData("authorization", "authorization-1")]
    [InlineData("landing.decide", "landing")]
    [InlineData("branch.supplementary", "branch")]
    public async Task Whoever_submitted_and_whoever_filled_the_form_in_again_check_nothing_of_it(string step, string post)
    {
        await using var host = await CaseHost.StartAsync("sqlite", Line.Of(step == "review" ? "landing.decide" : "review", "rules:level", step, "branch.rework"), [], CaseHost.OneAuthorizer);
        await host.TypeAsync("internal-transfer", ""","form":[{"code":"amount"}]""");
        async Task<StaffMember> AtAsync(string name, params string[] posts) => post == "branch" ? host.Person(name) : await host.OnDutyAsync(name, posts);
        var maker = await AtAsync("maker", post, "review");
        var sent = (await SubmitAsync(host, maker.Id, Form)).Value;
        var first = await host.OnDutyAsync("first", step == "review" ? "landing" : "review");
        await host.DoAsync(first, WorkResult.Of("return-branch", new ReturnNote("R06", null, [])));
        var colleague = await AtAsync("colleague", post, "review");
        Assert.True((await host.Get<AnswerReturn>().AnswerAsync(
            colleague.Id, (await host.OpenAsync(sent.CaseId, "branch.rework")).Id, Guid.NewGuid(), [], null, new Dictionary<string, string> { ["amount"] = "900" })).Succeeded);
        await host.DoAsync(first, Yes);

        var item = (await host.Reader.OpenWorkAsync(sent.CaseId)).Single();
        foreach (var kept in (StaffMember[])[maker, colleague])
        {
            if (post != "branch") Assert.Null(await host.Desk.TakeUpAsync(kept.Id));
            else Assert.Equal("dispatch.separation-of-duties", (await host.Get<DecideForBranch>().DecideAsync(kept.Id, item.Id, Guid.NewGuid(), Yes)).Refusal?.Code);
        }

        var checker = await AtAsync("checker", post);
        if (post == "branch")
        {
            host.Change(checker with { AmountLimit = 1 });
            Assert.Equal("intake.above-limit", (await host.Get<DecideForBranch>().DecideAsync(checker.Id, item.Id, Guid.NewGuid(), Yes)).Refusal?.Code);
            Assert.NotEqual("intake.above-limit", (await host.Get<DecideForBranch>().DecideAsync(checker.Id, item.Id, Guid.NewGuid(), WorkResult.Of("reject", new { }))).Refusal?.Code);
            host.Change(checker);
            Assert.True((await host.Get<DecideForBranch>().DecideAsync(checker.Id, item.Id, Guid.NewGuid(), Yes)).Succeeded);
        }
        else
        {
            await host.DoAsync(checker, Yes);
        }

        Assert.Equal(CaseStatus.Completed, (await host.CaseAsync(sent.CaseId)).Status);
    }

    [Fact]
    public async Task Whoever_corrected_a_landed_order_does_not_decide_on_it()
    {
        await using var host = await CaseHost.StartAsync("sqlite", Line.Of("correction", "landing.decide"), []);
        await host.TypeAsync("internal-transfer", ""","form":[{"code":"amount"}]""");
        await SubmitAsync(host, host.Person("maker").Id, Form);
        var both = await host.OnDutyAsync("both", "correction", "landing");
        await host.DoAsync(both, WorkResult.Done(new FieldsCorrected(new Dictionary<string, string?> { ["amount"] = "900" })));
        Assert.Null(await host.Desk.TakeUpAsync(both.Id));
        await host.DoAsync(await host.OnDutyAsync("other", "landing"), Yes);
    }

    [Theory, MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task A_case_is_found_by_the_number_and_named_after_the_customer_that_its_type_names(string provider)
    {
        await using var host = await StartAsync(provider);
        await host.TypeAsync("other", ""","form":[{"code":"amount"}],"numbers":["amount"],"customer":"amount" """);
        var sent = (await host.Get<SubmitCase>().SubmitAsync(host.Person("maker").Id, new Submission(Guid.NewGuid(), "other", [], []) { Fields = Form })).Value;
        Assert.Equal(sent.CaseId, await host.Reader.FindByKeyAsync("voucher", "1000.00"));
        Assert.Equal("1000.00", (await host.CaseAsync(sent.CaseId)).CustomerName);
        var usual = (await SubmitAsync(host, host.Person("maker").Id, new() { ["amount"] = "2,000" })).Value;
        Assert.Equal((null, null), (await host.Reader.FindByKeyAsync("voucher", "2000.00"), (await host.CaseAsync(usual.CaseId)).CustomerName));
    }

    private static WorkResult Yes => WorkResult.Done(new Approved([], null));

    private static async Task<CaseHost> StartAsync(string provider)
    {
        var host = await CaseHost.StartAsync(provider, Process, [], CaseHost.OneAuthorizer);
        await host.TypeAsync("internal-transfer", ""","form":[{"code":"amount"}]""");
        return host;
    }

    private static Task<Domain.Kernel.Outcome<SubmittedCase>> SubmitAsync(CaseHost host, Guid maker, Dictionary<string, string> form) =>
        host.Get<SubmitCase>().SubmitAsync(maker, new Submission(Guid.NewGuid(), "internal-transfer", [], []) { Fields = form });
}
