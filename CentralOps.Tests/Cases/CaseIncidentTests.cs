using CentralOps.Domain.Cases;
using CentralOps.Domain.Cases.Advancing;
using CentralOps.Domain.Cases.Views;
using CentralOps.Domain.Processes.Migration;
using CentralOps.Domain.Versioning;
using CentralOps.Tests.Support;

namespace CentralOps.Tests.Cases;

/// <summary>A case that stops at an evaluation error: seen, mended by a value or a new version, tried again.</summary>
[Trait("Category", "db")]
public sealed class CaseIncidentTests
{
    private static string Process(string condition) => $"""
        <bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:co="http://centralops.example/bpmn" targetNamespace="test">
          <bpmn:process id="main" isExecutable="true">
            <bpmn:startEvent id="start"/><bpmn:sequenceFlow id="f1" sourceRef="start" targetRef="way"/>
            <bpmn:exclusiveGateway id="way" name="Which way"/>
            <bpmn:sequenceFlow id="f2" sourceRef="way" targetRef="review"><bpmn:conditionExpression>{condition}</bpmn:conditionExpression></bpmn:sequenceFlow>
            <bpmn:sequenceFlow id="f3" sourceRef="way" targetRef="end"><bpmn:conditionExpression>channel = "nowhere"</bpmn:conditionExpression></bpmn:sequenceFlow>
            <bpmn:userTask id="review" name="Review" co:step="review"/><bpmn:sequenceFlow id="f4" sourceRef="review" targetRef="end"/><bpmn:endEvent id="end"/>
          </bpmn:process>
        </bpmn:definitions>
        """;

    [Theory, MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task A_value_mends_it_and_a_retry_that_fails_again_says_so_and_changes_nothing(string provider)
    {
        await using var host = await CaseHost.StartAsync(provider, Process("checked_by = \"hand\""), []);
        var sent = await host.SubmitAsync(host.Person("teller"));
        Assert.Equal(CaseStatus.Incident, (await host.CaseAsync(sent.CaseId)).Status);
        var mender = await host.OnDutyAsync("mia", "incident");
        var item = await host.TakeAsync(mender);
        Assert.Contains("Which way", item.Payload);

        Task<Domain.Kernel.Outcome> Try(Dictionary<string, string>? values) => host.Advancer.FinishAsync(mender.Id, item.Id, Guid.NewGuid(), WorkResult.Done(new IncidentHandled(true, values)));
        var again = (await Try(null)).Refusal!;
        Assert.Equal(("cases.retry-failed", "Which way"), (again.Code, again.Args[0]));
        Assert.Equal(item.Id, (await host.OpenAsync(sent.CaseId, "incident")).Id);
        Assert.Equal("cases.bad-fact-value", (await Try(new() { ["checked_by"] = "hand" })).Refusal!.Code);
        Assert.Equal("cases.untouchable-fact", (await Try(new() { ["posting_begun"] = "false" })).Refusal!.Code);
        Assert.Equal("cases.bad-fact", (await Try(new() { ["Checked-by"] = "1" })).Refusal!.Code);

        Assert.True((await Try(new() { ["checked_by"] = "\"hand\"" })).Succeeded);
        var mended = await host.CaseAsync(sent.CaseId);
        Assert.Equal((CaseStatus.Running, "hand"), (mended.Status, mended.Facts.Named("checked_by")));
        Assert.Equal("review", (await host.OpenAsync(sent.CaseId, "review")).Task);
        Assert.Contains((await host.Reader.EventsAsync(sent.CaseId)), e => e.Code == "fact-set" && e.UserId == mender.Id);
    }

    [Theory, MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task A_corrected_version_mends_it_too(string provider)
    {
        await using var host = await CaseHost.StartAsync(provider, Process("checked_by = \"hand\""), []);
        var sent = await host.SubmitAsync(host.Person("teller"));
        await host.Get<IConfigurationStore>().AddAsync(ConfigurationKind.Process, "main", Process("channel = \"branch\""), "test", publish: true);
        Assert.True((await host.Advancer.MigrateAsync(Guid.NewGuid(), sent.CaseId, new MigrationTarget("main", 2, new Dictionary<string, string>()))).Succeeded);
        var mender = await host.OnDutyAsync("mia", "incident");
        var item = await host.TakeAsync(mender);
        Assert.True((await host.Advancer.FinishAsync(mender.Id, item.Id, Guid.NewGuid(), WorkResult.Done(new IncidentHandled(true)))).Succeeded);
        Assert.Equal("review", (await host.OpenAsync(sent.CaseId, "review")).Task);
    }

    [Theory, MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task The_picture_of_the_case_shows_where_it_went_and_where_it_stands(string provider)
    {
        await using var host = await CaseHost.StartAsync(provider, Process("channel = \"branch\""), []);
        var teller = host.Person("teller");
        var sent = await host.SubmitAsync(teller);
        var path = Assert.Single(await host.Get<ICasePaths>().FindAsync(teller.Id, sent.CaseId));
        Assert.Equal(["review"], path.Standing);
        Assert.Contains("f2", path.Passed);
        Assert.DoesNotContain("f3", path.Passed);
        var visit = Assert.Single(path.Visits);
        Assert.Equal(("review", 1, null), (visit.ElementId, visit.Times, visit.LeftAt));


        Assert.Empty(await host.Get<ICasePaths>().FindAsync(Guid.NewGuid(), sent.CaseId));

        var reviewer = await host.OnDutyAsync("rita", "review");
        var item = await host.TakeAsync(reviewer);
        var pages = (await host.CaseAsync(sent.CaseId)).Pages.Select(p => p.Id).ToList();
        Assert.True((await host.Advancer.FinishAsync(reviewer.Id, item.Id, Guid.NewGuid(), WorkResult.Done(new Approved(pages, null)))).Succeeded);
        var after = Assert.Single(Assert.Single(await host.Get<ICasePaths>().FindAsync(teller.Id, sent.CaseId)).Visits);
        Assert.NotNull(after.LeftAt);
        Assert.Equal(["rita"], after.People);

        var heat = await host.Get<IProcessHeat>().ReadAsync("main", 1);
        Assert.Equal(("review", 1), (Assert.Single(heat.Steps).ElementId, heat.Steps[0].Count));
        Assert.True(heat.Steps[0].Wait >= TimeSpan.Zero);
    }
}
