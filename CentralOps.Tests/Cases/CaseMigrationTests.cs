using CentralOps.Domain.Administration;
using CentralOps.Domain.Cases;
using CentralOps.Domain.Cases.Advancing;
using CentralOps.Domain.Cases.Migrating;
using CentralOps.Domain.Cases.Views;
using CentralOps.Domain.Kernel;
using CentralOps.Domain.Processes.Migration;
using CentralOps.Domain.Versioning;
using CentralOps.Tests.Support;

namespace CentralOps.Tests.Cases;

[Trait("Category", "db")]
public sealed class CaseMigrationTests
{
    private static string Process(string between) => $"""
        <bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:co="http://centralops.example/bpmn" targetNamespace="test">
          <bpmn:process id="main" isExecutable="true">
            <bpmn:startEvent id="start"/><bpmn:sequenceFlow id="f1" sourceRef="start" targetRef="review"/>
            <bpmn:userTask id="review" name="Review" co:step="review"/>
            {between}
            <bpmn:userTask id="rework" name="Rework" co:step="branch.rework"/><bpmn:sequenceFlow id="f5" sourceRef="rework" targetRef="review"/>
            <bpmn:endEvent id="end"/>
          </bpmn:process>
        </bpmn:definitions>
        """;

    private static readonly string First = Process("""<bpmn:sequenceFlow id="f2" sourceRef="review" targetRef="end"/>""");

    private static readonly string Second = Process("""
        <bpmn:sequenceFlow id="f2" sourceRef="review" targetRef="risk"/><bpmn:userTask id="risk" name="Risk" co:step="risk.decide"/><bpmn:sequenceFlow id="f3" sourceRef="risk" targetRef="end"/>
        """);

    [Theory, MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task Cases_move_by_the_yes_of_a_second_person_go_the_new_way_and_come_back(string provider)
    {
        await using var host = await CaseHost.StartAsync(provider, First, []);
        var teller = host.Person("teller");
        var (one, two) = (await host.SubmitAsync(teller, look: "1"), await host.SubmitAsync(teller, look: "2"));
        await host.Get<IConfigurationStore>().AddAsync(ConfigurationKind.Process, "main", Second, "test", publish: true);
        var (anna, ben) = (Admin("anna"), Admin("ben"));
        var migration = host.Get<MigrateCases>();
        var target = new MigrationTarget("main", 2, new Dictionary<string, string>());

        var preview = await migration.PreviewAsync(target);
        Assert.Equal([one.Number, two.Number], preview.Cases.Select(c => c.Number).Order());
        Assert.All(preview.Cases, c => Assert.True(c.Possible));

        Assert.Equal("processes.no-reason", (await migration.ProposeAsync(anna, target, [one.CaseId], " ")).Refusal!.Code);
        var batch = (await migration.ProposeAsync(anna, target, [one.CaseId], "risk must see them")).Value;
        Assert.Equal("processes.own-batch", (await migration.ApplyAsync(anna, batch.Id)).Refusal!.Code);
        Assert.Equal(1, (await host.CaseAsync(one.CaseId)).Process.Version);
        Assert.True(Assert.Single((await migration.ApplyAsync(ben, batch.Id)).Value.CaseList()).Moved);
        Assert.Equal((2, 1), ((await host.CaseAsync(one.CaseId)).Process.Version, (await host.CaseAsync(two.CaseId)).Process.Version));
        Assert.Equal("processes.batch-applied", (await migration.ApplyAsync(ben, batch.Id)).Refusal!.Code);

        // The task that waited before still counts, and leads on the new way.
        await ReviewAsync(host, one.CaseId);
        Assert.Equal("risk", (await host.OpenAsync(one.CaseId, "risk")).Task);
        await ReviewAsync(host, two.CaseId);
        Assert.Equal(CaseStatus.Completed, (await host.CaseAsync(two.CaseId)).Status);

        // Back: the case stands where the old version has nothing, so it stays and is named.
        var undone = (await migration.UndoAsync(anna, batch.Id)).Value;
        Assert.Equal(("processes.cannot-move", false), (Assert.Single(undone.CaseList()).Left, undone.CaseList()[0].Moved));
        Assert.Equal(2, (await host.CaseAsync(one.CaseId)).Process.Version);
    }

    [Theory, MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task A_batch_that_is_taken_back_at_once_leaves_every_case_as_it_was(string provider)
    {
        await using var host = await CaseHost.StartAsync(provider, First, []);
        var sent = await host.SubmitAsync(host.Person("teller"));
        await host.Get<IConfigurationStore>().AddAsync(ConfigurationKind.Process, "main", Second, "test", publish: true);
        var before = StoredJson.Write((await host.CaseAsync(sent.CaseId)).Process);
        var migration = host.Get<MigrateCases>();
        var batch = (await migration.ProposeAsync(Admin("anna"), new MigrationTarget("main", 2, new Dictionary<string, string>()), [sent.CaseId], "why")).Value;
        Assert.True((await migration.ApplyAsync(Admin("ben"), batch.Id)).Succeeded);
        Assert.True((await migration.UndoAsync(Admin("ben"), batch.Id)).Succeeded);
        Assert.Equal(before, StoredJson.Write((await host.CaseAsync(sent.CaseId)).Process));
        Assert.Equal(["migrated", "migrated"], (await host.Reader.EventsAsync(sent.CaseId)).Where(e => e.Code == "migrated").Select(e => e.Code));
    }

    private static StaffMember Admin(string name) => new(Guid.CreateVersion7(), name, name, "", [], 0, null, true, [], new HashSet<string> { Permissions.AdminConfiguration });

    private static async Task ReviewAsync(CaseHost host, Guid caseId)
    {
        var reviewer = await host.OnDutyAsync($"r{caseId:N}", "review");
        var item = await host.OpenAsync(caseId, "review");
        while (await host.TakeAsync(reviewer) is { } mine)
        {
            if (mine.Id == item.Id)
            {
                var pages = (await host.CaseAsync(caseId)).Pages.Select(p => p.Id).ToList();
                Assert.True((await host.Advancer.FinishAsync(reviewer.Id, item.Id, Guid.NewGuid(), WorkResult.Done(new Approved(pages, null)))).Succeeded);
                await host.Desk.SignOutAsync(reviewer.Id, handBack: true);
                return;
            }

            throw new InvalidOperationException("another case came first");
        }
    }
}
