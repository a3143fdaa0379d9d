using CentralOps.Domain.Administration;
using CentralOps.Domain.Cases;
using CentralOps.Domain.Cases.Advancing;
using CentralOps.Domain.Cases.Steps;
using CentralOps.Domain.Cases.Views;
using CentralOps.Domain.Content;
using CentralOps.Domain.CoreBanking;
using CentralOps.Domain.CoreBanking.Records;
using CentralOps.Domain.Dispatch;
using CentralOps.Domain.Kernel;
using CentralOps.Domain.Recognition;
using CentralOps.Domain.Recognition.Decision;
using CentralOps.Infrastructure.Recognition;
using CentralOps.Tests.Cases;
using CentralOps.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace CentralOps.Tests.Recognition;

/// <summary>Pages that the machine cannot read: each goes to the classification post with its reason, a person says what it is, and the case goes on by itself.</summary>
[Trait("Category", "db")]
public sealed class PageCornersTests
{
    private static readonly string Process = Line.Of("recognition.pages", "classification", "entry.fields");

    private static readonly double[] Corners = [10, 10, 90, 12, 88, 48, 11, 47];

    [Theory, MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task An_unknown_layout_goes_on_by_itself_once_a_person_has_said_what_it_is(string provider)
    {
        var eye = new Eye();
        await using var host = await StartAsync(provider, eye);
        var caseId = await host.ArriveAsync();
        var page = Assert.Single((await host.CaseAsync(caseId)).LivePages);
        Assert.Equal("unknown-layout", page.Doubt);

        await ClassifyAsync(host, page, "cheque", Corners);
        await host.SettleAsync(caseId);

        Assert.Equal("cheque", eye.Hints[^1]!.TemplateKey);
        Assert.Equal(Corners, eye.Hints[^1]!.Corners);
        var read = Assert.Single((await host.CaseAsync(caseId)).LivePages);
        Assert.Equal(("cheque", "cheque", 1, null, "the eye of the test"), (read.VoucherKind, read.TemplateKey, read.TemplateVersion, read.Doubt, read.ReadBy));
        Assert.Contains(await host.Reader.OpenWorkAsync(caseId), w => w.Post == "entry");
    }

    [Theory]
    [InlineData("two-vouchers")]
    [InlineData("two-codes")]
    [InlineData("registration-failed")]
    public async Task A_page_in_doubt_shows_its_reason_and_may_turn_out_to_be_an_attachment(string doubt)
    {
        await using var host = await StartAsync("sqlite", new Eye { Doubt = doubt });
        var caseId = await host.ArriveAsync();
        var page = Assert.Single((await host.CaseAsync(caseId)).LivePages);
        Assert.Equal(doubt, page.Doubt);

        await ClassifyAsync(host, page, null, null);

        var done = await host.CaseAsync(caseId);
        Assert.Equal("", Assert.Single(done.LivePages).VoucherKind);
        Assert.Equal(CaseStatus.Completed, done.Status); // nothing to key on it
    }

    [Fact]
    public async Task A_layout_retired_while_a_person_was_choosing_it_is_asked_again()
    {
        await using var host = await StartAsync("sqlite", new Eye());
        var caseId = await host.ArriveAsync();
        var page = Assert.Single((await host.CaseAsync(caseId)).LivePages);

        await ClassifyAsync(host, page, "retired-last-minute", Corners);
        await host.SettleAsync(caseId);

        Assert.Equal("unknown-layout", Assert.Single((await host.CaseAsync(caseId)).LivePages).Doubt);
        await ClassifyAsync(host, page, "cheque", null, "cora");
        await host.SettleAsync(caseId);
        Assert.Equal("cheque", Assert.Single((await host.CaseAsync(caseId)).LivePages).VoucherKind);
    }

    [Fact]
    public async Task A_page_that_kills_its_worker_goes_to_people()
    {
        var eye = new Eye { Dies = true };
        await using var host = await StartAsync("sqlite", eye);
        var caseId = await host.ArriveAsync();

        var @case = await host.CaseAsync(caseId);
        var page = Assert.Single(@case.LivePages);
        Assert.Equal("machine-failed", page.Doubt);

        // It does so again after a person has chosen: somebody is asked again and can say that there is nothing to be read.
        await ClassifyAsync(host, page, "cheque", null);
        await host.SettleAsync(caseId);
        page = Assert.Single((await host.CaseAsync(caseId)).LivePages);
        Assert.Equal(("machine-failed", "cheque", 1), (page.Doubt, page.SaidToBe, page.FailedAgain));
        await ClassifyAsync(host, page, null, null, "cora");
        Assert.Equal(CaseStatus.Completed, (await host.CaseAsync(caseId)).Status);
    }

    [Fact]
    public async Task A_page_that_cannot_be_fitted_a_second_time_is_keyed_as_a_whole_voucher()
    {
        await using var host = await StartAsync("sqlite", new Eye { Doubt = "registration-failed", NeverFits = true });
        var caseId = await host.ArriveAsync();
        var page = Assert.Single((await host.CaseAsync(caseId)).LivePages);
        var clara = await host.OnDutyAsync("clara", "classification");
        var item = await host.TakeAsync(clara);
        Task<Outcome> SayAsync(StaffMember who, WorkItem what, PageClassified said) => host.FinishAsync(who, what, WorkResult.Done(said));
        Assert.Equal("recognition.machine-first", (await SayAsync(clara, item, new PageClassified(page.Id, "cheque", null, ByHand: true))).Refusal?.Code);
        Assert.True((await SayAsync(clara, item, new PageClassified(page.Id, "cheque", null))).Succeeded);
        await host.SettleAsync(caseId);

        page = Assert.Single((await host.CaseAsync(caseId)).LivePages);
        Assert.Equal(("registration-failed", "cheque", 1), (page.Doubt, page.SaidToBe, page.FailedAgain));
        var cora = await host.OnDutyAsync("cora", "classification");
        var again = await host.TakeAsync(cora);
        Assert.Equal("recognition.layout-gone", (await SayAsync(cora, again, new PageClassified(page.Id, "retired-last-minute", null, ByHand: true))).Refusal?.Code);
        Assert.True((await SayAsync(cora, again, new PageClassified(page.Id, "cheque", Corners, ByHand: true))).Succeeded);
        await host.SettleAsync(caseId);

        var @case = await host.CaseAsync(caseId);
        page = Assert.Single(@case.LivePages);
        Assert.Equal(("cheque", "cheque", 1, (string?)null), (page.VoucherKind, page.TemplateKey, page.TemplateVersion, page.Doubt));
        var amount = @case.Field("amount")!;
        Assert.Equal((KeyingPolicies.WholeVoucher, (string?)null, (string?)null, 8), (amount.Keying, amount.MachineValue, amount.SliceHash, amount.Quad!.Length));
        Assert.All(amount.Quad, (at, i) => Assert.InRange(at, 10, i % 2 == 0 ? 90 : 48)); // between the corners
        Assert.Equal("entry.voucher", Assert.Single(await host.Reader.OpenWorkAsync(caseId)).Task);
    }

    [Fact]
    public async Task The_threshold_in_force_and_the_records_decide_on_what_was_read()
    {
        await using var host = await StartAsync("sqlite", new Eye());
        var caseId = await host.ArriveAsync();
        await ClassifyAsync(host, (await host.CaseAsync(caseId)).LivePages.First(), "cheque", null);
        await host.SettleAsync(caseId);

        var amount = (await host.CaseAsync(caseId)).Field("amount")!;
        Assert.Equal(("100.00", 0.995, DecisionWeights.Calibration, "ppocr+tesseract"), (amount.MachineValue, amount.MachineThreshold, amount.MachineCalibration, amount.MachineEngine));
        Assert.Contains("of 0.995", amount.MachineEvidence, StringComparison.Ordinal);
    }

    private static Task<CaseHost> StartAsync(string provider, Eye eye) => CaseHost.StartAsync(provider, Process, [], services =>
    {
        services.AddSingleton<IRecognitionWorker>(eye).AddSingleton<IAccountDirectory>(eye);
        services.AddSingleton<IMachine>(s => new Once(new RecogniseMachine(
            eye, s.GetRequiredService<VoucherConfiguration>(), s.GetRequiredService<RecordChecks>(), s.GetRequiredService<IParameters>(), s.GetRequiredService<IContentStore>())));
    });

    private static async Task ClassifyAsync(CaseHost host, CasePage page, string? template, IReadOnlyList<double>? corners, string who = "clara")
    {
        var item = await host.DoAsync(await host.OnDutyAsync(who, "classification"), WorkResult.Done(new PageClassified(page.Id, template, corners)));
        Assert.Equal("classification", item.Task);
    }

    /// <summary>The shipped machine without its second try, which would wait some seconds.</summary>
    private sealed class Once(IMachine machine) : IMachine
    {
        public string Task => machine.Task;

        public int MostAttempts => 1;

        public Task<object> WorkAsync(WorkItem item, Case @case, CancellationToken cancel) => machine.WorkAsync(item, @case, cancel);
    }

    /// <summary>Knows no page until somebody says what it is.</summary>
    private sealed class Eye : IRecognitionWorker, IAccountDirectory
    {
        public string Doubt { get; init; } = "unknown-layout";

        public bool Dies { get; init; }

        public bool NeverFits { get; init; }

        public List<LayoutHint?> Hints { get; } = [];

        public Task<PageReading> ReadPageAsync(ReadOnlyMemory<byte> page, IReadOnlyList<VoucherTemplate> templates, IReadOnlyList<FieldDefinition> fields, LayoutHint? hint, CancellationToken cancel = default)
        {
            lock (Hints)
                Hints.Add(hint);
            if (Dies)
                throw new RecognitionFailed("recognition.out-of-memory", "killed", workerDied: true);
            if (hint is null || NeverFits)
                return Task.FromResult(new PageReading { Doubt = Doubt });
            if (templates.FirstOrDefault(t => t.Key == hint.TemplateKey) is not { } template)
                return Task.FromResult(new PageReading { Doubt = "unknown-layout" });
            var facts = new FieldEvidence { Field = fields.Single(f => f.Code == "amount"), Votes = [new EngineVote("ppocr", "100.00", 0.99, []), new EngineVote("tesseract", "100.00", 0.9, [])] };
            return Task.FromResult(new PageReading
            {
                TemplateKey = template.Key, LayoutConfidence = 1, ReadBy = "the eye of the test", Registration = [1, 0, 0, 0, 1, 0, 0, 0, 1], RegistrationScore = 0.8,
                Fields = [new FieldReading { Code = "amount", Slice = [1, 2, 3], Quad = [0, 0, 1, 0, 1, 1, 0, 1], Value = "100.00", Confidence = 0.9, Facts = facts, Trusted = true }],
            });
        }

        public Task<IReadOnlyList<CapturedPage>> CaptureAsync(ReadOnlyMemory<byte> file, string fileName, CancellationToken cancel = default) => throw new NotSupportedException();

        public Task<IReadOnlyList<SealReading>> CompareSealsAsync(ReadOnlyMemory<byte> page, IReadOnlyList<SealTask> seals, CancellationToken cancel = default) => throw new NotSupportedException();

        public Task<AccountFacts?> FindAsync(string account, CancellationToken cancel = default) => Task.FromResult((AccountFacts?)null);

        public Task<ChequeState> ChequeAsync(string account, string chequeNumber, CancellationToken cancel = default) => throw new NotSupportedException();
    }
}
