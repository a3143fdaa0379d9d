using CentralOps.Domain.Administration;
using CentralOps.Domain.Cases;
using CentralOps.Domain.Cases.Design;
using CentralOps.Domain.Kernel;
using CentralOps.Domain.Versioning;
using Microsoft.AspNetCore.Components;

namespace CentralOps.Web.Configuration.BusinessTypes;

/// <summary>All business types with what is in force and what is being drafted; a new one is begun from nothing or from another.</summary>
public sealed partial class BusinessTypeList
{
    private List<Row>? _rows;
    private bool _adding;
    private string _from = "";
    private string _key = "";
    private string _zh = "";
    private string _en = "";
    private Refusal? _refusal;

    [Inject] private IConfigurationStore Store { get; set; } = default!;

    [Inject] private ConfigurationWorkshop Workshop { get; set; } = default!;

    [Inject] private IPublishedConfiguration Published { get; set; } = default!;

    [Inject] private ICurrentStaff Staff { get; set; } = default!;

    [Inject] private NavigationManager Navigation { get; set; } = default!;

    [Inject] private TimeProvider Clock { get; set; } = default!;

    private sealed record Row(string Key, BusinessType? Type, ConfigurationEntry? Current, IReadOnlyList<ConfigurationEntry> Versions);

    /// <inheritdoc />
    protected override async Task OnInitializedAsync()
    {
        var versions = await Store.ListAsync(ConfigurationKind.BusinessType);
        _rows = [.. versions.GroupBy(v => v.Key).Select(g => new Row(g.Key, TypeOf(g.Key), g.InForce(Clock.GetUtcNow()), [.. g]))];
    }

    private BusinessType? TypeOf(string key) =>
        Published.Current(ConfigurationKind.BusinessType, key) is { } version ? Published.Parsed(version, v => BusinessTypeJson.Read(v.Content)) : null;

    private void Open(string key) => Navigation.NavigateTo($"/configuration/business-types/{key}");

    private async Task AddAsync()
    {
        var key = _key.Trim();
        var pattern = TypeOf(_from) ?? new BusinessType { Key = key, NameZh = "", NameEn = "", Process = "" };
        var type = pattern with { Key = key, NameZh = _zh.Trim(), NameEn = _en.Trim(), Retired = false };
        var added = await Workshop.BeginAsync(await Staff.GetAsync(), ConfigurationKind.BusinessType, key, BusinessTypeJson.Write(type));
        _refusal = added.Refusal;
        if (added.Succeeded) Open(key);
    }
}
