using System.Xml;
using System.Xml.Linq;
using CentralOps.Domain.Kernel;

namespace CentralOps.Domain.Rules.Dmn;

/// <summary>Reads DMN XML (1.1 to 1.5) into a compiled model. An expression that cannot be read is a finding; evaluated all the same, it fails.</summary>
public static class DmnReader
{
    /// <summary>Reads and checks a model.</summary>
    public static DmnReading Read(string xml) => Read(xml, new FindingList(), null);

    internal static DmnReading Read(string xml, FindingList findings, IExpressionReader? reader)
    {
        XDocument document;
        try
        {
            document = SafeXml.Load(xml);
        }
        catch (XmlException error)
        {
            findings.Add("rules.not-xml", "", "", error.LineNumber, $"the model cannot be read as XML: {error.Message}", error.Message);
            return new DmnReading(null, findings.All);
        }

        var root = document.Root!;
        if (root.Name.LocalName != "definitions" || !root.Name.NamespaceName.Contains("/DMN/", StringComparison.OrdinalIgnoreCase))
        {
            findings.Add("rules.not-dmn", "", root.Name.LocalName, 1, $"the document is not DMN: its root is '{root.Name.LocalName}'", root.Name.LocalName);
            return new DmnReading(null, findings.All);
        }

        var model = new ModelBuilder(root, findings, reader).Build();
        return new DmnReading(model, findings.All);
    }

    internal static IEnumerable<XElement> Children(this XElement element, string name) => element.Elements().Where(e => e.Name.LocalName == name);

    internal static XElement? Child(this XElement element, string name) => element.Elements().FirstOrDefault(e => e.Name.LocalName == name);

    internal static string Attr(this XElement element, string name) => (string?)element.Attribute(name) ?? "";
}
