using System.Globalization;
using System.Text.RegularExpressions;
using CentralOps.Domain.Kernel;
using CentralOps.Domain.Recognition.Fields;
using CentralOps.Domain.Recognition.Words;

namespace CentralOps.Domain.Recognition.Decision;

/// <summary>
/// The one place that decides, from all evidence, what value a field has and whether a person is needed.
/// A reading engine drops repeated digits with full confidence, so its confidence never suffices: a value is taken only with a second, independent support.
/// </summary>
public static class RecognitionDecision
{
    /// <summary>Decides.</summary>
    public static FieldDecision Decide(FieldEvidence evidence, DecisionWeights? weights = null)
    {
        weights ??= new DecisionWeights();
        if (evidence.Blank)
            return Blank(evidence);

        List<Candidate> candidates = [.. Values(evidence).Select(v => Weigh(v, evidence, weights)).OrderByDescending(c => c.LogOdds)];
        if (candidates.Count == 0)
            return new FieldDecision(null, 0, false, [], ["nothing-read"]);

        Candidate best = candidates[0];
        List<string> trail = [.. evidence.Votes.Select(v => string.Create(CultureInfo.InvariantCulture, $"{v.Engine}={v.Value}@{v.Confidence:0.00}")), .. best.Reasons];
        // Two readings that are both well supported: whichever is chosen, a person must look.
        bool contested = candidates.Count > 1 && candidates[1].LogOdds > best.LogOdds - 3;
        if (contested)
            trail.Add("contested");
        if (evidence.Handwritten)
            trail.Add("handwritten");
        bool cut = evidence.CutOff && !KnownWhole(best, evidence);
        if (evidence.CutOff)
            trail.Add(cut ? "cut-off" : "cut-off but confirmed");

        bool vague = Vague(best.Value, evidence, weights);
        if (vague)
            trail.Add("unsure together");
        bool unusual = TextForms.Unusual(evidence.Field.Type, best.Value) && !Recorded(best.Value, evidence);
        if (unusual)
            trail.Add("unusual form");

        double confidence = 1 / (1 + Math.Exp(-best.LogOdds));
        if (evidence.Handwritten)
            confidence = Math.Min(confidence, 0.5);
        double threshold = evidence.Field.AcceptFrom ?? weights.Threshold;
        bool eligible = !evidence.Handwritten && !cut && !contested && !vague && !unusual && best is { HasProblem: false, Objected: false } && best.Supports >= weights.Supports, sure = eligible && confidence >= threshold;
        int keys = sure ? 0 : confidence >= DecisionWeights.CountsAsKey && !best.HasProblem ? 1 : 2;
        trail.Add(string.Create(CultureInfo.InvariantCulture, $"supports={best.Supports:0.#}"));
        trail.Add(string.Create(CultureInfo.InvariantCulture, $"confidence {confidence:0.0000} of {threshold:0.####}: {(sure ? "accepted" : keys == 1 ? "one key" : "two keys")}"));
        return new FieldDecision(best.Value, confidence, sure, Doubtful(best.Value, evidence, weights), trail)
        {
            Eligible = eligible,
            Threshold = threshold,
            Keys = keys,
            Engines = string.Join('+', evidence.Votes.Where(v => v.Value == best.Value).Select(v => v.Family).Distinct()),
        };
    }

    // A check digit finds every single figure that is wrong, so also the one that was cut; another field, a record or a code knows the whole value.
    private static bool KnownWhole(Candidate best, FieldEvidence evidence) =>
        evidence.CodeContent == best.Value || evidence.CrossChecks.Any(c => c.Strong && c.Value == best.Value)
        || (evidence.CutAtOneEnd && !best.HasProblem && evidence.Field.Type is FieldTypes.Account or FieldTypes.IdNumber or FieldTypes.CreditCode
            && evidence.Votes.Where(v => v.Value == best.Value).Select(v => v.Family).Distinct().Count() > 1);

    private static bool Recorded(string value, FieldEvidence evidence) => evidence.CodeContent == value || evidence.CrossChecks.Any(c => c.Value == value);

    // Blurred, both engines take a character for the same likelier one (润 for 澜), each with a little less confidence than usual. Where nothing but the eye would notice, that is no agreement of two.
    private static bool Vague(string value, FieldEvidence evidence, DecisionWeights w)
    {
        if (Recorded(value, evidence) || evidence.Votes.Count == 0 || evidence.Field.Values.Count > 0)
            return false;
        string first = evidence.Votes[0].Family;
        bool figures = evidence.Field.Type == FieldTypes.Digits;
        if (!figures && evidence.Field.Type is not (FieldTypes.Company or FieldTypes.Branch or FieldTypes.Name or FieldTypes.Text))
            return false;
        // A mean over sixteen figures hides the one that is bad, and nothing checks them: the first engine must have seen each clearly.
        double weakest = evidence.Votes.Where(v => v.Value == value && v.Family == first).Select(v => v.CharacterConfidences.DefaultIfEmpty(v.Confidence).Min()).DefaultIfEmpty(0).Max();
        if (weakest < (figures ? w.FigureFirst : w.TextWeakest))
            return true;
        if (figures)
            return false;
        double Best(bool own) => evidence.Votes.Where(v => v.Value == value && v.Family == first == own).Select(v => v.Confidence).DefaultIfEmpty(0).Max();
        return Best(own: true) < w.TextFirst && Best(own: false) < w.TextSecond;
    }

    private static FieldDecision Blank(FieldEvidence evidence) => evidence.Faint
        ? new FieldDecision(null, 0.6, false, [], ["blank", "faint"])
        : evidence is { Field.Optional: true, Handwritten: false, CodeContent: null }
            ? new FieldDecision(null, 0.999, true, [], ["blank"]) { Eligible = true, Keys = 0 }
            : new FieldDecision(null, 0.9, false, [], ["blank"]) { Keys = 1 };

    private static IEnumerable<string> Values(FieldEvidence evidence) =>
        evidence.Votes.Select(v => v.Value).Append(evidence.CodeContent ?? "").Where(v => v.Length > 0).Distinct(StringComparer.Ordinal);

    private static Candidate Weigh(string value, FieldEvidence evidence, DecisionWeights w)
    {
        double logOdds = -1, supports = 0;
        var reasons = new List<string>();
        void For(string reason, double weight, double support)
        {
            logOdds += weight;
            supports += support;
            reasons.Add(reason);
        }

        List<IGrouping<string, EngineVote>> families = [.. evidence.Votes.GroupBy(v => v.Family)];
        List<EngineVote> firsts = families.Count > 0 ? [.. families[0].Where(v => v.Value == value)] : [];
        foreach (IGrouping<string, EngineVote> family in families)
        {
            List<EngineVote> forIt = [.. family.Where(v => v.Value == value)];
            int against = family.Count() - forIt.Count;
            bool first = family == families[0];
            if (forIt.Count > 0)
            {
                double own = Math.Clamp(forIt.Max(v => v.Caution), 0.5, 0.999);
                logOdds += first ? Math.Min(w.FirstEngine, Math.Log(own / (1 - own))) : firsts.Count > 0 ? w.SecondEngine * (against > 0 ? own : Math.Max(own, w.SecondEngineFloor)) : w.SecondEngineAlone * ((2 * forIt.Max(v => v.Caution)) - 1);
                // An engine that reads different figures in two pictures of the same is no witness of either.
                // One that is not half sure of figures that nothing checks is half a witness: it is enough where the glyphs were counted too.
                supports += first ? 1 : against > 0 && Figured(evidence.Field.Type) ? 0 : Unchecked(evidence.Field.Type) && forIt.Max(v => v.Confidence) < w.WitnessInDoubt ? 0.5 : 1;
                if (forIt.Count > 1)
                    For($"{family.Key} again", w.SameEngineAgain, 0.5);
            }

            if (!first && forIt.Count == 0 && firsts.Count > 0 && evidence.Field.Type == FieldTypes.Date && family.Any(v => SameFigures(value, v.Value)))
                For($"{family.Key} figures", w.SecondEngineNearly, 0.5);
            else if (against > 0 && !first && forIt.Count == 0 && Nearly(evidence.Field, value, firsts, family, w))
                For($"{family.Key} nearly", w.SecondEngineNearly, 0.5);
            else if (against > 0)
                logOdds += first ? w.SameEngineAgainst : w.SecondEngineAgainst;
        }

        if (evidence.GlyphCount is { } glyphs)
        {
            int written = WrittenLength(evidence.Field.Type, value);
            if (written == glyphs)
                For("glyph-count ok", w.GlyphCount, 0.5);
            else
                For($"glyph-count {glyphs} not {written}", w.GlyphCountAgainst, 0);
        }

        // Spacing was measured where the first engine read.
        if (evidence.EvenlySpaced is { } even && evidence.Votes.Count > 0 && evidence.Votes[0].Value == value)
            For(even ? "evenly spaced" : "gap", even ? w.EvenlySpaced : w.EvenlySpacedAgainst, even ? 0.25 : 0);

        IReadOnlyList<string> problems = FieldChecks.Problems(evidence.Field, value);
        foreach (string problem in problems)
            For($"problem {problem}", w.Problem, 0);
        if (problems.Count == 0)
            Passes(evidence.Field, value, w, For);

        foreach (CrossCheck check in evidence.CrossChecks.Where(c => c.Value == value).DistinctBy(c => c.Name))
            For(check.Name, check.Strong ? w.CrossCheck : w.Record, 1);
        List<CrossCheck> objections = [.. evidence.Objections.Where(c => c.Value == value)];
        foreach (CrossCheck objection in objections)
            For($"not {objection.Name}", w.Objection, 0);
        if (evidence.CodeContent is { } code)
        {
            if (code == value)
                For("code", w.Code, 2);
            else
                For("code says otherwise", w.Problem, -2);
        }

        return new Candidate(value, logOdds, supports, problems.Count > 0, objections.Count > 0, reasons);
    }

    private static bool Unchecked(string type) => type is FieldTypes.Amount or FieldTypes.Digits;

    private static bool Figured(string type) => type is FieldTypes.Account or FieldTypes.Digits or FieldTypes.Amount or FieldTypes.Date or FieldTypes.IdNumber or FieldTypes.CreditCode;

    // 2027-07-27 as "2027407月27日": every figure stands where it belongs, 年 月 日 were taken for something else.
    private static bool SameFigures(string date, string raw) => date.Split('-') is [var year, var month, var day]
        && Regex.IsMatch(raw, $"^{Regex.Escape(year)}[^0]{Part(month)}[^0]{Part(day)}.?$", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking);

    private static string Part(string figures) => figures.StartsWith('0') ? $"0?{Regex.Escape(figures[1..])}" : Regex.Escape(figures);

    private static bool Nearly(FieldDefinition field, string value, List<EngineVote> firsts, IEnumerable<EngineVote> seconds, DecisionWeights w)
    {
        if (field.Type is not (FieldTypes.Company or FieldTypes.Branch or FieldTypes.Name or FieldTypes.Text) || value.Any(char.IsAsciiDigit))
            return false;
        return seconds.Any(second => second.Value.Length == value.Length
            && Enumerable.Range(0, value.Length).Where(i => second.Value[i] != value[i]).ToList() is var different
            && different.Count * 5 <= value.Length
            && firsts.Exists(f => f.CharacterConfidences.Count == value.Length && different.TrueForAll(i => f.CharacterConfidences[i] >= w.NearlyCharacter)));
    }

    private static void Passes(FieldDefinition field, string value, DecisionWeights w, Action<string, double, double> pass)
    {
        if (field.Length > 0)
            pass("length ok", w.Length, 0.25);
        switch (field.Type)
        {
            case FieldTypes.Account:
                pass("check-digit ok", w.CheckDigit, 0.75);
                break;
            case FieldTypes.IdNumber or FieldTypes.CreditCode:
                pass("check-character ok", w.StrongCheck, 1);
                break;
            case FieldTypes.AmountWords:
            case FieldTypes.DateWords when DateInWords.Read(value).Fault is null:
                pass("grammar ok", w.Grammar, 0.75);
                break;
            case FieldTypes.Date:
                pass("date ok", w.Grammar / 2, 0.25);
                break;
        }

        if (field.Values.Count > 0)
            pass("in list", w.Grammar, 0.5);
    }

    /// <summary>How many glyphs a value is written with on paper; normalisation removes separators.</summary>
    private static int WrittenLength(string type, string value) => type == FieldTypes.Amount ? value.Count(char.IsAsciiDigit) : value.Length;

    private static int[] Doubtful(string value, FieldEvidence evidence, DecisionWeights weights)
    {
        var doubtful = new SortedSet<int>();
        foreach (EngineVote vote in evidence.Votes)
        {
            if (vote.Value == value)
            {
                for (var i = 0; i < Math.Min(value.Length, vote.CharacterConfidences.Count); i++)
                {
                    if (vote.CharacterConfidences[i] < weights.DoubtfulCharacter)
                        doubtful.Add(i);
                }
            }
            else
            {
                doubtful.UnionWith(Differences.Indexes(value, vote.Value));
            }
        }

        return [.. doubtful];
    }

    private sealed record Candidate(string Value, double LogOdds, double Supports, bool HasProblem, bool Objected, IReadOnlyList<string> Reasons);
}
