using CentralOps.Domain.Cases;
using CentralOps.Domain.Cases.Advancing;
using CentralOps.Domain.Cases.Views;
using CentralOps.Domain.Dispatch;
using CentralOps.Domain.Intake.Pictures;
using CentralOps.Domain.Intake.Rework;
using CentralOps.Domain.Intake.Withdraw;

namespace CentralOps.Tests.Cases;

/// <summary>Where a case stands is what it waits for, whatever people, the branch, timers and incidents do to it in whatever order.</summary>
[Trait("Category", "db")]
public sealed class CaseStatusTests
{
    // Two posts work side by side; the branch has an hour to answer; one way on exists only once somebody has set a fact.
    private const string Process = """
        <bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:co="http://centralops.example/bpmn" targetNamespace="test">
          <bpmn:process id="main" isExecutable="true">
            <bpmn:startEvent id="start"/><bpmn:parallelGateway id="fork"/><bpmn:parallelGateway id="join"/><bpmn:endEvent id="end"/>
            <bpmn:userTask id="review" name="Review" co:step="review"/>
            <bpmn:userTask id="correction" name="Correction" co:step="correction"/>
            <bpmn:exclusiveGateway id="way" name="Which way"/>
            <bpmn:userTask id="rework" name="Rework" co:step="branch.rework"/>
            <bpmn:boundaryEvent id="late" attachedToRef="rework"><bpmn:timerEventDefinition><bpmn:timeDuration>PT1H</bpmn:timeDuration></bpmn:timerEventDefinition></bpmn:boundaryEvent>
            <bpmn:sequenceFlow id="f1" sourceRef="start" targetRef="fork"/>
            <bpmn:sequenceFlow id="f2" sourceRef="fork" targetRef="review"/><bpmn:sequenceFlow id="f3" sourceRef="fork" targetRef="correction"/>
            <bpmn:sequenceFlow id="f4" sourceRef="review" targetRef="join"/><bpmn:sequenceFlow id="f5" sourceRef="correction" targetRef="way"/>
            <bpmn:sequenceFlow id="f6" sourceRef="way" targetRef="join"><bpmn:conditionExpression>mended = true</bpmn:conditionExpression></bpmn:sequenceFlow>
            <bpmn:sequenceFlow id="f7" sourceRef="join" targetRef="end"/>
            <bpmn:sequenceFlow id="f8" sourceRef="rework" targetRef="fork"/><bpmn:sequenceFlow id="f9" sourceRef="late" targetRef="fork"/>
          </bpmn:process>
        </bpmn:definitions>
        """;

    public static IEnumerable<TheoryDataRow<int>> Seeds() => Enumerable.Range(1, 12).Select(s => new TheoryDataRow<int>(s));

    [Theory, MemberData(nameof(Seeds))]
    public async Task Where_a_case_stands_is_what_it_waits_for(int seed)
    {
        var random = new Random(seed);
        await using var host = await CaseHost.StartAsync("sqlite", Process, []);
        var teller = host.Person("teller");
        var caseId = (await host.SubmitAsync(teller)).CaseId;
        for (var i = 0; i < 40 && !(await host.CaseAsync(caseId)).IsFinished; i++)
        {
            await StepAsync(host, teller, caseId, random, i);
            await WholeAsync(host, caseId, $"seed {seed}, step {i}");
        }
    }

    private static async Task WholeAsync(CaseHost host, Guid caseId, string where)
    {
        var (@case, open) = (await host.CaseAsync(caseId), await host.Reader.OpenWorkAsync(caseId));
        var (asked, stopped) = (open.Any(w => w.Kind == WorkKind.Branch), open.Any(w => w.Task == "incident"));
        Assert.True(@case.Status != CaseStatus.WithBranch || asked, $"{where}: with the branch, which is asked nothing");
        Assert.True(@case.Status != CaseStatus.Incident || stopped, $"{where}: stopped, and nobody is to look at it");
        Assert.True(@case.Status != CaseStatus.Running || (!asked && !stopped), $"{where}: running, but {string.Join(", ", open.Select(w => w.Task))}");
        Assert.True(!@case.IsFinished || (open.Count == 0 && @case.Process.Tokens.Count == 0 && @case.FinishedAt is not null), $"{where}: finished, but not over");
    }

    private static async Task StepAsync(CaseHost host, Domain.Administration.StaffMember teller, Guid caseId, Random random, int step)
    {
        var open = await host.Reader.OpenWorkAsync(caseId);
        switch (random.Next(10))
        {
            case 0 when open.FirstOrDefault(w => w.Kind == WorkKind.Timer) is { } timer:
                await host.Advancer.TimerDueAsync(timer.Id);
                break;
            case 1 or 2 or 3 when open.FirstOrDefault(w => w.Kind == WorkKind.Branch) is { } task:
                var answer = task.Task == ReworkStep.Task ? await host.Get<AnswerReturn>().AnswerAsync(teller.Id, task.Id, Guid.NewGuid(), [], "as it is")
                    : await host.Get<AnswerPicture>().AnswerAsync(teller.Id, task.Id, Guid.NewGuid(), [], "there is none");
                Assert.True(answer.Succeeded, answer.Refusal?.ToString());
                break;
            case 4 when step > 20:
                await host.Get<WithdrawCase>().WithdrawAsync(teller.Id, caseId);
                break;
            default:
                var person = await host.OnDutyAsync($"p{step}", "review", "correction", "incident");
                if (await host.Desk.TakeUpAsync(person.Id) is { } item) await host.FinishAsync(person, item, Result(item, await host.CaseAsync(caseId), random));
                break;
        }
    }

    private static WorkResult Result(WorkItem item, Case @case, Random random) => item.Task == "incident"
        ? WorkResult.Done(new IncidentHandled(true, random.Next(2) == 0 ? null : new Dictionary<string, string> { ["mended"] = "true" }))
        : random.Next(8) switch
        {
            0 => WorkResult.Of("return-branch", new ReturnNote("R01", null, [])),
            1 => WorkResult.Of("return-step", new ReturnNote("R01", null, [], @case.Body.Visited[random.Next(@case.Body.Visited.Count)])),
            2 or 3 => WorkResult.Of("ask-picture", new PictureWanted("the card", null, [], null)),
            4 => WorkResult.Of("suspend", new SuspendNote(DateTimeOffset.UtcNow.AddHours(1), null)),
            5 when random.Next(4) == 0 => WorkResult.Of("reject", new ReasonNote("R01", null)),
            _ when item.Task == "review" => WorkResult.Done(new Approved([.. @case.LivePages.Select(p => p.Id)], null)),
            _ => WorkResult.Done(new FieldsCorrected(new Dictionary<string, string?>())),
        };
}
