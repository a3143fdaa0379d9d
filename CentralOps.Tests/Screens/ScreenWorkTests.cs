using CentralOps.Domain.Cases;
using CentralOps.Domain.Entry;
using CentralOps.Domain.Kernel;
using CentralOps.Domain.Recognition;
using CentralOps.Domain.Screens;
using CentralOps.Domain.Screens.Design;
using CentralOps.Tests.Support;

namespace CentralOps.Tests.Screens;

/// <summary>Tab order and keystrokes of a sample case.</summary>
public sealed class ScreenWorkTests
{
    private static readonly CaseView Case = FakeViews.ACase(3) with
    {
        Fields = [Field("amount", "100.00", failures: "check.words-differ"), Field("payee.name", "天工印务"), Field("purpose", "rent", failures: "check.words-differ"), Field("remark", "x")],
    };

    [Fact]
    public void The_tab_key_follows_columns_and_panels_and_stops_at_what_can_be_asked_for()
    {
        var screen = ShippedSteps.Screens.ShippedFor("review") with { Fields = [new("payee.name") { Masked = true }, new("remark") { Hidden = true }] };
        var laid = Case.On(new(screen, 1));
        Assert.Equal(["pages", "pages", "pages", "image", "amount", "purpose", "payee.name", "reveal:payee.name", "evidence", "history"], ScreenWork.Stops(screen, false, laid.Fields, laid.Pages.Count));
    }

    [Fact]
    public void At_a_desk_that_types_the_key_passes_what_cannot_be_typed_in()
    {
        var screen = ShippedSteps.Screens.ShippedFor("correction") with { Fields = [new("payee.name") { Masked = true }, new("remark") { ReadOnly = true }] };
        var laid = Case.On(new(screen, 1));
        Assert.Equal(["pages", "image", "amount", "purpose", "reveal:payee.name"], ScreenWork.Stops(screen, true, laid.Fields, 1));
    }

    [Fact]
    public void Deciding_takes_a_key_for_every_field_and_further_page_and_one_for_the_decision()
    {
        var screen = ShippedSteps.Screens.ShippedFor("review");
        Assert.Equal(new Keystrokes(0, 4 + 2, 1), Count(screen));
        Assert.Equal(6, Count(screen with { Fields = [new("remark") { Hidden = true }] }).Total);
    }

    [Fact]
    public void Correcting_takes_the_failed_values_the_way_to_the_last_of_them_and_one_key_to_send()
    {
        var screen = ShippedSteps.Screens.ShippedFor("correction");
        Assert.Equal(new Keystrokes("100.00".Length + "rent".Length, 2, 1), Count(screen)); // exceptions first: two fields to pass
        Assert.Equal(new Keystrokes(10, 3, 1), Count(screen with { ExceptionsFirst = false })); // the purpose is the third
    }

    [Fact]
    public void Calling_takes_an_answer_for_each_question_an_outcome_and_a_key_to_send() =>
        Assert.Equal(new Keystrokes(4, 4, 2), ScreenWork.Count(ShippedSteps.Screens.ShippedFor("phone"), false, Case, questions: 4));

    [Fact]
    public void Keying_a_page_takes_every_value_or_the_open_places_of_its_proposal_and_one_key_for_each_field()
    {
        VoucherFieldView Of(string code, FieldProposal? proposal = null) => new(new FieldDefinition { Code = code, NameZh = code, NameEn = code, Type = FieldTypes.Text }, null, proposal);
        var page = new VoucherView(Case.Pages[0], [Of("amount", new("1□0.00", 1)), Of("payee.name"), Of("purpose")]);
        Assert.Equal(new Keystrokes(1 + (4 * 3) + 4, 3, 1), ScreenWork.Count(page, code => Case.Fields.First(f => f.Field.Code == code).Field.Value));
        var masked = page.On(new(ShippedSteps.Screens.ShippedFor("entry.voucher") with { Fields = [new("amount") { Masked = true }] }, 1));
        Assert.Equal(6 + (4 * 3) + 4, ScreenWork.Count(masked, code => Case.Fields.First(f => f.Field.Code == code).Field.Value).Typed);
    }

    private static Keystrokes Count(Screen screen) => ScreenWork.Count(screen, screen.Task == "correction", Case.On(new(screen, 1)));

    private static FieldView Field(string code, string value, string? failures = null) =>
        new(new CaseField { Code = code, Type = "text", Keying = "double", Value = value, Status = FieldStatus.Accepted }, code, code, false, failures is null ? [] : [failures]);
}
