using CentralOps.Domain.Cases;
using CentralOps.Domain.Cases.Advancing;
using CentralOps.Domain.Cases.Migrating;
using CentralOps.Domain.Cases.Steps;
using CentralOps.Domain.Cases.Talk;
using CentralOps.Domain.Cases.Views;
using CentralOps.Domain.Configuration;
using CentralOps.Domain.Configuration.BusinessTypes;
using CentralOps.Domain.Content;
using CentralOps.Domain.CoreBanking.Records;
using CentralOps.Domain.Processes;
using CentralOps.Domain.Processes.Design;
using CentralOps.Domain.Recognition;
using CentralOps.Domain.Recognition.Accuracy;
using CentralOps.Domain.Recognition.Design;
using CentralOps.Domain.Screens;
using CentralOps.Domain.Versioning;
using CentralOps.Infrastructure.Cases.Jobs;
using CentralOps.Infrastructure.Cases.Migrating;
using CentralOps.Infrastructure.Cases.Queries;
using CentralOps.Infrastructure.Database;
using CentralOps.Infrastructure.Scheduling;
using Microsoft.Extensions.DependencyInjection;

namespace CentralOps.Infrastructure.Cases;

/// <summary>Registers the life of a case: store, engine, views; each feature brings its steps.</summary>
public static class CasesRegistration
{
    /// <summary>Adds it.</summary>
    public static IServiceCollection AddCases(this IServiceCollection services)
    {
        services.AddSingleton<IConfigurationCheck, BusinessTypeCheck>().AddSingleton<IMigrationBatches, MigrationBatches>().AddSingleton<MigrateCases>();
        services.AddWriter().AddSingleton<ICaseStore, CaseStore>().AddSingleton<ICaseReader, CaseReader>();
        services.AddSingleton<IProcessCatalog, PublishedProcesses>().AddSingleton<ProcessEngine>();
        services.AddSingleton<VoucherConfiguration>().AddSingleton<ScreenTasks>().AddSingleton<ScreenCatalogue>().AddSingleton<CaseFields>().AddSingleton<RecordChecks>();
        services.AddSingleton<IContentReferences, PagesOfOpenCases>();
        services.AddSingleton<IRecognitionTruths, FieldOutcomes>().AddSingleton<IPayeeHistory, PayeeHistory>();
        services.AddSingleton<StepHandlers>().AddSingleton<IStepCatalogue, RegisteredSteps>().AddSingleton<IStepEquipment, StepEquipment>();
        services.AddSingleton<CaseAdvancer>().AddSingleton<FinishWork>().AddSingleton<VerbRules>();
        services.AddSingleton<ShownPages>().AddSingleton<IShownPages>(s => s.GetRequiredService<ShownPages>());
        services.AddSingleton<ReasonCatalogue>().AddSingleton<IReasons>(s => s.GetRequiredService<ReasonCatalogue>());
        services.AddSingleton<IFinishWork>(s => s.GetRequiredService<FinishWork>()).AddSingleton<IAmendWork>(s => s.GetRequiredService<FinishWork>());
        services.AddSingleton<IDeskViews, DeskViews>().AddSingleton<ICaseProgress, CaseProgressReader>().AddSingleton<ISampleCases, SampleCases>().AddSingleton<Domain.Cases.Replay.RuleReplay>();
        services.AddSingleton<ICaseTalk, CaseTalk>().AddSingleton<ICasePaths, CasePathReader>().AddSingleton<IProcessHeat, ProcessHeatReader>();
        services.AddSingleton<IStoredVoucherPages, StoredVoucherPages>();
        return services.AddJob<ShownPagesJob>("shown-pages", JobSchedule.DailyAt(2, 50), "Drops notes of pages shown for tasks that are long over");
    }
}
