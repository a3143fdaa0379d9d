using CentralOps.Domain.Administration;
using CentralOps.Domain.Administration.Changes;
using CentralOps.Domain.Cases;
using CentralOps.Domain.Cases.Advancing;
using CentralOps.Domain.Versioning;
using Microsoft.Playwright;

namespace CentralOps.Tests.EndToEnd.NewStep;

/// <summary>A step that the product does not have is brought by one line, drawn into a process, given to the bank's own post, and done at a desk.</summary>
[Trait("Category", "e2e")]
public sealed class NewStepStoryTests
{
    private const string Post = "courtesy-desk";

    // One person says yes, nothing is booked: what a bank would begin with.
    private const string Process = """
        <bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:bpmndi="http://www.omg.org/spec/BPMN/20100524/DI"
          xmlns:dc="http://www.omg.org/spec/DD/20100524/DC" xmlns:di="http://www.omg.org/spec/DD/20100524/DI" xmlns:co="http://centralops.example/bpmn" targetNamespace="test">
          <bpmn:process id="internal-transfer" name="内部账务" isExecutable="true">
            <bpmn:startEvent id="start"/><bpmn:userTask id="ask" name="复核" co:step="review"/><bpmn:endEvent id="end"/>
            <bpmn:sequenceFlow id="f1" sourceRef="start" targetRef="ask"/><bpmn:sequenceFlow id="f2" sourceRef="ask" targetRef="end"/>
          </bpmn:process>
          <bpmndi:BPMNDiagram id="d"><bpmndi:BPMNPlane id="p" bpmnElement="internal-transfer">
            <bpmndi:BPMNShape id="s1" bpmnElement="start"><dc:Bounds x="160" y="120" width="36" height="36"/></bpmndi:BPMNShape>
            <bpmndi:BPMNShape id="s2" bpmnElement="ask"><dc:Bounds x="300" y="98" width="120" height="80"/></bpmndi:BPMNShape>
            <bpmndi:BPMNShape id="s3" bpmnElement="end"><dc:Bounds x="520" y="120" width="36" height="36"/></bpmndi:BPMNShape>
            <bpmndi:BPMNEdge id="e1" bpmnElement="f1"><di:waypoint x="196" y="138"/><di:waypoint x="300" y="138"/></bpmndi:BPMNEdge>
            <bpmndi:BPMNEdge id="e2" bpmnElement="f2"><di:waypoint x="420" y="138"/><di:waypoint x="520" y="138"/></bpmndi:BPMNEdge>
          </bpmndi:BPMNPlane></bpmndi:BPMNDiagram>
        </bpmn:definitions>
        """;

    [Fact]
    public async Task A_step_from_outside_is_drawn_published_given_to_the_banks_own_post_and_done_in_a_browser()
    {
        await using var portal = await OwnPortal.StartAsync(services => services.AddCourtesyCalls());
        await OpenPostAsync(portal);
        await portal.Get<IConfigurationStore>().AddAsync(ConfigurationKind.Process, "internal-transfer", Process, "test", publish: true);

        var author = await DrawAsync(portal);
        var second = await portal.OpenAsync("admin2", "processes/internal-transfer");
        await second.Locator("[data-element-id=ask]").First.WaitForAsync();
        await second.PublishAsync();
        await Assertions.Expect(second.Locator(".page-head")).ToContainTextAsync("v3 生效中");

        var caseId = await SubmitAsync(portal);
        var caller = await portal.OpenAsync("review1", "desk");
        await caller.Locator($".post-choice input[value='{Post}']").CheckAsync();
        await caller.Locator(".post-choice .btn-primary").ClickAsync();
        var task = caller.Locator("[data-task=courtesy][data-item]");
        await Assertions.Expect(task).ToContainTextAsync("021-5555-0188"); // the machine of its own queue has found it

        await BoardsKnowAsync(portal);
        await task.Locator("[data-role=pleased]").ClickAsync();
        await Assertions.Expect(task).ToHaveCountAsync(0);
        Assert.Equal(CaseStatus.Completed, (await portal.Get<ICaseReader>().ReadAsync(caseId))!.Status);

        // No other process of the bank is harmed when the post goes; this one is.
        var closed = APost(active: false, portal.Get<IWorkPosts>().Find(Post)!.Version);
        var refused = await portal.Get<ManagePosts>().SaveAsync(await portal.PersonAsync("admin"), closed);
        Assert.Equal("administration.post-in-use(内部账务)", refused.Refusal?.ToString());
        await author.GotoAsync($"{portal.Address}/screens/courtesy");
        await Assertions.Expect(author.Locator("#s-screen option[value=courtesy]")).ToHaveTextAsync("关怀回访");
        Assert.Empty(portal.Browsers.Complaints);
    }

    private static async Task OpenPostAsync(OwnPortal portal)
    {
        var admin = await portal.PersonAsync("admin");
        Assert.Null((await portal.Get<ManagePosts>().SaveAsync(admin, APost(active: true, Guid.Empty))).Refusal);
        var caller = await portal.PersonAsync("review1");
        var draft = new PersonDraft(
            caller.Id, caller.UserName, caller.DisplayName, caller.BranchCode, [.. caller.Roles], [.. caller.Posts, Post], caller.AuthorizationLevel, caller.AmountLimit);
        Assert.Equal(ChangeEffect.Waits, (await portal.Get<ManagePeople>().ChangeAsync(admin, draft)).Value.Effect); // a bank's own post may decide anything: two people
        var waiting = Assert.Single(await portal.Get<IProposedChanges>().WaitingAsync());
        Assert.Null((await portal.Get<DecideOnChange>().ApproveAsync(await portal.PersonAsync("admin2"), waiting.Id)).Refusal);
    }

    private static WorkPost APost(bool active, Guid version) => new()
    {
        Code = Post, NameZh = "关怀岗", NameEn = "Courtesy", TargetSeconds = 45, Order = 20, Active = active, Version = version,
    };

    private static async Task<IPage> DrawAsync(OwnPortal portal)
    {
        var author = await portal.OpenAsync("admin", "processes/internal-transfer");
        await Assertions.Expect(author.Locator("[data-part=palette]")).ToContainTextAsync("客户关怀回访");
        await author.Locator("[data-part=canvas] [data-element-id=ask] > .djs-hit").First.ClickAsync();
        await Assertions.Expect(author.Locator("[data-part=properties] code").First).ToHaveTextAsync("ask");
        await author.Locator("[data-part=properties] select").First.SelectOptionAsync("customer.courtesy");
        await author.Locator("[data-part=properties] select").Nth(1).SelectOptionAsync(Post);
        await author.Locator("[data-act=try]").ClickAsync();
        await author.Locator("[data-act=dry-start]").ClickAsync();
        await author.Locator("[data-act=dry-end]").ClickAsync();
        await author.Locator("[data-act=save]").ClickAsync();
        await Assertions.Expect(author.Locator(".page-head")).ToContainTextAsync("v3 草稿");
        await author.Locator("[data-act=tested]").ClickAsync();
        return author;
    }

    private static async Task<Guid> SubmitAsync(OwnPortal portal)
    {
        var teller = await portal.OpenAsync("teller1", "intake/submit");
        await Assertions.Expect(teller.Locator(".tray .drop button")).ToBeEnabledAsync(); // the page listens
        await teller.Locator("input[value='internal-transfer']").CheckAsync();
        (string Box, string Value)[] form =
        [
            ("debit-account", "1102000000002241019"), ("debit-name", "浦江支行其他应付款"), ("credit-account", "1102000000002211020"), ("credit-name", "浦江支行手续费收入"),
            ("amount", "1,280.50"), ("purpose", "结转手续费"),
        ];
        foreach (var (box, value) in form)
            await teller.Locator($"#form-{box}").FillAsync(value);
        foreach (var item in await teller.Locator(".checklist input").AllAsync()) await item.CheckAsync();
        await teller.Locator("#submit-case").ClickAsync();
        var link = teller.Locator(".sent a[href^='cases/']");
        await link.WaitForAsync();
        return Guid.Parse((await link.GetAttributeAsync("href"))!.Split('/')[1]);
    }

    private static async Task BoardsKnowAsync(OwnPortal portal)
    {
        var board = await portal.OpenAsync("supervisor", "monitoring/board");
        await Assertions.Expect(board.Locator(".queues")).ToContainTextAsync("关怀岗");
        await board.GotoAsync($"{portal.Address}/monitoring/system");
        await Assertions.Expect(board.Locator("main")).ToContainTextAsync("号码簿");
    }
}
