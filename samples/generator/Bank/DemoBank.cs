using System.Globalization;
using CentralOps.SampleGenerator.Seals;

namespace CentralOps.SampleGenerator.Bank;

/// <summary>A seal that an account has reserved.</summary>
internal sealed record ReservedSeal(string Role, SealDesign Design, DateOnly ValidFrom, DateOnly? ValidTo);

/// <summary>A corporate account of the demo bank.</summary>
internal sealed record DemoAccount
{
    public required int Index { get; init; }

    public required string Account { get; init; }

    public required string Name { get; init; }

    public required string BankName { get; init; }

    public required string BankCode { get; init; }

    public required decimal Balance { get; init; }

    public required string Status { get; init; }

    public required string LegalRepresentative { get; init; }

    public required string ContactName { get; init; }

    public required string ContactPhone { get; init; }

    public required string Address { get; init; }

    public required string CreditCode { get; init; }

    public required long FirstCheque { get; init; }

    public required string Combination { get; init; }

    public required IReadOnlyList<ReservedSeal> Seals { get; init; }

    /// <summary>Number of cheques handed out.</summary>
    public const int ChequeCount = 1000;

    /// <summary>The first cheques of the book are already used.</summary>
    public const int UsedCheques = 3;

    /// <summary>The cheque at a place in the book, 16 digits.</summary>
    public string Cheque(int place) => (FirstCheque + place).ToString("D16", CultureInfo.InvariantCulture);
}

/// <summary>The fictional bank that all samples are about. Always the same: its accounts do not depend on any seed given.</summary>
internal static class DemoBank
{
    /// <summary>Accounts with nothing special: drawers of ordinary cases.</summary>
    public const int OrdinaryAccounts = 16;

    /// <summary>Index of the account with almost no money.</summary>
    public const int Poor = 16;

    /// <summary>Index of the closed account.</summary>
    public const int Closed = 17;

    /// <summary>Index of the frozen account.</summary>
    public const int Frozen = 18;

    /// <summary>Index of the account whose specimens have run out.</summary>
    public const int ExpiredSpecimen = 19;

    /// <summary>Index of the bank's own account from which loans are paid out.</summary>
    public const int Lending = 24;

    /// <summary>Index of the time-deposit account of the first customer; those of the other ordinary customers follow.</summary>
    public const int FirstDeposit = 25;

    private static readonly (string Name, string Code)[] s_branches =
    [
        ("江海银行营业部", "991310000018"), ("江海银行浦江支行", "991310000026"), ("江海银行南湖支行", "991310000034"), ("江海银行古城支行", "991310000042"),
    ];

    /// <summary>The accounts.</summary>
    public static IReadOnlyList<DemoAccount> Accounts { get; } = Open();

    private static List<DemoAccount> Open()
    {
        var names = new HashSet<string>();
        List<DemoAccount> accounts = [.. Enumerable.Range(0, 25).Select(i => Open(i, names))];
        accounts[Lending] = accounts[Lending] with { Name = "江海银行公司贷款专户", BankName = s_branches[0].Name, BankCode = s_branches[0].Code, Balance = 900_000_000m, Seals = [] };
        for (var i = 0; i < OrdinaryAccounts; i++)
            accounts.Add(Open(FirstDeposit + i, names) with { Name = accounts[i].Name, BankName = accounts[i].BankName, BankCode = accounts[i].BankCode, Balance = 0m, Seals = [], Address = accounts[i].Address, CreditCode = accounts[i].CreditCode, LegalRepresentative = accounts[i].LegalRepresentative });
        return accounts;
    }

    private static DemoAccount Open(int index, HashSet<string> names)
    {
        var dice = Dice.For(20261120, $"account-{index}");
        string name;
        do name = Names.Company(dice);
        while (!names.Add(name));
        var legal = Names.Person(dice);
        var (bank, code) = s_branches[index % s_branches.Length];
        var from = new DateOnly(2021 + index % 4, 1 + index % 12, 1 + index % 27);
        DateOnly? to = index == ExpiredSpecimen ? new DateOnly(2025, 12, 31) : null;
        var combination = index switch
        {
            20 => "finance",
            21 => "any 2 of finance,legal-representative,company",
            22 => "<=50000: finance; finance+legal-representative",
            _ => "finance+legal-representative",
        };
        List<ReservedSeal> seals =
        [
            new("finance", SealDesign.Finance(name, dice), from, to),
            new("legal-representative", SealDesign.Name(legal, dice), from, to),
        ];
        if (index == 21)
            seals.Add(new("company", SealDesign.Finance(name, dice) with { Centre = "", Shape = SealShape.Round, Width = 42, Height = 42, Star = 7 }, from, to));
        return new()
        {
            Index = index,
            Account = CheckDigits.WithLuhn($"1102{index + 11:D2}{dice.Digits(12)}"),
            Name = name,
            BankName = bank,
            BankCode = code,
            Balance = index switch { Poor => 812.35m, Closed => 0, _ => Math.Round((decimal)dice.Between(6_000_000, 90_000_000), 2) },
            Status = index switch { Closed => "closed", Frozen => "frozen", _ => "active" },
            LegalRepresentative = legal,
            ContactName = Names.Person(dice),
            ContactPhone = $"0990-55{dice.Digits(5)}",
            Address = Names.Address(Dice.For(20261120, $"address-{index}")),
            CreditCode = CheckDigits.CreditCode(Dice.For(20261120, $"credit-code-{index}")),
            FirstCheque = long.Parse($"1023{dice.Digits(4)}", CultureInfo.InvariantCulture) * 100_000_000 + dice.Int(100, 900) * 10_000 + 1,
            Combination = combination,
            Seals = seals,
        };
    }
}
