using System.Globalization;
using System.Text.Json;
using CentralOps.Domain.Batches;
using CentralOps.SampleGenerator.Bank;
using CentralOps.SampleGenerator.Layouts;

namespace CentralOps.SampleGenerator.Cases;

/// <summary>Cases that the teller fills in on the screen, with the papers that go with them and, for payroll, the file.</summary>
internal static partial class CaseFactory
{
    private const int MostPayments = 9;
    private static readonly IReadOnlyList<LedgerAccount> s_ledger = Accounts("ledger-accounts.json");
    private static readonly IReadOnlyList<LedgerAccount> s_people = Accounts("personal-accounts.json");
    private static readonly (string Code, string Name)[] s_withMoney = [("cash-withdrawal", "现金取款"), ("cash-deposit", "现金存款"), ("transfer", "转账")];
    private static readonly (string Code, string Name)[] s_withoutMoney = [("account-unfreeze", "账户解冻"), ("loss-report", "挂失"), ("password-reset", "密码重置"), ("account-closing", "销户")];

    private static SampleCase InternalTransfer(string scenario, DateOnly date, int seed)
    {
        var dice = Dice.For(seed, $"internal-transfer-{scenario}");
        // Accounts that are filled and emptied by other business (transit, discount) are not booked by hand.
        var ours = s_ledger.Where(a => a.Balance is > 0 and < 100_000_000m).ToList();
        var debit = dice.Int(ours.Count);
        var credit = ours[(debit + 1 + dice.Int(ours.Count - 1)) % ours.Count];
        var form = new Dictionary<string, string>
        {
            ["debit.account"] = ours[debit].Account, ["debit.name"] = ours[debit].Name, ["credit.account"] = credit.Account, ["credit.name"] = credit.Name,
            ["amount"] = Figures(scenario == Scenarios.Large ? dice.Int(150, 300) * 1000m : dice.Amount(500, 9_000)), ["purpose"] = dice.Pick(["款项划转", "挂账销账", "费用分摊"]),
            ["basis.number"] = $"江银〔{date.Year}〕{dice.Int(10, 999)}号",
        };
        return new("internal-transfer", scenario, DemoBank.Accounts[0],
            [new(CounterForms.Basis, "", form, [new("official", CompanySeal(FormCatalogue.Bank, dice))]) { Name = "basis" }]) { Form = form };
    }

    private static SampleCase CounterAuthorization(string scenario, DateOnly date, int seed)
    {
        var dice = Dice.For(seed, $"counter-authorization-{scenario}");
        var customer = DemoBank.Accounts[seed % DemoBank.OrdinaryAccounts];
        var (money, transaction) = dice.Chance(0.75) ? (true, dice.Pick(s_withMoney)) : (false, dice.Pick(s_withoutMoney));
        var form = new Dictionary<string, string>
        {
            ["counter.transaction"] = transaction.Code, ["counter.serial"] = $"{date:yyMMdd}{seed % 100_000_000:D8}", ["counter.account"] = customer.Account, ["counter.customer"] = customer.Name,
        };
        if (money) (form["amount"], form["purpose"]) = (Figures(scenario == Scenarios.Large ? dice.Int(600, 2000) * 1000m : dice.Int(60, 400) * 1000m), Names.Purpose(dice));
        var slip = form.Where(f => f.Key != "counter.transaction").ToDictionary();
        var screen = new Dictionary<string, string>(slip) { ["counter.transaction"] = transaction.Name };
        return new("counter-authorization", scenario, customer,
        [
            new(CounterForms.Screen, "", screen, []) { Name = "screen" },
            new(CounterForms.Slip, "", slip, Seals(customer, scenario, dice)) { Name = "slip" },
        ]) { Form = form };
    }

    private static SampleCase Payroll(string scenario, DateOnly date, int seed)
    {
        var dice = Dice.For(seed, $"payroll-{scenario}");
        var payer = Payer(scenario, seed);
        var month = $"{date.Month}月工资";
        var payments = s_people.Where(p => p.Status == "active").Skip(dice.Int(3)).Take(dice.Int(5, MostPayments)).Select(p => (p.Account, p.Name, Amount: dice.Amount(4_200, 14_000))).ToList();
        // One name is not the account's, and one account is closed: the core refuses two lines.
        if (scenario == Scenarios.PartlyRefused)
        {
            payments[0] = payments[0] with { Name = Names.Person(dice) + "甲" };
            payments.Add((s_people.First(p => p.Status == "closed").Account, s_people.First(p => p.Status == "closed").Name, dice.Amount(4_200, 14_000)));
        }

        var total = Figures(payments.Sum(p => p.Amount));
        var form = new Dictionary<string, string>
        {
            ["payer.account"] = payer.Account, ["payer.name"] = payer.Name, ["amount"] = total, ["batch.count"] = payments.Count.ToString(CultureInfo.InvariantCulture), ["purpose"] = month,
        };
        var file = CsvText.Write([["序号", "账号", "户名", "金额", "备注"], .. payments.Select((p, i) => (string[])[$"{i + 1}", p.Account, p.Name, Figures(p.Amount), month]), ["合计", "", "", total, ""]]);
        return new("payroll", scenario, payer, [new(CounterForms.PayrollCover, "", form, Seals(payer, scenario, dice)) { Name = "cover" }]) { Form = form, File = file };
    }

    private static List<LedgerAccount> Accounts(string file)
    {
        using var stream = typeof(CaseFactory).Assembly.GetManifestResourceStream(file)!;
        return JsonSerializer.Deserialize<List<LedgerAccount>>(stream, JsonSerializerOptions.Web)!;
    }

    private sealed record LedgerAccount(string Account, string Name, decimal Balance, string Status);
}
