using CentralOps.Domain.Kernel;
using CentralOps.Domain.Recognition;
using CentralOps.Domain.Recognition.CheckDigits;
using CentralOps.Domain.Recognition.Decision;

namespace CentralOps.Tests.Recognition;

public class RecognitionDecisionTests
{
    private const string Payload = "622202100011111223";
    private static readonly string Account = Payload + Luhn.CheckDigit(Payload);

    [Theory]
    [InlineData(0.97, 0.85, false)] // 润 for 澜, by both
    [InlineData(0.99, 0.85, true)]
    [InlineData(0.97, 0.93, true)]
    public void Two_engines_that_are_both_a_little_unsure_of_free_text_are_no_two_witnesses(double first, double second, bool taken)
    {
        var company = new FieldDefinition { Code = "payer.name", NameZh = "付款人", NameEn = "Payer", Type = FieldTypes.Company };
        const string name = "南润市金桥食品有限责任公司";
        var evidence = new FieldEvidence { Field = company, EvenlySpaced = true, Votes = [new("ppocr", name, first, []), new("ppocr-wide", name, first - 0.01, []), new("tesseract", name, second, [])] };
        var decision = RecognitionDecision.Decide(evidence, new DecisionWeights { Threshold = 0.9 });
        Assert.Equal((taken, taken), (decision.Sure, decision.Eligible));
        Assert.Equal(!taken, decision.Evidence.Contains("unsure together"));
        Assert.True(RecognitionDecision.Decide(evidence with { CrossChecks = [new("account-directory", name)] }, new DecisionWeights { Threshold = 0.9 }).Sure); // a record knows better than the eye
    }

    [Fact]
    public void Full_confidence_of_one_engine_is_never_enough()
    {
        FieldDecision text = Decide(FieldTypes.Company, Vote("ppocr", "华兴贸易有限公司", 1));
        FieldDecision digits = Decide(FieldTypes.Digits, Vote("ppocr", "311", 1));
        Assert.False(text.Sure);
        Assert.False(digits.Sure);
        Assert.Equal("311", digits.Value);
    }

    [Fact]
    public void Two_engines_and_a_check_digit_are_enough()
    {
        FieldDecision decision = Decide(FieldTypes.Account, Vote("ppocr", Account, 0.99), Vote("tesseract", Account, 0.9));
        Assert.True(decision.Sure);
        Assert.Equal(Account, decision.Value);
        Assert.Empty(decision.Doubtful);
        Assert.Contains("check-digit ok", decision.Evidence);
    }

    [Fact]
    public void A_wrong_check_digit_is_never_taken_even_when_engines_agree()
    {
        string wrong = Account[..^1] + (char)('0' + ((Account[^1] - '0' + 1) % 10));
        FieldDecision decision = Decide(FieldTypes.Account, Vote("ppocr", wrong, 1), Vote("tesseract", wrong, 1));
        Assert.False(decision.Sure);
        Assert.Contains("problem check-digit", decision.Evidence);
    }

    [Fact]
    public void A_dropped_repeated_digit_is_shown_where_it_was_dropped()
    {
        string dropped = Account.Remove(Payload.LastIndexOf('1'), 1);
        FieldDecision decision = Decide(FieldTypes.Account, Vote("ppocr", dropped, 0.99), Vote("tesseract", Account, 0.8));
        Assert.False(decision.Sure);
        Assert.NotEmpty(decision.Doubtful);
    }

    [Fact]
    public void Words_that_equal_figures_carry_an_amount()
    {
        var field = FieldNormalisationTests.Field(FieldTypes.Amount);
        var alone = new FieldEvidence { Field = field, Votes = [Vote("ppocr", "31111.00", 0.99)] };
        Assert.False(RecognitionDecision.Decide(alone).Sure);
        Assert.True(RecognitionDecision.Decide(alone with { CrossChecks = [new CrossCheck("words=figures", "31111.00")] }).Sure);
        Assert.False(RecognitionDecision.Decide(alone with { CrossChecks = [new CrossCheck("words=figures", "3111.00")] }).Sure);
    }

    [Fact]
    public void Handwriting_is_never_taken_by_the_machine_alone()
    {
        var evidence = new FieldEvidence { Field = FieldNormalisationTests.Field(FieldTypes.Account), Handwritten = true, Votes = [Vote("ppocr", Account, 1), Vote("tesseract", Account, 1)] };
        FieldDecision decision = RecognitionDecision.Decide(evidence);
        Assert.False(decision.Sure);
        Assert.True(decision.Confidence <= 0.5);
    }

    [Fact]
    public void A_code_that_says_otherwise_forbids_the_reading()
    {
        var evidence = new FieldEvidence
        {
            Field = FieldNormalisationTests.Field(FieldTypes.Digits), CodeContent = "0000111122223333",
            Votes = [Vote("ppocr", "0000111122223338", 0.99), Vote("tesseract", "0000111122223338", 0.99)],
        };
        FieldDecision decision = RecognitionDecision.Decide(evidence);
        Assert.False(decision.Sure);
        Assert.True(RecognitionDecision.Decide(evidence with { Votes = [Vote("ppocr", "0000111122223333", 0.9)] }).Sure);
    }

    [Fact]
    public void A_blank_optional_field_is_settled_and_a_blank_required_one_is_not()
    {
        FieldDefinition field = FieldNormalisationTests.Field(FieldTypes.Text);
        Assert.False(RecognitionDecision.Decide(new FieldEvidence { Field = field, Blank = true }).Sure);
        Assert.True(RecognitionDecision.Decide(new FieldEvidence { Field = field with { Optional = true }, Blank = true }).Sure);
    }

    [Fact]
    public void A_field_s_own_threshold_counts_instead_of_the_product_s_but_never_replaces_other_evidence()
    {
        var field = FieldNormalisationTests.Field(FieldTypes.Account);
        var evidence = new FieldEvidence { Field = field, Votes = [Vote("ppocr", Account, 0.99), Vote("tesseract", Account, 0.9)] };
        double confidence = RecognitionDecision.Decide(evidence).Confidence;
        Assert.True(RecognitionDecision.Decide(evidence with { Field = field with { AcceptFrom = confidence } }).Sure);
        Assert.False(RecognitionDecision.Decide(evidence with { Field = field with { AcceptFrom = Math.BitIncrement(confidence) } }).Sure);
        var alone = evidence with { Votes = [Vote("ppocr", "31111", 1)], Field = FieldNormalisationTests.Field(FieldTypes.Digits) with { AcceptFrom = 0 } };
        Assert.False(RecognitionDecision.Decide(alone).Sure);
    }

    [Fact]
    public void The_decision_names_how_many_people_it_needs_and_why()
    {
        FieldDecision taken = Decide(FieldTypes.Account, Vote("ppocr", Account, 0.99), Vote("tesseract", Account, 0.9));
        FieldDecision oneKey = Decide(FieldTypes.Company, Vote("ppocr", "华兴贸易有限公司", 0.98));
        FieldDecision twoKeys = Decide(FieldTypes.Company, Vote("ppocr", "华兴贸易有限公司", 0.5), Vote("tesseract", "平兴贸易有眼公司", 0.4));
        Assert.Equal((0, 1, 2), (taken.Keys, oneKey.Keys, twoKeys.Keys));
        Assert.Equal("ppocr+tesseract", taken.Engines);
        Assert.EndsWith(": accepted", taken.Evidence[^1], StringComparison.Ordinal);
        Assert.EndsWith(": two keys", twoKeys.Evidence[^1], StringComparison.Ordinal);
    }

    [Fact]
    public void The_threshold_in_force_decides_and_what_only_it_held_back_is_marked()
    {
        var evidence = new FieldEvidence { Field = FieldNormalisationTests.Field(FieldTypes.Account), Votes = [Vote("ppocr", Account, 0.99), Vote("tesseract", Account, 0.9)] };
        FieldDecision strict = RecognitionDecision.Decide(evidence, new DecisionWeights { Threshold = 0.99999 });
        Assert.Equal((false, true, 0.99999), (strict.Sure, strict.Eligible, strict.Threshold));
        Assert.True(RecognitionDecision.Decide(evidence, new DecisionWeights { Threshold = 0.9 }).Sure);
        Assert.False(RecognitionDecision.Decide(evidence with { Handwritten = true }, new DecisionWeights { Threshold = 0 }).Eligible);
    }

    [Fact]
    public void A_second_engine_that_does_not_know_one_rare_character_still_confirms_the_rest()
    {
        const string name = "海棠区瑞丰电子科技有限公司";
        double[] certain = [.. Enumerable.Repeat(0.999, name.Length)], doubtful = [0.99, 0.7, .. Enumerable.Repeat(0.999, name.Length - 2)];
        EngineVote second = Vote("tesseract", name.Replace('棠', '党'), 0.9);
        FieldDecision Reading(double[] characters) => Decide(FieldTypes.Company, new EngineVote("ppocr", name, characters.Average(), characters), new EngineVote("ppocr-wide", name, characters.Average(), characters), second);

        Assert.Contains("tesseract nearly", Reading(certain).Evidence);
        Assert.DoesNotContain("tesseract nearly", Reading(doubtful).Evidence);
        Assert.False(Reading(doubtful).Sure);
        Assert.DoesNotContain("tesseract nearly", Decide(FieldTypes.Digits, new EngineVote("ppocr", "123456789012", 1, [.. Enumerable.Repeat(1.0, 12)]), Vote("tesseract", "123456789013", 0.9)).Evidence);
    }

    [Fact]
    public void Writing_that_runs_out_of_its_slice_is_never_taken()
    {
        var evidence = new FieldEvidence { Field = FieldNormalisationTests.Field(FieldTypes.Account), Votes = [Vote("ppocr", Account, 0.99), Vote("tesseract", Account, 0.9)], CutOff = true };
        FieldDecision decision = RecognitionDecision.Decide(evidence);
        Assert.Equal((false, false, 1), (decision.Sure, decision.Eligible, decision.Keys));
        Assert.Contains("cut-off", decision.Evidence);
    }

    [Fact]
    public void A_cut_figure_at_one_end_is_taken_where_a_check_digit_would_find_it_wrong()
    {
        var evidence = new FieldEvidence { Field = FieldNormalisationTests.Field(FieldTypes.Account), Votes = [Vote("ppocr", Account, 0.99), Vote("tesseract", Account, 0.9)], CutOff = true, CutAtOneEnd = true };
        FieldDecision decision = RecognitionDecision.Decide(evidence);
        Assert.True(decision.Sure);
        Assert.Contains("cut-off but confirmed", decision.Evidence);
        Assert.False(RecognitionDecision.Decide(evidence with { Votes = [evidence.Votes[0]] }).Sure); // nobody else has read it
        var free = new FieldEvidence { Field = FieldNormalisationTests.Field(FieldTypes.Company), Votes = [Vote("ppocr", "华兴贸易有限公司", 1), Vote("tesseract", "华兴贸易有限公司", 0.95)], EvenlySpaced = true };
        Assert.True(RecognitionDecision.Decide(free).Sure);
        Assert.False(RecognitionDecision.Decide(free with { CutOff = true, CutAtOneEnd = true }).Sure);
        Assert.True(RecognitionDecision.Decide(free with { CutOff = true, CrossChecks = [new CrossCheck("account-directory", "华兴贸易有限公司")] }).Sure);
    }

    [Theory]
    [InlineData(0.95, true)]
    [InlineData(0.8, false)] // 0 read as 8 in a payment cipher
    public void Figures_that_nothing_checks_must_each_be_clear(double weakest, bool taken)
    {
        const string cipher = "3426920539241385";
        double[] characters = [.. Enumerable.Repeat(0.999, 15), weakest];
        FieldEvidence Evidence(params string[] shapes) => new()
        {
            Field = FieldNormalisationTests.Field(FieldTypes.Digits), GlyphCount = 16, EvenlySpaced = true,
            Votes = [new("ppocr", cipher, characters.Average(), characters), Vote("tesseract", cipher, 0.95)], Objections = [.. shapes.Select(s => new CrossCheck("glyph-shape", s))],
        };
        FieldDecision decision = RecognitionDecision.Decide(Evidence());
        Assert.Equal(taken, decision.Sure);
        Assert.Equal(!taken, decision.Evidence.Contains("unsure together"));
        Assert.False(RecognitionDecision.Decide(Evidence(cipher)).Sure);
        Assert.Contains("not glyph-shape", RecognitionDecision.Decide(Evidence(cipher)).Evidence);
    }

    [Theory]
    [InlineData(FieldTypes.Name, "王丽华", true)]
    [InlineData(FieldTypes.Name, "欧阳明", true)]
    [InlineData(FieldTypes.Name, "主丽华", false)] // nobody's surname; both engines read it, blurred
    [InlineData(FieldTypes.Branch, "江海银行南门支行", true)]
    [InlineData(FieldTypes.Branch, "江海银行南门支", false)] // the rest was lost at the edge
    [InlineData(FieldTypes.Company, "主丽华", true)]
    public void A_value_that_does_not_look_like_its_type_is_not_taken_unless_a_record_knows_it(string type, string value, bool taken)
    {
        var evidence = new FieldEvidence { Field = FieldNormalisationTests.Field(type), Votes = [Vote("ppocr", value, 1), Vote("tesseract", value, 0.95)], EvenlySpaced = true };
        FieldDecision decision = RecognitionDecision.Decide(evidence);
        Assert.Equal((taken, taken, !taken), (decision.Sure, decision.Eligible, decision.Evidence.Contains("unusual form")));
        Assert.True(RecognitionDecision.Decide(evidence with { CrossChecks = [new CrossCheck("account-directory", value)] }).Sure);
    }

    [Theory]
    [InlineData("2027407月27日", true)] // 年 taken for 4
    [InlineData("2027年7月27日", true)]
    [InlineData("2027年07月21日", false)]
    [InlineData("202707月27日", false)] // where 年 stood nothing was seen: perhaps a figure was lost there
    public void A_second_engine_that_sees_the_same_figures_of_a_date_confirms_them_whatever_it_takes_the_units_for(string raw, bool taken)
    {
        EngineVote first = new("ppocr", "2027-07-27", 1, []), again = new("ppocr-wide", "2027-07-27", 1, []);
        Assert.Equal(taken, Decide(FieldTypes.Date, first, again, Vote("tesseract", raw, 0.65)).Sure);
    }

    [Theory]
    [InlineData(0.6, null, true)]
    [InlineData(0.38, null, false)] // 51200.00 under a seal, which both took for 51206.00
    [InlineData(0.38, 7, true)] // the glyphs were counted, too
    public void A_second_engine_that_doubts_itself_is_half_a_witness_of_figures_that_nothing_checks(double second, int? glyphs, bool taken)
    {
        var evidence = new FieldEvidence { Field = FieldNormalisationTests.Field(FieldTypes.Amount), Votes = [Vote("ppocr", "51206.00", 1), Vote("tesseract", "51206.00", second)], GlyphCount = glyphs };
        Assert.Equal(taken, RecognitionDecision.Decide(evidence).Sure);
    }

    [Fact]
    public void A_second_engine_that_reads_two_things_is_no_witness_of_figures()
    {
        EngineVote first = new("ppocr", "2024-01-12", 1, []), again = new("ppocr-wide", "2024-01-12", 1, []), plain = Vote("tesseract", "2024-11-12", 0.9), soft = Vote("tesseract-soft", "2024-01-12", 0.9);
        Assert.False(Decide(FieldTypes.Date, first, again, plain, soft).Sure);
        Assert.True(Decide(FieldTypes.Date, first, again, soft).Sure);
    }

    [Fact]
    public void A_region_that_is_almost_blank_is_not_taken_for_blank()
    {
        FieldDefinition field = FieldNormalisationTests.Field(FieldTypes.Text) with { Optional = true };
        FieldDecision decision = RecognitionDecision.Decide(new FieldEvidence { Field = field, Blank = true, Faint = true });
        Assert.False(decision.Sure);
        Assert.Contains("faint", decision.Evidence);
    }

    [Theory]
    [InlineData("3111", "311", new[] { 3 })]
    [InlineData("12345", "12845", new[] { 2 })]
    [InlineData("123", "1243", new[] { 1, 2 })]
    [InlineData("abc", "abc", new int[0])]
    public void Differences_point_at_the_characters_to_look_at(string value, string other, int[] indexes)
    {
        IReadOnlyList<int> found = Differences.Indexes(value, other);
        Assert.Equal(indexes.Length, found.Count);
        if (other != "311")
            Assert.Equal(indexes, found);
    }

    private static FieldDecision Decide(string type, params EngineVote[] votes) =>
        RecognitionDecision.Decide(new FieldEvidence { Field = FieldNormalisationTests.Field(type), Votes = votes });

    private static EngineVote Vote(string engine, string value, double confidence) => new(engine, value, confidence, []);
}
