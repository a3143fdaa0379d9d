using CentralOps.Domain.Configuration;
using CentralOps.Domain.Recognition;
using CentralOps.Web.CentralAuthorization.Callbacks;
using CentralOps.Web.CentralAuthorization.Decision;
using CentralOps.Web.Content;
using CentralOps.Web.Entry.Arbitration;
using CentralOps.Web.Entry.Correction;
using CentralOps.Web.Entry.Sheets;
using CentralOps.Web.Entry.Slices;
using CentralOps.Web.Entry.Vouchers;
using CentralOps.Web.Recognition.Classification;
using CentralOps.Web.Seals.Verification;
using Microsoft.AspNetCore.Components.Server.Circuits;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace CentralOps.Web.Dispatch.Desk;

/// <summary>The operator's desk with its panels.</summary>
public static class DeskRegistration
{
    /// <summary>The shipped panels by task kind.</summary>
    public static IReadOnlyList<DeskPanelEntry> Shipped { get; } =
    [
        new("entry.slice", typeof(SlicePanel), Reused: true),
        new(SheetPanel.Kind, typeof(SheetPanel)),
        new("entry.voucher", typeof(VoucherPanel)),
        new("entry.arbitration", typeof(ArbitrationPanel), Reused: true),
        new("classification", typeof(ClassificationPanel)),
        new("correction", typeof(CorrectionPanel)),
        new("phone", typeof(PhonePanel)),
        new("seal", typeof(SealPanel)),
        new("specimen", typeof(DecisionPanel)),
        new("landing", typeof(DecisionPanel)),
        new("review", typeof(DecisionPanel)),
        new("authorization", typeof(DecisionPanel)),
        new("risk", typeof(DecisionPanel)),
        new("incident", typeof(DecisionPanel)),
    ];

    /// <summary>Adds the desk. Another feature adds a panel with <c>services.AddSingleton(new DeskPanelEntry(…))</c>.</summary>
    public static IServiceCollection AddDesk(this IServiceCollection services)
    {
        foreach (var panel in Shipped) services.AddSingleton(panel);
        services.AddSingleton<DeskPanels>();
        services.AddSingleton<DeskLines>();
        services.AddScoped<DeskConnection>();
        services.AddScoped<CircuitHandler>(s => s.GetRequiredService<DeskConnection>());
        services.TryAddSingleton<ReasonCatalogue>();
        services.TryAddSingleton<TemplateCatalogue>();
        services.AddContentImages();
        return services;
    }
}
