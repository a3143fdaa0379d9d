using System.Globalization;

namespace CentralOps.Domain.Recognition.Design;

/// <summary>What a region of a form is for.</summary>
public enum RegionKind
{
    /// <summary>Holds a field's content.</summary>
    Field,

    /// <summary>A seal belongs here.</summary>
    Seal,

    /// <summary>A pre-printed mark.</summary>
    Anchor,

    /// <summary>The printed code.</summary>
    Code,
}

/// <summary>A region of a template, whatever it is for.</summary>
/// <param name="Kind">What it is for.</param>
/// <param name="Index">Its place in the template's list of that kind.</param>
/// <param name="Name">Field code, seal role, anchor id, or <c>code</c>; empty while it has none.</param>
/// <param name="Place">Where it is.</param>
public sealed record TemplateRegion(RegionKind Kind, int Index, string Name, RegionMm Place)
{
    /// <summary>Names it within one state of the template, e.g. <c>field:2</c>.</summary>
    public string Id => TemplateRegions.IdOf(Kind, Index);
}

/// <summary>Regions of all kinds in one way: what a drawing surface moves about.</summary>
public static class TemplateRegions
{
    /// <summary>All regions: fields, seals, anchors, code.</summary>
    public static IReadOnlyList<TemplateRegion> Regions(this VoucherTemplate template) =>
    [
        .. template.Fields.Select((f, i) => new TemplateRegion(RegionKind.Field, i, f.Code, f.Region)),
        .. template.Seals.Select((s, i) => new TemplateRegion(RegionKind.Seal, i, s.Role, s.Region)),
        .. template.Anchors.Select((a, i) => new TemplateRegion(RegionKind.Anchor, i, a.Id, a.Region)),
        .. template.Code is { } code ? [new TemplateRegion(RegionKind.Code, 0, "code", code.Region)] : Array.Empty<TemplateRegion>(),
    ];

    /// <summary>The id of a region.</summary>
    public static string IdOf(RegionKind kind, int index) => string.Create(CultureInfo.InvariantCulture, $"{kind.ToString().ToLowerInvariant()}:{index}");

    /// <summary>The region with an id; null = there is none (any more).</summary>
    public static TemplateRegion? Region(this VoucherTemplate template, string? id) => template.Regions().FirstOrDefault(r => r.Id == id);

    /// <summary>Moves or resizes a region. It stays where it was when there is no such region.</summary>
    public static VoucherTemplate Placed(this VoucherTemplate template, string id, RegionMm place)
    {
        var to = Rounded(place);
        return template.Region(id) is not { } region || region.Place == to ? template : region.Kind switch
        {
            RegionKind.Field => template.WithField(region.Index, f => f with { Region = to }),
            RegionKind.Seal => template with { Seals = Replaced(template.Seals, region.Index, s => s with { Region = to }) },
            RegionKind.Anchor => template with { Anchors = Replaced(template.Anchors, region.Index, a => a with { Region = to }) },
            _ => template with { Code = template.Code! with { Region = to } },
        };
    }

    /// <summary>Adds a region that has no name yet; a form has one code, so a second one takes the place of the first.</summary>
    /// <returns>The template, and the new region's id.</returns>
    public static (VoucherTemplate Template, string Id) Drawn(this VoucherTemplate template, RegionKind kind, RegionMm place)
    {
        var at = Rounded(place);
        return kind switch
        {
            RegionKind.Field => (template with { Fields = [.. template.Fields, new TemplateField { Code = "", Region = at }] }, IdOf(kind, template.Fields.Count)),
            RegionKind.Seal => (template with { Seals = [.. template.Seals, new TemplateSeal("", at)] }, IdOf(kind, template.Seals.Count)),
            RegionKind.Anchor => (template with { Anchors = [.. template.Anchors, new TemplateAnchor(FreeAnchor(template), at)] }, IdOf(kind, template.Anchors.Count)),
            _ => (template with { Code = template.Code is { } code ? code with { Region = at } : new TemplateCode("qr", at, "") }, IdOf(kind, 0)),
        };
    }

    /// <summary>Takes a region away.</summary>
    public static VoucherTemplate Without(this VoucherTemplate template, string id) => template.Region(id) switch
    {
        null => template,
        { Kind: RegionKind.Field } r => template with { Fields = [.. template.Fields.Where((_, i) => i != r.Index)] },
        { Kind: RegionKind.Seal } r => template with { Seals = [.. template.Seals.Where((_, i) => i != r.Index)] },
        { Kind: RegionKind.Anchor } r => template with { Anchors = [.. template.Anchors.Where((_, i) => i != r.Index)] },
        _ => template with { Code = null },
    };

    /// <summary>Changes a field.</summary>
    public static VoucherTemplate WithField(this VoucherTemplate template, int index, Func<TemplateField, TemplateField> change) =>
        template with { Fields = Replaced(template.Fields, index, change) };

    /// <summary>Gives a seal, an anchor or a field its name.</summary>
    public static VoucherTemplate Named(this VoucherTemplate template, TemplateRegion region, string name) => region.Kind switch
    {
        RegionKind.Field => template.WithField(region.Index, f => f with { Code = name }),
        RegionKind.Seal => template with { Seals = Replaced(template.Seals, region.Index, s => s with { Role = name }) },
        RegionKind.Anchor => template with { Anchors = Replaced(template.Anchors, region.Index, a => a with { Id = name }) },
        _ => template,
    };

    /// <summary>Area in mm² that two regions share; 0 = none.</summary>
    public static double Shared(RegionMm a, RegionMm b)
    {
        var width = Math.Min(a.X + a.Width, b.X + b.Width) - Math.Max(a.X, b.X);
        var height = Math.Min(a.Y + a.Height, b.Y + b.Height) - Math.Max(a.Y, b.Y);
        return width > 0 && height > 0 ? width * height : 0;
    }

    private static RegionMm Rounded(RegionMm r) => new(Math.Round(r.X, 2), Math.Round(r.Y, 2), Math.Round(r.Width, 2), Math.Round(r.Height, 2));

    private static string FreeAnchor(VoucherTemplate template)
    {
        var n = template.Anchors.Count + 1;
        while (template.Anchors.Any(a => a.Id == $"a{n}")) n++;
        return $"a{n}";
    }

    private static List<T> Replaced<T>(IReadOnlyList<T> list, int index, Func<T, T> change) => [.. list.Select((item, i) => i == index ? change(item) : item)];
}
