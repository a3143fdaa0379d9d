using CentralOps.Domain.Cases.Views;
using CentralOps.Domain.CentralAuthorization;
using CentralOps.Domain.Processes.Design;
using CentralOps.Web.CentralAuthorization.Callbacks;
using CentralOps.Web.CentralAuthorization.Decision;
using CentralOps.Web.Dispatch.Desk;
using CentralOps.Web.Screens;

namespace CentralOps.Web.CentralAuthorization;

/// <summary>Registers the desks that decide.</summary>
internal static class CentralAuthorizationPanels
{
    /// <summary>Adds them.</summary>
    public static IServiceCollection AddCentralAuthorizationPanels(this IServiceCollection services) => services
        .AddPanel<PhonePanel>("phone", sample: new PhonePayload("李财务", "021-5555-0101", 0, ScreenSamples.Script))
        .AddPanel<DecisionPanel>("risk")
        .AddPanel<DecisionPanel>("review")
        .AddPanel<DecisionPanel>(AuthorizationStep.Task)
        .AddPanel<DecisionPanel>("landing")
        .AddPanel<DecisionPanel>(StepDesk.Incident.Task, sample: new { name = "core.post", message = "…" });
}
