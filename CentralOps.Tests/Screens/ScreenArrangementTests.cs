using CentralOps.Domain.Cases;
using CentralOps.Domain.Entry;
using CentralOps.Domain.Kernel;
using CentralOps.Domain.Recognition;
using CentralOps.Domain.Screens;
using CentralOps.Tests.Support;

namespace CentralOps.Tests.Screens;

/// <summary>What a screen makes of a case.</summary>
public sealed class ScreenArrangementTests
{
    private static readonly Screen Plain = ShippedSteps.Screens.ShippedFor("review");

    private static readonly CaseView Case = FakeViews.ACase(2) with
    {
        Amount = 11605.72m, CustomerName = "江海市天工印务有限责任公司",
        Fields =
        [
            Field("amount", FieldTypes.Amount, "11605.72", failures: "check.words-differ"), Field("remark", FieldTypes.Text, "", status: FieldStatus.Open),
            Field("payer.account", FieldTypes.Account, "1102152344676973929"), Field("payee.name", FieldTypes.Company, "江海市天工印务有限责任公司"), Field("purpose", FieldTypes.Text, "水电费"),
        ],
        Evidence = [new StepEvidence { Step = "check.data", InputHash = "x", Outcome = "ok", Detail = """{"account":"1102152344676973929"}""" }],
    };

    [Fact]
    public void Without_wishes_the_case_is_as_it_was()
    {
        var view = Case.On(new ShownScreen(Plain, 0));
        Assert.Equal(Case.Fields.Select(f => f.Field.Code), Codes(view));
        Assert.Same(Case.Evidence, view.Evidence);
    }

    [Fact]
    public void Listed_fields_come_in_their_order_the_others_after_them_and_exceptions_before_all()
    {
        var screen = Plain with { Fields = [new("purpose"), new("payee.name"), new("amount")] };
        Assert.Equal(["amount", "remark", "purpose", "payee.name", "payer.account"], Codes(Case.On(new(screen, 1))));
        Assert.Equal(["purpose", "payee.name", "amount", "remark", "payer.account"], Codes(Case.On(new(screen with { ExceptionsFirst = false }, 1))));
        Assert.Equal(["amount", "purpose", "payee.name"], Codes(Case.On(new(screen with { Others = false }, 1))));
    }

    [Fact]
    public void A_hidden_field_is_gone_unless_its_check_has_failed()
    {
        var screen = Plain with { Fields = [new("purpose") { Hidden = true }, new("amount") { Hidden = true }] };
        Assert.Equal(["amount", "remark", "payer.account", "payee.name"], Codes(Case.On(new(screen, 1))));
    }

    [Fact]
    public void A_masked_value_is_nowhere_in_what_goes_to_the_browser()
    {
        var screen = Plain with { Fields = [new("payer.account") { Masked = true }, new("payee.name") { Masked = true }, new("amount") { Masked = true }, new("remark") { Masked = true }] };
        var view = Case.On(new(screen, 1));
        Assert.Equal("••••3929", view.Fields.Single(f => f.Field.Code == "payer.account").Field.Value);
        Assert.Equal("••••", view.Fields.Single(f => f.Field.Code == "payee.name").Field.Value);
        Assert.False(view.Fields.Single(f => f.Field.Code == "remark").Masked); // blank stays blank: there is nothing to hide
        Assert.Null(view.Amount);
        var all = StoredJson.Write(view);
        foreach (var secret in new[] { "1102152344676973929", "天工印务", "11605.72" }) Assert.DoesNotContain(secret, all, StringComparison.Ordinal);
        Assert.Equal("1102152344676973929", Case.Fields.Single(f => f.Field.Code == "payer.account").Field.Value); // the case itself is untouched
    }

    [Theory]
    [InlineData(FieldTypes.Account, "1102152344676973929", "••••3929")]
    [InlineData(FieldTypes.IdNumber, "31010119900307123X", "••••123X")]
    [InlineData(FieldTypes.Digits, "1234567", "••••")]
    [InlineData(FieldTypes.Amount, "1234567890.00", "••••")]
    [InlineData(FieldTypes.Company, "江海市天工印务有限责任公司", "••••")]
    [InlineData(FieldTypes.Text, "", "")]
    public void Numbers_keep_their_last_four_and_nothing_else_shows_anything(string type, string value, string shown) => Assert.Equal(shown, Masking.Of(type, value));

    [Fact]
    public void A_page_to_key_keeps_every_field_and_a_masked_one_comes_without_proposal()
    {
        VoucherFieldView Of(string code) => new(new FieldDefinition { Code = code, NameZh = code, NameEn = code, Type = FieldTypes.Text }, null, new FieldProposal("电□费", 1));
        var page = new VoucherView(Case.Pages[0], [Of("purpose"), Of("remark"), Of("amount")]);
        var view = page.On(new(ShippedSteps.Screens.ShippedFor("entry.voucher") with { Others = false, Fields = [new("amount") { Masked = true, Required = true }, new("purpose") { Hidden = true }] }, 3));
        Assert.Equal(["amount", "purpose", "remark"], view.Fields.Select(f => f.Definition.Code));
        Assert.Null(view.Fields[0].Proposal);
        Assert.True(view.Fields[0].Look.Required);
        Assert.NotNull(view.Fields[1].Proposal);
        Assert.Equal(3, view.Screen!.Version);
    }

    private static IEnumerable<string> Codes(CaseView view) => view.Fields.Select(f => f.Field.Code);

    private static FieldView Field(string code, string type, string value, string? failures = null, FieldStatus status = FieldStatus.Accepted) =>
        new(new CaseField { Code = code, Type = type, Keying = "double", Value = value, MachineValue = value, Status = status }, code, code, false, failures is null ? [] : [failures]);
}
