using System.Globalization;
using CentralOps.Domain.Cases;
using CentralOps.Domain.Entry;
using CentralOps.Domain.Kernel;
using CentralOps.Domain.Recognition;
using CentralOps.Domain.Recognition.CheckDigits;

namespace CentralOps.Tests.Entry;

/// <summary>
/// Wrong values that pass all keys, comparison and arbitration, with simulated people who err in 0.3 % of the fields and a machine far worse than ours. The settlement is
/// the real one; only people and machine are made up.
/// </summary>
[Trait("Category", "slow")]
public sealed class ResidualErrorTests
{
    private const double Slip = 0.003;
    private const int Fields = 600_000; // seconds of pure computing: kept away from tests that watch the clock
    private static readonly DateTimeOffset Noon = new(2026, 11, 23, 4, 0, 0, TimeSpan.Zero);
    private readonly Random _dice = new(20261124);

    [Theory]
    [InlineData(KeyingPolicies.Double, 0.0)]
    [InlineData(KeyingPolicies.Triple, 0.0)]
    [InlineData(KeyingPolicies.OcrPlusOne, 0.02)] // the machine is one of the two keys and wrong in one field of fifty
    [InlineData(KeyingPolicies.OcrIfSure, 0.02)] // as above, for what it is not sure of
    public void At_most_one_field_in_ten_thousand_is_wrong_in_the_end(string keying, double machineSlip)
    {
        var (wrong, keys, arbitrated) = (0, 0L, 0);
        for (var i = 0; i < Fields; i++)
        {
            var truth = _dice.Next(100, 100_000_000).ToString(CultureInfo.InvariantCulture) + ".00";
            var field = new CaseField { Code = "amount", Type = "amount", Keying = keying, MachineValue = Machine(truth, machineSlip), MachineConfidence = machineSlip > 0 ? 0.9 : 0 };
            var (value, used, third) = Settle(field, true, _ => Person(truth), values => Arbiter(truth, values));
            keys += used;
            if (third) arbitrated++;
            if (value != truth) wrong++;
        }

        Report($"{keying}: {wrong} of {Fields:N0} wrong = 1 in {(wrong == 0 ? "∞" : (Fields / wrong).ToString("N0", CultureInfo.InvariantCulture))}; {(double)keys / Fields:0.00} keys a field, {100.0 * arbitrated / Fields:0.00} % arbitrated");
        Assert.True(wrong <= Fields / 10_000, $"{wrong} wrong");
    }

    [Fact]
    public void Proposals_with_open_places_keep_the_bound_though_people_overlook_what_they_are_shown()
    {
        // Characters misread: 1 in 200; a misreading is doubted nine times of ten, a right reading three times of a hundred. People overlook a shown wrong character every third time.
        var (wrong, proposed, holes) = (0, 0, 0L);
        for (var i = 0; i < Fields; i++)
        {
            var truth = Account();
            var read = truth.ToCharArray();
            var doubtful = new List<int>();
            for (var c = 0; c < read.Length; c++)
            {
                var misread = _dice.NextDouble() < 0.005;
                if (misread) read[c] = Other(read[c]);
                if (_dice.NextDouble() < (misread ? 0.9 : 0.03)) doubtful.Add(c);
            }

            var field = new CaseField { Code = "account", Type = FieldTypes.Account, Keying = KeyingPolicies.OcrIfSure, MachineValue = new string(read), MachineConfidence = 0.8, MachineDoubtful = doubtful };
            var valid = Luhn.IsValid(field.MachineValue!);
            var proposal = valid && doubtful.Count > 0 ? FieldProposal.Of(field, new FieldDefinition { Code = "account", NameZh = "", NameEn = "", Type = FieldTypes.Account }) : null;
            if (proposal is not null) (proposed, holes) = (proposed + 1, holes + proposal.Doubtful);
            var (value, _, _) = Settle(field, valid, first => first && proposal is not null ? Led(truth, proposal) : Person(truth), values => Arbiter(truth, values));
            if (value != truth) wrong++;
        }

        Report($"proposals: {wrong} of {Fields:N0} wrong = 1 in {(wrong == 0 ? "∞" : (Fields / wrong).ToString("N0", CultureInfo.InvariantCulture))}; {100.0 * proposed / Fields:0.0} % proposed, {(double)holes / Math.Max(proposed, 1):0.00} characters typed of {Account().Length}");
        Assert.True(proposed > Fields / 10);
        Assert.True(wrong <= Fields / 10_000, $"{wrong} wrong");
    }

    private static void Report(string line) => TestContext.Current.TestOutputHelper?.WriteLine(line);

    // People come one after the other, as the settlement asks for them.
    private static (string? Value, int Keys, bool Third) Settle(CaseField field, bool machineValid, Func<bool, string> key, Func<IReadOnlyList<string?>, string> arbiter)
    {
        var keyings = new List<FieldKeying>();
        for (var round = 0; round < 10; round++)
        {
            switch (FieldSettlement.Next(field, keyings, machineValid))
            {
                case FieldNeed.Accept accept:
                    return (accept.Value, keyings.Count(k => k.Role == "key"), keyings.Exists(k => k.Role == "arbitration"));
                case FieldNeed.Keys:
                    keyings.Add(Keyed(field, "key", key(keyings.Count == 0)));
                    break;
                case FieldNeed.Arbitrate difference:
                    keyings.Add(Keyed(field, "arbitration", arbiter(difference.Values)));
                    break;
                default:
                    return (null, 0, false);
            }
        }

        throw new InvalidOperationException("the field does not come to rest");
    }

    private static FieldKeying Keyed(CaseField field, string role, string value) => new() { Code = field.Code, UserId = Guid.Empty, Role = role, Value = value, At = Noon };

    private string Person(string truth) => _dice.NextDouble() < Slip ? Slipped(truth) : truth;

    // An arbiter errs like a keyer: takes the wrong one of the values.
    private string Arbiter(string truth, IReadOnlyList<string?> values) => _dice.NextDouble() < Slip ? values.FirstOrDefault(v => v is not null && v != truth) ?? Slipped(truth) : truth;

    private string Machine(string truth, double slip) => _dice.NextDouble() < slip ? Slipped(truth) : truth;

    // Fills the open places from the paper; a wrong character that is shown is overlooked every third time.
    private string Led(string truth, FieldProposal proposal)
    {
        var typed = proposal.Text.ToCharArray();
        for (var c = 0; c < typed.Length; c++)
            if (typed[c] == FieldProposal.Open || (typed[c] != truth[c] && _dice.Next(3) > 0)) typed[c] = truth[c];
        return _dice.NextDouble() < Slip ? Slipped(new string(typed)) : new string(typed);
    }

    // The usual slips: a wrong digit, two digits swapped, one left out, one doubled.
    private string Slipped(string value)
    {
        for (; ; )
        {
            var at = _dice.Next(value.Length - 1);
            if (!char.IsAsciiDigit(value[at])) continue;
            var slipped = _dice.Next(10) switch
            {
                < 6 => string.Concat(value.AsSpan(0, at), Other(value[at]).ToString(), value.AsSpan(at + 1)),
                < 8 => string.Concat(value.AsSpan(0, at), $"{value[at + 1]}{value[at]}", value.AsSpan(at + 2)),
                8 => value.Remove(at, 1),
                _ => value.Insert(at, value[at].ToString()),
            };
            if (slipped != value) return slipped;
        }
    }

    private char Other(char digit) => (char)('0' + ((digit - '0' + _dice.Next(1, 10)) % 10));

    private string Account()
    {
        var body = string.Concat(Enumerable.Range(0, 18).Select(_ => _dice.Next(10)));
        return body + Luhn.CheckDigit(body);
    }
}
