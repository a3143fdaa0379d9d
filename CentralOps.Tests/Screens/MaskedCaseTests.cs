using CentralOps.Domain.Cases;
using CentralOps.Domain.Cases.Advancing;
using CentralOps.Domain.Cases.Steps;
using CentralOps.Domain.Cases.Views;
using CentralOps.Domain.Configuration;
using CentralOps.Domain.Dispatch;
using CentralOps.Domain.Recognition;
using CentralOps.Domain.Screens;
using CentralOps.Domain.Screens.Design;
using CentralOps.Tests.Cases;
using CentralOps.Tests.Support;

namespace CentralOps.Tests.Screens;

/// <summary>Screens in force over real cases.</summary>
[Trait("Category", "db")]
public sealed class MaskedCaseTests
{
    private const string Process = """
        <bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:co="http://centralops.example/bpmn" targetNamespace="test">
          <bpmn:process id="main" isExecutable="true">
            <bpmn:startEvent id="start"/><bpmn:sequenceFlow id="f0" sourceRef="start" targetRef="pages"/>
            <bpmn:serviceTask id="pages" name="Recognise" co:step="recognition.pages"/><bpmn:sequenceFlow id="f3" sourceRef="pages" targetRef="entry"/>
            <bpmn:userTask id="entry" name="Entry" co:step="entry.fields"/><bpmn:sequenceFlow id="f1" sourceRef="entry" targetRef="review"/>
            <bpmn:userTask id="review" name="Review" co:step="review"/><bpmn:sequenceFlow id="f2" sourceRef="review" targetRef="end"/>
            <bpmn:endEvent id="end"/>
          </bpmn:process>
        </bpmn:definitions>
        """;

    [Theory, MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task A_published_screen_reaches_the_next_look_and_a_masked_value_is_given_to_its_holder_only_and_audited(string provider)
    {
        await using var host = await CaseHost.StartAsync(provider, Process, [new Eye()]);
        var sent = await host.SubmitAsync(host.Person("teller"));
        await host.SettleAsync(sent.CaseId);
        foreach (var keyer in new[] { await host.OnDutyAsync("anna", "entry"), await host.OnDutyAsync("ben", "entry") })
            await host.Advancer.FinishAsync(keyer.Id, (await host.TakeAsync(keyer)).Id, Guid.NewGuid(), WorkResult.Done(new SliceKeyed("100", false, 800)));
        var rita = await host.OnDutyAsync("rita", "review");
        var item = await host.TakeAsync(rita);
        var before = (await host.Views.CaseAsync(rita.Id, item.Id)).Value;
        Assert.Equal((0, "100.00", 100m), (before.Screen!.Version, Assert.Single(before.Fields).Field.Value, before.Amount));

        var screen = ScreenTasks.ShippedFor("review") with { Fields = [new("amount") { Masked = true }] };
        await host.Get<IConfigurationStore>().AddAsync(ConfigurationKind.Screen, screen.Key, ScreenJson.Write(screen), "admin", publish: true);
        var view = (await host.Views.CaseAsync(rita.Id, item.Id)).Value;
        Assert.Equal((1, Masking.Dots, null), (view.Screen!.Version, Assert.Single(view.Fields).Field.Value, view.Amount));

        Assert.Equal("dispatch.lease-lost", (await host.Views.RevealAsync(host.Person("max", "review").Id, item.Id, "amount")).Refusal!.Code);
        Assert.Equal("screens.not-shown", (await host.Views.RevealAsync(rita.Id, item.Id, "shoe.size")).Refusal!.Code);
        Assert.DoesNotContain(host.Recorded, r => r.What == "field.revealed");
        Assert.Equal("100.00", (await host.Views.RevealAsync(rita.Id, item.Id, "amount")).Value);
        var told = Assert.Single(host.Recorded, r => r.What == "field.revealed");
        Assert.Equal("rita", told.Who);
        Assert.Contains(view.Number, told.Of, StringComparison.Ordinal);
    }

    /// <summary>Reads every page as a cheque and leaves its amount to people.</summary>
    private sealed class Eye : IMachine
    {
        public string Task => RecognisePagesStep.Recognise;

        public Task<object> WorkAsync(WorkItem item, Case @case, CancellationToken cancel) => System.Threading.Tasks.Task.FromResult<object>(new PageRecognised
        {
            PageId = CaseJson.Read<RecognisePage>(item.Payload).PageId, TemplateKey = "cheque", TemplateVersion = 1, VoucherKind = "cheque",
            Fields = [new FieldRecognised("amount", "slice", [0, 0, 1, 0, 1, 1, 0, 1], "100.00", 0.9, false, false, [], [])],
        });
    }
}
