using CentralOps.Domain.Batches.Steps;
using CentralOps.Domain.Cases;
using CentralOps.Domain.Cases.Advancing;
using CentralOps.Domain.Cases.Design;
using CentralOps.Domain.Cases.Migrating;
using CentralOps.Domain.Cases.Steps;
using CentralOps.Domain.Cases.Talk;
using CentralOps.Domain.Cases.Views;
using CentralOps.Domain.CentralAuthorization;
using CentralOps.Domain.CentralAuthorization.Callbacks;
using CentralOps.Domain.CentralAuthorization.Calls;
using CentralOps.Domain.CentralAuthorization.Requests;
using CentralOps.Domain.CentralAuthorization.Risk;
using CentralOps.Domain.CentralAuthorization.Supplementary;
using CentralOps.Domain.Configuration;
using CentralOps.Domain.Content;
using CentralOps.Domain.CoreBanking.Records;
using CentralOps.Domain.CoreBanking.Steps;
using CentralOps.Domain.Entry;
using CentralOps.Domain.Entry.Checks;
using CentralOps.Domain.Entry.Correction;
using CentralOps.Domain.Intake.Pictures;
using CentralOps.Domain.Intake.Landing;
using CentralOps.Domain.Intake.Rework;
using CentralOps.Domain.Processes;
using CentralOps.Domain.Processes.Design;
using CentralOps.Domain.Receipts.Steps;
using CentralOps.Domain.Recognition;
using CentralOps.Domain.Screens;
using CentralOps.Domain.Recognition.Accuracy;
using CentralOps.Domain.Recognition.Decision;
using CentralOps.Domain.Recognition.Design;
using CentralOps.Domain.Seals;
using CentralOps.Infrastructure.Cases.Migrating;
using CentralOps.Infrastructure.Cases.Queries;
using CentralOps.Infrastructure.CentralAuthorization;
using CentralOps.Infrastructure.Database;
using Microsoft.Extensions.DependencyInjection;

namespace CentralOps.Infrastructure.Cases;

/// <summary>Registers the life of a case: store, engine, step handlers, views.</summary>
public static class CasesRegistration
{
    /// <summary>Adds it.</summary>
    public static IServiceCollection AddCases(this IServiceCollection services)
    {
        services.AddSingleton<IConfigurationCheck, BusinessTypeCheck>().AddSingleton<IMigrationBatches, MigrationBatches>().AddSingleton<MigrateCases>();
        services.AddWriter().AddSingleton<ICaseStore, CaseStore>().AddSingleton<ICaseReader, CaseReader>();
        services.AddSingleton<IProcessCatalog, PublishedProcesses>().AddSingleton<ProcessEngine>();
        services.AddSingleton<VoucherConfiguration>().AddSingleton<ScreenCatalogue>().AddSingleton<CaseFields>().AddSingleton<RecordChecks>();
        services.AddSingleton<IContentReferences, PagesOfOpenCases>();
        services.AddSingleton<IRecognitionTruths, FieldOutcomes>().AddSingleton<IPayeeHistory, PayeeHistory>();
        services.AddSingleton<StepHandlers>().AddSingleton<IStepCatalogue, ShippedSteps>();
        services.AddSingleton<CaseAdvancer>().AddSingleton<IFinishWork>(s => s.GetRequiredService<CaseAdvancer>()).AddSingleton<IAmendWork>(s => s.GetRequiredService<CaseAdvancer>());
        services.AddSingleton<IDeskViews, DeskViews>().AddSingleton<ICaseProgress, CaseProgressReader>().AddSingleton<ISampleCases, SampleCases>().AddSingleton<Domain.Cases.Replay.RuleReplay>();
        services.AddSingleton<ICaseTalk, CaseTalk>().AddSingleton<ICasePaths, CasePathReader>().AddSingleton<IProcessHeat, ProcessHeatReader>();
        services.AddSingleton<IStoredVoucherPages, StoredVoucherPages>();
        services.AddSingleton<IBesideWork, AnotherPicture>();
        services.AddSingleton<AuthorizationRequests>().AddSingleton<ICallRecords, CallRecords>().AddSingleton<VideoCalls>();
        foreach (var handler in Handlers) services.AddSingleton(typeof(IStepHandler), handler);
        return services;
    }

    private static readonly Type[] Handlers =
    [
        typeof(RecognisePagesStep), typeof(ClassifyPagesStep), typeof(EnterFieldsStep), typeof(CheckDataStep), typeof(CorrectionStep), typeof(SupplementaryStep), typeof(PhoneStep),
        typeof(VerifySealsStep), typeof(CipherStep), typeof(RiskScreenStep), typeof(RiskDecideStep), typeof(ReviewStep), typeof(AuthorizationStep), typeof(PostStep),
        typeof(DocumentsStep), typeof(ReceiptStep), typeof(ArchiveStep), typeof(ReworkStep), typeof(EscalationStep), typeof(NumberStep),
        typeof(CompareStep), typeof(RecordStep), typeof(CaptureSpecimensStep), typeof(KeepSpecimensStep), typeof(PostLinesStep), typeof(RemainderStep), typeof(LandingStep),
    ];
}
