using System.Text.Json;
using System.Text.RegularExpressions;
using CentralOps.Domain.Cases;
using CentralOps.Domain.Cases.Design;
using CentralOps.Domain.CentralAuthorization.Requests;
using CentralOps.Domain.Intake.Landing;
using CentralOps.Domain.Kernel;
using CentralOps.Domain.Recognition;
using CentralOps.Domain.Versioning;

namespace CentralOps.Domain.Configuration.BusinessTypes;

/// <summary>Judges a business type before tellers can choose it: what it names must be in force. Findings name vouchers, checks, fields and settings by their code.</summary>
public sealed partial class BusinessTypeCheck(IPublishedConfiguration configuration) : IConfigurationCheck
{
    private const int MostCharacters = 200_000, MostMinutes = 60 * 24 * 31;

    private readonly VoucherConfiguration _vouchers = new(configuration);

    /// <inheritdoc />
    public string Kind => ConfigurationKind.BusinessType;

    /// <inheritdoc />
    public IReadOnlyList<ModelFinding> Check(string key, string content)
    {
        if (content.Length > MostCharacters) return [Finding("types.too-large", "", $"larger than {MostCharacters} characters", MostCharacters / 1000)];
        try
        {
            return Check(key, BusinessTypeJson.Read(content));
        }
        catch (JsonException e)
        {
            var line = (int)(e.LineNumber ?? -1) + 1;
            return [new ModelFinding("types.not-json", "", "", line, $"cannot be read as a business type: {e.Message}", line, e.Path ?? "$")];
        }
    }

    /// <summary>The same for a document that has been read.</summary>
    public IReadOnlyList<ModelFinding> Check(string key, BusinessType type)
    {
        var findings = new List<ModelFinding>();
        if (type.Key != key) findings.Add(Finding("types.other-key", "key", $"the document is '{type.Key}', not '{key}'", type.Key, key));
        if (Blank(type.NameZh) || Blank(type.NameEn)) findings.Add(Finding("types.no-name", "name", "the type has no name in Chinese or in English"));
        if (type.Minutes is < 1 or > MostMinutes) findings.Add(Finding("types.bad-minutes", "minutes", $"{type.Minutes} minutes, allowed are 1 to {MostMinutes}", type.Minutes, MostMinutes));
        if (configuration.Current(ConfigurationKind.Process, type.Process) is null)
            findings.Add(Finding("types.unknown-process", "process", $"no version of the process '{type.Process}' is in force", type.Process));
        Vouchers(type, findings);
        Checklist(type, findings);
        foreach (var twice in Twice(type.Form.Select(f => f.Code))) findings.Add(Finding("types.twice", twice, $"'{twice}' is there twice", twice));
        foreach (var twice in Twice(type.Numbers)) findings.Add(Finding("types.twice", twice, $"'{twice}' is there twice", twice));
        if (type.Channel.Length > 0 && type.Channel != PickUpLandedOrders.Channel) findings.Add(Finding("types.unknown-way", "channel", $"no cases come from the channel '{type.Channel}'", type.Channel));
        if (type.Page.Length > 0 && type.Page != AuthorizationRequests.Page) findings.Add(Finding("types.unknown-way", "page", $"nothing is submitted on the page '{type.Page}'", type.Page));
        foreach (var field in type.RequiredFields.Union(type.Form.Select(f => f.Code)).Union(type.Numbers).Append(type.Customer).Where(f => _vouchers.Fields.Find(f) is null))
            findings.Add(Finding("types.unknown-field", field, $"the field '{field}' is not in the catalogue", field));
        foreach (var name in type.Settings.Keys.Where(k => !Code().IsMatch(k)))
            findings.Add(Finding("types.bad-code", name, $"'{name}' is not made of lower-case words and hyphens", name));
        return findings;
    }

    /// <inheritdoc />
    public bool RefusesDraft(ModelFinding finding) => finding.Code is "types.not-json" or "types.too-large" or "types.other-key";

    private void Vouchers(BusinessType type, List<ModelFinding> findings)
    {
        foreach (var twice in Twice(type.Vouchers.Select(v => v.Kind))) findings.Add(Finding("types.twice", twice, $"'{twice}' is there twice", twice));
        foreach (var voucher in type.Vouchers.DistinctBy(v => v.Kind))
        {
            if (!Code().IsMatch(voucher.Kind)) findings.Add(Finding("types.bad-code", voucher.Kind, $"'{voucher.Kind}' is not made of lower-case words and hyphens", voucher.Kind));
            else if (_vouchers.Templates.All(t => t.Template.Kind != voucher.Kind)) // people can still classify it as an attachment
                findings.Add(Finding("types.no-layout", voucher.Kind, $"no layout of the voucher '{voucher.Kind}' is in force: its pages go to the classification post", voucher.Kind) with { IsWarning = true });
        }
    }

    private static void Checklist(BusinessType type, List<ModelFinding> findings)
    {
        foreach (var twice in Twice(type.Checklist.Select(c => c.Code))) findings.Add(Finding("types.twice", twice, $"'{twice}' is there twice", twice));
        foreach (var item in type.Checklist)
        {
            if (!Code().IsMatch(item.Code)) findings.Add(Finding("types.bad-code", item.Code, $"'{item.Code}' is not made of lower-case words and hyphens", item.Code));
            if (Blank(item.Zh) || Blank(item.En)) findings.Add(Finding("types.no-text", item.Code, $"'{item.Code}' has no text in Chinese or in English", item.Code));
        }
    }

    private static IEnumerable<string> Twice(IEnumerable<string> codes) => codes.GroupBy(c => c).Where(g => g.Count() > 1).Select(g => g.Key);

    private static bool Blank(string text) => string.IsNullOrWhiteSpace(text);

    private static ModelFinding Finding(string code, string part, string text, params object?[] args) => new(code, part, part, 0, text, args);

    [GeneratedRegex("^[a-z][a-z0-9]*(-[a-z0-9]+)*$")]
    private static partial Regex Code();
}
