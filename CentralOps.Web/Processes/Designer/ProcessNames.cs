using System.Xml;
using CentralOps.Domain.Kernel;
using CentralOps.Domain.Processes;

namespace CentralOps.Web.Processes.Designer;

/// <summary>Names of processes in documents that need not be executable.</summary>
internal static class ProcessNames
{
    /// <summary>Name of the (first) process; null = it has none, or the document cannot be read.</summary>
    public static string? Of(string xml)
    {
        try
        {
            return (string?)SafeXml.Load(xml).Root?.Element(BpmnReader.Bpmn + "process")?.Attribute("name") is { Length: > 0 } name ? name : null;
        }
        catch (XmlException)
        {
            return null;
        }
    }
}
