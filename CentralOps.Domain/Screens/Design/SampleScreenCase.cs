using CentralOps.Domain.Cases;
using CentralOps.Domain.Kernel;
using CentralOps.Domain.Recognition;

namespace CentralOps.Domain.Screens.Design;

/// <summary>A made-up case of a business type, for looking at a screen before there are real ones: its blank forms, and for every field a value of its type.</summary>
public static class SampleScreenCase
{
    private const double DotsPerMm = 150 / 25.4;

    /// <summary>The case.</summary>
    /// <param name="type">Business type.</param>
    /// <param name="pages">Layouts that stand for its pages, each with the content hash of its blank form.</param>
    /// <param name="definitionOf">Definition of a field by its code.</param>
    /// <param name="failing">The task puts right what failed: two fields have.</param>
    /// <param name="at">Now (UTC).</param>
    public static CaseView Of(BusinessType type, IReadOnlyList<(VoucherTemplate Template, string Form)> pages, Func<string, FieldDefinition> definitionOf, bool failing, DateTimeOffset at)
    {
        var sheets = pages.Select((p, i) => new CasePage
        {
            Id = new Guid(i + 1, 0, 0, new byte[8]), Number = i + 1, ContentHash = p.Form, ThumbnailHash = p.Form, Width = (int)(p.Template.WidthMm * DotsPerMm), Height = (int)(p.Template.HeightMm * DotsPerMm),
        }).ToList();
        var codes = pages.SelectMany((p, i) => p.Template.Fields.Select(f => (f.Code, Page: i))).DistinctBy(f => f.Code).ToList();
        codes.AddRange(type.Form.Select(f => f.Code).Union(type.RequiredFields).Where(r => codes.TrueForAll(c => c.Code != r)).Select(r => (r, -1)));
        var failed = failing ? codes.Select(c => c.Code).Where(c => definitionOf(c).Type is FieldTypes.Amount or FieldTypes.AmountWords).Take(2).ToHashSet() : [];
        var fields = codes.Select(c => Field(definitionOf(c.Code), c.Page < 0 ? null : sheets[c.Page].Id, failed.Contains(c.Code))).ToList();
        return new CaseView
        {
            CaseId = Guid.Empty, Number = "202611200000001", BusinessType = type.Key, TypeZh = type.NameZh, TypeEn = type.NameEn, BranchCode = "", BranchZh = "浦江支行", BranchEn = "Pujiang branch",
            Status = CaseStatus.Running, Amount = 11605.72m, CustomerName = Example(FieldTypes.Company, 0), SubmittedAt = at.AddMinutes(-4), DueAt = at.AddMinutes(6), Pages = sheets,
            Fields = [.. fields.OrderByDescending(f => f.Failures.Count)],
            Evidence = [Established("seal.verify", at.AddMinutes(-2)), Established("check.data", at.AddMinutes(-3))],
            Events = [new EventView(new CaseEvent { Code = "submitted", At = at.AddMinutes(-4) }, "林小雨", null), new EventView(new CaseEvent { Code = "step-entered", At = at.AddMinutes(-1) }, null, "后台审核")],
            FormOrder = [.. type.Form.Select(f => f.Code)],
            AskedBy = failing ? ["check.words-differ"] : ["authorization.level-1"],
        };
    }

    private static FieldView Field(FieldDefinition definition, Guid? page, bool failed) => new(
        new CaseField
        {
            Code = definition.Code, Type = definition.Type, Keying = definition.Keying == KeyingPolicies.None ? KeyingPolicies.None : KeyingPolicies.Double, PageId = page,
            Value = definition.Values.Count > 0 ? definition.Values[0] : Example(definition.Type, definition.Length), Optional = definition.Optional,
            Status = failed ? FieldStatus.Disputed : FieldStatus.Accepted, Source = failed ? null : "double-key",
        },
        definition.NameZh, definition.NameEn, false, failed ? ["check.words-differ"] : []);

    private static StepEvidence Established(string step, DateTimeOffset at) => new() { Id = Guid.Empty, Step = step, InputHash = "", Outcome = "ok", At = at };

    private static string Example(string type, int length) => type switch
    {
        FieldTypes.Account => "1102152344676973929",
        FieldTypes.Amount => "11605.72",
        FieldTypes.AmountWords => "壹万壹仟陆佰零伍元柒角贰分",
        FieldTypes.Date => "2026-11-20",
        FieldTypes.DateWords => "贰零贰陆年壹拾壹月零贰拾日",
        FieldTypes.Company => "江海市天工印务有限责任公司",
        FieldTypes.Name => "李明",
        FieldTypes.Branch => "江海银行营业部",
        FieldTypes.Digits => "1023059007360012"[..(length is > 0 and < 16 ? length : 16)],
        FieldTypes.CheckBox => "1",
        FieldTypes.IdNumber => "11010519491231002X",
        FieldTypes.CreditCode => "91350100M000100Y43",
        _ => "水电费",
    };
}
