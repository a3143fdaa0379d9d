using CentralOps.Domain.CoreBanking.Posting;

namespace CentralOps.Domain.Receipts;

/// <summary>What anybody may see of a genuine receipt.</summary>
/// <param name="Number">Receipt number.</param>
/// <param name="Amount">Yuan.</param>
/// <param name="BusinessDate">The bank's date.</param>
/// <param name="DebitAccount">Payer's account, masked.</param>
/// <param name="DebitName">Payer's name, masked.</param>
/// <param name="CreditAccount">Payee's account, masked.</param>
/// <param name="CreditName">Payee's name, masked.</param>
/// <param name="JournalNumber">The core's journal number.</param>
/// <param name="Reversed">The booking was undone later.</param>
public sealed record GenuineReceipt(
    string Number, decimal Amount, DateOnly BusinessDate, string DebitAccount, string DebitName, string CreditAccount, string CreditName, string JournalNumber, bool Reversed);

/// <summary>Tells anybody who holds a receipt's number and code whether it is genuine.</summary>
public sealed class VerifyReceipt(IReceipts receipts, IPostings postings, ReceiptKey key)
{
    /// <summary>The masked facts, or null: not genuine. A wrong number and a wrong code get the same answer.</summary>
    public async Task<GenuineReceipt?> VerifyAsync(string number, string code, CancellationToken cancel = default)
    {
        var clean = ReceiptNumber.Normalise(number.Length > 100 ? number[..100] : number);
        if (!ReceiptNumber.IsWellFormed(clean) || code.Length > 100) return null;
        if (await receipts.FindAsync(clean, cancel) is not { } receipt) return null;

        // Computed from the stored facts, not read from the row: a changed amount or account shows as "not genuine".
        if (!ReceiptCode.Matches(receipt.ExpectedCode(key), code)) return null;
        var posting = await postings.FindAsync(receipt.PostingId, cancel);
        return new GenuineReceipt(
            receipt.Number, receipt.Amount, receipt.BusinessDate, Account(receipt.DebitAccount), Name(receipt.DebitName),
            Account(receipt.CreditAccount), Name(receipt.CreditName), receipt.JournalNumber, posting is not { State: PostingState.Booked });
    }

    /// <summary>First and last four digits.</summary>
    private static string Account(string account) => account.Length <= 8 ? new string('*', account.Length) : $"{account[..4]} **** {account[^4..]}";

    /// <summary>A short name keeps its first character, a long one its first two and last two.</summary>
    private static string Name(string name) => name.Length switch
    {
        0 => "",
        <= 4 => name[..1] + new string('*', name.Length - 1),
        _ => $"{name[..2]}{new string('*', name.Length - 4)}{name[^2..]}",
    };
}
