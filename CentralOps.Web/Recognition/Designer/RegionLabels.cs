using CentralOps.Domain.Kernel;
using CentralOps.Domain.Recognition;
using CentralOps.Domain.Recognition.Design;
using CentralOps.Web.Components;
using CentralOps.Web.Configuration;
using CentralOps.Web.Texts;
using Microsoft.Extensions.Localization;

namespace CentralOps.Web.Recognition.Designer;

/// <summary>Words for regions, and findings about them, in the person's language.</summary>
public sealed class RegionLabels(VoucherConfiguration vouchers, TextCatalogue codes, IStringLocalizer<TemplateTexts> texts)
{
    /// <summary>Name of a region.</summary>
    public string Of(TemplateRegion region) => Of(region.Kind, region.Name);

    /// <summary>Name of a region of a kind.</summary>
    public string Of(RegionKind kind, string name) => kind switch
    {
        RegionKind.Code => texts["Region.Code"],
        _ when name.Length == 0 => texts["Region.Unnamed"],
        RegionKind.Field => vouchers.Fields.Find(name) is { } field ? Bilingual.Of(field.NameZh, field.NameEn) : name,
        RegionKind.Seal => codes.Find($"SealRole.{name}") ?? name,
        _ => name,
    };

    /// <summary>A finding in words; where it names regions by id, their names are put in.</summary>
    public string Of(ModelFinding finding, VoucherTemplate template) =>
        codes.Of(finding with { Args = [.. finding.Args.Select(a => a is string id && template.Region(id) is { } region ? Of(region) : a)] });
}
