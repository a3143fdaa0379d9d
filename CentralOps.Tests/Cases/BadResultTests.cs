using CentralOps.Domain.Cases.Advancing;
using CentralOps.Domain.Dispatch;

namespace CentralOps.Tests.Cases;

/// <summary>Results that a client of a desk has sent without what they must have.</summary>
public sealed class BadResultTests
{
    private const string Process = """
        <bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:co="http://centralops.example/bpmn" targetNamespace="test">
          <bpmn:process id="main" isExecutable="true">
            <bpmn:startEvent id="start"/><bpmn:sequenceFlow id="f1" sourceRef="start" targetRef="correct"/>
            <bpmn:userTask id="correct" name="Correct" co:step="correction"/><bpmn:sequenceFlow id="f2" sourceRef="correct" targetRef="end"/>
            <bpmn:endEvent id="end"/>
          </bpmn:process>
        </bpmn:definitions>
        """;

    [Theory]
    [InlineData("{}")]
    [InlineData("""{"values":null}""")]
    public async Task A_correction_without_values_is_refused_by_name_and_the_task_stays_with_its_holder(string data)
    {
        await using var host = await CaseHost.StartAsync("sqlite", Process, []);
        var sent = await host.SubmitAsync(host.Person("teller"));
        var carl = await host.OnDutyAsync("carl", "correction");
        var item = await host.TakeAsync(carl);

        var outcome = await host.Advancer.FinishAsync(carl.Id, item.Id, Guid.NewGuid(), new WorkResult("done", data), TestContext.Current.CancellationToken);

        Assert.Equal(("cases.bad-result", "values is missing"), (outcome.Refusal!.Code, outcome.Refusal.Args[0]));
        Assert.Equal((WorkState.Working, carl.Id), ((await host.OpenAsync(sent.CaseId, "correction")).State, (await host.OpenAsync(sent.CaseId, "correction")).HolderId!.Value));
    }
}
