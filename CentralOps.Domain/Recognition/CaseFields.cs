using CentralOps.Domain.Cases;

namespace CentralOps.Domain.Recognition;

/// <summary>Makes the fields of a case from what the machine read on its pages.</summary>
public sealed class CaseFields(VoucherConfiguration vouchers)
{
    /// <summary>Takes the reading of one page. A field that stands on several vouchers belongs to the one that the business type names first.</summary>
    public void Take(Case @case, PageRecognised read)
    {
        var page = @case.Pages.First(p => p.Id == read.PageId);
        if (page.Replaced) return; // another one has come while it was being read
        page.Read(read.VoucherNumber, read.ReadBy);
        if (read.TemplateKey is not { } layout)
        {
            if (read.VoucherKind is null) page.Puzzle(read.Doubt ?? "unknown-layout");
            else page.Attach();
            return;
        }

        page.Register(layout, read.TemplateVersion, read.VoucherKind ?? "", read.Registration, read.RegistrationScore);
        if (vouchers.Template(layout, read.TemplateVersion) is not { } template) return;

        foreach (var reading in read.Fields)
        {
            if (template.Fields.FirstOrDefault(f => f.Code == reading.Code) is not { } place) continue;
            var keying = vouchers.Fields.KeyingOf(place);
            if (keying == KeyingPolicies.None) continue;
            if (@case.Field(reading.Code) is { } other && Outranks(@case, other, page))
            {
                Second(other, reading);
                continue;
            }

            Replace(@case, page, reading, keying);
        }
    }

    /// <summary>
    /// Takes a page that the machine cannot read as what a person says it is: nothing is read, every field is keyed from the whole page. False when no such layout is in force.
    /// </summary>
    /// <param name="case">The case.</param>
    /// <param name="page">The page.</param>
    /// <param name="templateKey">The layout.</param>
    /// <param name="corners">Corners of the paper in pixels, clockwise from the top left; null = those of the page. Fields are shown at about their places between them.</param>
    public bool TakeByHand(Case @case, CasePage page, string templateKey, IReadOnlyList<double>? corners)
    {
        if (vouchers.Templates.FirstOrDefault(t => t.Template.Key == templateKey) is not { Template: { } template } chosen) return false;
        page.Register(template.Key, chosen.Version, template.Kind);
        foreach (var place in template.Fields.Where(f => vouchers.Fields.KeyingOf(f) != KeyingPolicies.None))
        {
            if (@case.Field(place.Code) is { } other && Outranks(@case, other, page)) continue;
            Replace(@case, page, new FieldRecognised(place.Code, "", PagePlaces.Of(place.Region, template, page, corners), null, 0, false, false, [], []), KeyingPolicies.WholeVoucher);
        }

        return true;
    }

    /// <summary>All pages are known: facts that rules and lists need.</summary>
    public void Assemble(Case @case, DateTimeOffset now)
    {
        var kinds = @case.LivePages.Select(p => p.VoucherKind).ToHashSet();
        var type = vouchers.BusinessType(@case.BusinessType);
        var missing = type?.Vouchers.Where(v => v.Required && !kinds.Contains(v.Kind)).Select(v => v.Kind).ToList() ?? [];
        @case.Facts.Set(PageFacts.MissingVouchers, missing.Count == 0 ? null : string.Join(',', missing));

        // The code's number was read by a machine that does not err; the printed one is keyed only where there is no code.
        if (@case.LivePages.FirstOrDefault(p => p.VoucherNumber is { Length: > 0 }) is { } coded && @case.Field("voucher.number") is { Status: FieldStatus.Open } number && number.PageId == coded.Id)
            @case.Accept(number, coded.VoucherNumber!, "code", now);
        @case.ForgetLostFields();
    }

    private void Replace(Case @case, CasePage page, FieldRecognised reading, string keying)
    {
        var old = @case.Field(reading.Code);
        if (old is not null && old.PageId == page.Id && old.SliceHash is not null && old.SliceHash == reading.SliceHash) return; // the same page read again: what was verified stays
        var definition = vouchers.Fields.Of(reading.Code);
        var field = new CaseField
        {
            CaseId = @case.Id,
            Code = reading.Code,
            Type = definition.Type,
            Keying = keying,
            Optional = definition.Optional,
            PageId = page.Id,
            SliceHash = reading.SliceHash is { Length: > 0 } slice ? slice : null,
            Quad = reading.Quad,
            MachineValue = reading.Blank ? "" : reading.Value,
            MachineConfidence = reading.Confidence,
            MachineSure = reading.Sure,
            MachineEligible = reading.Eligible,
            MachineEngine = reading.Engines,
            MachineCalibration = reading.Calibration,
            MachineThreshold = reading.Threshold,
            MachineEvidence = string.Join('\n', reading.Evidence),
            MachineDoubtful = reading.Blank ? [] : reading.Doubtful,
        };
        @case.Put(field);
        if (old is not null && old.PageId != page.Id && old.MachineValue is { } value)
            Second(field, new FieldRecognised(old.Code, "", [], value, old.MachineConfidence, old.MachineSure, false, [], []) { Eligible = old.MachineEligible, Threshold = old.MachineThreshold });
    }

    // The same field read on another voucher of the case: two pictures that agree are better than one, two that differ need a person.
    private static void Second(CaseField field, FieldRecognised other)
    {
        if (string.IsNullOrEmpty(other.Value) || field.Status == FieldStatus.Accepted) return;
        var agree = other.Value == field.MachineValue;
        var (confidence, sure) = (field.MachineConfidence, field.MachineSure && (agree || other.Confidence < 0.9));
        if (agree && confidence >= 0.5 && other.Confidence >= 0.5)
        {
            confidence = Together(confidence, other.Confidence);
            var threshold = Math.Max(field.MachineThreshold, other.Threshold);
            sure |= (field.MachineEligible || other.Eligible) && threshold > 0 && confidence >= threshold;
        }

        field.SeenAgain(agree ? "other-voucher agrees" : $"other-voucher={other.Value}", confidence, sure);
    }

    // Two pictures of one value are not wholly independent: the same engine may misread the same character twice. The second adds at most a factor of twenty.
    private static double Together(double a, double b)
    {
        static double Odds(double p) => Math.Clamp(p, 1e-6, 1 - 1e-6) is var q ? q / (1 - q) : 0;
        var odds = Odds(Math.Max(a, b)) * Math.Clamp(Odds(Math.Min(a, b)), 1, 20);
        return odds / (1 + odds);
    }

    private bool Outranks(Case @case, CaseField other, CasePage page)
    {
        if (other.PageId == page.Id || @case.Pages.Find(p => p.Id == other.PageId) is not { Replaced: false } home) return false;
        var order = vouchers.BusinessType(@case.BusinessType)?.Vouchers.Select(v => v.Kind).ToList() ?? [];
        return Rank(order, home) <= Rank(order, page);
    }

    private static int Rank(List<string> order, CasePage page) => order.IndexOf(page.VoucherKind ?? "") is >= 0 and var i ? i : int.MaxValue;
}
