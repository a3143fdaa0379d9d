using CentralOps.Domain.Entry;
using CentralOps.Web.Dispatch.Desk;
using CentralOps.Web.Entry.Arbitration;
using CentralOps.Web.Entry.Correction;
using CentralOps.Web.Entry.Sheets;
using CentralOps.Web.Entry.Slices;
using CentralOps.Web.Entry.Vouchers;

namespace CentralOps.Web.Entry;

/// <summary>Registers the desks of entry.</summary>
internal static class EntryPanels
{
    /// <summary>Adds them.</summary>
    public static IServiceCollection AddEntryPanels(this IServiceCollection services) => services
        .AddPanel<SlicePanel>(EnterFieldsStep.Slice, reused: true)
        .AddPanel<SheetPanel>(SheetPanel.Kind)
        .AddPanel<VoucherPanel>(EnterFieldsStep.Voucher)
        .AddPanel<ArbitrationPanel>(EnterFieldsStep.Arbitration, reused: true)
        .AddPanel<CorrectionPanel>("correction");
}
