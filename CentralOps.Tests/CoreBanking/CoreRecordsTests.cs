using CentralOps.Domain.CoreBanking.Records;
using CentralOps.Infrastructure.CoreBanking.Simulator;
using Microsoft.Extensions.Time.Testing;

namespace CentralOps.Tests.CoreBanking;

/// <summary>What the core keeps beside money is changed once per key, whatever happens to the answers.</summary>
public sealed class CoreRecordsTests : IAsyncDisposable
{
    private readonly SimulatedCore core = new(new FakeTimeProvider(new DateTimeOffset(2026, 11, 23, 2, 0, 0, TimeSpan.Zero)));

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public ValueTask DisposeAsync() => core.DisposeAsync();

    private static RecordOrder Opening(string key, string code = "91999901MAR2K2L4E7") => new(key, RecordKinds.AccountOpening, "202611230000042", "3101", SimulatedCore.Today, new Dictionary<string, string>
    {
        ["customer.name"] = "青岭市鼎盛机械制造有限责任公司", ["customer.credit.code"] = code, ["legal.name"] = "秦俊杰", ["account.kind"] = "basic", ["contact.phone"] = "0990-5591715",
    });

    private static RecordOrder Change(string key, params (string Code, string Value)[] after) => new(key, RecordKinds.CustomerChange, "202611230000043", "3101", SimulatedCore.Today,
        after.Select(a => ($"after.{a.Code}", a.Value)).Append(("customer.account", SimulatedCore.Rich)).Append(("customer.name", "云帆贸易有限公司")).ToDictionary());

    [Theory]
    [InlineData("lose-after")]
    [InlineData("error-after")]
    [InlineData("garble")]
    public async Task A_lost_answer_opens_no_second_account(string fault)
    {
        core.Faults.Add(new Fault("record", fault));
        Assert.IsType<RecordAnswer.NoAnswer>(await core.Records.ChangeAsync(Opening("k-1"), Cancel));
        var known = Assert.IsType<RecordAnswer.Done>(await core.Records.QueryAsync("k-1", Cancel));
        var again = Assert.IsType<RecordAnswer.Done>(await core.Records.ChangeAsync(Opening("k-1"), Cancel));
        Assert.Equal((known.Reference, known.Results["account"]), (again.Reference, again.Results["account"]));
        Assert.Equal("青岭市鼎盛机械制造有限责任公司", (await core.Accounts.FindAsync(known.Results["account"], Cancel))!.Name);
    }

    [Fact]
    public async Task A_request_that_never_arrived_is_not_known_and_may_be_sent_again()
    {
        core.Faults.Add(new Fault("record", "lose-before"));
        Assert.IsType<RecordAnswer.NoAnswer>(await core.Records.ChangeAsync(Opening("k-1"), Cancel));
        Assert.IsType<RecordAnswer.NotKnown>(await core.Records.QueryAsync("k-1", Cancel));
        Assert.IsType<RecordAnswer.Done>(await core.Records.ChangeAsync(Opening("k-1"), Cancel));
    }

    [Fact]
    public async Task A_key_belongs_to_one_change_and_a_company_has_one_basic_account()
    {
        Assert.IsType<RecordAnswer.Done>(await core.Records.ChangeAsync(Opening("k-1"), Cancel));
        Assert.Equal("key-reused", Assert.IsType<RecordAnswer.Refused>(await core.Records.ChangeAsync(Opening("k-1", "91999901MA0000000X"), Cancel)).Code);
        Assert.Equal("basic-account-exists", Assert.IsType<RecordAnswer.Refused>(await core.Records.ChangeAsync(Opening("k-2"), Cancel)).Code);
    }

    [Fact]
    public async Task A_change_changes_what_it_names_and_nothing_else()
    {
        var before = (await core.Records.CustomerAsync(SimulatedCore.Rich, Cancel))!;
        Assert.IsType<RecordAnswer.Done>(await core.Records.ChangeAsync(Change("k-1", ("contact.phone", "0990-5500001"), ("address", "白沙湾新港603号")), Cancel));
        var after = (await core.Records.CustomerAsync(SimulatedCore.Rich, Cancel))!;
        Assert.Equal(("0990-5500001", "白沙湾新港603号"), (after["contact.phone"], after["address"]));
        Assert.Equal("0990-5500001", (await core.Accounts.FindAsync(SimulatedCore.Rich, Cancel))!.ContactPhone); // phone verification calls the new one from now on
        Assert.All(before.Keys.Except(["contact.phone", "address"]), key => Assert.Equal(before[key], after[key]));
        Assert.Equal("nothing-to-change", Assert.IsType<RecordAnswer.Refused>(await core.Records.ChangeAsync(Change("k-2"), Cancel)).Code);
        Assert.Null(await core.Records.CustomerAsync("6222029999999999999", Cancel));
    }

    [Fact]
    public async Task Online_banking_is_opened_once_per_account()
    {
        RecordOrder Contract(string key) => Change(key) with { Kind = RecordKinds.OnlineBanking };
        var done = Assert.IsType<RecordAnswer.Done>(await core.Records.ChangeAsync(Contract("k-1"), Cancel));
        Assert.StartsWith("EB", done.Results["contract"], StringComparison.Ordinal);
        Assert.Equal("contract-exists", Assert.IsType<RecordAnswer.Refused>(await core.Records.ChangeAsync(Contract("k-2"), Cancel)).Code);
    }
}
