using CentralOps.SampleGenerator.Bank;
using CentralOps.SampleGenerator.Layouts;
using CentralOps.SampleGenerator.Seals;

namespace CentralOps.SampleGenerator.Cases;

/// <summary>Cases that book nothing: a customer comes, changes, or wants online banking.</summary>
internal static partial class CaseFactory
{
    private static SampleCase Opening(string scenario, DateOnly date, int seed)
    {
        var dice = Dice.For(seed, $"opening-{scenario}");
        var (name, legal, id, code) = (Names.Company(dice), Names.Person(dice), CheckDigits.IdNumber(dice), CheckDigits.CreditCode(dice));
        var number = Number(7, seed, dice);
        var application = new Dictionary<string, string>
        {
            ["voucher.number"] = number,
            ["issue.date"] = Iso(date),
            ["customer.name"] = name,
            // One character of the code is not what the licence says: its check character gives it away.
            ["customer.credit.code"] = scenario == Scenarios.WrongCreditCode ? code[..12] + (code[12] == '7' ? '8' : '7') + code[13..] : code,
            ["legal.name"] = legal,
            ["legal.id.number"] = id,
            ["registered.capital"] = Figures(dice.Int(5, 500) * 100_000m),
            ["customer.address"] = Names.Address(dice),
            ["contact.name"] = Names.Person(dice),
            ["contact.phone"] = Names.Phone(dice),
            ["business.scope"] = Names.Scope(name, dice),
            ["account.kind"] = dice.Pick(["basic", "basic", "general"]),
        };
        var (finance, representative) = (SealDesign.Finance(name, dice), SealDesign.Name(legal, dice));
        var card = new Dictionary<string, string> { ["customer.name"] = name, ["seal.valid.from"] = Iso(date), ["seal.combination"] = "finance+legal-representative" };
        var licence = new Dictionary<string, string> { ["licence.credit.code"] = code, ["licence.name"] = name, ["licence.legal.name"] = legal };
        foreach (var same in new[] { "customer.address", "registered.capital", "business.scope" })
            licence[same] = application[same];
        return new("account-opening", scenario, DemoBank.Accounts[0],
        [
            new(FormCatalogue.Get("account-application-a"), number, application, [new("official", CompanySeal(name, dice)), new("legal-name", representative)]) { Name = "application" },
            new(FormCatalogue.Get("specimen-card-a"), Number(8, seed, dice), card, [new("finance", finance), new("legal-representative", representative)]) { Name = "card" },
            new(FormCatalogue.Get("business-licence-a"), "", licence, [new("bank", CompanySeal("江海市市场监督管理局", dice))]) { Name = "licence" },
            IdCard(legal, id, dice),
        ]);
    }

    private static SampleCase Change(string scenario, DateOnly date, int seed)
    {
        var dice = Dice.For(seed, $"change-{scenario}");
        var customer = DemoBank.Accounts[seed % DemoBank.OrdinaryAccounts];
        var number = Number(9, seed, dice);
        var values = new Dictionary<string, string> { ["voucher.number"] = number, ["issue.date"] = Iso(date), ["customer.name"] = customer.Name, ["customer.account"] = customer.Account };
        Change("address", customer.Address, Names.Address(dice));
        Change("contact.name", customer.ContactName, Names.Person(dice));
        if (dice.Chance(0.5))
            Change("contact.phone", customer.ContactPhone, Names.Phone(dice));
        return new("customer-change", scenario, customer, [new(FormCatalogue.Get("customer-change-a"), number, values, Seals(customer, scenario, dice)) { Name = "application" }]);

        void Change(string what, string from, string to) => (values[$"before.{what}"], values[$"after.{what}"]) = (from, to);
    }

    private static SampleCase OnlineBanking(string scenario, DateOnly date, int seed)
    {
        var dice = Dice.For(seed, $"online-banking-{scenario}");
        var customer = DemoBank.Accounts[seed % DemoBank.OrdinaryAccounts];
        var number = Number(4, seed, dice);
        var values = new Dictionary<string, string>
        {
            ["voucher.number"] = number,
            ["issue.date"] = Iso(date),
            ["customer.name"] = customer.Name,
            ["customer.account"] = customer.Account,
            ["customer.credit.code"] = customer.CreditCode,
            ["daily.limit"] = Figures(dice.Int(2, 20) * 500_000m),
        };
        foreach (var (i, role) in new[] { (1, "maker"), (2, "checker") })
        {
            values[$"operator{i}.name"] = Names.Person(dice);
            values[$"operator{i}.id.number"] = CheckDigits.IdNumber(dice);
            values[$"operator{i}.role"] = role;
            values[$"operator{i}.limit"] = Figures(dice.Int(1, 10) * 50_000m);
        }

        var (agent, id) = (Names.Person(dice), CheckDigits.IdNumber(dice));
        var seal = CompanySeal(customer.Name, dice);
        List<SamplePage> pages =
        [
            new(FormCatalogue.Get("online-banking-application-a"), number, values, Seals(customer, scenario, dice)) { Name = "application" },
            new(FormCatalogue.Get("online-banking-authority-a"), "", new Dictionary<string, string> { ["agent.name"] = agent, ["agent.id.number"] = id }, [new("official", seal)]) { Name = "authority" },
            IdCard(agent, id, dice),
        ];
        if (scenario == Scenarios.MissingDocument)
            pages.RemoveAt(1);
        else if (dice.Chance(0.5))
            pages.Add(new(FormCatalogue.Get("online-banking-agreement-a"), "", new Dictionary<string, string>(), [new("official", seal), new("bank", CompanySeal(FormCatalogue.Bank, dice))]) { Name = "agreement" });
        return new("online-banking", scenario, customer, pages);
    }

    private static SamplePage IdCard(string name, string number, Dice dice) => new(FormCatalogue.Get("id-card-copy-a"), "", new Dictionary<string, string>
    {
        ["id.name"] = name,
        ["id.number"] = number,
        ["id.details"] = dice.Pick(["男", "女"]) + "　　　汉",
        ["id.born"] = $"{number[6..10]}-{number[10..12]}-{number[12..14]}",
        ["id.address"] = Names.Address(dice),
    }, []) { Name = "id" };

    private static string Number(int first, int seed, Dice dice) => $"{first}{seed % 10:D1}{dice.Digits(6)}{seed % 100_000_000:D8}";

    private static SealDesign CompanySeal(string company, Dice dice) =>
        SealDesign.Finance(company, dice) with { Centre = "", Shape = SealShape.Round, Width = 38, Height = 38, Star = 6.6 };
}
