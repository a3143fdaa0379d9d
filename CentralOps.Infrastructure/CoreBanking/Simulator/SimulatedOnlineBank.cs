using System.Globalization;
using System.Text.Json;
using static CentralOps.Infrastructure.CoreBanking.Simulator.BankDatabase;

namespace CentralOps.Infrastructure.CoreBanking.Simulator;

/// <summary>The simulated online bank: orders that landed and wait for the centre.</summary>
internal sealed class SimulatedOnlineBank(BankDatabase database, TimeProvider clock)
{
    private static readonly string[] s_reasons = ["limit", "new-payee", "night"];

    /// <summary>Orders that no case was made of yet, oldest first.</summary>
    public IReadOnlyList<LandedLine> Waiting() => database.Write(t => Query(
        t, "SELECT number, branch, reason, fields FROM landed WHERE case_number IS NULL ORDER BY at, number LIMIT 50",
        r => new LandedLine(r.GetString(0), r.GetString(1), r.GetString(2), JsonSerializer.Deserialize<Dictionary<string, string>>(r.GetString(3), Wire.Json)!)));

    /// <summary>An order has become a case; false = there is none of that number.</summary>
    public bool Take(string number, string caseNumber) =>
        database.Write(t => Execute(t, "UPDATE landed SET case_number = IFNULL(case_number, $case) WHERE number = $number", ("$case", caseNumber), ("$number", number))) > 0;

    /// <summary>An order lands.</summary>
    public void Land(LandedLine order) => database.Write(t => Execute(
        t, "INSERT OR IGNORE INTO landed VALUES ($number, $branch, $reason, $fields, NULL, $at)", ("$number", order.Number), ("$branch", order.BranchCode), ("$reason", order.Reason),
        ("$fields", JsonSerializer.Serialize(order.Fields, Wire.Json)), ("$at", clock.GetUtcNow().ToUnixTimeMilliseconds())));

    /// <summary>An order between two of the bank's customers, for demonstrations.</summary>
    public void LandOne(string branch, Random dice)
    {
        var parties = database.Write(t => Query(
            t, "SELECT account, name, bank_name FROM accounts WHERE status = 'active' AND contact_phone IS NOT NULL AND balance > 100000000 ORDER BY RANDOM() LIMIT 2",
            r => (Account: r.GetString(0), Name: r.GetString(1), Bank: r.GetString(2))));
        if (parties is not [var payer, var payee]) return;
        var amount = dice.Next(20, 90) * 1000m;
        Land(new LandedLine(
            string.Create(CultureInfo.InvariantCulture, $"9{clock.GetUtcNow():yyMMddHHmmss}{dice.Next(1000):D3}"), branch, s_reasons[dice.Next(s_reasons.Length)], new Dictionary<string, string>
            {
                ["payer.account"] = payer.Account, ["payer.name"] = payer.Name, ["payee.account"] = payee.Account, ["payee.name"] = payee.Name, ["payee.bank"] = payee.Bank,
                ["amount"] = amount.ToString("F2", CultureInfo.InvariantCulture), ["purpose"] = "货款",
            }));
    }
}
