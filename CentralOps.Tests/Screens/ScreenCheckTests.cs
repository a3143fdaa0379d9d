using CentralOps.Domain.Screens;
using CentralOps.Domain.Screens.Design;
using CentralOps.Domain.Versioning;
using CentralOps.Tests.Recognition.Design;
using CentralOps.Tests.Support;

namespace CentralOps.Tests.Screens;

/// <summary>What a screen may say, and what differs between two.</summary>
public sealed class ScreenCheckTests
{
    private static readonly Screen Review = ShippedSteps.Screens.ShippedFor("review");
    private static readonly Screen Correction = ShippedSteps.Screens.ShippedFor("correction");
    private static readonly Screen Voucher = ShippedSteps.Screens.ShippedFor("entry.voucher");

    private readonly SampleConfiguration _published = SampleConfiguration.Read();

    [Fact]
    public void Panels_that_the_desk_has_not_or_has_twice_or_cannot_do_without_are_named()
    {
        Refused("screens.unknown-panel", Review with { Columns = [.. Review.Columns.Take(2), new(8, ["fields", "weather"])] });
        Refused("screens.panel-twice", Review with { Columns = [.. Review.Columns.Take(2), new(8, ["fields", "fields"])] });
        Refused("screens.panel-needed", Review with { Columns = [.. Review.Columns.Take(2), new(8, ["history"])] });
        Refused("screens.panel-needed", Review with { Columns = [new(24, ["fields"])] });
        Refused("screens.empty-column", Review with { Columns = [new(2, []), .. Review.Columns.Skip(1)] });
        Refused("screens.columns", Review with { Columns = [] });
        Refused("screens.unknown-panel", Voucher with { Columns = [new(12, ["image", "history"]), new(12, ["fields"])] }); // whoever keys sees no case
    }

    [Fact]
    public void Columns_fill_the_screen_and_none_is_too_narrow()
    {
        Refused("screens.widths", Review with { Columns = [.. Review.Columns.Take(2), Review.Columns[2] with { Width = 9 }] });
        Refused("screens.narrow", Review with { Columns = [Review.Columns[0] with { Width = 1 }, Review.Columns[1] with { Width = 15 }, Review.Columns[2]] });
        Refused("screens.narrow", Review with { Columns = [Review.Columns[0] with { Width = -8 }, Review.Columns[1] with { Width = 24 }, Review.Columns[2]] });
    }

    [Fact]
    public void Fields_that_are_unknown_or_twice_or_cannot_be_worked_with_are_named()
    {
        Refused("screens.unknown-field", Review with { Fields = [new("shoe.size")] });
        Refused("screens.field-twice", Review with { Fields = [new("amount"), new("amount")] });
        Refused("screens.bad-width", Review with { Fields = [new("amount") { Width = "huge" }] });
        Refused("screens.required-hidden", Review with { Fields = [new("amount") { Required = true, Hidden = true }] });
        Refused("screens.required-read-only", Correction with { Fields = [new("amount") { Required = true, ReadOnly = true }] });
        Refused("screens.must-be-keyed", Voucher with { Fields = [new("amount") { Hidden = true }] });
        Refused("screens.must-be-keyed", Voucher with { Fields = [new("amount") { ReadOnly = true }] });
        Refused("screens.others-needed", Voucher with { Others = false, Fields = [new("amount")] });
        Refused("screens.no-field", Review with { Others = false });
    }

    [Fact]
    public void A_screen_belongs_to_a_desk_a_post_and_a_business_type_and_under_their_key()
    {
        Refused("screens.unknown-task", Review with { Task = "entry.slice" });
        Refused("screens.unknown-type", Review with { BusinessType = "shoe-repair" });
        Refused("screens.bad-post", Review with { Post = "Anna's desk" });
        Assert.Equal("screens.bad-key", Assert.Single(Check("review-for-remittance", Review)).Code);
        Assert.Empty(Check(Review with { Post = "review", BusinessType = "cheque-transfer" }));
    }

    [Fact]
    public void What_hides_nothing_or_changes_nothing_is_a_warning()
    {
        Warned("screens.half-masked", Review with { Fields = [new("amount") { Masked = true }] });
        Warned("screens.half-masked", Review with { Fields = [new("amount.words") { Masked = true }] });
        Warned("screens.read-only-anyway", Review with { Fields = [new("amount") { ReadOnly = true }] });
        Warned("screens.not-on-type", Review with { BusinessType = "cheque-transfer", Fields = [new("loan.rate")] });
        Assert.Empty(Check(Review with { Fields = [new("amount") { Masked = true }, new("amount.words") { Masked = true }] }));
    }

    [Theory]
    [InlineData("no JSON", "screens.not-json")]
    [InlineData("[]", "screens.not-json")]
    [InlineData("""{"task":"review"}""", "screens.not-json")]
    [InlineData("""{"task":"review","columns":[{"width":24,"panels":["image",null]}]}""", "screens.not-json")]
    [InlineData("""{"task":"review","columns":[{"width":24,"panels":["image","fields"]}],"masked":["amount"]}""", "screens.not-json")]
    [InlineData("""{"task":"review","columns":[{"width":24,"panels":["image","fields"]}],"fields":[{"code":"amount","mask":true}]}""", "screens.not-json")]
    [InlineData("""{"task":"review","key":"review","columns":[{"width":24,"panels":["image","fields"]}]}""", "screens.not-json")]
    public void What_is_no_screen_is_not_even_kept_as_a_draft(string content, string code)
    {
        var check = new ScreenCheck(_published, ShippedSteps.Screens);
        var finding = Assert.Single(check.Check("review", content));
        Assert.Equal(code, finding.Code);
        Assert.True(check.RefusesDraft(finding));
        Assert.Equal("screens.too-large", Assert.Single(check.Check("review", new string(' ', 200_001))).Code);
    }

    [Fact]
    public void A_screen_survives_writing_and_its_changes_are_told_panel_by_panel_and_field_by_field()
    {
        var older = Review with { Post = "review", Fields = [new("amount"), new("purpose") { Width = "half" }, new("remark")] };
        Assert.Empty(ScreenJson.Between(older, ScreenJson.Read(ScreenJson.Write(older))));
        var newer = older with
        {
            Others = false, Columns = [Review.Columns[0], Review.Columns[1], new(8, ["fields", "asked-by", "history"])],
            Fields = [new("purpose") { Width = "half" }, new("amount") { Masked = true }, new("payee.name")],
        };
        var changes = ScreenJson.Between(older, newer);
        Assert.Equal(
            [
                ("screen", "", ChangeKind.Changed), ("panel", "fields", ChangeKind.Moved), ("panel", "asked-by", ChangeKind.Moved), ("panel", "history", ChangeKind.Moved), ("panel", "evidence", ChangeKind.Removed),
                ("field", "purpose", ChangeKind.Moved), ("field", "amount", ChangeKind.Changed), ("field", "payee.name", ChangeKind.Added), ("field", "remark", ChangeKind.Removed),
            ],
            changes.Select(c => (c.Part, c.Name, c.Change)));
        Assert.Contains(new PropertyChange("masked", null, "✓"), changes.Single(c => c.Name == "amount").Properties);
    }

    [Fact]
    public void A_field_that_a_screen_in_force_names_cannot_leave_the_catalogue()
    {
        var screen = Review with { Fields = [new("remark")] };
        _published.Publish(ConfigurationKind.Screen, screen.Key, 2, ScreenJson.Write(screen));
        var catalogue = _published.Current(ConfigurationKind.FieldCatalogue, "fields")!.Content;
        var check = new ScreenFieldsCheck(new ScreenCatalogue(_published, ShippedSteps.Screens));
        Assert.Empty(check.Check("fields", catalogue));
        var finding = Assert.Single(check.Check("fields", catalogue.Replace("\"remark\"", "\"remark.new\"", StringComparison.Ordinal)));
        Assert.Equal(("fields.on-screen", "remark"), (finding.Code, finding.ElementId));
    }

    private void Refused(string code, Screen screen) => Assert.Contains(Check(screen), f => f.Code == code && !f.IsWarning);

    private void Warned(string code, Screen screen)
    {
        var finding = Assert.Single(Check(screen));
        Assert.Equal((code, true), (finding.Code, finding.IsWarning));
    }

    private IReadOnlyList<Domain.Kernel.ModelFinding> Check(Screen screen) => Check(screen.Key, screen);

    private IReadOnlyList<Domain.Kernel.ModelFinding> Check(string key, Screen screen) => new ScreenCheck(_published, ShippedSteps.Screens).Check(key, ScreenJson.Write(screen));
}
