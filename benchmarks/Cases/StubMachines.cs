using CentralOps.Domain.Cases;
using CentralOps.Domain.Cases.Advancing;
using CentralOps.Domain.Cases.Steps;
using CentralOps.Domain.Cases.Views;
using CentralOps.Domain.CentralAuthorization.Risk;
using CentralOps.Domain.CoreBanking;
using CentralOps.Domain.CoreBanking.Posting;
using CentralOps.Domain.CoreBanking.Steps;
using CentralOps.Domain.Dispatch;
using CentralOps.Domain.Entry.Checks;
using CentralOps.Domain.Kernel;
using CentralOps.Domain.Receipts.Steps;
using CentralOps.Domain.Recognition;
using CentralOps.Domain.Seals;

namespace CentralOps.Benchmarks.Cases;

/// <summary>A machine that answers at once; everything around it (queue, lease, advance, commit) is the product's own.</summary>
internal sealed class StubMachine(string task, Func<WorkItem, Case, CancellationToken, Task<object>> answer) : IMachine
{
    public const decimal Amount = 2_500_000m;
    private const string Payer = "1102112365433924805", Payee = "1102124402551531066", PayerName = "江海市天工印务有限责任公司", PayeeName = "江海市鼎盛纸业有限公司";

    public string Task => task;

    public Task<object> WorkAsync(WorkItem item, Case @case, CancellationToken cancel) => answer(item, @case, cancel);

    /// <summary>One for every machine operation of the shipped steps.</summary>
    public static IEnumerable<IMachine> All(Func<ICaseReader> cases) =>
    [
        new StubMachine(RecognisePagesStep.Recognise, (item, @case, _) => Now(Read(item, @case))),
        // The look-up is the one machine that asks our own database: it does so here too.
        new StubMachine(CheckDataStep.LookUp, async (_, @case, cancel) => new Lookups(
            new AccountFacts(Payer, PayerName, "", "", AccountStatus.Active, "王会计", "021-00000000"), new AccountFacts(Payee, PayeeName, "", "", AccountStatus.Active, null, null),
            ChequeState.Unused, await cases().OtherCaseAsync(@case.Id, "voucher", @case.Accepted("voucher.number")!, openOnly: false, cancel: cancel))),
        new StubMachine(VerifySealsStep.Compare, (_, @case, _) => Now(new SealsCompared(
            new SealPayload(@case.Pages[0].Id, [new SealPayloadEntry("finance", "pass", 0.97, "s", "i", "d", [1, 2, 3, 4, 5, 6, 7, 8], [])]), new SealRuling(SealOutcome.Pass, 0, "score")))),
        new StubMachine(CipherStep.Verify, (_, _, _) => Now(new CipherVerified(CipherVerdict.Right))),
        new StubMachine(RiskScreenStep.Screen, (_, _, _) => Now(new RiskAnswer(true, []))),
        new StubMachine(PostStep.Post, (item, _, _) => Now(new PostingResult(PostingOutcome.Booked, item.Id, "J000001"))),
        new StubMachine(ReceiptStep.Issue, (item, _, _) => Now(new ReceiptIssued($"R{item.Id:N}"))),
        new StubMachine(ArchiveStep.Archive, (item, _, _) => Now(new Archived($"{item.Id:N}", item.EnqueuedAt.AddYears(15)))),
    ];

    private static Task<object> Now(object value) => System.Threading.Tasks.Task.FromResult(value);

    private static PageRecognised Read(WorkItem item, Case @case)
    {
        var page = @case.Pages.First(p => p.Id == StoredJson.Read<RecognisePage>(item.Payload).PageId);
        var front = page.Number == 1;
        (string Code, string Value)[] values = front
            ?
            [
                ("voucher.number", page.ContentHash[..16]), ("issue.date.words", "贰零贰陆年壹拾壹月零贰拾日"), ("payer.bank", "江海银行江海分行营业部"), ("payee.name", PayeeName),
                ("payer.account", Payer), ("amount.words", "贰佰伍拾万元整"), ("amount", "2500000.00"), ("purpose", "货款"), ("payment.cipher", "1234567890123456"),
            ]
            : [("issue.date", "2026-11-20"), ("payer.name", PayerName), ("payee.account", Payee), ("payee.bank", "江海银行浦东支行")];
        return new PageRecognised
        {
            PageId = page.Id,
            TemplateKey = front ? "cheque-front-a" : "paying-in-slip-a",
            TemplateVersion = 1,
            VoucherKind = front ? "cheque" : "paying-in-slip",
            VoucherNumber = front ? page.ContentHash[..16] : null,
            Registration = [11.8, 0, 3, 0, 11.8, 4, 0, 0, 1],
            RegistrationScore = 0.98,
            Fields = [.. values.Select((v, i) => new FieldRecognised(
                v.Code, $"{page.ContentHash[..60]}{i:x4}", [10, 20, 300, 20, 300, 80, 10, 80], v.Value, 0.999, true, false, ["engines agree", "validator passed"], []))],
        };
    }
}
