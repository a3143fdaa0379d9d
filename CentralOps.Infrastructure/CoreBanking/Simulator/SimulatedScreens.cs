using CentralOps.Domain.CoreBanking;
using static CentralOps.Infrastructure.CoreBanking.Simulator.BankDatabase;

namespace CentralOps.Infrastructure.CoreBanking.Simulator;

/// <summary>The simulated payment-password system and risk system.</summary>
internal sealed class SimulatedScreens(BankDatabase database, SimulatorOptions options, TimeProvider clock)
{
    private static readonly TimeSpan Beijing = TimeSpan.FromHours(8);
    private readonly HashSet<string> blacklist = [.. options.Blacklist];

    /// <summary>Names and accounts on the blacklist, changed by the admin endpoints.</summary>
    public ISet<string> Blacklist => blacklist;

    public static CipherAnswer Verify(CipherRequest q) =>
        new(DemoPaymentCipher.Compute(q.Account, q.VoucherNumber, q.Amount, q.IssueDate) == q.Cipher ? "right" : "wrong");

    public RiskReply Screen(RiskRequest q)
    {
        var hits = new List<RiskFinding>();
        lock (blacklist)
        {
            foreach (var listed in new[] { q.PayerAccount, q.PayerName, q.PayeeAccount, q.PayeeName }.Where(blacklist.Contains))
                hits.Add(new RiskFinding("blacklist", $"「{listed}」在黑名单中"));
        }
        if (RecentPayments(q) is var count && count >= options.VelocityCount)
            hits.Add(new RiskFinding("velocity", $"该付款人 {options.VelocityMinutes} 分钟内已有 {count} 笔付款"));
        var hour = q.SubmittedAt.ToOffset(Beijing).Hour;
        if (q.Amount >= options.UnusualAmount && (hour >= options.UnusualFromHour || hour < options.UnusualToHour))
            hits.Add(new RiskFinding("unusual-hour", $"大额付款于非常规时间（{hour} 时）提交"));
        return new RiskReply(q.CaseNumber, hits.Count == 0 ? "clear" : "hit", hits);
    }

    /// <summary>Other payments of this payer within the window; a case that is screened again is not counted again.</summary>
    private long RecentPayments(RiskRequest q) => database.Write(t =>
    {
        var now = clock.GetUtcNow().ToUnixTimeMilliseconds();
        Execute(t, "INSERT OR IGNORE INTO screenings VALUES ($case, $payer, $amount, $at)", ("$case", q.CaseNumber), ("$payer", q.PayerAccount), ("$amount", (long)(q.Amount * 100)), ("$at", now));
        return Query(
            t, "SELECT COUNT(*) FROM screenings WHERE payer = $payer AND at > $since AND case_number <> $case", r => r.GetInt64(0),
            ("$payer", q.PayerAccount), ("$since", now - options.VelocityMinutes * 60_000L), ("$case", q.CaseNumber))[0];
    });
}
