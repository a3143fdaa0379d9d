using System.Globalization;
using CentralOps.Domain.Cases;
using CentralOps.Domain.Cases.Design;
using CentralOps.Domain.Processes;
using CentralOps.Domain.Recognition;
using CentralOps.Domain.Versioning;
using CentralOps.Web.Components;
using Microsoft.AspNetCore.Components;

namespace CentralOps.Web.Configuration.BusinessTypes;

/// <summary>One business type: its process, vouchers, front check, required fields and settings; drafted, checked, published by a second person.</summary>
public sealed partial class BusinessTypeDesk
{
    private static readonly string[] Tabs = ["findings", "versions"];

    private BusinessType? _type;
    private string _tab = "findings";

    /// <summary>Key of the type.</summary>
    [Parameter, EditorRequired] public string TypeKey { get; set; } = "";

    [Inject] private VoucherConfiguration Catalogue { get; set; } = default!;

    [Inject] private IPublishedConfiguration Published { get; set; } = default!;

    [Inject] private IProcessCatalog Models { get; set; } = default!;

    /// <inheritdoc />
    protected override string Kind => ConfigurationKind.BusinessType;

    /// <inheritdoc />
    protected override string DocumentKey => TypeKey;

    /// <inheritdoc />
    protected override string Content => _type is null ? "" : BusinessTypeJson.Write(_type);

    /// <inheritdoc />
    protected override string TestNote => Texts["Types.Checked"];

    /// <inheritdoc />
    protected override string PublishMessage => Texts["Types.PublishMessage"];

    private string Title => _type is { NameZh.Length: > 0 } type ? Bilingual.Of(type.NameZh, type.NameEn) : TypeKey;

    private IEnumerable<(string Key, string Name)> Processes =>
        Published.AllCurrent(ConfigurationKind.Process).Select(v => (v.Key, Models.Get(v.Key, v.Version)?.Name ?? v.Key)).Append((_type!.Process, _type.Process)).Where(p => p.Item1.Length > 0).DistinctBy(p => p.Item1);

    private IEnumerable<string> Fields => Catalogue.Fields.All.Select(f => f.Code).Union(_type!.RequiredFields);

    /// <inheritdoc />
    protected override void Show(string content) => _type = BusinessTypeJson.Read(content);

    /// <inheritdoc />
    protected override IReadOnlyList<DocumentChange> Between(string older, string newer) => BusinessTypeJson.Between(BusinessTypeJson.Read(older), BusinessTypeJson.Read(newer));

    // From what is there now, not from what was drawn: a second change may come before the first one has been painted.
    private void Set(Func<BusinessType, BusinessType> change)
    {
        _type = change(_type!);
        Judge();
    }

    private void Tick(string field, bool required) =>
        Set(t => t with { RequiredFields = required ? [.. t.RequiredFields, field] : [.. t.RequiredFields.Where(f => f != field)] });

    private string NameOf(string part, string code) => part switch
    {
        "field" or "form" or "number" when Catalogue.Fields.Find(code) is { } field => Bilingual.Of(field.NameZh, field.NameEn),
        "voucher" => Codes.Find($"Voucher.{code}") ?? code,
        "check" when _type?.Checklist.FirstOrDefault(c => c.Code == code) is { } item => Bilingual.Of(item.Zh, item.En),
        _ => code,
    };

    private static string Text(ChangeEventArgs e) => e.Value?.ToString()?.Trim() ?? "";

    private static int Number(ChangeEventArgs e, int otherwise) => int.TryParse(Text(e), CultureInfo.InvariantCulture, out var number) ? number : otherwise;
}
