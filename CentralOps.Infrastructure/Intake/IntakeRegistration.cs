using CentralOps.Domain.Cases.Steps;
using CentralOps.Domain.Intake;
using CentralOps.Domain.Intake.BranchTasks;
using CentralOps.Domain.Intake.Capture;
using CentralOps.Domain.Intake.Landing;
using CentralOps.Domain.Intake.Pictures;
using CentralOps.Domain.Intake.Rework;
using CentralOps.Domain.Intake.Submit;
using CentralOps.Domain.Intake.Withdraw;
using CentralOps.Domain.Processes.Design;
using CentralOps.Infrastructure.Cases;
using CentralOps.Infrastructure.Intake.Jobs;
using CentralOps.Infrastructure.Intake.Queries;
using CentralOps.Infrastructure.Scheduling;
using Microsoft.Extensions.DependencyInjection;

namespace CentralOps.Infrastructure.Intake;

/// <summary>Registers capture and submission.</summary>
public static class IntakeRegistration
{
    /// <summary>Adds it.</summary>
    public static IServiceCollection AddIntake(this IServiceCollection services)
    {
        services.AddSingleton<IBranchLists, BranchLists>().AddSingleton<BranchTypes>().AddSingleton<NewCases>();
        services.AddSingleton<CapturePages>().AddSingleton<DocumentSet>().AddSingleton<SubmitCase>().AddSingleton<WithdrawCase>();
        services.AddSingleton<OwnBranchTask>().AddSingleton<AnswerReturn>().AddSingleton<AnswerPicture>().AddSingleton<DecideForBranch>();
        services.AddIntakeSteps().AddTransient<PickUpLandedOrders>();
        return services.AddJob<LandedOrdersJob>("landed-orders", JobSchedule.EverySeconds(10), "Makes cases of orders that landed from online banking");
    }

    /// <summary>Its steps.</summary>
    public static IServiceCollection AddIntakeSteps(this IServiceCollection services) =>
        services.AddStep<ReworkStep>()
            .AddStep<LandingStep>()
            .AddSingleton<IConditionNames>(LandingFacts.Arriving)
            .AddSingleton<IBesideWork, AnotherPicture>();
}
