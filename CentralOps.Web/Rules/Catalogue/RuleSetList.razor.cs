using System.Security;
using CentralOps.Domain.Administration;
using CentralOps.Domain.Kernel;
using CentralOps.Domain.Processes;
using CentralOps.Domain.Rules.Design;
using CentralOps.Domain.Versioning;
using CentralOps.Web.Configuration;
using Microsoft.AspNetCore.Components;

namespace CentralOps.Web.Rules.Catalogue;

/// <summary>All rule sets with what is in force, what is being drafted, and which processes ask them.</summary>
public sealed partial class RuleSetList
{
    private List<Row>? _rows;
    private bool _adding;
    private string _name = "";
    private string _key = "";
    private Refusal? _refusal;

    [Inject] private IConfigurationStore Store { get; set; } = default!;

    [Inject] private ConfigurationWorkshop Workshop { get; set; } = default!;

    [Inject] private IPublishedConfiguration Configuration { get; set; } = default!;

    [Inject] private IProcessCatalog Processes { get; set; } = default!;

    [Inject] private ICurrentStaff Staff { get; set; } = default!;

    [Inject] private NavigationManager Navigation { get; set; } = default!;

    [Inject] private TimeProvider Clock { get; set; } = default!;

    private sealed record Row(string Key, string Name, ConfigurationEntry? Current, IReadOnlyList<ConfigurationEntry> Versions, string Decisions, int? Rules, int? Tests, IReadOnlyList<string> UsedBy);

    /// <inheritdoc />
    protected override async Task OnInitializedAsync()
    {
        var versions = await Store.ListAsync(ConfigurationKind.RuleSet);
        var graphs = Configuration.AllCurrent(ConfigurationKind.Process).Select(p => Processes.Get(p.Key, p.Version)).OfType<ProcessGraph>().ToList();
        _rows = [.. versions.GroupBy(v => v.Key).Select(g => RowOf(g.Key, [.. g], graphs))];
    }

    private Row RowOf(string key, IReadOnlyList<ConfigurationEntry> versions, List<ProcessGraph> graphs)
    {
        var draft = Configuration.Current(ConfigurationKind.RuleSet, key) is { } current ? Configuration.Parsed(current, v => RuleDocument.Read(v.Content)).Draft : null;
        return new Row(
            key, draft?.Name is { Length: > 0 } name ? name : key, versions.InForce(Clock.GetUtcNow()), versions, string.Join(" · ", draft?.Decisions.Select(d => d.Name) ?? []),
            draft?.Decisions.Sum(d => d.Table?.Rules.Count ?? 0), draft?.Tests.Count, [.. graphs.Where(p => p.Elements.Values.Any(e => e.RuleSet == key)).Select(p => p.Name)]);
    }

    private void Open(string key) => Navigation.NavigateTo($"/rules/{key}");

    private async Task AddAsync()
    {
        var key = _key.Trim();
        var name = _name.Trim().Length > 0 ? _name.Trim() : key;
        var added = await Workshop.BeginAsync(await Staff.GetAsync(), ConfigurationKind.RuleSet, key, Empty(key, name));
        _refusal = added.Refusal;
        if (added.Succeeded) Open(key);
    }

    private string Empty(string key, string name) =>
        $"""
        <?xml version="1.0" encoding="UTF-8"?>
        <definitions xmlns="https://www.omg.org/spec/DMN/20191111/MODEL/" id="definitions-{key}" name="{SecurityElement.Escape(name)}" namespace="http://centralops.example/rules/{key}" exporter="CentralOps" exporterVersion="1">
          <inputData id="input-case_amount" name="case_amount">
            <description>{SecurityElement.Escape(Codes["Variable.case_amount"])}</description>
            <variable id="variable-case_amount" name="case_amount" typeRef="number" />
          </inputData>
          <decision id="{key}" name="{SecurityElement.Escape(name)}">
            <variable id="variable-decision-{key}" name="{SecurityElement.Escape(name)}" />
            <informationRequirement id="needs-case_amount"><requiredInput href="#input-case_amount" /></informationRequirement>
            <decisionTable id="table-{key}" hitPolicy="FIRST">
              <input id="column-case_amount" label="{SecurityElement.Escape(Codes["Variable.case_amount"])}">
                <inputExpression id="expression-case_amount" typeRef="number"><text>case_amount</text></inputExpression>
              </input>
              <output id="result-1" label="{SecurityElement.Escape(Texts["Outcome"])}" name="{key.Replace('-', '_')}_result" typeRef="string" />
              <annotation name="{SecurityElement.Escape(Texts["Js.note"])}" />
            </decisionTable>
          </decision>
        </definitions>
        """;
}
