using CentralOps.Domain.Administration;
using CentralOps.Domain.Recognition;

namespace CentralOps.Domain.Seals;

/// <summary>What becomes of the seals of a voucher.</summary>
public enum SealOutcome
{
    /// <summary>Right without a person.</summary>
    Pass,

    /// <summary>People must look.</summary>
    Manual,

    /// <summary>Not right.</summary>
    Fail,
}

/// <summary>One seal after the automatic comparison, for the policy.</summary>
/// <param name="Role">Seal role.</param>
/// <param name="Verdict">What the comparison found.</param>
/// <param name="Score">0 … 1.</param>
public sealed record ComparedSeal(string Role, SealVerdict Verdict, double Score);

/// <summary>The decision with its reason.</summary>
/// <param name="Outcome">What becomes of it.</param>
/// <param name="People">How many people must look; 0 = none.</param>
/// <param name="Reason">Code: <c>all-pass</c>, <c>no-specimen</c>, <c>stopped</c>, <c>combination</c>, <c>unsure</c>, <c>policy</c>.</param>
public sealed record SealRuling(SealOutcome Outcome, int People, string Reason)
{
    /// <summary>
    /// Rules on the seals of a voucher. Without a specimen in force for every seal that the rule needs, or with a stop on the account, nothing ever
    /// passes automatically; and a policy of people is never shortened by a good score.
    /// </summary>
    /// <param name="policy">Who decides.</param>
    /// <param name="card">The account's card; null = none.</param>
    /// <param name="on">Business date.</param>
    /// <param name="amount">Yuan; null = not known.</param>
    /// <param name="compared">Seals that were compared with specimens in force.</param>
    /// <param name="passFrom">Least score of an automatic pass, 0 … 1.</param>
    public static SealRuling Decide(SealPolicy policy, SpecimenCard? card, DateOnly on, decimal? amount, IReadOnlyCollection<ComparedSeal> compared, double passFrom)
    {
        var people = policy == SealPolicy.TwoPeople ? 2 : 1;
        if (card is null)
            return Unpassed(policy, people, "no-specimen");
        if (card.Stopped)
            return Unpassed(policy, people, "stopped");
        var rule = SealCombination.Parse(card.Combination);
        var inForce = card.InForce(on).Select(s => s.Role).ToHashSet();
        if (!rule.SatisfiedBy(inForce, amount))
            return Unpassed(policy, people, "no-specimen");
        if (policy is SealPolicy.Manual or SealPolicy.TwoPeople)
            return new(SealOutcome.Manual, people, "policy");

        var passed = compared.Where(c => c.Verdict == SealVerdict.Pass && c.Score >= passFrom && inForce.Contains(c.Role)).Select(c => c.Role).ToHashSet();
        // A seal that is there and wrong is no mere absence: "any two of three" does not excuse a forged third.
        if (rule.SatisfiedBy(passed, amount) && !compared.Any(c => c.Verdict == SealVerdict.Fail && c.Score > 0))
            return new(SealOutcome.Pass, 0, "all-pass");
        return Unpassed(policy, people, compared.Any(c => c.Verdict == SealVerdict.Unsure) ? "unsure" : "combination");
    }

    private static SealRuling Unpassed(SealPolicy policy, int people, string reason) =>
        policy == SealPolicy.Automatic ? new(SealOutcome.Fail, 0, reason) : new(SealOutcome.Manual, people, reason);
}
