using System.Xml;
using System.Xml.Linq;

namespace CentralOps.Domain.Kernel;

/// <summary>Collects findings while a process or rule model is read.</summary>
internal sealed class FindingList
{
    /// <summary>More would help nobody.</summary>
    private const int Most = 200;

    public List<ModelFinding> All { get; } = [];

    private readonly Dictionary<ModelFinding, XElement> _sources = new(ReferenceEqualityComparer.Instance);

    /// <summary>The element that a finding is about, where it was reported with one.</summary>
    public XElement? SourceOf(ModelFinding finding) => _sources.GetValueOrDefault(finding);

    public static int LineOf(XObject? node) => node is IXmlLineInfo line && line.HasLineInfo() ? line.LineNumber : 0;

    /// <summary>Name that people read; the id, or the kind of element, where there is none.</summary>
    public static string NameOf(XElement element)
    {
        var name = ((string?)element.Attribute("name"))?.ReplaceLineEndings(" ").Trim();
        return !string.IsNullOrEmpty(name) ? name : (string?)element.Attribute("id") ?? element.Name.LocalName;
    }

    public void Add(string code, string id, string name, int line, string text, params object?[] args)
    {
        if (All.Count < Most) All.Add(new ModelFinding(code, id, name, line, text, args.Length == 0 ? [name] : args));
    }

    /// <summary>About an element by its own name.</summary>
    public void At(XElement element, string code, Func<string, string> text, params object?[] more)
    {
        var name = NameOf(element);
        Add(code, (string?)element.Attribute("id") ?? "", name, LineOf(element), text(name), [name, .. more]);
    }

    /// <summary>About a part of something that has the name people know, e.g. a cell of a decision table.</summary>
    public void At(XElement element, string owner, string code, string text, params object?[] more)
    {
        var count = All.Count;
        Add(code, (string?)element.Attribute("id") ?? "", owner, LineOf(element), text, [owner, .. more]);
        if (All.Count > count) _sources[All[^1]] = element;
    }
}
