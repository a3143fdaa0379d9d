using CentralOps.Domain.Cases;
using CentralOps.Domain.CoreBanking;
using CentralOps.Domain.Entry.Checks;
using CentralOps.Domain.Intake;
using CentralOps.Domain.Intake.Submit;
using CentralOps.Domain.Recognition;
using CentralOps.Infrastructure.CoreBanking.Machines;
using CentralOps.Tests.Cases;
using CentralOps.Tests.Support;

namespace CentralOps.Tests.CoreBanking;

/// <summary>A bill is accepted once and discounted once: the second acceptance is found, the discount after the acceptance is not held up.</summary>
[Trait("Category", "db")]
public sealed class PaperOfSeveralBusinessesTests
{
    [Theory, MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task A_bill_that_was_accepted_may_be_discounted_once(string provider)
    {
        await using var host = await CaseHost.StartAsync(provider, Line.Of("incident"), [], null);
        foreach (var type in new[] { "acceptance", "discount" })
            await host.TypeAsync(type, ""","form":[{"code":"bill.number"}],"numbers":["bill.number"],"settings":{"shared-numbers":"bill.number"}""");
        await host.TypeAsync("strict", ""","form":[{"code":"bill.number"}],"numbers":["bill.number"]""");

        var accepted = await SubmitAsync(host, "acceptance");
        var discounted = await SubmitAsync(host, "discount");
        Assert.Null(await OtherAsync(host, accepted));
        Assert.Null(await OtherAsync(host, discounted));
        Assert.Equal(discounted.Number, await OtherAsync(host, await SubmitAsync(host, "discount")));
        Assert.NotNull(await OtherAsync(host, await SubmitAsync(host, "strict")));
    }

    private static async Task<Case> SubmitAsync(CaseHost host, string type)
    {
        var sent = await host.Get<SubmitCase>().SubmitAsync(host.Person("teller").Id, new Submission(Guid.NewGuid(), type, [], []) { Fields = new Dictionary<string, string> { ["bill.number"] = "131329100001202611203455796207" } });
        return await host.CaseAsync(sent.Value.CaseId);
    }

    private static async Task<string?> OtherAsync(CaseHost host, Case @case) =>
        ((Lookups)await new LookUpMachine(new NoAccounts(), host.Reader, host.Get<VoucherConfiguration>()).WorkAsync(null!, @case, TestContext.Current.CancellationToken)).UsedByCase;

    private sealed class NoAccounts : IAccountDirectory
    {
        public Task<AccountFacts?> FindAsync(string account, CancellationToken cancel = default) => Task.FromResult<AccountFacts?>(null);

        public Task<ChequeState> ChequeAsync(string account, string number, CancellationToken cancel = default) => Task.FromResult(ChequeState.Unused);
    }
}
