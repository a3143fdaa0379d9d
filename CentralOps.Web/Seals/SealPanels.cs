using CentralOps.Web.CentralAuthorization.Decision;
using CentralOps.Web.Dispatch.Desk;
using CentralOps.Web.Seals.Verification;

namespace CentralOps.Web.Seals;

/// <summary>Registers the desks of seals.</summary>
internal static class SealPanels
{
    /// <summary>Adds them.</summary>
    public static IServiceCollection AddSealPanels(this IServiceCollection services) => services.AddPanel<SealPanel>("seal").AddPanel<DecisionPanel>("specimen");
}
