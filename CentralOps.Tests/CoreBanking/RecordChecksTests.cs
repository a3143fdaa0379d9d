using CentralOps.Domain.CoreBanking;
using CentralOps.Domain.CoreBanking.Records;
using CentralOps.Domain.Kernel;
using CentralOps.Domain.Recognition;
using CentralOps.Domain.Recognition.CheckDigits;
using CentralOps.Domain.Recognition.Decision;

namespace CentralOps.Tests.CoreBanking;

public class RecordChecksTests
{
    private const string Owner = "华兴贸易有限公司", Supplier = "松岭市启明医疗器械股份有限公司";
    private static readonly string Payer = Number("622202000000000001"), Payee = Number("622848000000000077");

    private readonly Records records = new();

    [Fact]
    public async Task An_account_of_the_directory_under_the_name_beside_it_confirms_both()
    {
        records.Accounts[Payer] = Owner;
        IReadOnlyList<FieldEvidence> checkedFields = await Check(Field("payer.account", FieldTypes.Account, Payer), Field("payer.name", FieldTypes.Company, Owner), Field("payer.bank", FieldTypes.Branch, "江海银行浦江支行"));

        Assert.All(checkedFields, f => Assert.True(Assert.Single(f.CrossChecks) is { Name: "account-directory", Strong: true }));
        FieldDecision name = RecognitionDecision.Decide(checkedFields[1]);
        Assert.True(name.Sure);
        Assert.Contains("account-directory", name.Evidence);
    }

    [Fact]
    public async Task An_account_that_exists_under_another_name_is_likely_but_not_certain()
    {
        records.Accounts[Payer] = "别的公司";
        IReadOnlyList<FieldEvidence> checkedFields = await Check(Field("payer.account", FieldTypes.Account, Payer), Field("payer.name", FieldTypes.Company, Owner));
        Assert.False(Assert.Single(checkedFields[0].CrossChecks).Strong);
        Assert.Empty(checkedFields[1].CrossChecks);
    }

    [Fact]
    public async Task A_payers_account_that_the_bank_does_not_keep_is_never_taken_by_the_machine()
    {
        IReadOnlyList<FieldEvidence> checkedFields = await Check(Field("payer.account", FieldTypes.Account, Payer, "ppocr", "tesseract"), Field("payee.account", FieldTypes.Account, Payee, "ppocr", "tesseract"));

        FieldDecision payer = RecognitionDecision.Decide(checkedFields[0]);
        Assert.False(payer.Sure);
        Assert.Contains("not account-directory", payer.Evidence);
        Assert.True(RecognitionDecision.Decide(checkedFields[1]).Sure); // a payee may bank elsewhere
    }

    [Fact]
    public async Task A_payee_of_the_past_confirms_account_and_name_together()
    {
        records.Accounts[Payer] = Owner;
        records.Paid[Payer] = [new KnownPayee(Payee, Supplier, "临川商业银行"), new KnownPayee(Number("622848000000000099"), "无关公司", null)];
        IReadOnlyList<FieldEvidence> checkedFields = await Check(Field("payer.account", FieldTypes.Account, Payer), Field("payee.account", FieldTypes.Account, Payee), Field("payee.name", FieldTypes.Company, Supplier));
        Assert.All(checkedFields.Skip(1), f => Assert.True(Assert.Single(f.CrossChecks) is { Name: "payee-history" }));
        Assert.True(RecognitionDecision.Decide(checkedFields[2]).Sure);
    }

    [Fact]
    public async Task A_core_that_does_not_answer_neither_confirms_nor_objects()
    {
        records.Down = true;
        IReadOnlyList<FieldEvidence> checkedFields = await Check(Field("payer.account", FieldTypes.Account, Payer));
        Assert.Empty(checkedFields[0].CrossChecks);
        Assert.Empty(checkedFields[0].Objections);
    }

    private static string Number(string payload) => payload + Luhn.CheckDigit(payload);

    private static FieldEvidence Field(string code, string type, string value, params string[] engines) => new()
    {
        Field = new FieldDefinition { Code = code, NameZh = code, NameEn = code, Type = type },
        Votes = [.. (engines.Length == 0 ? ["ppocr"] : engines).Select(e => new EngineVote(e, value, 0.97, []))],
    };

    private Task<IReadOnlyList<FieldEvidence>> Check(params FieldEvidence[] fields) => new RecordChecks(records, records).AddAsync(fields, TestContext.Current.CancellationToken);

    private sealed class Records : IAccountDirectory, IPayeeHistory
    {
        public Dictionary<string, string> Accounts { get; } = [];

        public Dictionary<string, KnownPayee[]> Paid { get; } = [];

        public bool Down { get; set; }

        public Task<AccountFacts?> FindAsync(string account, CancellationToken cancel = default) => Down
            ? throw new CoreUnavailable("down")
            : Task.FromResult(Accounts.TryGetValue(account, out string? name) ? new AccountFacts(account, name, "江海银行浦江支行", "991310000026", AccountStatus.Active, null, null) : null);

        public Task<ChequeState> ChequeAsync(string account, string chequeNumber, CancellationToken cancel = default) => throw new NotSupportedException();

        public Task<IReadOnlyList<KnownPayee>> OfAsync(string payerAccount, CancellationToken cancel = default) => Task.FromResult<IReadOnlyList<KnownPayee>>(Paid.GetValueOrDefault(payerAccount, []));
    }
}
