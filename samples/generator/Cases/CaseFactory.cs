using System.Globalization;
using CentralOps.Domain.CoreBanking;
using CentralOps.SampleGenerator.Bank;
using CentralOps.SampleGenerator.Layouts;
using CentralOps.SampleGenerator.Seals;

namespace CentralOps.SampleGenerator.Cases;

/// <summary>Makes up cases whose content is right, or wrong in exactly the way of their scenario.</summary>
internal static partial class CaseFactory
{
    /// <summary>A case of a business type.</summary>
    /// <exception cref="ArgumentException">No such business type or scenario.</exception>
    public static SampleCase Make(string businessType, string scenario, DateOnly date, int seed)
    {
        if (!Scenarios.All.Contains(scenario))
            throw new ArgumentException($"no such scenario: {scenario}; one of {string.Join(", ", Scenarios.All)}");
        return businessType switch
        {
            "cheque-transfer" => Cheque(scenario, date, seed),
            "remittance" => Remittance(scenario, date, seed),
            "loan-drawdown" => Loan(scenario, date, seed),
            "time-deposit" => Deposit(scenario, date, seed),
            "bill" => Bill(scenario, date, seed),
            "bill-acceptance" => Acceptance(scenario, date, seed),
            "account-opening" => Opening(scenario, date, seed),
            "customer-change" => Change(scenario, date, seed),
            "online-banking" => OnlineBanking(scenario, date, seed),
            "internal-transfer" => InternalTransfer(scenario, date, seed),
            "counter-authorization" => CounterAuthorization(scenario, date, seed),
            "payroll" => Payroll(scenario, date, seed),
            _ => throw new ArgumentException($"no such business type: {businessType}; see the README of samples/business-types"),
        };
    }

    private static SampleCase Cheque(string scenario, DateOnly date, int seed)
    {
        var dice = Dice.For(seed, $"cheque-{scenario}");
        var payer = Payer(scenario, seed);
        var payee = DemoBank.Accounts[(payer.Index + 1 + dice.Int(DemoBank.OrdinaryAccounts - 1)) % DemoBank.OrdinaryAccounts];
        var number = payer.Cheque(scenario == Scenarios.UsedCheque ? dice.Int(DemoAccount.UsedCheques) : FreshCheque(seed));
        var issued = scenario == Scenarios.Expired ? date.AddDays(-15 - dice.Int(20)) : date.AddDays(-dice.Int(scenario == Scenarios.Ok ? 4 : 1));
        var amount = Amount(scenario, dice);
        var purpose = Names.Purpose(dice);
        var front = FormCatalogue.Get(dice.Chance(0.65) ? "cheque-front-a" : "cheque-front-b");
        var values = new Dictionary<string, string>
        {
            ["voucher.number"] = number,
            ["issue.date.words"] = Words.Date(issued),
            ["payer.bank"] = payer.BankName,
            ["payer.account"] = payer.Account,
            ["payee.name"] = payee.Name,
            ["amount"] = Figures(amount),
            ["amount.words"] = Words.Amount(scenario == Scenarios.BadWords ? Wrong(amount, dice) : amount),
            ["purpose"] = purpose,
            ["payment.cipher"] = Cipher(scenario, payer, number, amount, issued),
            ["payer.bank.code"] = payer.BankCode,
        };
        var slip = new Dictionary<string, string>
        {
            ["issue.date"] = Iso(date),
            ["payer.name"] = payer.Name,
            ["payer.account"] = payer.Account,
            ["payer.bank"] = payer.BankName,
            ["payee.name"] = payee.Name,
            ["payee.account"] = payee.Account,
            ["payee.bank"] = payee.BankName,
            ["amount"] = Figures(amount),
            ["amount.words"] = Words.Amount(amount),
            ["instrument.kind"] = "转账支票",
            ["instrument.count"] = "1",
            ["instrument.number"] = number,
        };
        List<SamplePage> pages =
        [
            new(front, number, values, Seals(payer, scenario, dice)) { Name = "front" },
            new(FormCatalogue.Get("paying-in-slip-a"), "", slip, []) { Name = "slip" },
        ];
        if (dice.Chance(0.5))
        {
            var back = new Dictionary<string, string> { ["endorsee.name"] = payee.BankName, ["endorsement.date"] = Iso(date), ["remark"] = "委托收款" };
            pages.Insert(1, new(FormCatalogue.Get("cheque-back"), "", back, [new("payee", payee.Seals[0].Design)]) { Name = "back" });
        }

        return new("cheque-transfer", scenario, payer, pages);
    }

    private static SampleCase Remittance(string scenario, DateOnly date, int seed)
    {
        var dice = Dice.For(seed, $"remittance-{scenario}");
        var payer = Payer(scenario, seed + 5);
        var amount = Amount(scenario, dice);
        var number = $"3{seed % 10:D1}{payer.Index:D2}{dice.Digits(4)}{seed % 100_000_000:D8}";
        var values = new Dictionary<string, string>
        {
            ["voucher.number"] = number,
            ["issue.date"] = Iso(date),
            ["settlement.method"] = "telegraphic-transfer",
            ["urgency"] = scenario == Scenarios.Urgent ? "urgent" : "ordinary",
            ["payer.name"] = payer.Name,
            ["payer.account"] = payer.Account,
            ["payer.bank"] = payer.BankName,
            ["payee.name"] = Names.Company(dice),
            ["payee.account"] = CheckDigits.WithLuhn("62" + dice.Digits(dice.Pick([14, 16, 16]))),
            ["payee.bank"] = Names.OtherBranch(dice),
            ["amount"] = Figures(amount),
            ["amount.words"] = Words.Amount(scenario == Scenarios.BadWords ? Wrong(amount, dice) : amount),
            ["purpose"] = Names.Purpose(dice),
            ["payment.cipher"] = Cipher(scenario, payer, number, amount, date),
        };
        if (dice.Chance(0.5))
        {
            values["applicant.id.type"] = "身份证";
            values["applicant.id.number"] = CheckDigits.IdNumber(dice);
        }

        var form = FormCatalogue.Get(dice.Chance(0.65) ? "settlement-application-a" : "settlement-application-b");
        return new("remittance", scenario, payer, [new(form, number, values, Seals(payer, scenario, dice)) { Name = "application" }]);
    }

    private static SampleCase Loan(string scenario, DateOnly date, int seed)
    {
        var dice = Dice.For(seed, $"loan-{scenario}");
        var borrower = DemoBank.Accounts[seed % DemoBank.OrdinaryAccounts];
        var lender = DemoBank.Accounts[DemoBank.Lending];
        var amount = dice.Int(30, 300) * 1000m;
        var number = $"5{borrower.Index:D2}{dice.Digits(5)}{seed % 100_000_000:D8}";
        var values = Transfer(number, date, lender, borrower, amount, scenario, dice);
        values["purpose"] = dice.Pick(["流动资金周转", "采购原材料", "设备更新改造"]);
        values["contract.number"] = $"JK{date.Year}{dice.Digits(6)}";
        values["loan.rate"] = dice.Pick(["3.45", "3.60", "3.85", "4.10"]);
        values["due.date"] = Iso(date.AddMonths(12));
        return new("loan-drawdown", scenario, borrower, [new(FormCatalogue.Get("loan-note-a"), number, values, Seals(borrower, scenario, dice)) { Name = "note" }]);
    }

    private static SampleCase Deposit(string scenario, DateOnly date, int seed)
    {
        var dice = Dice.For(seed, $"deposit-{scenario}");
        var payer = DemoBank.Accounts[seed % DemoBank.OrdinaryAccounts];
        var amount = dice.Int(5, 90) * 1000m;
        var number = $"6{payer.Index:D2}{dice.Digits(5)}{seed % 100_000_000:D8}";
        var values = Transfer(number, date, payer, DemoBank.Accounts[DemoBank.FirstDeposit + payer.Index], amount, scenario, dice);
        values["purpose"] = "定期存款";
        values["deposit.term"] = dice.Pick(["months-3", "months-6", "months-12", "months-24", "months-36"]);
        return new("time-deposit", scenario, payer, [new(FormCatalogue.Get("time-deposit-a"), number, values, Seals(payer, scenario, dice)) { Name = "application" }]);
    }

    private static Dictionary<string, string> Transfer(string number, DateOnly date, DemoAccount payer, DemoAccount payee, decimal amount, string scenario, Dice dice) => new()
    {
        ["voucher.number"] = number,
        ["issue.date"] = Iso(date),
        ["payer.name"] = payer.Name,
        ["payer.account"] = payer.Account,
        ["payer.bank"] = payer.BankName,
        ["payee.name"] = payee.Name,
        ["payee.account"] = payee.Account,
        ["payee.bank"] = payee.BankName,
        ["amount"] = Figures(amount),
        ["amount.words"] = Words.Amount(scenario == Scenarios.BadWords ? Wrong(amount, dice) : amount),
    };

    private static DemoAccount Payer(string scenario, int seed) => DemoBank.Accounts[scenario switch
    {
        Scenarios.Insufficient => DemoBank.Poor,
        Scenarios.ClosedAccount => DemoBank.Closed,
        Scenarios.FrozenAccount => DemoBank.Frozen,
        Scenarios.ExpiredSpecimen => DemoBank.ExpiredSpecimen,
        _ => seed % DemoBank.OrdinaryAccounts,
    }];

    /// <summary>Each seed has a cheque of its own until the books run out.</summary>
    private static int FreshCheque(int seed) =>
        DemoAccount.UsedCheques + 2 + seed / DemoBank.OrdinaryAccounts % (DemoAccount.ChequeCount - DemoAccount.UsedCheques - 2);

    private static decimal Amount(string scenario, Dice dice) =>
        scenario == Scenarios.Large ? dice.Amount(1_200_000, 4_800_000) : dice.Amount(1_200, 49_000);

    private static decimal Wrong(decimal amount, Dice dice) => amount + dice.Pick([100m, 1000m, 10m, 9m]);

    private static string Cipher(string scenario, DemoAccount payer, string number, decimal amount, DateOnly issued)
    {
        var cipher = DemoPaymentCipher.Compute(payer.Account, number, amount, issued);
        return scenario == Scenarios.WrongCipher ? cipher[..^1] + (char)('0' + (cipher[^1] - '0' + 3) % 10) : cipher;
    }

    private static List<PressedSeal> Seals(DemoAccount payer, string scenario, Dice dice)
    {
        var seals = payer.Seals.Where(s => s.Role != "company").Select(s => new PressedSeal(s.Role, s.Design)).ToList();
        if (scenario == Scenarios.ForgedSeal)
            seals[0] = seals[0] with { Design = SealForger.Forge(seals[0].Design, dice.Pick(["other-font", "other-company", "other-carving"]), dice) };
        if (scenario == Scenarios.MissingSeal)
            seals.RemoveAt(1);
        return seals;
    }

    private static string Figures(decimal amount) => amount.ToString("F2", CultureInfo.InvariantCulture);

    private static string Iso(DateOnly date) => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
