using CentralOps.Domain.CoreBanking;
using CentralOps.Infrastructure.CoreBanking.Simulator;
using Microsoft.Extensions.Time.Testing;

namespace CentralOps.Tests.CoreBanking;

public sealed class CoreQuestionsTests : IAsyncDisposable
{
    private readonly SimulatedCore core = new(new FakeTimeProvider(new DateTimeOffset(2026, 11, 23, 2, 0, 0, TimeSpan.Zero)));

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public ValueTask DisposeAsync() => core.DisposeAsync();

    private static RiskQuestion Payment(int n, decimal amount = 100m, string payee = "启明科技有限公司", int hour = 2) => new()
    {
        CaseNumber = $"C{n}", BusinessType = "cheque-transfer", BranchCode = "3101", PayerAccount = SimulatedCore.Rich, PayerName = "云帆贸易有限公司",
        PayeeAccount = SimulatedCore.Poor, PayeeName = payee, Amount = amount, SubmittedAt = new DateTimeOffset(2026, 11, 23, hour, 0, 0, TimeSpan.Zero),
    };

    [Fact]
    public async Task The_directory_gives_name_status_and_the_contact_on_file()
    {
        var account = await core.Accounts.FindAsync(SimulatedCore.Rich, Cancel);
        Assert.Equal(("云帆贸易有限公司", AccountStatus.Active, "刘敏", "010-55550101"), (account!.Name, account.Status, account.ContactName, account.ContactPhone));
        Assert.Equal(AccountStatus.Frozen, (await core.Accounts.FindAsync(SimulatedCore.Frozen, Cancel))!.Status);
        Assert.Null(await core.Accounts.FindAsync("6222029999999999999", Cancel));
    }

    [Fact]
    public async Task A_cheque_number_is_unused_or_not_of_this_account()
    {
        Assert.Equal(ChequeState.Unused, await core.Accounts.ChequeAsync(SimulatedCore.Rich, "3010223000000001", Cancel));
        Assert.Equal(ChequeState.NotIssued, await core.Accounts.ChequeAsync(SimulatedCore.Rich, "3010223000000051", Cancel));
    }

    [Theory]
    [InlineData("error-before")]
    [InlineData("garble")]
    public async Task A_question_is_asked_again_and_a_core_that_stays_silent_is_unavailable(string kind)
    {
        core.Faults.Add(new Fault("account", kind, Times: kind == "garble" ? 0 : 2));
        if (kind != "garble") Assert.NotNull(await core.Accounts.FindAsync(SimulatedCore.Rich, Cancel));
        core.Faults.Add(new Fault("account", kind, Times: 0));
        await Assert.ThrowsAsync<CoreUnavailable>(() => core.Accounts.FindAsync(SimulatedCore.Rich, Cancel));
    }

    [Fact]
    public async Task A_payment_password_is_right_wrong_or_cannot_be_asked_about()
    {
        var date = new DateOnly(2026, 11, 20);
        var right = DemoPaymentCipher.Compute(SimulatedCore.Rich, "3010223000000001", 1234.5m, date);
        Assert.Matches("^[0-9]{16}$", right);
        var question = new CipherQuestion(SimulatedCore.Rich, "3010223000000001", 1234.5m, date, right);
        Assert.Equal(CipherVerdict.Right, await core.Cipher.VerifyAsync(question, Cancel));
        Assert.Equal(CipherVerdict.Wrong, await core.Cipher.VerifyAsync(question with { Amount = 1234.51m }, Cancel));
        core.Faults.Add(new Fault("cipher", "error-after", Times: 0));
        Assert.Equal(CipherVerdict.Unavailable, await core.Cipher.VerifyAsync(question, Cancel));
    }

    [Fact]
    public async Task Risk_finds_the_blacklist_velocity_and_the_unusual_hour()
    {
        Assert.True((await core.Risk.ScreenAsync(Payment(0), Cancel)).IsClear);
        Assert.Equal("blacklist", Assert.Single((await core.Risk.ScreenAsync(Payment(1, payee: "远航虚拟货币交易中心"), Cancel)).Hits).Rule);
        Assert.Equal("unusual-hour", Assert.Single((await core.Risk.ScreenAsync(Payment(2, amount: 20_000_000m, hour: 16), Cancel)).Hits).Rule);
        for (var n = 3; n < 20; n++) Assert.True((await core.Risk.ScreenAsync(Payment(n), Cancel)).IsClear);
        Assert.True((await core.Risk.ScreenAsync(Payment(19), Cancel)).IsClear); // the same case again counts once
        Assert.True((await core.Risk.ScreenAsync(Payment(20), Cancel)).IsClear == false);
    }

    [Fact]
    public async Task A_risk_system_that_does_not_answer_is_never_a_clear()
    {
        core.Faults.Add(new Fault("risk", "garble", Times: 0));
        var answer = await core.Risk.ScreenAsync(Payment(1), Cancel);
        Assert.False(answer.Answered);
        Assert.False(answer.IsClear);
    }
}
