using System.Globalization;
using CentralOps.Domain.Administration;
using CentralOps.Domain.Cases;
using CentralOps.Domain.Configuration;
using CentralOps.Domain.Processes.Design;
using CentralOps.Domain.Versioning;
using Microsoft.AspNetCore.Components;

namespace CentralOps.Web.Configuration.Reasons;

/// <summary>The reasons that people choose from: drafted, checked, published by a second person.</summary>
public sealed partial class ReasonDesk
{
    private static readonly string[] Tabs = ["reason", "findings", "versions"];

    private IReadOnlyList<ReasonCode> _reasons = [];
    private IReadOnlyList<string> _tasks = [];
    private string _tab = "reason";
    private int _selected = -1;

    [Inject] private IStepCatalogue Steps { get; set; } = default!;

    [Inject] private IBusinessCalendar Calendar { get; set; } = default!;

    /// <inheritdoc />
    protected override string Kind => ConfigurationKind.ReasonCodes;

    /// <inheritdoc />
    protected override string DocumentKey => "reasons";

    /// <inheritdoc />
    protected override string TestNote => Texts["Checked", _reasons.Count];

    /// <inheritdoc />
    protected override string PublishMessage => Texts["PublishMessage"];

    /// <inheritdoc />
    protected override string Content => ReasonJson.Write(_reasons);

    /// <inheritdoc />
    protected override void Show(string content) => _reasons = ReasonJson.Read(content);

    /// <inheritdoc />
    protected override IReadOnlyList<DocumentChange> Between(string older, string newer) => ReasonJson.Between(ReasonJson.Read(older), ReasonJson.Read(newer));

    /// <inheritdoc />
    protected override async Task OnInitializedAsync()
    {
        _tasks = [.. Steps.Desks.Select(d => d.Task)];
        await base.OnInitializedAsync();
    }

    private string UseName(string use) => Codes.Find($"ReasonUse.{use}") ?? use;

    private string TaskName(string task) => Codes[$"Task.{task}"];

    private string? ValueName(string property, string? value) => value is null ? null : property switch
    {
        "for" => string.Join(" · ", value.Split(", ").Select(UseName)),
        "tasks" => string.Join(" · ", value.Split(", ").Select(TaskName)),
        _ => value,
    };

    private string Validity(ReasonCode reason) => reason is { From: null, Until: null } ? Texts["Always"] : $"{Short(reason.From)} – {Short(reason.Until)}";

    private static string Short(DateOnly? day) => day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? "…";

    private int Index(string code) => _reasons.ToList().FindIndex(r => r.Code == code);

    private void Pick(int index) => (_selected, _tab) = (index, "reason");

    private void Add()
    {
        var at = _selected >= 0 ? _selected + 1 : _reasons.Count;
        _reasons = [.. _reasons.Take(at), new ReasonCode("", "", "", [ReasonUses.Return]), .. _reasons.Skip(at)];
        Difference = null;
        Pick(at);
        Judge();
    }

    private void Change(ReasonCode reason)
    {
        _reasons = [.. _reasons.Select((r, i) => i == _selected ? reason : r)];
        Judge();
    }

    private void Move(int by)
    {
        var to = _selected + by;
        if (_selected < 0 || to < 0 || to >= _reasons.Count) return;
        var list = _reasons.ToList();
        (list[_selected], list[to]) = (list[to], list[_selected]);
        (_reasons, _selected) = (list, to);
        Judge();
    }

    private void Remove()
    {
        _reasons = [.. _reasons.Where((_, i) => i != _selected)];
        _selected = -1;
        Judge();
    }
}
