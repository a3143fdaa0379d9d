using CentralOps.Domain.Entry.Accuracy;
using CentralOps.Domain.Entry.KnownAnswers;
using CentralOps.Domain.Recognition.Accuracy;

namespace CentralOps.Tests.Entry;

public sealed class EntryFiguresTests
{
    private static readonly Guid Anna = Guid.NewGuid();
    private static readonly Guid Ben = Guid.NewGuid();

    [Fact]
    public void A_keyer_is_judged_by_what_the_field_turned_out_to_be_and_by_known_answers()
    {
        var figures = EntryFigures.PerKeyer(
            [Truth("double-key", (Anna, true, 2000), (Ben, true, 3000)), Truth("arbitration", (Anna, false, 4000), (Ben, true, 1000)), Truth("single-key", (Anna, true, 9000))],
            [Known(Anna, false), Known(Anna, true)]);
        var anna = figures.Single(f => f.UserId == Anna);
        Assert.Equal((2, 1, 2, 1), (anna.Keyed, anna.Wrong, anna.Known, anna.KnownWrong)); // the single key judges nobody
        Assert.Equal((2, 0), (figures.Single(f => f.UserId == Ben).Keyed, figures.Single(f => f.UserId == Ben).Wrong));
        Assert.Equal(2.0, figures.Single(f => f.UserId == Ben).MedianSeconds);
    }

    [Fact]
    public void Automation_counts_what_no_person_touched_and_the_machine_is_judged_only_where_people_looked()
    {
        var fields = EntryFigures.PerField([Truth("machine") with { Engine = "ppocr" }, Truth("machine+key", (Anna, true, 1)) with { Engine = "ppocr", MachineRight = true }, Truth("arbitration", (Anna, true, 1)) with { Engine = "ppocr" }]);
        var amount = Assert.Single(fields);
        Assert.Equal((3, 1, 2, 1, 1), (amount.Settled, amount.Automatic, amount.Verified, amount.MachineWrong, amount.Arbitrated));
        Assert.Equal("cheque v2", Assert.Single(EntryFigures.PerTemplate([Truth("machine")])).Key);
        Assert.Empty(EntryFigures.PerEngine([Truth("code")]));
    }

    [Fact]
    public void The_bound_of_an_error_rate_is_honest_about_small_numbers()
    {
        Assert.Equal(1, EntryFigures.Upper95(0, 0));
        Assert.InRange(EntryFigures.Upper95(0, 10), 0.25, 0.31);
        Assert.InRange(EntryFigures.Upper95(3, 1000), 0.008, 0.009);
        Assert.True(EntryFigures.Upper95(5, 5) > 0.99);
    }

    [Fact]
    public void A_misreading_is_one_plausible_slip_and_never_the_truth()
    {
        for (var dice = 0; dice < 40; dice++)
        {
            var wrong = Misreadings.Of("11605.72", dice)!;
            Assert.Equal((8, 1), (wrong.Length, wrong.Zip("11605.72").Count(p => p.First != p.Second)));
            Assert.NotEqual("江海市", Misreadings.Of("江海市", dice));
        }

        Assert.Null(Misreadings.Of("", 0));
        Assert.Null(Misreadings.Of("啊啊", 0));
    }

    private static RecognitionTruth Truth(string source, params (Guid User, bool Right, int Milliseconds)[] keyers) => new()
    {
        CaseId = Guid.NewGuid(), FieldCode = "amount", FieldType = "amount", TemplateKey = "cheque", TemplateVersion = 2, Source = source,
        Keyers = [.. keyers.Select(k => new KeyerTruth(k.User, "key", k.Right, false, k.Milliseconds))],
    };

    private static KnownAnswerKeying Known(Guid user, bool right) => new() { KnownAnswerId = Guid.NewGuid(), UserId = user, ItemId = Guid.NewGuid(), FieldCode = "amount", Right = right };
}
