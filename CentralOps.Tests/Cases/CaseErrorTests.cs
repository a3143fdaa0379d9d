using CentralOps.Domain.Cases;
using CentralOps.Domain.Cases.Steps;
using CentralOps.Domain.CoreBanking.Posting;
using CentralOps.Domain.CoreBanking.Records;
using CentralOps.Domain.CoreBanking.Steps;
using CentralOps.Domain.Dispatch;
using CentralOps.Domain.Kernel;
using CentralOps.Domain.Rules;
using CentralOps.Tests.Processes;
using CentralOps.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace CentralOps.Tests.Cases;

/// <summary>What becomes of a case whose step cannot be done.</summary>
[Trait("Category", "db")]
public sealed class CaseErrorTests
{
    private static string Posting(string caught) => $"""
        <bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:co="http://centralops.example/bpmn" targetNamespace="test">
          <bpmn:process id="main" isExecutable="true">
            <bpmn:startEvent id="start"/><bpmn:sequenceFlow id="f1" sourceRef="start" targetRef="post"/>
            <bpmn:serviceTask id="post" name="Post" co:step="core.post"/><bpmn:sequenceFlow id="f2" sourceRef="post" targetRef="end"/>
            <bpmn:boundaryEvent id="x" attachedToRef="post"><bpmn:errorEventDefinition errorRef="{caught}"/></bpmn:boundaryEvent><bpmn:sequenceFlow id="f3" sourceRef="x" targetRef="way"/>
            <bpmn:exclusiveGateway id="way" default="f5"/><bpmn:endEvent id="end"/><bpmn:userTask id="review" name="Review" co:step="review"/><bpmn:sequenceFlow id="f6" sourceRef="review" targetRef="end"/>
            <bpmn:sequenceFlow id="f4" sourceRef="way" targetRef="review"><bpmn:conditionExpression>failed_step = "core.post" and failed_outcome = "{caught}"</bpmn:conditionExpression></bpmn:sequenceFlow>
            <bpmn:sequenceFlow id="f5" sourceRef="way" targetRef="end"/>
          </bpmn:process>
        </bpmn:definitions>
        """;

    private static readonly PostingResult Refused = new(PostingOutcome.Refused, Guid.NewGuid(), null, "E17", "frozen");

    [Theory, MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task A_posting_that_the_core_refuses_takes_the_path_that_is_drawn_for_it(string provider)
    {
        await using var host = await CaseHost.StartAsync(provider, Posting("core-refused"), [new Core(() => Refused)]);
        var caseId = await host.ArriveAsync();
        Assert.Equal("review", Assert.Single(await host.Reader.OpenWorkAsync(caseId)).Task); // the condition behind it knows why
        var @case = await host.CaseAsync(caseId);
        Assert.Equal((CaseStatus.Running, false), (@case.Status, CaseVariables.Of(@case)["posting_begun"]));
        Assert.Contains(await host.Reader.EventsAsync(caseId), e => e is { Code: "step-error", Text: "core-refused: E17: frozen" });
    }

    [Theory, MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task Where_no_path_is_drawn_for_it_a_refused_posting_ends_with_its_outcome(string provider)
    {
        await using var host = await CaseHost.StartAsync(provider, Posting("core-unknown"), [new Core(() => Refused)]);
        var @case = await host.CaseAsync(await host.ArriveAsync());
        Assert.Equal((CaseStatus.Completed, "refused"), (@case.Status, CaseVariables.Of(@case)["post_outcome"]));
    }

    [Theory, MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task A_machine_that_fails_for_good_takes_the_path_that_is_drawn_for_it(string provider)
    {
        await using var host = await CaseHost.StartAsync(provider, Posting("core-unknown"), [new Core(() => throw new TimeoutException("no line"))]);
        var caseId = await host.ArriveAsync();
        Assert.Equal("review", Assert.Single(await host.Reader.OpenWorkAsync(caseId)).Task);
        Assert.Equal(true, CaseVariables.Of(await host.CaseAsync(caseId))["posting_begun"]); // it may have been booked
    }

    [Theory, MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task Where_no_path_is_drawn_for_it_a_machine_that_fails_stops_the_case_and_names_the_error(string provider)
    {
        await using var host = await CaseHost.StartAsync(provider, Posting("core-refused"), [new Core(() => throw new TimeoutException("no line"))]);
        var caseId = await host.ArriveAsync();
        Assert.Equal(CaseStatus.Incident, (await host.CaseAsync(caseId)).Status);
        Assert.Contains("core-unknown: no line", (await host.OpenAsync(caseId, "incident")).Payload);
    }

    [Theory, MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task What_the_core_has_changed_stays_changed_whatever_it_refuses_afterwards(string provider)
    {
        await using var host = await CaseHost.StartAsync(provider, TwoChanges, [new Records()]);
        var caseId = await host.ArriveAsync();
        await host.SettleAsync(caseId);
        var @case = await host.CaseAsync(caseId);
        Assert.Equal(("ok", "refused"), (CaseVariables.Of(@case)["open_outcome"], CaseVariables.Of(@case)["sign_outcome"]));
        Assert.True(@case.IsPostingBegun); // an account is open: no withdrawal, no return
    }

    [Fact]
    public async Task No_rule_claims_what_only_machines_establish()
    {
        var decisions = new FixedDecisions(("money_moved", true), ("service_class", "gold"));
        await using var host = await CaseHost.StartAsync("sqlite", Line.Of("rules:level", "review"), [], s => s.AddSingleton<IDecisionService>(decisions));
        var caseId = await host.ArriveAsync();
        var @case = await host.CaseAsync(caseId);
        Assert.Equal((null, "gold"), (@case.Facts.Named("money_moved"), @case.Facts.Named("service_class")));
        Assert.Contains(await host.Reader.EventsAsync(caseId), e => e.Code == "decision" && e.Text!.Contains("≠ money_moved", StringComparison.Ordinal));
    }

    private const string TwoChanges = """
        <bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:co="http://centralops.example/bpmn" targetNamespace="test">
          <bpmn:process id="main" isExecutable="true">
            <bpmn:startEvent id="start"/><bpmn:sequenceFlow id="f1" sourceRef="start" targetRef="open"/>
            <bpmn:serviceTask id="open" name="Open" co:step="core.record"><bpmn:extensionElements><co:param name="record" value="account-opening"/></bpmn:extensionElements></bpmn:serviceTask>
            <bpmn:sequenceFlow id="f2" sourceRef="open" targetRef="sign"/>
            <bpmn:serviceTask id="sign" name="Sign" co:step="core.record"><bpmn:extensionElements><co:param name="record" value="online-banking"/></bpmn:extensionElements></bpmn:serviceTask>
            <bpmn:sequenceFlow id="f3" sourceRef="sign" targetRef="review"/>
            <bpmn:userTask id="review" name="Review" co:step="review"/><bpmn:sequenceFlow id="f4" sourceRef="review" targetRef="end"/><bpmn:endEvent id="end"/>
          </bpmn:process>
        </bpmn:definitions>
        """;

    // Opens the account, refuses the contract.
    private sealed class Records : IMachine
    {
        public string Task => RecordStep.Change;

        public int MostAttempts => 1;

        public Task<object> WorkAsync(WorkItem item, Case @case, CancellationToken cancel) => System.Threading.Tasks.Task.FromResult<object>(
            StoredJson.Read<RecordAsked>(item.Payload).Kind == RecordKinds.AccountOpening ? new RecordChanged("R1") : new RecordChanged(null, null, "contract-exists", "has one"));
    }

    private sealed class Core(Func<PostingResult> answer) : IMachine
    {
        public string Task => PostStep.Post;

        public int MostAttempts => 1;

        public Task<object> WorkAsync(WorkItem item, Case @case, CancellationToken cancel) => System.Threading.Tasks.Task.FromResult<object>(answer());
    }
}
