using System.Text.Json;

namespace CentralOps.Domain.Cases.Design;

/// <summary>
/// Business types as version 0.1 wrote them: where cases come from and what they demand stood among the settings, and cheques, specimen cards and bills were known by their kind of voucher.
/// They are read as if they had been written today, so that no check is lost with an update; the next version that is saved says it itself.
/// </summary>
internal static class EarlierBusinessType
{
    private static readonly (string Kind, string Setting, string Value)[] KnownByVoucher = [("cheque", "cheque", "cheque"), ("specimen-card", "card", "specimen-card"), ("acceptance-bill", "not-due", "bill.due.words")];

    /// <summary>The type in today's form; one that is of today stays as it is.</summary>
    /// <param name="type">As read.</param>
    /// <param name="content">The document.</param>
    public static BusinessType Today(BusinessType type, string content)
    {
        var settings = new Dictionary<string, string>(type.Settings, StringComparer.Ordinal);
        string Taken(string key) => settings.Remove(key, out var value) ? value : "";
        var (pages, batch, page, channel) = (Taken("pages"), Taken("batch"), Taken("page"), Taken("channel"));
        using var document = JsonDocument.Parse(content);
        var earlier = !document.RootElement.TryGetProperty("numbers", out _);
        var (numbers, customer) = (type.Numbers, type.Customer);
        if (earlier)
        {
            foreach (var (kind, setting, value) in KnownByVoucher)
                if (type.Vouchers.Any(v => v.Kind == kind)) settings.TryAdd(setting, value);
            if (settings.GetValueOrDefault("not-due") == "bill.due.words") numbers = [.. numbers.Union(["bill.number"])];
            // The customer was whoever is debited, under the name that the type's papers have for them.
            if (!document.RootElement.TryGetProperty("customer", out _) && settings.GetValueOrDefault("debit") is { } debit && !debit.Contains(':', StringComparison.Ordinal)) customer = $"{debit}.name";
        }

        return type with
        {
            PagesRequired = type.PagesRequired || pages == "required",
            BatchRequired = type.BatchRequired || batch == "required",
            Page = type.Page.Length > 0 ? type.Page : page,
            Channel = type.Channel.Length > 0 ? type.Channel : channel,
            Numbers = numbers,
            Customer = customer,
            Settings = settings,
        };
    }
}
