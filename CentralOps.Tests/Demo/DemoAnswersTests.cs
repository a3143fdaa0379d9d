using CentralOps.Domain.Cases;
using CentralOps.Domain.Cases.Advancing;
using CentralOps.Domain.Cases.Views;
using CentralOps.Domain.Dispatch;
using CentralOps.Domain.Entry;
using CentralOps.Domain.Kernel;
using CentralOps.Infrastructure.CentralAuthorization;
using CentralOps.Infrastructure.Demo;
using CentralOps.Infrastructure.Entry;
using CentralOps.Infrastructure.Recognition;
using CentralOps.Infrastructure.Seals;
using CentralOps.Tests.Support;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using static CentralOps.Tests.Support.CentreRows;

namespace CentralOps.Tests.Demo;

public sealed class DemoAnswersTests
{
    private readonly OneCase _cases = new();
    private readonly Shown _shown = new();
    private readonly DemoAnswers _answers;

    public DemoAnswersTests()
    {
        var papers = new DemoPapers(new ConfigurationBuilder().Build(), new FakeBank(), new FakeTimeProvider(Now), NullLogger<DemoPapers>.Instance);
        _answers = new DemoAnswers(
            _cases, papers, [new DemoKeyer(), new DemoVoucherKeyer(), new DemoCorrector(), new DemoCaller(new FakeTimeProvider(Now)),
            new DemoComparer(), new DemoClassifier()],
            ShippedSteps.Catalogue, _shown);
        _answers.Remember(_cases.Case.Id, new DemoCase("sample", "cheque-transfer", "forged-seal", "", [new DemoPage(
            "front.jpg", "cheque", "1", new Dictionary<string, string?> { ["amount"] = "1234.56", ["payee.name"] = "江海市天工印务有限责任公司" }, "sample", "cheque-transfer", "forged-seal", "cheque-front-a")]));
    }

    [Fact]
    public async Task A_simulated_keyer_types_what_is_on_the_paper_with_a_slip_now_and_then()
    {
        var typed = new List<string?>();
        for (var i = 0; i < 300; i++) typed.Add((await AnswerAsync(EnterFieldsStep.Slice, new SlicePayload("amount", "slice", null))).Read<SliceKeyed>().Value);
        Assert.InRange(typed.Count(v => v == "1234.56"), 270, 299);
    }

    [Fact]
    public async Task A_simulated_arbiter_knows_the_truth_and_calls_an_empty_field_blank()
    {
        Assert.Equal("1234.56", (await AnswerAsync(EnterFieldsStep.Arbitration, new SlicePayload("amount", "slice", ["1234.5", "1234.56"]))).Read<SliceKeyed>().Value);
        Assert.Equal("", (await AnswerAsync(EnterFieldsStep.Arbitration, new SlicePayload("purpose", "slice", [null, "x"]))).Read<SliceKeyed>().Value);
    }

    [Fact]
    public async Task A_value_that_was_read_wrongly_is_put_right_and_one_that_is_wrong_on_the_paper_goes_back_to_the_branch()
    {
        var field = new CaseField { CaseId = _cases.Case.Id, Code = "amount", Type = "amount", Keying = "double", Value = "1234.50", Status = FieldStatus.Accepted, Failures = "check.words-differ" };
        _cases.Case.Fields.Add(field);
        Assert.Equal("1234.56", (await AnswerAsync("correction", new { })).Read<FieldsCorrected>().Values["amount"]);
        _cases.Case.Accept(field, "1234.56", "correction", DateTimeOffset.UnixEpoch);
        field.Dispute("check.words-differ");
        Assert.Equal("return-branch", (await AnswerAsync("correction", new { })).Verb);
    }

    [Fact]
    public async Task A_forged_seal_does_not_pass()
    {
        var payload = new SealPayload(Guid.NewGuid(), [new SealPayloadEntry("finance", "unsure", 0.7, "specimen", "impression", null, [], [])]);
        var decided = Assert.Single((await AnswerAsync("seal", payload)).Read<SealsDecided>().Seals);
        Assert.Equal((false, "F05"), (decided.Pass, decided.Reason));
    }

    [Fact]
    public async Task What_they_do_not_know_they_leave_to_a_person() =>
        Assert.Null(await _answers.OfAsync(Operator, Work(_cases.Case, task: "incident"), TestContext.Current.CancellationToken));

    private async Task<WorkResult> AnswerAsync(string task, object payload)
    {
        var item = new WorkItem
        {
            CaseId = _cases.Case.Id, TokenId = Guid.NewGuid(), Step = "entry.fields", Task = task, Post = "entry", BranchCode = "3101", BusinessType = "cheque-transfer", Payload = StoredJson.Write(payload),
        };
        return (await _answers.OfAsync(Operator, item, TestContext.Current.CancellationToken))!;
    }

    private static readonly Guid Operator = Guid.NewGuid();

    private sealed class Shown : IShownPages
    {
        public List<string> Noted { get; } = [];

        public Task NoteAsync(Guid userId, Guid itemId, string contentHash, CancellationToken cancel = default)
        {
            Noted.Add(contentHash);
            return Task.CompletedTask;
        }

        public Task<IReadOnlySet<string>> OfAsync(Guid userId, Guid itemId, CancellationToken cancel = default) =>
            Task.FromResult<IReadOnlySet<string>>(Noted.ToHashSet());
    }

    private sealed class OneCase : ICaseReader
    {
        public Case Case { get; } = ACase();

        public Task<Case?> ReadAsync(Guid caseId, CancellationToken cancel = default) => Task.FromResult<Case?>(Case);

        public Task<IReadOnlyList<CaseEvent>> EventsAsync(Guid caseId, CancellationToken cancel = default) => Task.FromResult<IReadOnlyList<CaseEvent>>([]);

        public Task<WorkItem?> WorkAsync(Guid itemId, CancellationToken cancel = default) => Task.FromResult<WorkItem?>(null);

        public Task<IReadOnlyList<WorkItem>> OpenWorkAsync(Guid caseId, CancellationToken cancel = default) => Task.FromResult<IReadOnlyList<WorkItem>>([]);

        public Task<Guid?> FindByKeyAsync(string kind, string value, CancellationToken cancel = default) => Task.FromResult<Guid?>(null);

        public Task<string?> OtherCaseAsync(Guid? exceptCase, string kind, string value, bool openOnly, string? ofType = null, CancellationToken cancel = default) => Task.FromResult<string?>(null);
    }
}
