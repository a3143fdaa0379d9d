using CentralOps.Domain.Audit;
using CentralOps.Domain.Cases;
using CentralOps.Domain.CoreBanking;
using CentralOps.Domain.Intake;
using CentralOps.Domain.Intake.Landing;
using CentralOps.Domain.Intake.Submit;
using CentralOps.Tests.Cases;
using CentralOps.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CentralOps.Tests.Intake;

/// <summary>An order that landed from online banking becomes one case, whatever happens to the word that it was taken.</summary>
[Trait("Category", "db")]
public sealed class LandedOrdersTests
{
    private static readonly string Process = Line.Of("landing.decide");

    [Theory, MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task A_lost_acknowledgement_and_two_nodes_at_once_make_one_case(string provider)
    {
        var bank = new Bank { LosesWords = 2 };
        await using var host = await StartAsync(provider, bank);
        bank.Waiting.Add(new LandedOrder("9261126000001", "3101", "limit", new Dictionary<string, string> { ["amount"] = "18,600", ["payer.account"] = "not asked for" }));

        async Task PickUpAsync()
        {
            try
            {
                await host.Get<PickUpLandedOrders>().PickUpAsync();
            }
            catch (CoreUnavailable)
            {
                // the case is there, the online bank does not know it yet: next time
            }
        }

        await Task.WhenAll(PickUpAsync(), PickUpAsync());
        for (var n = 0; n < 5 && bank.Waiting.Count > 0; n++) await PickUpAsync();

        var row = Assert.Single(await host.Get<IBranchLists>().CasesAsync(null, null, null, 10));
        Assert.Equal([("9261126000001", row.Number)], bank.Taken);
        var @case = await host.CaseAsync(row.Id);
        Assert.Equal(("online-bank", 18600m, "landing.limit"), (@case.Channel, @case.Amount, @case.Facts.Get(LandingFacts.Reason)));
        Assert.Equal(["amount"], @case.Fields.Select(f => f.Code)); // what the type's form does not name is not taken
        Assert.Equal("landing", (await host.OpenAsync(row.Id, "landing")).Post);
        Assert.Equal(["system"], await host.QueryAsync(db => db.Set<AuditEntry>().Where(a => a.What == "case.submitted").Select(a => a.Who).ToListAsync())); // no person did
        Assert.Equal([null], await host.QueryAsync(db => db.Set<CaseEvent>().Where(e => e.Code == "submitted").Select(e => e.UserId).ToListAsync()));
    }

    [Theory, MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task Orders_of_a_closed_or_unknown_branch_stay_with_the_online_bank(string provider)
    {
        var bank = new Bank();
        await using var host = await StartAsync(provider, bank);
        host.Closed.Add("3101");
        bank.Waiting.Add(new LandedOrder("9261126000002", "3101", "limit", new Dictionary<string, string> { ["amount"] = "1" }));
        bank.Waiting.Add(new LandedOrder("9261126000003", "9999", "limit", new Dictionary<string, string> { ["amount"] = "1" }));
        Assert.Equal(["9261126000002", "9261126000003"], await host.Get<PickUpLandedOrders>().PickUpAsync());
        Assert.Empty(await host.Get<IBranchLists>().CasesAsync(null, null, null, 10));
        host.Closed.Clear();
        Assert.Equal(["9261126000003"], await host.Get<PickUpLandedOrders>().PickUpAsync());
        Assert.Equal("9261126000002", Assert.Single(bank.Taken).Item1);
    }

    [Theory, MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task No_teller_submits_what_customers_order(string provider)
    {
        await using var host = await StartAsync(provider, new Bank());
        Assert.DoesNotContain(host.Get<BranchTypes>().All, t => t.Key == "order");
        var sent = await host.Get<SubmitCase>().SubmitAsync(host.Person("teller").Id, new Submission(Guid.NewGuid(), "order", [], []) { Fields = new Dictionary<string, string> { ["amount"] = "1" } });
        Assert.Equal("intake.unknown-type", sent.Refusal!.Code);
    }

    private static async Task<CaseHost> StartAsync(string provider, Bank bank)
    {
        var host = await CaseHost.StartAsync(provider, Process, [], services => services.AddSingleton<ILandedOrders>(bank));
        await host.TypeAsync("order", ""","form":[{"code":"amount"}],"channel":"online-bank" """);
        return host;
    }

    private sealed class Bank : ILandedOrders
    {
        public List<LandedOrder> Waiting { get; } = [];

        public List<(string, string)> Taken { get; } = [];

        public int LosesWords { get; set; }

        public Task<IReadOnlyList<LandedOrder>> WaitingAsync(CancellationToken cancel = default)
        {
            lock (Waiting) return Task.FromResult<IReadOnlyList<LandedOrder>>([.. Waiting]);
        }

        public Task TakenAsync(string number, string caseNumber, CancellationToken cancel = default)
        {
            lock (Waiting)
            {
                if (LosesWords-- > 0) throw new CoreUnavailable("the line broke");
                if (Waiting.RemoveAll(o => o.Number == number) > 0) Taken.Add((number, caseNumber));
                return Task.CompletedTask;
            }
        }
    }
}
