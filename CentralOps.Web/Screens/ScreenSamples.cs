using CentralOps.Domain.Administration;
using CentralOps.Domain.Cases;
using CentralOps.Domain.Entry;
using CentralOps.Domain.Kernel;
using CentralOps.Domain.Processes.Design;
using CentralOps.Domain.Recognition;
using CentralOps.Domain.Recognition.Design;
using CentralOps.Domain.Screens;
using CentralOps.Domain.Screens.Design;

namespace CentralOps.Web.Screens;

/// <summary>Cases that the designer shows a screen with: made up of the layouts in force, or of the past.</summary>
public sealed class ScreenSamples(VoucherConfiguration vouchers, TemplatePictures pictures, IDeskViews views, IParameters parameters, TimeProvider clock)
{
    /// <summary>Questions that the sample of a call asks.</summary>
    public static IReadOnlyList<string> Script { get; } = ["phone.identity", "phone.amount", "phone.payee", "phone.purpose"];

    /// <summary>Business types of which there can be a made-up case.</summary>
    public IReadOnlyList<BusinessType> Types => vouchers.BusinessTypes;

    /// <summary>A made-up case of a business type; null = the type is not in force.</summary>
    public async Task<CaseView?> MadeUpAsync(string businessType, ScreenShape screen)
    {
        if (vouchers.BusinessType(businessType) is not { } type) return null;
        var pages = new List<(VoucherTemplate, string)>();
        foreach (var voucher in type.Vouchers)
        {
            foreach (var template in vouchers.Templates.Select(t => t.Template).Where(t => t.Kind == voucher.Kind && t.BlankPng is not null).OrderByDescending(t => t.Side, StringComparer.Ordinal).DistinctBy(t => (t.Side, t.Copy)))
                pages.Add((template, await pictures.KeepFormAsync(Convert.FromBase64String(template.BlankPng!))));
        }

        return SampleScreenCase.Of(type, pages, vouchers.Fields.Of, screen is { Edits: true, KeysAll: false }, clock.GetUtcNow());
    }

    /// <summary>A case of the past, which is audited. Refusals: <c>cases.unknown</c>, <c>administration.not-permitted</c>.</summary>
    public Task<Outcome<CaseView>> PastAsync(StaffMember by, string number) => views.CaseForPreviewAsync(by.Id, number.Trim());

    /// <summary>The first page of a case as it is keyed as a whole.</summary>
    public VoucherView? PageOf(CaseView view)
    {
        if (view.Pages.Count == 0) return null;
        var shown = parameters.Get(ParameterKeys.EntryProposals) == "true";
        var fields = view.Fields.Where(f => f.Field.PageId == view.Pages[0].Id && f.Field.Keying != KeyingPolicies.None);
        return new VoucherView(view.Pages[0], [.. fields.OrderBy(f => f.Field.Quad?[1] ?? 0).Select(f => Of(f, shown))]);
    }

    private VoucherFieldView Of(FieldView field, bool shown)
    {
        var definition = vouchers.Fields.Of(field.Field.Code);
        return new VoucherFieldView(definition, field.Field.Quad, shown ? FieldProposal.Of(field.Field, definition) : null);
    }
}
