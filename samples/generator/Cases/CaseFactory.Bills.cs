using CentralOps.SampleGenerator.Bank;
using CentralOps.SampleGenerator.Layouts;

namespace CentralOps.SampleGenerator.Cases;

/// <summary>Acceptance of a bill for its drawer, and discount of an accepted one for its holder: each the bill and a second paper, which must agree.</summary>
internal static partial class CaseFactory
{
    private static SampleCase Bill(string scenario, DateOnly date, int seed)
    {
        var dice = Dice.For(seed, $"bill-{scenario}");
        var holder = DemoBank.Accounts[seed % DemoBank.OrdinaryAccounts];
        var drawer = DemoBank.Accounts[(holder.Index + 1 + dice.Int(DemoBank.OrdinaryAccounts - 1)) % DemoBank.OrdinaryAccounts];
        var (issued, due) = (date.AddDays(-dice.Int(10, 40)), date.AddDays(dice.Int(60, 140)));
        var (amount, rate) = (dice.Int(6, 40) * 1000m, dice.Pick(["1.85", "2.10", "2.35"]));
        var interest = decimal.Round(amount * decimal.Parse(rate, System.Globalization.CultureInfo.InvariantCulture) / 100 * (due.DayNumber - date.DayNumber) / 360, 2);
        var billNumber = "131329100001" + $"{date:yyyyMMdd}" + dice.Digits(10);
        var number = $"7{holder.Index:D2}{dice.Digits(5)}{seed % 100_000_000:D8}";
        var bill = new Dictionary<string, string>
        {
            ["bill.number"] = billNumber, ["bill.issue.words"] = Words.Date(issued), ["bill.due.words"] = Words.Date(due), ["drawer.name"] = drawer.Name, ["acceptor.bank"] = drawer.BankName,
            ["payee.name"] = holder.Name, ["amount"] = Figures(amount), ["amount.words"] = Words.Amount(scenario == Scenarios.BadWords ? Wrong(amount, dice) : amount),
        };
        var certificate = new Dictionary<string, string>
        {
            ["voucher.number"] = number, ["issue.date"] = Iso(date), ["payee.name"] = holder.Name, ["payee.account"] = holder.Account, ["payee.bank"] = holder.BankName, ["discount.rate"] = rate,
            ["certificate.bill.number"] = billNumber, ["certificate.amount"] = Figures(amount), ["discount.interest"] = Figures(interest), ["discount.proceeds"] = Figures(amount - interest),
        };
        return new("bill", scenario, holder,
        [
            new(FormCatalogue.Get("acceptance-bill-a"), "", bill, []) { Name = "bill" },
            new(FormCatalogue.Get("discount-certificate-a"), number, certificate, Seals(holder, scenario, dice)) { Name = "certificate" },
        ]);
    }

    private static SampleCase Acceptance(string scenario, DateOnly date, int seed)
    {
        var dice = Dice.For(seed, $"acceptance-{scenario}");
        var drawer = Payer(scenario, seed);
        var payee = DemoBank.Accounts[(drawer.Index + 1 + dice.Int(DemoBank.OrdinaryAccounts - 1)) % DemoBank.OrdinaryAccounts];
        var (due, amount) = (date.AddMonths(dice.Int(2, 5)).AddDays(dice.Int(0, 20)), dice.Int(6, 40) * 1000m);
        var billNumber = "131329100001" + $"{date:yyyyMMdd}" + dice.Digits(10);
        var number = $"6{drawer.Index:D2}{dice.Digits(5)}{seed % 100_000_000:D8}";
        var application = new Dictionary<string, string>
        {
            ["voucher.number"] = number, ["issue.date"] = Iso(date), ["payer.name"] = drawer.Name, ["payer.account"] = drawer.Account, ["payer.bank"] = drawer.BankName,
            ["contract.number"] = $"GX{date.Year}{dice.Digits(6)}", ["application.bill.number"] = billNumber, ["application.amount"] = Figures(amount), ["application.due.date"] = Iso(due), ["application.payee.name"] = payee.Name,
            ["margin.amount"] = Figures(amount * (scenario == Scenarios.LowMargin ? 0.2m : dice.Pick([0.3m, 0.4m, 0.5m]))), ["acceptance.fee"] = Figures(amount * 0.0005m),
        };
        var bill = new Dictionary<string, string>
        {
            ["bill.number"] = billNumber, ["bill.issue.words"] = Words.Date(date), ["bill.due.words"] = Words.Date(due), ["drawer.name"] = drawer.Name, ["drawer.account"] = drawer.Account, ["acceptor.bank"] = drawer.BankName,
            ["payee.name"] = payee.Name, ["payee.account"] = payee.Account, ["payee.bank"] = payee.BankName, ["amount"] = Figures(amount), ["amount.words"] = Words.Amount(scenario == Scenarios.BadWords ? Wrong(amount, dice) : amount),
        };
        return new("bill-acceptance", scenario, drawer,
        [
            new(FormCatalogue.Get("acceptance-application-a"), number, application, Seals(drawer, scenario, dice)) { Name = "application" },
            new(FormCatalogue.Get("acceptance-bill-card-a"), "", bill, Seals(drawer, scenario, dice)) { Name = "bill" },
        ]);
    }
}
