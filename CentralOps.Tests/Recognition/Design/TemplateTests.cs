using CentralOps.Domain.Recognition;
using CentralOps.Domain.Recognition.Design;
using CentralOps.Domain.Versioning;
using CentralOps.Tests.Support;

namespace CentralOps.Tests.Recognition.Design;

/// <summary>What a template may be, what differs between two, and the way back while one is drawn.</summary>
public sealed class TemplateTests
{
    private static readonly VoucherTemplate Cheque = TemplateJson.Read(File.ReadAllText(Path.Combine(Repository.Root, "samples", "templates", "cheque-front-a.json")));

    private readonly SampleConfiguration _published = SampleConfiguration.Read();

    [Theory]
    [MemberData(nameof(Shipped))]
    public void A_shipped_template_has_nothing_to_put_right(string key) =>
        Assert.Equal([], Check(TemplateJson.Read(Sample(key))).Where(f => !f.IsWarning).Select(f => f.Text));

    public static TheoryData<string> Shipped => [.. Directory.EnumerateFiles(Path.Combine(Repository.Root, "samples", "templates"), "*.json").Select(f => Path.GetFileNameWithoutExtension(f)!)];

    [Fact]
    public void What_would_mislead_recognition_or_people_is_named()
    {
        Refused("template.overlap", Cheque.Placed("field:1", Cheque.Fields[2].Region), "field:2", "field:1");
        Refused("template.overlap", Cheque.Placed("seal:1", Cheque.Seals[0].Region), "seal:1", "seal:0");
        Refused("template.overlap", Cheque.Placed("code:0", Cheque.Fields[0].Region), "code:0", "field:0");
        Refused("template.outside", Cheque.Placed("field:9", new RegionMm(160, 60, 20, 5)), "field:9");
        Refused("template.too-small", Cheque.Placed("field:9", new RegionMm(140, 60, 20, 1)), "field:9");
        Refused("template.no-anchor", Cheque with { Anchors = [] });
        Refused("template.no-form", Cheque with { BlankPng = null });
        Refused("template.unnamed-field", Cheque.Drawn(RegionKind.Field, new RegionMm(130, 60, 20, 5)).Template, "field:10");
        Refused("template.unnamed-seal", Cheque.Drawn(RegionKind.Seal, new RegionMm(130, 60, 20, 5)).Template, "seal:2");
        Refused("template.duplicate-field", Cheque.WithField(1, f => f with { Code = "payee.name" }), "field:3");
        Refused("template.duplicate-anchor", Cheque with { Anchors = [.. Cheque.Anchors, Cheque.Anchors[0]] }, "anchor:14");
        Refused("template.unknown-field", Cheque.WithField(1, f => f with { Code = "payer.shoe-size" }), "field:1", "payer.shoe-size");
        Refused("template.bad-keying", Cheque.WithField(1, f => f with { Keying = "guess" }), "field:1", "guess");
        Refused("template.bad-cells", Cheque.WithField(1, f => f with { Cells = 99 }), "field:1");
        Refused("template.bad-threshold", Cheque.WithField(1, f => f with { AcceptFrom = 1.5 }), "field:1");
        Refused("template.no-prefix", Cheque with { Code = Cheque.Code! with { Prefix = " " } }, "code:0");
        Refused("template.prefix-taken", Cheque with { Code = Cheque.Code! with { Prefix = "CO1|" } }, "code:0", "CO1|");
        Refused("template.bad-size", Cheque with { WidthMm = 900 });
        Refused("template.no-name", Cheque with { NameEn = "" });
        Refused("template.no-kind", Cheque with { Kind = " " });
        Refused("template.bad-side", Cheque with { Side = "edge" });
    }

    [Theory]
    [InlineData("this is no JSON", "template.not-json")]
    [InlineData("null", "template.not-json")]
    [InlineData("[]", "template.not-json")]
    [InlineData("""{"key": "cheque-front-a"}""", "template.not-json")]
    [InlineData("""{"key":"cheque-front-a","kind":"cheque","nameZh":"支","nameEn":"c","widthMm":170,"heightMm":80,"fields":null}""", "template.not-json")]
    [InlineData("""{"key":"cheque-front-a","kind":"cheque","nameZh":"支","nameEn":"c","widthMm":170,"heightMm":80,"fields":[null]}""", "template.not-json")]
    [InlineData("""{"key":"cheque-front-a","kind":"cheque","nameZh":"支","nameEn":"c","widthMm":"wide","heightMm":80}""", "template.not-json")]
    [InlineData("""{"key":"other","kind":"cheque","nameZh":"支","nameEn":"c","widthMm":170,"heightMm":80}""", "template.other-key")]
    [InlineData("""{"key":"cheque-front-a","kind":"cheque","nameZh":"支","nameEn":"c","widthMm":170,"heightMm":80,"blankPng":"aGVsbG8="}""", "template.bad-form")]
    public void What_is_no_template_is_not_even_kept(string content, string code)
    {
        var check = new TemplateCheck(_published);
        var finding = Assert.Single(check.Check("cheque-front-a", content));
        Assert.Equal(code, finding.Code);
        Assert.True(check.RefusesDraft(finding));
    }

    [Fact]
    public void A_layout_that_ends_warns_whoever_still_needs_it_and_is_out_of_use_once_it_is_in_force()
    {
        var slip = TemplateJson.Read(Sample("paying-in-slip-a")) with { Retired = true };
        var warning = Assert.Single(Check(slip));
        Assert.Equal(("template.last-of-kind", true), (warning.Code, warning.IsWarning));
        Assert.Empty(Check(Cheque with { Retired = true })); // there is another cheque

        var vouchers = new VoucherConfiguration(_published);
        Assert.Contains(vouchers.Templates, t => t.Template.Key == slip.Key);
        _published.Publish(ConfigurationKind.VoucherTemplate, slip.Key, 2, TemplateJson.Write(slip));
        Assert.DoesNotContain(vouchers.Templates, t => t.Template.Key == slip.Key);
        Assert.Null(new TemplateCatalogue(_published).Find(slip.Key));
        Assert.NotNull(vouchers.Template(slip.Key, 1)); // pages that were read with it keep it
    }

    [Fact]
    public void Two_versions_differ_part_by_part()
    {
        var newer = (Cheque.Placed("field:1", new RegionMm(31, 17, 62, 6)).WithField(2, f => f with { Keying = KeyingPolicies.Double }).Without("field:9").Drawn(RegionKind.Anchor, new RegionMm(1, 1, 5, 5)).Template)
            with { Copy = 2, Code = null };
        var changes = TemplateDifference.Between(Cheque, newer);
        Assert.Equal(
            [
                ("template", "", ChangeKind.Changed), ("field", "issue.date.words", ChangeKind.Moved), ("field", "payer.bank", ChangeKind.Changed),
                ("field", "payer.bank.code", ChangeKind.Removed), ("anchor", "a15", ChangeKind.Added), ("code", "", ChangeKind.Removed),
            ],
            changes.Select(c => (c.Part, c.Name, c.Change)));
        Assert.Equal(new PropertyChange("keying", null, "double"), Assert.Single(changes[2].Properties));
        Assert.Empty(TemplateDifference.Between(Cheque, TemplateJson.Read(TemplateJson.Write(Cheque))));
    }

    [Fact]
    public void Every_change_can_be_taken_back_and_made_again()
    {
        var editor = new TemplateEditor(Cheque);
        Assert.False(editor.Undo());
        Assert.False(editor.Change(Cheque.Placed("field:0", Cheque.Fields[0].Region))); // nothing moved
        Assert.True(editor.Change(Cheque.Without("seal:0")));
        Assert.True(editor.Change(editor.Template.Placed("field:0", new RegionMm(1, 2, 30, 4))));
        Assert.True(editor.Undo());
        Assert.True(editor.Undo());
        Assert.Same(Cheque, editor.Template);
        Assert.True(editor.Redo());
        Assert.Single(editor.Template.Seals);
        Assert.True(editor.Change(editor.Template.Without("code:0")));
        Assert.False(editor.CanRedo); // another way was taken
    }

    private static string Sample(string key) => File.ReadAllText(Path.Combine(Repository.Root, "samples", "templates", $"{key}.json"));

    private IReadOnlyList<Domain.Kernel.ModelFinding> Check(VoucherTemplate template) => new TemplateCheck(_published).Check(template.Key, template);

    private void Refused(string code, VoucherTemplate template, params object[] args)
    {
        var finding = Assert.Single(Check(template), f => !f.IsWarning && f.Code == code);
        Assert.Equal(args, finding.Args.Take(args.Length));
    }
}
