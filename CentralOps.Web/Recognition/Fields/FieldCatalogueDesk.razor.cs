using System.Text;
using CentralOps.Domain.Kernel;
using CentralOps.Domain.Recognition;
using CentralOps.Domain.Recognition.Design;
using CentralOps.Domain.Versioning;
using CentralOps.Web.Components;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Forms;

namespace CentralOps.Web.Recognition.Fields;

/// <summary>The field catalogue: what a field is, wherever it stands; drafted, checked, published by a second person.</summary>
public sealed partial class FieldCatalogueDesk
{
    private const long MaxImport = 1_000_000;

    private static readonly string[] Tabs = ["field", "findings", "versions"];

    private IReadOnlyList<FieldDefinition> _fields = [];
    private ModelFinding? _unreadable;
    private string _tab = "field";
    private int _selected = -1;

    [Inject] private VoucherConfiguration Vouchers { get; set; } = default!;

    /// <inheritdoc />
    protected override string Kind => ConfigurationKind.FieldCatalogue;

    /// <inheritdoc />
    protected override string DocumentKey => "fields";

    /// <inheritdoc />
    protected override string Content => FieldJson.Write(_fields);

    /// <inheritdoc />
    protected override string TestNote => Texts["Fields.Checked", _fields.Count];

    /// <inheritdoc />
    protected override string PublishMessage => Texts["Fields.PublishMessage"];

    /// <inheritdoc />
    protected override void Show(string content)
    {
        var selected = _selected >= 0 && _selected < _fields.Count ? _fields[_selected].Code : null;
        _fields = FieldJson.Read(content);
        (_unreadable, _selected) = (null, selected is null ? -1 : Index(selected));
    }

    /// <inheritdoc />
    protected override IReadOnlyList<DocumentChange> Between(string older, string newer) => FieldJson.Between(FieldJson.Read(older), FieldJson.Read(newer));

    private string NameOf(string code) => _fields.FirstOrDefault(f => f.Code == code) is { NameZh.Length: > 0 } field ? Bilingual.Of(field.NameZh, field.NameEn) : Vouchers.Fields.Find(code) is { } known ? Bilingual.Of(known.NameZh, known.NameEn) : code.Length > 0 ? code : Texts["Region.Unnamed"];

    private string? ValueName(string property, string? value) => property switch
    {
        "type" => Codes.Find($"FieldType.{value}"),
        "sensitivity" => Codes.Find($"Sensitivity.{value}"),
        "keying" => Codes.Find($"Keying.{value}"),
        _ => null,
    } ?? value;

    private int Index(string code) => _fields.ToList().FindIndex(f => f.Code == code);

    private void Pick(int index) => (_selected, _tab) = (index, "field");

    private void Add()
    {
        _fields = [.. _fields, new FieldDefinition { Code = "", NameZh = "", NameEn = "", Type = FieldTypes.Text, Keying = KeyingPolicies.Double }];
        Difference = null;
        Pick(_fields.Count - 1);
        Judge();
    }

    private void Change(FieldDefinition field)
    {
        _fields = [.. _fields.Select((f, i) => i == _selected ? field : f)];
        Judge();
    }

    private void Remove()
    {
        _fields = [.. _fields.Where((_, i) => i != _selected)];
        _selected = -1;
        Judge();
    }

    private async Task ImportAsync(InputFileChangeEventArgs chosen)
    {
        using var reader = new StreamReader(chosen.File.OpenReadStream(MaxImport * 4), Encoding.UTF8);
        var content = await reader.ReadToEndAsync();
        _unreadable = Workshop.Check(Kind, DocumentKey, content).FirstOrDefault(f => f.Code is "fields.not-json" or "fields.too-large");
        if (_unreadable is not null) return;
        var before = _fields;
        (_fields, _selected) = (FieldJson.Read(content), -1);
        Judge();
        Difference = (FieldJson.Between(before, _fields), $"→ {chosen.File.Name}"); // nothing is kept before it is saved
    }
}
