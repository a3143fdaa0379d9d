using CentralOps.Domain.Kernel;
using CentralOps.Domain.Recognition;
using CentralOps.Domain.Recognition.Decision;
using CentralOps.Domain.Recognition.Fields;
using CentralOps.Infrastructure.Imaging;
using CentralOps.Infrastructure.Imaging.Codes;
using CentralOps.Infrastructure.Imaging.Layout;
using OpenCvSharp;

namespace CentralOps.Infrastructure.Recognition.Reading;

/// <summary>The whole way from a page to its fields: codes, layout, registration, slices, reading, decision.</summary>
internal sealed class PageReader(PageCodes codes, LayoutFinder layouts, SliceReader reader)
{
    /// <summary>Reads a page.</summary>
    public PageReading Read(Mat page, IReadOnlyList<VoucherTemplate> templates, IReadOnlyList<FieldDefinition> fields, LayoutHint? hint)
    {
        bool barCodes = templates.Any(t => t.Code is { Symbology: "code128" });
        PageReading reading = Read(page, templates, fields, hint, codes.Find(page, barCodes, thorough: false));
        // A page that is nothing known without its code: look for the code everywhere before giving up.
        return reading is { Doubt: "unknown-layout", Codes.Count: 0 } && hint is null && codes.Find(page, barCodes, thorough: true) is { Count: > 0 } late
            ? Read(page, templates, fields, hint, late)
            : reading;
    }

    private PageReading Read(Mat page, IReadOnlyList<VoucherTemplate> templates, IReadOnlyList<FieldDefinition> fields, LayoutHint? hint, IReadOnlyList<PageCode> found)
    {
        var reading = new PageReading { Codes = [.. found.Select(c => new CodeReading(c.Symbology, c.Content))] };
        if (hint is { TemplateKey: null })
            return reading; // a person has said that it is an attachment

        List<(VoucherTemplate Template, string Number)> named = [.. found.Select(c => Named(templates, c)).OfType<(VoucherTemplate, string)>().Distinct()];
        if (hint is null && (named.Count > 1 || found.Count(c => c.Symbology == "qr") > 1))
            return reading with { Doubt = "two-codes" };

        VoucherTemplate? known = hint?.TemplateKey is { } key ? templates.FirstOrDefault(t => t.Key == key) : named.Count == 1 ? named[0].Template : null;
        if (hint is not null && known is null)
            return reading with { Doubt = "unknown-layout" };

        using Mat gray = Channels.Gray(page);
        LayoutMatch match = layouts.Find(gray, templates, known, hint?.Corners);
        if (known is null && hint is null && named.Count == 0 && match.Page is { Model.Template.Code: { } expected } && CodeInItsPlace(page, match.Page, expected) is { } code)
        {
            // The layout says where its code is; damaged or small, it is read there.
            reading = reading with { Codes = [.. reading.Codes, new CodeReading(code.Symbology, code.Content)] };
            named = [.. new[] { Named(templates, code) }.OfType<(VoucherTemplate, string)>()];
            if (named.Count == 1 && named[0].Template != match.Page.Model.Template)
                match = layouts.Find(gray, templates, named[0].Template, null);
        }

        string? number = named.FirstOrDefault(n => match.Page is null || n.Template == match.Page.Model.Template).Number;
        reading = reading with { TemplateKey = (match.Page?.Model.Template ?? known)?.Key, LayoutConfidence = match.Confidence, VoucherNumber = number, Doubt = match.Doubt };
        if (match.Page is not { } registered)
            return reading;
        return reading with
        {
            Registration = registered.ToPage.Elements,
            RegistrationScore = Math.Round(registered.Score, 3),
            Fields = match.Doubt is null or "two-vouchers" ? ReadFields(page, registered, new FieldCatalogue(fields), number, trusted: match.Doubt is null && registered.Fits) : [],
        };
    }

    private List<FieldReading> ReadFields(Mat page, RegisteredPage registered, FieldCatalogue catalogue, string? number, bool trusted)
    {
        var cuts = new SliceCutter(page, registered);
        var open = new List<OpenField>();
        try
        {
            foreach (TemplateField field in registered.Model.Template.Fields)
                open.Add(Open(cuts, field, catalogue.Of(field), number));
            return Decide(registered, open, trusted);
        }
        finally
        {
            foreach (OpenField field in open)
                field.Reading?.Dispose();
        }
    }

    private OpenField Open(SliceCutter cuts, TemplateField field, FieldDefinition definition, string? number)
    {
        using Mat shown = cuts.ForPeople(field);
        using Mat toRead = cuts.ForReading(field);
        using Mat preprint = cuts.Preprint(field, toRead);
        string? code = field.Code == "voucher.number" && number is not null ? FieldNormalisation.Normalise(definition.Type, number) : null;
        var opened = new OpenField(field, Channels.Png(shown), code);
        if (definition.Type == FieldTypes.CheckBox)
            opened.Fixed = CheckBoxReader.Read(toRead, preprint, definition);
        else if (definition.Type == FieldTypes.CodeList && field.Cells > 0)
            opened.Fixed = TickBoxes.Read(toRead, preprint, definition, field.Cells);
        else
            opened.Reading = reader.Open(new Slice(toRead, definition, field.Cells, field.Handwritten, preprint));
        return opened;
    }

    // All fields are looked at once; what the other fields and the code do not settle is looked at again.
    private static List<FieldReading> Decide(RegisteredPage registered, List<OpenField> open, bool trusted)
    {
        foreach (OpenField field in open)
            field.Reading?.Look();
        IReadOnlyList<FieldEvidence> complete = CrossChecks.Add([.. open.Select(o => o.Evidence)]);
        while (true)
        {
            var looked = false;
            for (var i = 0; i < open.Count; i++)
            {
                if (open[i].Reading is { } reading && !RecognitionDecision.Decide(complete[i]).Sure)
                    looked |= reading.LookAgain();
            }

            if (!looked)
                break;
            complete = CrossChecks.Add([.. open.Select(o => o.Evidence)]);
        }

        var readings = new List<FieldReading>();
        for (var i = 0; i < open.Count; i++)
        {
            FieldDecision decision = RecognitionDecision.Decide(complete[i]);
            bool shown = registered.Shows(open[i].Field.Region);
            readings.Add(new FieldReading
            {
                Code = open[i].Field.Code,
                Slice = open[i].Shown,
                Quad = registered.ToPage.Quad(open[i].Field.Region),
                Value = decision.Value,
                Confidence = Math.Round(decision.Confidence, 4),
                Sure = decision.Sure && trusted && shown,
                Blank = complete[i].Blank,
                Evidence = shown ? decision.Evidence : [.. decision.Evidence, "covered"],
                Doubtful = decision.Doubtful,
                Facts = complete[i],
                Trusted = trusted && shown,
            });
        }

        return readings;
    }

    private sealed class OpenField(TemplateField field, byte[] shown, string? code)
    {
        public TemplateField Field { get; } = field;

        public byte[] Shown { get; } = shown;

        public SliceReading? Reading { get; set; }

        public FieldEvidence? Fixed { get; set; }

        public FieldEvidence Evidence => (Reading?.Evidence ?? Fixed!) with { CodeContent = code };
    }

    private PageCode? CodeInItsPlace(Mat page, RegisteredPage registered, TemplateCode expected)
    {
        // Cut straight, whatever the page's perspective.
        using Mat part = SliceCutter.Straight(page, registered, new RegionMm(expected.Region.X - 4, expected.Region.Y - 4, expected.Region.Width + 8, expected.Region.Height + 8));
        return codes.Find(part, barCodes: expected.Symbology == "code128", thorough: true).FirstOrDefault(c => c.Symbology == expected.Symbology);
    }

    private static (VoucherTemplate Template, string Number)? Named(IReadOnlyList<VoucherTemplate> templates, PageCode code)
    {
        VoucherTemplate? template = templates.FirstOrDefault(t => t.Code is { } c && c.Symbology == code.Symbology && code.Content.StartsWith(c.Prefix, StringComparison.Ordinal));
        return template is null ? null : (template, code.Content[template.Code!.Prefix.Length..]);
    }
}
