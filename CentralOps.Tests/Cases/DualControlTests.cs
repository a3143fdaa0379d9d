using CentralOps.Domain.Cases;
using CentralOps.Domain.Cases.Advancing;
using CentralOps.Domain.Cases.Views;
using CentralOps.Domain.Configuration;
using CentralOps.Domain.Intake;
using CentralOps.Tests.Support;

namespace CentralOps.Tests.Cases;

/// <summary>Who made a case on a form neither checks nor authorizes it.</summary>
[Trait("Category", "db")]
public sealed class DualControlTests
{
    private static readonly string Process = Line.Of("authorization", "branch.rework");

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
        Assert.Equal("intake.form-wrong", (await host.Counter.AnswerReturnAsync(maker.Id, rework.Id, Guid.NewGuid(), [], null, new Dictionary<string, string> { ["amount"] = "" })).Refusal!.Code);
        Assert.True((await host.Counter.AnswerReturnAsync(maker.Id, rework.Id, Guid.NewGuid(), [], null, new Dictionary<string, string> { ["amount"] = "900" })).Succeeded);
        Assert.Equal(900m, (await host.CaseAsync(sent.CaseId)).Amount);
        await host.OpenAsync(sent.CaseId, "authorization");
    }

    private static WorkResult Yes => WorkResult.Done(new Approved([], null));

    private static async Task<CaseHost> StartAsync(string provider)
    {
        var host = await CaseHost.StartAsync(provider, Process, []);
        await host.TypeAsync("internal-transfer", ""","form":[{"code":"amount"}]""");
        return host;
    }

    private static Task<Domain.Kernel.Outcome<SubmittedCase>> SubmitAsync(CaseHost host, Guid maker, Dictionary<string, string> form) =>
        host.Counter.SubmitAsync(maker, new Submission(Guid.NewGuid(), "internal-transfer", [], []) { Fields = form });
}
