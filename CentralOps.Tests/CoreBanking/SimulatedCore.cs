using System.Net.Http.Json;
using CentralOps.Domain.CoreBanking;
using CentralOps.Domain.CoreBanking.Posting;
using CentralOps.Infrastructure.CoreBanking;
using CentralOps.Infrastructure.CoreBanking.Simulator;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;

namespace CentralOps.Tests.CoreBanking;

/// <summary>The shipped simulator behind the shipped HTTP adapters; only the socket between them is replaced by memory.</summary>
internal sealed class SimulatedCore : IAsyncDisposable
{
    public const string Rich = "6222020000000000016", Poor = "6222020000000000024", Frozen = "6222020000000000032";
    private readonly string folder = Directory.CreateTempSubdirectory("core-").FullName;
    private readonly WebApplication app;
    private readonly ServiceProvider services;

    public SimulatedCore(FakeTimeProvider clock, double postTimeout = 5)
    {
        Clock = clock;
        app = CoreSimulator.Build(new SimulatorOptions(), Path.Combine(folder, "core.db"), null, clock, web => web.UseTestServer());
        app.Start();
        var collection = new ServiceCollection();
        collection.AddLogging();
        collection.AddSingleton<IOptions<CoreBankingOptions>>(Options.Create(new CoreBankingOptions { Url = "http://core/", PostTimeoutSeconds = postTimeout, QueryTimeoutSeconds = 5, QueryRetryMilliseconds = 1 }));
        CoreBankingRegistration.AddClients(collection);
        foreach (var name in new[] { HttpCoreBanking.PostClient, HttpCoreBanking.QueryClient, HttpPaymentCipherVerifier.Client, HttpRiskScreening.Client })
            collection.AddHttpClient(name).ConfigurePrimaryHttpMessageHandler(() => app.GetTestServer().CreateHandler());
        services = collection.BuildServiceProvider();
        var clients = services.GetRequiredService<IHttpClientFactory>();
        (Core, Records, Accounts, Cipher, Risk) = (new HttpCoreBanking(clients), new HttpCoreRecords(clients), new HttpAccountDirectory(clients), new HttpPaymentCipherVerifier(clients), new HttpRiskScreening(clients));
    }

    public FakeTimeProvider Clock { get; }

    public ICoreBanking Core { get; }

    public CentralOps.Domain.CoreBanking.Records.ICoreRecords Records { get; }

    public IAccountDirectory Accounts { get; }

    public IPaymentCipherVerifier Cipher { get; }

    public IRiskScreening Risk { get; }

    public FaultBox Faults => app.Services.GetRequiredService<FaultBox>();

    public HttpClient Admin => app.GetTestClient();

    public static DateOnly Today => new(2026, 11, 23);

    public async Task<decimal> BalanceAsync(string account)
    {
        var all = await Admin.GetFromJsonAsync<List<AccountLine>>("admin/accounts", TestContext.Current.CancellationToken);
        return all!.Single(a => a.Account == account).Balance;
    }

    public async Task<List<JournalLine>> JournalAsync() =>
        (await Admin.GetFromJsonAsync<List<JournalLine>>("admin/journal", TestContext.Current.CancellationToken))!;

    public static PostingOrder Order(decimal amount = 100m, Guid? caseId = null, Guid? occasion = null, string debit = Rich, string? cheque = null) => new()
    {
        CaseId = caseId ?? Guid.NewGuid(), CaseNumber = "202611230000042", Purpose = "transfer", Occasion = occasion ?? Guid.NewGuid(), BusinessType = "cheque-transfer",
        BranchCode = "0101", BusinessDate = Today, Amount = amount, Summary = "货款",
        Debit = new PostingParty(debit, debit == Rich ? "云帆贸易有限公司" : debit == Poor ? "启明科技有限公司" : "长风物流有限公司"),
        Credit = debit == Poor ? new PostingParty(Rich, "云帆贸易有限公司") : new PostingParty(Poor, "启明科技有限公司"),
        VoucherKind = cheque is null ? "" : "cheque", VoucherNumber = cheque,
    };

    public async ValueTask DisposeAsync()
    {
        await services.DisposeAsync();
        await app.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }

    internal sealed record AccountLine(string Account, string Name, string Status, decimal Balance);

    internal sealed record JournalLine(string JournalNumber, string Key, string? ReversesKey, string DebitAccount, string CreditAccount, string Credited, decimal Amount, string CaseNumber);
}
