using CentralOps.Domain.Administration;
using CentralOps.Domain.Processes.Design;
using CentralOps.Domain.Recognition;
using CentralOps.Domain.Recognition.Design;
using CentralOps.Domain.Rules;
using CentralOps.Domain.Screens;
using CentralOps.Domain.Versioning;
using CentralOps.Infrastructure.Batches;
using CentralOps.Infrastructure.Cases;
using CentralOps.Infrastructure.CentralAuthorization;
using CentralOps.Infrastructure.CoreBanking;
using CentralOps.Infrastructure.Entry;
using CentralOps.Infrastructure.Intake;
using CentralOps.Infrastructure.Receipts;
using CentralOps.Infrastructure.Recognition;
using CentralOps.Infrastructure.Seals;
using CentralOps.Tests.Processes;
using Microsoft.Extensions.DependencyInjection;

namespace CentralOps.Tests.Support;

/// <summary>The steps that the product ships.</summary>
internal static class ShippedSteps
{
    private static readonly Lazy<IServiceProvider> Built = new(() => new ServiceCollection().AddCases().AddShippedSteps()
        .AddSingleton<IPublishedConfiguration>(new ShippedConfiguration()).AddSingleton<IParameters>(new NoParameters())
        .AddSingleton<IBusinessCalendar>(new FixedDay()).BuildServiceProvider());

    /// <summary>Their shapes.</summary>
    public static IStepCatalogue Catalogue => Built.Value.GetRequiredService<IStepCatalogue>();

    /// <summary>The screens of their desks.</summary>
    public static ScreenTasks Screens => new(Catalogue);

    /// <summary>The check of processes, in a bank with these posts (null = the shipped ones) and a portal without these panels and machines.</summary>
    public static ProcessCheck Check(IPublishedConfiguration configuration, IReadOnlyList<WorkPost>? posts = null, IReadOnlySet<string>? missing = null) =>
        new(new FeelEvaluator(TimeProvider.System), Catalogue, [.. Built.Value.GetServices<IConditionNames>(), new CaseNames(new VoucherConfiguration(configuration))], new Equipment(missing ?? new HashSet<string>()), new Posts(posts ?? WorkPosts.Shipped()), configuration);

    /// <summary>Adds them without the machines that do their work.</summary>
    public static IServiceCollection AddShippedSteps(this IServiceCollection services) => services
        .AddRecognitionSteps().AddEntrySteps().AddCoreBankingSteps().AddSealSteps().AddBatchSteps().AddReceiptSteps().AddIntakeSteps().AddCentralAuthorization();

    private sealed class Equipment(IReadOnlySet<string> missing) : IStepEquipment
    {
        public bool HasPanel(string task) => !missing.Contains(task);

        public bool HasMachine(string operation) => !missing.Contains(operation);
    }

    private sealed class Posts(IReadOnlyList<WorkPost> posts) : IWorkPosts
    {
        public IReadOnlyList<WorkPost> All => posts;
    }
}

/// <summary>Nothing is set.</summary>
internal sealed class NoParameters : IParameters
{
    public string? Get(string key) => null;

    public decimal Number(string key) => 0;
}
