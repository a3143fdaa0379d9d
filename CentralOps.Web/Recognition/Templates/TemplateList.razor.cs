using System.Text;
using System.Text.Json;
using CentralOps.Domain.Administration;
using CentralOps.Domain.Kernel;
using CentralOps.Domain.Recognition;
using CentralOps.Domain.Recognition.Design;
using CentralOps.Domain.Versioning;
using CentralOps.Web.Components;
using CentralOps.Web.Configuration;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Forms;

namespace CentralOps.Web.Recognition.Templates;

/// <summary>All layouts by voucher kind, with what is in force and what is being drafted.</summary>
public sealed partial class TemplateList
{
    private List<Row>? _rows;
    private bool _adding;
    private string _base = "";
    private string _key = "";
    private string _kind = "";
    private string _nameZh = "";
    private string _nameEn = "";
    private string _side = "front";
    private int _copy;
    private Refusal? _refusal;
    private Refusal? _importRefusal;
    private ModelFinding? _importFinding;

    [Inject] private IConfigurationStore Store { get; set; } = default!;

    [Inject] private ConfigurationWorkshop Workshop { get; set; } = default!;

    [Inject] private VoucherConfiguration Vouchers { get; set; } = default!;

    [Inject] private ICurrentStaff Staff { get; set; } = default!;

    [Inject] private NavigationManager Navigation { get; set; } = default!;

    [Inject] private TimeProvider Clock { get; set; } = default!;

    private sealed record Row(string Key, VoucherTemplate? Template, bool Retired, ConfigurationEntry? Current, IReadOnlyList<ConfigurationEntry> Versions)
    {
        public string Name => Template is { } t ? Bilingual.Of(t.NameZh, t.NameEn) : Key;
    }

    private IEnumerable<string> Kinds => Vouchers.BusinessTypes.SelectMany(t => t.Vouchers).Select(v => v.Kind).Concat(_rows?.Select(r => r.Template?.Kind ?? "") ?? []).Where(k => k.Length > 0).Distinct().Order(StringComparer.Ordinal);

    /// <inheritdoc />
    protected override async Task OnInitializedAsync()
    {
        var rows = new List<Row>();
        foreach (var versions in (await Store.ListAsync(ConfigurationKind.VoucherTemplate)).GroupBy(v => v.Key))
        {
            var current = versions.InForce(Clock.GetUtcNow());
            var shown = current is null ? Read((await Store.FindAsync(versions.First().Id))?.Content) : Vouchers.Template(versions.Key, current.Version);
            rows.Add(new Row(versions.Key, shown, current is not null && shown is { Retired: true }, current, [.. versions]));
        }

        _rows = [.. rows.OrderBy(r => r.Template?.Kind, StringComparer.Ordinal).ThenByDescending(r => r.Template?.Side, StringComparer.Ordinal).ThenBy(r => r.Template?.Copy).ThenBy(r => r.Key, StringComparer.Ordinal)];
    }

    private static VoucherTemplate? Read(string? content)
    {
        try
        {
            return content is null ? null : TemplateJson.Read(content);
        }
        catch (JsonException)
        {
            return null; // shown by its key; the designer says what is wrong with it
        }
    }

    private string KindName(string kind) => Codes.Find($"Voucher.{kind}") ?? (kind.Length > 0 ? kind : Texts["Kind.None"].Value);

    private string SideOf(VoucherTemplate template) => template.Copy > 0 ? $"{Texts[$"Side.{template.Side}"]} · {Texts["CopyNumber", template.Copy]}" : Texts[$"Side.{template.Side}"];

    private void Open(string key) => Navigation.NavigateTo($"/recognition/templates/{key}");

    private void TakeBase()
    {
        if (_rows?.Find(r => r.Key == _base)?.Template is { } t) (_kind, _nameZh, _nameEn, _side, _copy) = (t.Kind, t.NameZh, t.NameEn, t.Side, t.Copy);
    }

    private async Task AddAsync()
    {
        var key = _key.Trim();
        // Another print run has the same fields, but its own picture and its own code.
        var start = _rows?.Find(r => r.Key == _base)?.Template is { } like ? like with { BlankPng = null, Code = null, Retired = false } : null;
        var template = (start ?? new VoucherTemplate { Key = key, Kind = "", NameZh = "", NameEn = "", WidthMm = 210, HeightMm = 99 })
            with { Key = key, Kind = _kind.Trim(), NameZh = _nameZh.Trim(), NameEn = _nameEn.Trim(), Side = _side, Copy = _copy };
        var added = await Workshop.BeginAsync(await Staff.GetAsync(), ConfigurationKind.VoucherTemplate, key, TemplateJson.Write(template));
        _refusal = added.Refusal;
        if (added.Succeeded) Open(key);
    }

    // A file becomes a draft of the layout that it names; nothing is published by importing.
    private async Task ImportAsync(InputFileChangeEventArgs chosen)
    {
        (_importRefusal, _importFinding) = (null, null);
        if (chosen.File.Size > TemplateJson.MaxCharacters)
        {
            _importFinding = new ModelFinding("template.too-large", "", "", 0, "too large", TemplateJson.MaxCharacters / 1_000_000);
            return;
        }

        using var reader = new StreamReader(chosen.File.OpenReadStream(TemplateJson.MaxCharacters), Encoding.UTF8);
        var content = await reader.ReadToEndAsync();
        var key = Read(content)?.Key ?? "";
        if (Workshop.Check(ConfigurationKind.VoucherTemplate, key, content) is [{ Code: "template.not-json" or "template.bad-form" } unreadable, ..])
        {
            _importFinding = unreadable;
            return;
        }

        var current = _rows?.Find(r => r.Key == key)?.Current?.Version ?? 0;
        var added = await Workshop.DraftAsync(await Staff.GetAsync(), ConfigurationKind.VoucherTemplate, key, current, content, Texts["Imported", chosen.File.Name]);
        _importRefusal = added.Refusal;
        if (added.Succeeded) Open(key);
    }
}
