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

namespace CentralOps.Infrastructure.Entry;

/// <summary>Registers known answers and people's own keys.</summary>
public static class EntryRegistration
{
    /// <summary>Adds it.</summary>
    public static IServiceCollection AddEntry(this IServiceCollection services)
    {
        services.AddSingleton<IShortcuts, ShortcutStore>().AddSingleton<IKnownAnswers, KnownAnswerBook>().AddSingleton<IKnownAnswerMix, KnownAnswerMix>();
        services.AddEntrySteps().AddDemoAnswer<DemoKeyer>().AddDemoAnswer<DemoVoucherKeyer>().AddDemoAnswer<DemoCorrector>();
        services.AddSingleton<ThresholdChanges>().AddSingleton<IWorkOfNoCase>(s => s.GetRequiredService<IKnownAnswerMix>());
        return services.AddJob<KnownAnswerJob>("known-answers", JobSchedule.DailyAt(3, 10), "Collects slices whose content is certain, to measure keyers with");
    }

    /// <summary>Its steps.</summary>
    public static IServiceCollection AddEntrySteps(this IServiceCollection services) =>
        services.AddStep<EnterFieldsStep>()
            .AddStep<CheckDataStep>()
            .AddStep<CorrectionStep>();
}
