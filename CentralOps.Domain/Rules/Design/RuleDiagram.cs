using System.Globalization;
using System.Xml.Linq;
using CentralOps.Domain.Rules.Dmn;

namespace CentralOps.Domain.Rules.Design;

/// <summary>The diagram of requirements in a DMN document (DMN DI 1.3): where elements stand, and the lines between them. Only the first diagram is edited.</summary>
internal static class RuleDiagram
{
    private static readonly XNamespace Di = "http://www.omg.org/spec/DMN/20180521/DI/";
    private static readonly XNamespace Dc = "http://www.omg.org/spec/DMN/20180521/DC/";
    private static readonly XNamespace DmnDi = "https://www.omg.org/spec/DMN/20191111/DMNDI/";

    /// <summary>Places by id of the element; what cannot be read has none.</summary>
    public static IEnumerable<ShapeDraft> ShapesOf(XElement root) => Shapes(root).DistinctBy(s => s.Shape.Key).Select(s => s.Shape);

    /// <summary>Puts places and lines into the document; what has not moved is left as it is.</summary>
    public static void Write(XElement root, IReadOnlyList<ShapeDraft> shapes)
    {
        if (shapes.Count == 0) return;
        var known = Shapes(root).DistinctBy(s => s.Shape.Key).ToDictionary(s => s.Shape.Key);
        var elements = root.Elements().Where(e => e.Attr("id").Length > 0).DistinctBy(e => e.Attr("id")).ToDictionary(e => e.Attr("id"));
        var diagram = new Lazy<XElement>(() => DiagramOf(root));
        var moved = new HashSet<string>(StringComparer.Ordinal);
        foreach (var shape in shapes.Where(s => elements.ContainsKey(s.Key) && (!known.TryGetValue(s.Key, out var before) || before.Shape != s)))
        {
            moved.Add(shape.Key);
            if (known.TryGetValue(shape.Key, out var there)) Place(there.Bounds, shape);
            else Add(diagram.Value, ShapeFor(diagram.Value, shape));
        }

        var places = shapes.DistinctBy(s => s.Key).ToDictionary(s => s.Key);
        foreach (var (requirement, from, to) in elements.Values.SelectMany(Requirements))
        {
            if (places.TryGetValue(from, out var source) && places.TryGetValue(to, out var target)) Connect(root, diagram, requirement, source, target, moved.Contains(from) || moved.Contains(to));
        }
    }

    private static IEnumerable<(ShapeDraft Shape, XElement Bounds)> Shapes(XElement root)
    {
        foreach (var shape in root.Child("DMNDI")?.Child("DMNDiagram")?.Children("DMNShape") ?? [])
        {
            if (shape.Child("Bounds") is { } bounds && Number(bounds, "x") is { } x && Number(bounds, "y") is { } y && Number(bounds, "width") is > 0 and var width && Number(bounds, "height") is > 0 and var height)
                yield return (new ShapeDraft(Local(shape.Attr("dmnElementRef")), x, y, width, height), bounds);
        }
    }

    private static IEnumerable<(string Id, string From, string To)> Requirements(XElement element) =>
        element.Elements().Where(e => e.Name.LocalName is "informationRequirement" or "knowledgeRequirement" && e.Attr("id").Length > 0)
            .SelectMany(r => r.Elements().Where(e => e.Attr("href").Contains('#', StringComparison.Ordinal)).Select(e => (r.Attr("id"), e.Attr("href")[(e.Attr("href").IndexOf('#', StringComparison.Ordinal) + 1)..], element.Attr("id"))));

    private static void Connect(XElement root, Lazy<XElement> diagram, string requirement, ShapeDraft from, ShapeDraft to, bool moved)
    {
        var edge = root.Child("DMNDI")?.Child("DMNDiagram")?.Children("DMNEdge").FirstOrDefault(e => Local(e.Attr("dmnElementRef")) == requirement);
        if (edge is not null && !moved) return;
        var (names, fresh) = (diagram.Value.Name.Namespace, edge is null);
        edge ??= new XElement(names + "DMNEdge", new XAttribute("id", $"{requirement}-di"), new XAttribute("dmnElementRef", requirement));
        var way = edge.Children("waypoint").FirstOrDefault()?.Name ?? Di + "waypoint";
        edge.Elements().Where(e => e.Name.LocalName == "waypoint").Remove();
        edge.AddFirst(Point(way, Border(from, to)), Point(way, Border(to, from)));
        if (fresh) Add(diagram.Value, edge);
    }

    // Where the line from one middle to the other leaves the shape.
    private static (double X, double Y) Border(ShapeDraft shape, ShapeDraft other)
    {
        var (x, y) = (shape.X + (shape.Width / 2), shape.Y + (shape.Height / 2));
        var (dx, dy) = (other.X + (other.Width / 2) - x, other.Y + (other.Height / 2) - y);
        if (dx == 0 && dy == 0) return (x, y);
        var share = Math.Min(dx == 0 ? double.MaxValue : shape.Width / 2 / Math.Abs(dx), dy == 0 ? double.MaxValue : shape.Height / 2 / Math.Abs(dy));
        return (x + (dx * share), y + (dy * share));
    }

    private static XElement Point(XName name, (double X, double Y) at) => new(name, new XAttribute("x", Text(at.X)), new XAttribute("y", Text(at.Y)));

    private static XElement ShapeFor(XElement diagram, ShapeDraft shape)
    {
        var bounds = diagram.Children("DMNShape").Select(s => s.Child("Bounds")?.Name).FirstOrDefault(n => n is not null) ?? Dc + "Bounds";
        var made = new XElement(bounds);
        Place(made, shape);
        return new XElement(diagram.Name.Namespace + "DMNShape", new XAttribute("id", $"{shape.Key}-di"), new XAttribute("dmnElementRef", shape.Key), made);
    }

    private static void Place(XElement bounds, ShapeDraft shape)
    {
        bounds.SetAttributeValue("height", Text(shape.Height));
        bounds.SetAttributeValue("width", Text(shape.Width));
        bounds.SetAttributeValue("x", Text(shape.X));
        bounds.SetAttributeValue("y", Text(shape.Y));
    }

    private static XElement DiagramOf(XElement root)
    {
        if (root.Child("DMNDI") is not { } interchange)
        {
            interchange = new XElement(DmnDi + "DMNDI", new XAttribute(XNamespace.Xmlns + "dmndi", DmnDi), new XAttribute(XNamespace.Xmlns + "dc", Dc), new XAttribute(XNamespace.Xmlns + "di", Di), "\n  ");
            root.Add("  ", interchange, "\n");
        }

        if (interchange.Child("DMNDiagram") is { } diagram) return diagram;
        diagram = new XElement(interchange.Name.Namespace + "DMNDiagram", new XAttribute("id", "diagram"), "\n    ");
        interchange.Add("  ", diagram, "\n  ");
        return diagram;
    }

    // Each on a line of its own, before the white space that ends the diagram.
    private static void Add(XElement diagram, XElement element)
    {
        if (diagram.LastNode is XText blank && string.IsNullOrWhiteSpace(blank.Value)) blank.AddBeforeSelf("\n      ", element);
        else diagram.Add("\n      ", element, "\n    ");
    }

    private static double? Number(XElement element, string name) =>
        double.TryParse(element.Attr(name), NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && Math.Abs(number) < 1_000_000 ? number : null;

    private static string Text(double number) => Math.Round(number, 1).ToString(CultureInfo.InvariantCulture);

    private static string Local(string name) => name[(name.IndexOf(':', StringComparison.Ordinal) + 1)..];
}
