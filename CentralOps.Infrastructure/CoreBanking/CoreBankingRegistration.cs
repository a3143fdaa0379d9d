using CentralOps.Domain.CoreBanking;
using CentralOps.Domain.CoreBanking.Posting;
using CentralOps.Domain.CoreBanking.Reconciliation;
using CentralOps.Domain.CoreBanking.Records;
using CentralOps.Domain.CoreBanking.Reversals;
using CentralOps.Domain.CoreBanking.Steps;
using CentralOps.Domain.Intake.Landing;
using CentralOps.Infrastructure.Cases;
using CentralOps.Infrastructure.CoreBanking.Jobs;
using CentralOps.Infrastructure.CoreBanking.Machines;
using CentralOps.Infrastructure.CoreBanking.Persistence;
using CentralOps.Infrastructure.CoreBanking.Simulator;
using CentralOps.Infrastructure.Scheduling;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Http.Resilience;
using Microsoft.Extensions.Options;
using Polly;

namespace CentralOps.Infrastructure.CoreBanking;

/// <summary>Registers core banking: adapters over HTTP, the posting use cases, their jobs and the simulator.</summary>
public static class CoreBankingRegistration
{
    /// <summary>Section <c>CoreBanking</c>, see <see cref="CoreBankingOptions"/>.</summary>
    public static IServiceCollection AddCoreBanking(this IServiceCollection services, IConfiguration configuration)
    {
        var section = configuration.GetSection(CoreBankingOptions.Section);
        var options = section.Get<CoreBankingOptions>() ?? new CoreBankingOptions();
        services.AddOptions<CoreBankingOptions>().Bind(section)
            .Validate(o => o.PostTimeoutSeconds > 0 && o.PostTimeoutSeconds < PostToCore.SendGrace.TotalSeconds - 5, "CoreBanking:PostTimeoutSeconds must be more than 0 and less than 25")
            .Validate(o => new[] { o.Url, o.CipherUrl, o.RiskUrl }.All(u => u.Length == 0 || Uri.IsWellFormedUriString(u, UriKind.Absolute)), "CoreBanking:Url, CipherUrl and RiskUrl must be absolute addresses")
            .ValidateOnStart();
        if (options.Simulator.Enabled ?? options.Url.Length == 0) services.AddHostedService<CoreSimulatorHost>();

        services.AddSingleton<SimulatorAddress>();
        AddClients(services);
        services.AddSingleton<ICoreBanking, HttpCoreBanking>();
        services.AddSingleton<IAccountDirectory, HttpAccountDirectory>();
        services.AddSingleton<ICoreRecords, HttpCoreRecords>();
        services.AddSingleton<ILandedOrders, HttpLandedOrders>();
        services.AddSingleton<IPaymentCipherVerifier, HttpPaymentCipherVerifier>();
        services.AddSingleton<IRiskScreening, HttpRiskScreening>();
        services.AddSingleton<IPostings, Postings>();
        services.AddSingleton<IReversals, Persistence.Reversals>();
        services.AddSingleton<IReconciliations, Reconciliations>();
        services.AddTransient<PostToCore>();
        services.AddTransient<ReversePosting>();
        services.AddTransient<ReconcilePostings>();
        services.AddCoreBankingSteps();
        services.AddMachine<LookUpMachine>().AddMachine<CipherMachine>().AddMachine<RiskMachine>().AddMachine<PostMachine>().AddMachine<RecordMachine>().AddMachine<CustomerMachine>();
        services.AddJob<SettlePostingsJob>("posting-settle", JobSchedule.EverySeconds(60), "Asks the core about postings whose answer was lost");
        return services.AddJob<ReconcilePostingsJob>("posting-reconciliation", JobSchedule.DailyAt(1, 0), "Compares our postings with the core's journal and lists breaks");
    }

    /// <summary>Named clients with their time-outs; tests replace the primary handlers.</summary>
    internal static void AddClients(IServiceCollection services)
    {
        services.AddHttpClient(HttpCoreBanking.PostClient, (s, c) => SetUp(c, s, o => o.Url))
            .ConfigurePrimaryHttpMessageHandler(() => new SocketsHttpHandler
            {
                ConnectTimeout = TimeSpan.FromSeconds(3),
                PooledConnectionIdleTimeout = TimeSpan.Zero, // never repeated by the handler itself because a kept connection had died
                AllowAutoRedirect = false,
            })
            .AddResilienceHandler("core-post", (pipeline, context) => pipeline
                .AddCircuitBreaker(new HttpCircuitBreakerStrategyOptions { MinimumThroughput = 20, FailureRatio = 0.8, SamplingDuration = TimeSpan.FromSeconds(30), BreakDuration = TimeSpan.FromSeconds(5) })
                .AddTimeout(Seconds(context, o => o.PostTimeoutSeconds)));
        AddAsking(services, HttpCoreBanking.QueryClient, o => o.Url);
        AddAsking(services, HttpPaymentCipherVerifier.Client, o => o.CipherUrl);
        AddAsking(services, HttpRiskScreening.Client, o => o.RiskUrl);
    }

    private static void AddAsking(IServiceCollection services, string name, Func<CoreBankingOptions, string> url) =>
        services.AddHttpClient(name, (s, c) => SetUp(c, s, url))
            .ConfigurePrimaryHttpMessageHandler(() => new SocketsHttpHandler { ConnectTimeout = TimeSpan.FromSeconds(3), AllowAutoRedirect = false })
            .AddResilienceHandler(name, (pipeline, context) => pipeline
                .AddRetry(new HttpRetryStrategyOptions { MaxRetryAttempts = 2, Delay = Seconds(context, o => o.QueryRetryMilliseconds / 1000), BackoffType = DelayBackoffType.Exponential, UseJitter = true })
                .AddTimeout(Seconds(context, o => o.QueryTimeoutSeconds)));

    private static TimeSpan Seconds(ResilienceHandlerContext context, Func<CoreBankingOptions, double> pick) =>
        TimeSpan.FromSeconds(pick(context.ServiceProvider.GetRequiredService<IOptions<CoreBankingOptions>>().Value));

    private static void SetUp(HttpClient client, IServiceProvider services, Func<CoreBankingOptions, string> url)
    {
        var options = services.GetRequiredService<IOptions<CoreBankingOptions>>().Value;
        var address = url(options) is { Length: > 0 } own ? own : options.Url is { Length: > 0 } core ? core
            : services.GetService<SimulatorAddress>()?.Url ?? $"http://127.0.0.1:{options.Simulator.Port}";
        client.BaseAddress = new Uri(address.EndsWith('/') ? address : address + "/");
        client.Timeout = Timeout.InfiniteTimeSpan; // the pipeline's time-outs count
    }

    /// <summary>Its steps.</summary>
    public static IServiceCollection AddCoreBankingSteps(this IServiceCollection services) =>
        services.AddStep<CipherStep>()
            .AddStep<PostStep>()
            .AddStep<RecordStep>()
            .AddStep<CompareStep>();
}
