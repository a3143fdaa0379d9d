using CentralOps.Domain.Recognition.CheckDigits;
using CentralOps.Domain.Recognition.Decision;
using CentralOps.Domain.Recognition.Fields;

namespace CentralOps.Domain.CoreBanking.Records;

/// <summary>
/// Evidence from the bank's own records: an account of the directory under the name that was read beside it, a payee whom the payer has paid before. A misreading that lands on
/// another existing account, with its check digit and its owner's name, does not happen by chance.
/// </summary>
public sealed class RecordChecks(IAccountDirectory accounts, IPayeeHistory payees)
{
    /// <summary>Accounts read with different digits that are asked for at most, per field.</summary>
    private const int MostAsked = 3;

    /// <summary>The evidence with what the records say added. Records that do not answer say nothing.</summary>
    public async Task<IReadOnlyList<FieldEvidence>> AddAsync(IReadOnlyList<FieldEvidence> fields, CancellationToken cancel = default)
    {
        var result = fields.ToDictionary(f => f.Field.Code);
        foreach (var side in new[] { "payer", "payee" })
            await AccountAsync(result, side, cancel);
        await HistoryAsync(result, cancel);
        return [.. fields.Select(f => result[f.Field.Code])];
    }

    private async Task AccountAsync(Dictionary<string, FieldEvidence> fields, string side, CancellationToken cancel)
    {
        if (!fields.TryGetValue($"{side}.account", out var account)) return;
        foreach (var number in Readings(account).Where(Luhn.IsValid).Take(MostAsked))
        {
            AccountFacts? known;
            try
            {
                known = await accounts.FindAsync(number, cancel);
            }
            catch (CoreUnavailable)
            {
                return;
            }

            if (known is null)
            {
                // The payer keeps an account here, or the paper is no good; a payee may bank elsewhere.
                if (side == "payer") Change(fields, account.Field.Code, f => f with { Objections = [.. f.Objections, new CrossCheck("account-directory", number)] });
                continue;
            }

            var named = Agree(fields, $"{side}.name", "account-directory", known.Name, strong: true);
            Agree(fields, $"{side}.bank", "account-directory", known.BankName, strong: named);
            Agree(fields, $"{side}.bank.code", "account-directory", known.BankCode, strong: named);
            Agree(fields, account.Field.Code, "account-directory", number, strong: named);
        }
    }

    private async Task HistoryAsync(Dictionary<string, FieldEvidence> fields, CancellationToken cancel)
    {
        if (!fields.TryGetValue("payer.account", out var payer) || Readings(payer).FirstOrDefault(Luhn.IsValid) is not { } number) return;
        foreach (var known in await payees.OfAsync(number, cancel))
        {
            var account = fields.TryGetValue("payee.account", out var read) && Readings(read).Contains(known.Account);
            // An account and a name that went together before confirm each other; a name by itself is only likely.
            var named = Agree(fields, "payee.name", "payee-history", known.Name, strong: account);
            if (account) Agree(fields, "payee.account", "payee-history", known.Account, strong: named);
            if (named && known.Bank is { } bank) Agree(fields, "payee.bank", "payee-history", bank, strong: false);
        }
    }

    private static IEnumerable<string> Readings(FieldEvidence evidence) => evidence.Votes.Select(v => v.Value).Where(v => v.Length > 0).Distinct(StringComparer.Ordinal);

    private static bool Agree(Dictionary<string, FieldEvidence> fields, string code, string record, string value, bool strong)
    {
        if (!fields.TryGetValue(code, out var field)) return false;
        var same = FieldNormalisation.Normalise(field.Field.Type, value);
        if (same.Length == 0 || !Readings(field).Contains(same)) return false;
        Change(fields, code, f => f with { CrossChecks = [.. f.CrossChecks.Where(c => c.Name != record || c.Value != same), new CrossCheck(record, same, strong)] });
        return true;
    }

    private static void Change(Dictionary<string, FieldEvidence> fields, string code, Func<FieldEvidence, FieldEvidence> change) => fields[code] = change(fields[code]);
}
