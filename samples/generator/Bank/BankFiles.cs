using System.Text.Json;
using CentralOps.SampleGenerator.Layouts;
using CentralOps.SampleGenerator.Seals;

namespace CentralOps.SampleGenerator.Bank;

/// <summary>The demo bank as files: <c>accounts.json</c> and one specimen picture per reserved seal.</summary>
internal static class BankFiles
{
    /// <summary>Specimens are scanned at this resolution.</summary>
    public const int SpecimenDpi = 300;

    /// <summary>Writes both.</summary>
    public static void Write(string folder)
    {
        Directory.CreateDirectory(Path.Combine(folder, "specimens"));
        var accounts = new List<object>();
        foreach (var account in DemoBank.Accounts)
        {
            var specimens = new List<object>();
            foreach (var seal in account.Seals)
            {
                var file = $"specimens/{account.Account}-{seal.Role}.png";
                using var picture = SealPress.Impression(seal.Design, Pressing.Specimen(Dice.For(account.Index, seal.Role)), SpecimenDpi);
                File.WriteAllBytes(Path.Combine(folder, file), Pictures.Png(picture));
                specimens.Add(new { role = seal.Role, file, dpi = SpecimenDpi, validFrom = seal.ValidFrom, validTo = seal.ValidTo });
            }

            accounts.Add(new
            {
                account = account.Account,
                name = account.Name,
                bankName = account.BankName,
                bankCode = account.BankCode,
                balance = account.Balance,
                status = account.Status,
                contactName = account.ContactName,
                contactPhone = account.ContactPhone,
                legalRepresentative = account.LegalRepresentative,
                address = account.Address,
                creditCode = account.CreditCode,
                chequeNumbers = new { from = account.Cheque(0), to = account.Cheque(DemoAccount.ChequeCount - 1) },
                usedCheques = Enumerable.Range(0, DemoAccount.UsedCheques).Select(account.Cheque),
                combination = account.Combination,
                specimens,
            });
        }

        File.WriteAllText(Path.Combine(folder, "accounts.json"), JsonSerializer.Serialize(accounts, TemplateFiles.Json) + "\n");
    }
}
