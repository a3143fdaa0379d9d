using System.Text.Json;
using CentralOps.Domain.Kernel;
using CentralOps.Domain.Versioning;

namespace CentralOps.Domain.Recognition.Design;

/// <summary>
/// Judges a voucher template as recognition and entry will meet it. Findings name regions by their id (<c>field:2</c>), which is also their first argument.
/// </summary>
public sealed class TemplateCheck(IPublishedConfiguration configuration) : IConfigurationCheck
{
    private const double Least = 2, LargestPage = 450, SmallestPage = 20, Tolerance = 0.05;
    private const int MostCells = 40;

    private static readonly string[] Keyings =
        [KeyingPolicies.OcrIfSure, KeyingPolicies.OcrPlusOne, KeyingPolicies.Double, KeyingPolicies.Triple, KeyingPolicies.Single, KeyingPolicies.WholeVoucher, KeyingPolicies.None];

    private readonly VoucherConfiguration _vouchers = new(configuration);

    /// <inheritdoc />
    public string Kind => ConfigurationKind.VoucherTemplate;

    /// <summary>Keying policies that a field may have.</summary>
    public static IReadOnlyList<string> KeyingChoices => Keyings;

    /// <inheritdoc />
    public IReadOnlyList<ModelFinding> Check(string key, string content)
    {
        if (content.Length > TemplateJson.MaxCharacters)
            return [Finding("template.too-large", "", $"larger than {TemplateJson.MaxCharacters} characters", TemplateJson.MaxCharacters / 1_000_000)];
        VoucherTemplate template;
        try
        {
            template = TemplateJson.Read(content);
        }
        catch (JsonException e)
        {
            var line = (int)(e.LineNumber ?? -1) + 1;
            return [new ModelFinding("template.not-json", "", "", line, $"cannot be read as a template: {e.Message}", line, e.Path ?? "$")];
        }

        return Check(key, template);
    }

    /// <summary>The same for a template that has been read.</summary>
    public IReadOnlyList<ModelFinding> Check(string key, VoucherTemplate template)
    {
        var findings = new List<ModelFinding>();
        if (template.Key != key) findings.Add(Finding("template.other-key", "", $"is the template '{template.Key}', not '{key}'", template.Key, key));
        if (template.BlankPng is { } png && !IsPng(png)) findings.Add(Finding("template.bad-form", "", "its picture of the blank form is no PNG"));
        if (findings.Count > 0) return findings;
        if (template.Retired)
        {
            Retirement(template, findings);
            return findings;
        }

        Head(template, findings);
        Names(template, findings);
        Places(template, findings);
        Settings(template, findings);
        return findings;
    }

    /// <inheritdoc />
    public bool RefusesDraft(ModelFinding finding) => finding.Code is "template.not-json" or "template.too-large" or "template.other-key" or "template.bad-form";

    private void Retirement(VoucherTemplate template, List<ModelFinding> findings)
    {
        if (_vouchers.Templates.Any(t => t.Template.Kind == template.Kind && t.Template.Key != template.Key)) return;
        foreach (var type in _vouchers.BusinessTypes.Where(t => t.Vouchers.Any(v => v.Kind == template.Kind && v.Required)))
            findings.Add(Finding("template.last-of-kind", "", $"no other layout of '{template.Kind}' is in force, and '{type.Key}' needs it", template.Kind, type.Key) with { IsWarning = true });
    }

    private void Head(VoucherTemplate template, List<ModelFinding> findings)
    {
        if (string.IsNullOrWhiteSpace(template.NameZh) || string.IsNullOrWhiteSpace(template.NameEn)) findings.Add(Finding("template.no-name", "", "has no name in Chinese or in English"));
        if (string.IsNullOrWhiteSpace(template.Kind)) findings.Add(Finding("template.no-kind", "", "belongs to no voucher kind"));
        else if (!_vouchers.BusinessTypes.Any(t => t.Vouchers.Any(v => v.Kind == template.Kind)))
            findings.Add(Finding("template.unused-kind", "", $"no business type asks for the voucher kind '{template.Kind}'", template.Kind) with { IsWarning = true });
        if (template.Side is not ("front" or "back")) findings.Add(Finding("template.bad-side", "", $"side '{template.Side}' is neither front nor back", template.Side));
        if (template.Copy is < 0 or > 20) findings.Add(Finding("template.bad-copy", "", $"copy {template.Copy}: allowed are 0 to 20", template.Copy));
        if (template.WidthMm is < SmallestPage or > LargestPage || template.HeightMm is < SmallestPage or > LargestPage)
            findings.Add(Finding("template.bad-size", "", $"page of {template.WidthMm} × {template.HeightMm} mm", template.WidthMm, template.HeightMm, SmallestPage, LargestPage));
        if (template.BlankPng is null) findings.Add(Finding("template.no-form", "", "has no picture of the blank form: a page cannot be fitted to it"));
        if (template.Anchors.Count == 0) findings.Add(Finding("template.no-anchor", "", "has no anchor: mark at least one printed text or line that every copy has in the same place"));
        if (template.Fields.Count == 0 && template.Seals.Count == 0) findings.Add(Finding("template.empty", "", "has neither fields nor seals") with { IsWarning = true });
    }

    private void Names(VoucherTemplate template, List<ModelFinding> findings)
    {
        foreach (var region in template.Regions().Where(r => r.Kind != RegionKind.Code))
        {
            var kind = region.Kind.ToString().ToLowerInvariant();
            if (string.IsNullOrWhiteSpace(region.Name))
                findings.Add(Finding($"template.unnamed-{kind}", region.Id, $"a {kind} has no name", region.Id));
            else if (template.Regions().Any(r => r.Kind == region.Kind && r.Index < region.Index && r.Name == region.Name))
                findings.Add(Finding($"template.duplicate-{kind}", region.Id, $"the {kind} '{region.Name}' is there twice", region.Id));
            else if (region.Kind == RegionKind.Field && _vouchers.Fields.Find(region.Name) is null)
                findings.Add(Finding("template.unknown-field", region.Id, $"'{region.Name}' is not in the field catalogue", region.Id, region.Name));
        }
    }

    private static void Places(VoucherTemplate template, List<ModelFinding> findings)
    {
        var regions = template.Regions();
        foreach (var region in regions)
        {
            var p = region.Place;
            if (p.Width < Least || p.Height < Least)
                findings.Add(Finding("template.too-small", region.Id, $"{Shown(region)} is smaller than {Least} mm", region.Id, Least));
            if (p.X < -Tolerance || p.Y < -Tolerance || p.X + p.Width > template.WidthMm + Tolerance || p.Y + p.Height > template.HeightMm + Tolerance)
                findings.Add(Finding("template.outside", region.Id, $"{Shown(region)} reaches beyond the page", region.Id));
            // Seals stand over print by nature; what a field shows must be one field's alone.
            foreach (var other in regions.Where(o => o.Id != region.Id && Excludes(region, o) && TemplateRegions.Shared(p, o.Place) > Tolerance))
                findings.Add(Finding("template.overlap", region.Id, $"{Shown(region)} overlaps {Shown(other)}", region.Id, other.Id));
            foreach (var field in regions.Where(o => region.Kind == RegionKind.Anchor && o.Kind == RegionKind.Field && TemplateRegions.Shared(p, o.Place) > 0.5 * p.Width * p.Height))
                findings.Add(Finding("template.covered-anchor", region.Id, $"{Shown(region)} lies in {Shown(field)}: writing will cover it", region.Id, field.Id) with { IsWarning = true });
        }
    }

    private static bool Excludes(TemplateRegion region, TemplateRegion other) =>
        (region.Kind == RegionKind.Field && other.Kind == RegionKind.Field && other.Index < region.Index)
        || (region.Kind == RegionKind.Seal && other.Kind == RegionKind.Seal && other.Index < region.Index)
        || (region.Kind == RegionKind.Code && other.Kind == RegionKind.Field);

    private void Settings(VoucherTemplate template, List<ModelFinding> findings)
    {
        foreach (var (field, index) in template.Fields.Select((f, i) => (f, i)))
        {
            var id = TemplateRegions.IdOf(RegionKind.Field, index);
            if (field.Keying is { } keying && !Keyings.Contains(keying)) findings.Add(Finding("template.bad-keying", id, $"'{field.Code}': keying policy '{keying}' is unknown", id, keying));
            if (field.Cells is < 0 or > MostCells) findings.Add(Finding("template.bad-cells", id, $"'{field.Code}': {field.Cells} cells, allowed are 0 to {MostCells}", id, field.Cells, MostCells));
            if (field.AcceptFrom is < 0 or > 1) findings.Add(Finding("template.bad-threshold", id, $"'{field.Code}': threshold {field.AcceptFrom}, allowed are 0 to 1", id, field.AcceptFrom));
            if (_vouchers.Fields.Find(field.Code) is { Type: FieldTypes.CodeList } list && field.Cells > 0 && list.Values.Count > 0 && field.Cells != list.Values.Count)
                findings.Add(Finding("template.boxes-and-values", id, $"'{field.Code}': {field.Cells} boxes for {list.Values.Count} values", id, field.Cells, list.Values.Count));
        }

        if (template.Code is not { } code) return;
        const string Id = "code:0";
        if (code.Symbology is not ("qr" or "code128")) findings.Add(Finding("template.bad-symbology", Id, $"code '{code.Symbology}' is neither qr nor code128", Id, code.Symbology));
        if (string.IsNullOrWhiteSpace(code.Prefix)) findings.Add(Finding("template.no-prefix", Id, "the code has no prefix that tells this layout from others", Id));
        else if (_vouchers.Templates.Select(t => t.Template).FirstOrDefault(t => t.Key != template.Key && t.Code is { } c && c.Symbology == code.Symbology && Begins(c.Prefix, code.Prefix)) is { } rival)
            findings.Add(Finding("template.prefix-taken", Id, $"the code's prefix '{code.Prefix}' cannot be told from that of '{rival.Key}'", Id, code.Prefix, rival.Key));
    }

    private static bool Begins(string a, string b) => a.StartsWith(b, StringComparison.Ordinal) || b.StartsWith(a, StringComparison.Ordinal);

    private static string Shown(TemplateRegion region) => region.Name.Length > 0 ? $"{region.Kind.ToString().ToLowerInvariant()} '{region.Name}'" : region.Id;

    private static bool IsPng(string base64)
    {
        var head = new byte[12];
        return base64.Length > 100 && Convert.TryFromBase64Chars(base64.AsSpan(0, 16), head, out _) && head is [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A, ..]
            && System.Buffers.Text.Base64.IsValid(base64.AsSpan());
    }

    private static ModelFinding Finding(string code, string id, string text, params object?[] args) => new(code, id, id, 0, text, args);
}
