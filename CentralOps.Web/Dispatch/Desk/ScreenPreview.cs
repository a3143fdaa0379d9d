using CentralOps.Domain.Recognition;
using CentralOps.Domain.Screens;

namespace CentralOps.Web.Dispatch.Desk;

/// <summary>Cascaded around a panel that the designer shows: the panel takes the sample instead of a task, starts no browser module, and says where the Tab key stops.</summary>
/// <param name="Case">The sample, laid out on the draft; null for a page that is keyed as a whole.</param>
/// <param name="Voucher">The page to key; null for a whole case.</param>
/// <param name="Stops">Where the Tab key stops, in order.</param>
/// <param name="Address">Address of an image by its content hash, with what is blackened in it.</param>
public sealed record ScreenPreview(CaseView? Case, VoucherView? Voucher, IReadOnlyList<string> Stops, Func<string, PageCovers?, string> Address)
{
    /// <summary>Number of a stop in tab order, from 1; the <paramref name="nth"/> of that name, from 0. Null = the Tab key does not stop there.</summary>
    public int? NumberOf(string stop, int nth = 0)
    {
        for (var i = 0; i < Stops.Count; i++)
        {
            if (Stops[i] == stop && nth-- == 0) return i + 1;
        }

        return null;
    }
}
