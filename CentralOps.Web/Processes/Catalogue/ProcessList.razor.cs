using System.Security;
using CentralOps.Domain.Administration;
using CentralOps.Domain.Kernel;
using CentralOps.Domain.Processes;
using CentralOps.Domain.Recognition;
using CentralOps.Domain.Versioning;
using CentralOps.Web.Components;
using CentralOps.Web.Configuration;
using Microsoft.AspNetCore.Components;
using MudBlazor;

namespace CentralOps.Web.Processes.Catalogue;

/// <summary>All processes with what is in force, what is being drafted, and who uses them.</summary>
public sealed partial class ProcessList
{
    private List<Row>? _rows;
    private bool _adding;
    private string _name = "";
    private string _key = "";
    private Refusal? _refusal;
    private Refusal? _retired;

    [Inject] private IConfigurationStore Store { get; set; } = default!;

    [Inject] private ConfigurationWorkshop Workshop { get; set; } = default!;

    [Inject] private IProcessCatalog Processes { get; set; } = default!;

    [Inject] private VoucherConfiguration Vouchers { get; set; } = default!;

    [Inject] private ICurrentStaff Staff { get; set; } = default!;

    [Inject] private NavigationManager Navigation { get; set; } = default!;

    [Inject] private IDialogService Dialogs { get; set; } = default!;

    [Inject] private TimeProvider Clock { get; set; } = default!;

    private sealed record Row(string Key, string Name, ConfigurationEntry? Current, IReadOnlyList<ConfigurationEntry> Versions, IReadOnlyList<string> UsedBy);

    /// <inheritdoc />
    protected override Task OnInitializedAsync() => LoadAsync();

    private async Task LoadAsync()
    {
        var versions = await Store.ListAsync(ConfigurationKind.Process);
        var graphs = versions.Select(v => v.Key).Distinct().Select(k => Processes.Get(k, null)).OfType<ProcessGraph>().ToList();
        _rows =
        [
            .. versions.GroupBy(v => v.Key).Select(g => new Row(
                g.Key, graphs.Find(p => p.Key == g.Key)?.Name ?? g.Key, g.InForce(Clock.GetUtcNow()), [.. g],
                [
                    .. Vouchers.BusinessTypes.Where(t => t.Process == g.Key).Select(t => Bilingual.Of(t.NameZh, t.NameEn)),
                    .. graphs.Where(p => p.Elements.Values.Any(e => e.CalledProcess == g.Key)).Select(p => p.Name),
                ])),
        ];
    }

    private async Task RetireAsync(Row row)
    {
        if (!await Dialogs.ConfirmAsync(Texts["Retire"], Texts["RetireAsk", row.Name], Texts["Retire"], danger: true)) return;
        _retired = (await Workshop.RetireAsync(await Staff.GetAsync(), ConfigurationKind.Process, row.Key, row.UsedBy)).Refusal;
        await LoadAsync();
    }

    private void Open(string key) => Navigation.NavigateTo($"/processes/{key}");

    private async Task AddAsync()
    {
        var key = _key.Trim();
        var added = await Workshop.BeginAsync(await Staff.GetAsync(), ConfigurationKind.Process, key, Empty(key, _name.Trim()));
        _refusal = added.Refusal;
        if (added.Succeeded) Open(key);
    }

    private static string Empty(string key, string name) =>
        $"""
        <?xml version="1.0" encoding="UTF-8"?>
        <bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:bpmndi="http://www.omg.org/spec/BPMN/20100524/DI" xmlns:dc="http://www.omg.org/spec/DD/20100524/DC" xmlns:di="http://www.omg.org/spec/DD/20100524/DI" xmlns:co="http://centralops.example/bpmn" id="definitions-{key}" targetNamespace="http://centralops.example/processes">
          <bpmn:process id="{key}" name="{SecurityElement.Escape(name)}" isExecutable="true">
            <bpmn:startEvent id="start"><bpmn:outgoing>f-start-end</bpmn:outgoing></bpmn:startEvent>
            <bpmn:endEvent id="end"><bpmn:incoming>f-start-end</bpmn:incoming></bpmn:endEvent>
            <bpmn:sequenceFlow id="f-start-end" sourceRef="start" targetRef="end" />
          </bpmn:process>
          <bpmndi:BPMNDiagram id="diagram-{key}">
            <bpmndi:BPMNPlane id="plane-{key}" bpmnElement="{key}">
              <bpmndi:BPMNShape id="start-di" bpmnElement="start"><dc:Bounds x="160" y="122" width="36" height="36" /></bpmndi:BPMNShape>
              <bpmndi:BPMNShape id="end-di" bpmnElement="end"><dc:Bounds x="560" y="122" width="36" height="36" /></bpmndi:BPMNShape>
              <bpmndi:BPMNEdge id="f-start-end-di" bpmnElement="f-start-end"><di:waypoint x="196" y="140" /><di:waypoint x="560" y="140" /></bpmndi:BPMNEdge>
            </bpmndi:BPMNPlane>
          </bpmndi:BPMNDiagram>
        </bpmn:definitions>
        """;
}
