using System.Xml;
using System.Xml.Linq;

namespace CentralOps.Domain.Kernel;

/// <summary>Reads XML that a person uploaded: no document type, no external reference, bounded size, depth and element count.</summary>
public static class SafeXml
{
    /// <summary>Largest document, characters. The largest model in public collections has under a million.</summary>
    public const int MaxCharacters = 8_000_000;

    /// <summary>Deepest nesting of elements.</summary>
    public const int MaxDepth = 100;

    /// <summary>Most elements in a document.</summary>
    public const int MaxElements = 200_000;

    /// <summary>Parses with line information.</summary>
    /// <exception cref="XmlException">Not well formed, has a document type, or is beyond a limit; carries the line.</exception>
    public static XDocument Load(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (text.Length > MaxCharacters)
            throw new XmlException($"the document has {text.Length} characters; at most {MaxCharacters} are read");
        CheckShape(text);
        using var reader = Open(text);
        return XDocument.Load(reader, LoadOptions.SetLineInfo);
    }

    /// <summary>Parses a document that is going to be written again: with its comments, instructions and white space.</summary>
    /// <exception cref="XmlException">Not well formed, has a document type, or is beyond a limit.</exception>
    public static XDocument LoadWhole(string text)
    {
        _ = Load(text);
        using var reader = XmlReader.Create(
            new StringReader(text.TrimStart('\uFEFF')), new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null, MaxCharactersInDocument = MaxCharacters, MaxCharactersFromEntities = 0 });
        return XDocument.Load(reader, LoadOptions.PreserveWhitespace);
    }

    // A first pass without building anything: a hostile document is refused before it costs memory.
    private static void CheckShape(string text)
    {
        using var reader = Open(text);
        var elements = 0;
        while (reader.Read())
        {
            if (reader.NodeType != XmlNodeType.Element) continue;
            var line = reader as IXmlLineInfo;
            if (reader.Depth > MaxDepth)
                throw new XmlException($"elements are nested deeper than {MaxDepth}", null, line?.LineNumber ?? 0, line?.LinePosition ?? 0);
            if (++elements > MaxElements)
                throw new XmlException($"there are more than {MaxElements} elements", null, line?.LineNumber ?? 0, line?.LinePosition ?? 0);
        }
    }

    private static XmlReader Open(string text) => XmlReader.Create(
        new StringReader(text.TrimStart('\uFEFF')),
        new XmlReaderSettings
        {
            DtdProcessing = DtdProcessing.Prohibit,
            XmlResolver = null,
            MaxCharactersInDocument = MaxCharacters,
            MaxCharactersFromEntities = 0,
            IgnoreComments = true,
            IgnoreProcessingInstructions = true,
        });
}
