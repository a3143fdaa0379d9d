using CentralOps.Domain.Cases;
using CentralOps.Domain.Entry;
using CentralOps.Domain.Kernel;
using CentralOps.Domain.Recognition;

namespace CentralOps.Tests.Entry;

public sealed class FieldSettlementTests
{
    private static readonly DateTimeOffset Noon = new(2026, 11, 23, 4, 0, 0, TimeSpan.Zero);

    [Fact]
    public void A_sure_machine_needs_nobody() =>
        Assert.Equal(new FieldNeed.Accept("100.00", "machine"), Next(Field(KeyingPolicies.OcrIfSure, "100.00", sure: true)));

    [Fact]
    public void A_sure_machine_whose_value_fails_a_check_is_not_believed() =>
        Assert.Equal(new FieldNeed.Keys(2), FieldSettlement.Next(Field(KeyingPolicies.OcrIfSure, "100.00", sure: true), [], machineValid: false));

    [Fact]
    public void An_unsure_machine_counts_as_one_key()
    {
        var field = Field(KeyingPolicies.OcrIfSure, "100.00", sure: false);
        Assert.Equal(new FieldNeed.Keys(1), Next(field));
        Assert.Equal(new FieldNeed.Accept("100.00", "machine+key"), Next(field, Key("100.00")));
    }

    [Fact]
    public void Machine_plus_one_needs_a_key_however_sure_the_machine_is() =>
        Assert.Equal(new FieldNeed.Keys(1), Next(Field(KeyingPolicies.OcrPlusOne, "100.00", sure: true)));

    [Fact]
    public void A_key_that_differs_from_the_machine_goes_to_arbitration()
    {
        var need = Assert.IsType<FieldNeed.Arbitrate>(Next(Field(KeyingPolicies.OcrPlusOne, "100.00", sure: true), Key("700.00")));
        Assert.Equal(["100.00", "700.00"], need.Values);
    }

    [Fact]
    public void A_machine_that_read_next_to_nothing_does_not_count()
    {
        var field = Field(KeyingPolicies.OcrPlusOne, "1", sure: false);
        field.SeenAgain("other-voucher=7", 0.2, sure: false);
        Assert.Equal(new FieldNeed.Keys(2), Next(field));
    }

    [Fact]
    public void Two_equal_blind_keys_are_trusted_and_two_different_ones_are_not()
    {
        var field = Field(KeyingPolicies.Double, "1", sure: true);
        Assert.Equal(new FieldNeed.Keys(2), Next(field, Key("5")));
        Assert.Equal(new FieldNeed.Accept("5", "double-key"), Next(field, Key("5"), Key("5")));
        Assert.IsType<FieldNeed.Arbitrate>(Next(field, Key("5"), Key("6")));
    }

    [Fact]
    public void The_arbiter_has_the_last_word() =>
        Assert.Equal(new FieldNeed.Accept("7", "arbitration"), Next(Field(KeyingPolicies.Double, null, false), Key("5"), Key("6"), Key("7", role: "arbitration")));

    [Fact]
    public void Of_three_keys_two_equal_ones_win()
    {
        var field = Field(KeyingPolicies.Triple, null, false);
        Assert.Equal(new FieldNeed.Keys(3), Next(field, Key("5"), Key("5")));
        Assert.Equal(new FieldNeed.Accept("5", "triple-key"), Next(field, Key("5"), Key("6"), Key("5")));
        Assert.IsType<FieldNeed.Arbitrate>(Next(field, Key("5"), Key("6"), Key("7")));
    }

    [Fact]
    public void Two_people_who_cannot_read_it_give_it_up_and_one_alone_does_not()
    {
        var field = Field(KeyingPolicies.Double, null, false);
        Assert.IsType<FieldNeed.Arbitrate>(Next(field, Key(null), Key("5")));
        Assert.Equal(new FieldNeed.GiveUp(), Next(field, Key(null), Key(null)));
    }

    [Fact]
    public void What_was_keyed_from_another_slice_does_not_count() =>
        Assert.Equal(new FieldNeed.Keys(2), Next(Field(KeyingPolicies.Double, null, false), Key("5", slice: "old"), Key("5", slice: "old")));

    [Fact]
    public void A_field_opened_again_is_keyed_anew_and_the_machine_no_longer_counts()
    {
        var field = Field(KeyingPolicies.OcrPlusOne, "100.00", sure: true);
        field.OpenAgain(Noon.AddMinutes(1));
        Assert.Equal(new FieldNeed.Keys(2), Next(field, Key("100.00")));
    }

    [Fact]
    public void A_blank_that_must_not_be_blank_is_looked_at_by_people() =>
        Assert.NotEqual(new FieldNeed.Accept("", "machine"), Next(Field(KeyingPolicies.OcrIfSure, "", sure: true)));

    private static FieldNeed Next(CaseField field, params FieldKeying[] keyings) => FieldSettlement.Next(field, keyings, machineValid: true);

    private static CaseField Field(string policy, string? machine, bool sure) => new()
    {
        Code = "amount",
        Type = FieldTypes.Amount,
        Keying = policy,
        MachineValue = machine,
        MachineConfidence = sure ? 0.999 : 0.9,
        MachineSure = sure,
        SliceHash = "slice",
    };

    private static FieldKeying Key(string? value, string role = "key", string slice = "slice") =>
        new() { Code = "amount", UserId = Guid.NewGuid(), Role = role, Value = value, Illegible = value is null, SliceHash = slice, At = Noon };
}
