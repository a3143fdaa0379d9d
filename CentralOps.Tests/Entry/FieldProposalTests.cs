using CentralOps.Domain.Cases;
using CentralOps.Domain.Entry;
using CentralOps.Domain.Entry.Shortcuts;
using CentralOps.Domain.Kernel;
using CentralOps.Domain.Recognition;

namespace CentralOps.Tests.Entry;

public sealed class FieldProposalTests
{
    [Fact]
    public void Doubtful_characters_are_left_open_and_what_the_machine_read_there_does_not_leave_the_server()
    {
        var proposal = Of("6222021001116245", 8, 14);
        Assert.Equal(new FieldProposal("62220210□11162□5", 2, "account"), proposal);
        Assert.DoesNotContain('4', proposal!.Text);
    }

    [Fact]
    public void A_machine_that_doubts_the_whole_proposes_it_whole_for_sheets() => Assert.Equal(new FieldProposal("11605.72", 0, "account"), Of("11605.72"));

    [Theory]
    [InlineData(KeyingPolicies.OcrPlusOne)]
    [InlineData(KeyingPolicies.Double)]
    [InlineData(KeyingPolicies.Triple)]
    [InlineData(KeyingPolicies.Single)]
    public void Policies_that_ask_for_independent_keys_never_show_the_machine_s(string keying) => Assert.Null(FieldProposal.Of(Field("11605.72", keying, 3), Definition()));

    [Fact]
    public void Secrets_choices_and_fields_opened_again_are_keyed_blind()
    {
        var field = Field("11605.72", KeyingPolicies.OcrIfSure, 3);
        Assert.NotNull(FieldProposal.Of(field, Definition()));
        Assert.Null(FieldProposal.Of(field, Definition() with { Sensitivity = "secret" }));
        Assert.Null(FieldProposal.Of(field, Definition() with { Values = ["11605.72"] }));
        field.OpenAgain(DateTimeOffset.UnixEpoch);
        Assert.Null(FieldProposal.Of(field, Definition()));
    }

    [Theory]
    [InlineData(FieldTypes.Company)]
    [InlineData(FieldTypes.Text)]
    [InlineData(FieldTypes.Amount)]
    [InlineData(FieldTypes.Digits)]
    public void Where_only_the_eye_would_notice_a_wrong_character_the_paper_is_keyed_blind(string type)
    {
        Assert.Null(FieldProposal.Of(Field("11605.72", KeyingPolicies.OcrIfSure, 3), Definition() with { Type = type }));
        Assert.NotNull(FieldProposal.Of(Field("11605.72", KeyingPolicies.WholeVoucher, 3), Definition() with { Type = type }));
    }

    [Fact]
    public void What_must_mostly_be_typed_is_not_proposed_at_all()
    {
        Assert.NotNull(Of("123456", 0, 1));
        Assert.Null(Of("123456", 0, 1, 2));
        Assert.Null(Of("123", 0));
    }

    [Fact]
    public void Indexes_outside_the_value_are_no_harm() => Assert.Equal(0, Of("11605.72", -1, 99)!.Doubtful);

    [Fact]
    public void Shortcuts_move_but_no_two_commands_share_a_key()
    {
        Assert.Equal("F12", ShortcutMap.Of(new Dictionary<string, string> { ["zoom"] = "F12" }).Value["zoom"]);
        Assert.Equal("shortcuts.twice", ShortcutMap.Of(new Dictionary<string, string> { ["zoom"] = "F2" }).Refusal!.Code);
        Assert.Equal("shortcuts.bad-key", ShortcutMap.Of(new Dictionary<string, string> { ["zoom"] = "a" }).Refusal!.Code);
        Assert.Equal("shortcuts.unknown", ShortcutMap.Of(new Dictionary<string, string> { ["fly"] = "F12" }).Refusal!.Code);
        Assert.Equal("F2", ShortcutMap.Of(new Dictionary<string, string> { ["zoom"] = "F2", ["illegible"] = "F6" }).Value["zoom"]);
        Assert.All(ShortcutMap.Shipped, s => Assert.Contains(s.Key, ShortcutMap.Keys));
    }

    private static FieldProposal? Of(string value, params int[] doubtful) => FieldProposal.Of(Field(value, KeyingPolicies.OcrIfSure, doubtful), Definition());

    private static FieldDefinition Definition() => new() { Code = "x", NameZh = "x", NameEn = "x", Type = FieldTypes.Account };

    private static CaseField Field(string value, string keying, params int[] doubtful) =>
        new() { Code = "x", Type = FieldTypes.Account, Keying = keying, MachineValue = value, MachineConfidence = 0.9, MachineDoubtful = doubtful };
}
