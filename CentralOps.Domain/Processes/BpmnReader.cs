using System.Xml;
using System.Xml.Linq;
using CentralOps.Domain.Kernel;
using CentralOps.Domain.Rules;

namespace CentralOps.Domain.Processes;

/// <summary>What reading a process model gave: a graph, or findings that say why not.</summary>
/// <param name="Graph">The executable model; null when there are findings.</param>
/// <param name="Findings">Everything that keeps it from being executed.</param>
public sealed record ProcessReading(ProcessGraph? Graph, IReadOnlyList<ModelFinding> Findings);

/// <summary>Reads BPMN 2.0 XML (OMG formal/2013-12-09) into an executable graph; what it cannot execute it names.</summary>
public sealed class BpmnReader(IConditionEvaluator conditions)
{
    /// <summary>Namespace of BPMN 2.0.</summary>
    public static readonly XNamespace Bpmn = "http://www.omg.org/spec/BPMN/20100524/MODEL";

    /// <summary>Namespace of our own attributes.</summary>
    public static readonly XNamespace Co = "http://centralops.example/bpmn";

    /// <summary>Step that a returned case is moved to; an element with it needs no incoming flow.</summary>
    public const string ReworkStep = "branch.rework";

    /// <summary>Reads and checks a model.</summary>
    /// <param name="xml">BPMN 2.0 XML.</param>
    /// <param name="key">Configuration key that the graph shall carry.</param>
    /// <param name="version">Configuration version that the graph shall carry.</param>
    public ProcessReading Read(string xml, string key, int version)
    {
        var findings = new FindingList();
        XDocument document;
        try
        {
            document = SafeXml.Load(xml);
        }
        catch (XmlException error)
        {
            findings.Add("process.not-xml", "", "", error.LineNumber, $"the model cannot be read as XML: {error.Message}", error.Message);
            return new ProcessReading(null, findings.All);
        }

        var process = OnlyProcess(document, findings);
        if (process is null) return new ProcessReading(null, findings.All);

        var elements = new ElementReader(document, findings);
        elements.ReadScope(process, parentId: null);
        elements.Connect();
        new ModelCheck(elements.Elements, elements.Torn, conditions, findings).Run();
        return findings.All.Count > 0
            ? new ProcessReading(null, findings.All)
            : new ProcessReading(new ProcessGraph(key, version, (string?)process.Attribute("name") ?? key, elements.Elements), []);
    }

    private static XElement? OnlyProcess(XDocument document, FindingList findings)
    {
        if (document.Root?.Name != Bpmn + "definitions")
        {
            var root = document.Root?.Name.LocalName ?? "";
            findings.Add("process.not-bpmn", "", root, FindingList.LineOf(document.Root), $"the document is not BPMN 2.0: its root is '{root}'", root);
            return null;
        }

        var all = document.Root.Elements(Bpmn + "process").ToList();
        var executable = all.Where(p => (bool?)p.Attribute("isExecutable") == true).ToList();
        var chosen = executable.Count > 0 ? executable : all;
        if (chosen.Count == 0)
        {
            findings.Add("process.no-process", "", "", 1, "the model holds no process");
            return null;
        }

        if (chosen.Count > 1)
        {
            findings.At(chosen[1], "process.many-processes", name => $"the model holds {chosen.Count} processes; '{name}' is one too many");
            return null;
        }

        return chosen[0];
    }
}
