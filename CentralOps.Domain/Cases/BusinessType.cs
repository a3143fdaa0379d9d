using System.Text.Json.Serialization;

namespace CentralOps.Domain.Cases;

/// <summary>A kind of customer transaction, as data: which process, which vouchers, which checks at the counter, which service level.</summary>
public sealed record BusinessType
{
    /// <summary>Stable key, e.g. <c>cheque-transfer</c>.</summary>
    public required string Key { get; init; }

    /// <summary>Name in Chinese.</summary>
    public required string NameZh { get; init; }

    /// <summary>Name in English.</summary>
    public required string NameEn { get; init; }

    /// <summary>Process template.</summary>
    public required string Process { get; init; }

    /// <summary>Vouchers that belong to it.</summary>
    public IReadOnlyList<RequiredVoucher> Vouchers { get; init; } = [];

    /// <summary>Fields that the teller fills in when submitting, in the order of the form; empty = everything is on paper.</summary>
    public IReadOnlyList<FormField> Form { get; init; } = [];

    /// <summary>Front checklist.</summary>
    public IReadOnlyList<ChecklistItem> Checklist { get; init; } = [];

    /// <summary>Service level in minutes from submission to posting, before rules refine it.</summary>
    public int Minutes { get; init; } = 30;

    /// <summary>Calendar in whose business hours these minutes run; empty = around the clock; null = as the parameter <c>service.calendar</c> says.</summary>
    public string? Calendar { get; init; }

    /// <summary>Fields that must be known before posting.</summary>
    public IReadOnlyList<string> RequiredFields { get; init; } = [];

    /// <summary>No longer offered at the counter; cases under way go on.</summary>
    public bool Retired { get; init; }

    /// <summary>Pages must be captured although no voucher is required, e.g. a cover sheet.</summary>
    public bool PagesRequired { get; init; }

    /// <summary>A file of payments belongs to it.</summary>
    public bool BatchRequired { get; init; }

    /// <summary>Address of the page on which it is submitted, e.g. <c>central-authorization/requests</c>; empty = among all others.</summary>
    public string Page { get; init; } = "";

    /// <summary>Channel that its cases come from, e.g. <c>online-bank</c>; empty = tellers submit them.</summary>
    public string Channel { get; init; } = "";

    /// <summary>Field with the customer's name, shown in every list.</summary>
    public string Customer { get; init; } = "payer.name";

    /// <summary>Fields with the number of a paper: one case only may have it, and is found by it. The first takes the number of an order that comes from a channel.</summary>
    public IReadOnlyList<string> Numbers { get; init; } = ["voucher.number"];

    /// <summary>At least one page must be captured.</summary>
    [JsonIgnore]
    public bool NeedsPages => PagesRequired || Form.Count == 0 || Vouchers.Any(v => v.Required);

    /// <summary>Free settings of its steps, e.g. the core transaction code.</summary>
    public IReadOnlyDictionary<string, string> Settings { get; init; } = new Dictionary<string, string>();
}

/// <summary>A voucher of a business type.</summary>
public sealed record RequiredVoucher(string Kind, bool Required = true);

/// <summary>A field of the submission form.</summary>
/// <param name="Code">Code of the field catalogue.</param>
/// <param name="Required">May not stay blank.</param>
public sealed record FormField(string Code, bool Required = true);

/// <summary>An item of the front checklist.</summary>
public sealed record ChecklistItem(string Code, string Zh, string En, bool Mandatory = true);
