using CentralOps.Domain.Cases.Advancing;
using CentralOps.Domain.Entry;
using CentralOps.Domain.Entry.Checks;
using CentralOps.Domain.Entry.Correction;
using CentralOps.Domain.Entry.KnownAnswers;
using CentralOps.Domain.Entry.Shortcuts;
using CentralOps.Domain.Entry.Thresholds;
using CentralOps.Infrastructure.Cases;
using CentralOps.Infrastructure.Demo;
using CentralOps.Infrastructure.Entry.Jobs;
using CentralOps.Infrastructure.Scheduling;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace CentralOps.Infrastructure.Entry;

/// <summary>Registers known answers and people's own keys.</summary>
public static class EntryRegistration
{
    /// <summary>Adds it; after the cases, whose finishing it wraps.</summary>
    public static IServiceCollection AddEntry(this IServiceCollection services)
    {
        services.AddSingleton<IShortcuts, ShortcutStore>().AddSingleton<IKnownAnswers, KnownAnswerBook>().AddSingleton<IKnownAnswerMix, KnownAnswerMix>();
        services.AddEntrySteps().AddDemoAnswer<DemoKeyer>().AddDemoAnswer<DemoVoucherKeyer>().AddDemoAnswer<DemoCorrector>();
        services.AddSingleton<ThresholdChanges>().AddSingleton<FinishWork>();
        services.Replace(ServiceDescriptor.Singleton<IFinishWork>(s => s.GetRequiredService<FinishWork>()));
        services.Replace(ServiceDescriptor.Singleton<IAmendWork>(s => s.GetRequiredService<FinishWork>()));
        return services.AddJob<KnownAnswerJob>("known-answers", JobSchedule.DailyAt(3, 10), "Collects slices whose content is certain, to measure keyers with");
    }

    /// <summary>Its steps.</summary>
    public static IServiceCollection AddEntrySteps(this IServiceCollection services) =>
        services.AddStep<EnterFieldsStep>()
            .AddStep<CheckDataStep>()
            .AddStep<CorrectionStep>();
}
