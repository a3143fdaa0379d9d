using System.Globalization;
using System.Text.Json;
using Microsoft.Data.Sqlite;
using static CentralOps.Infrastructure.CoreBanking.Simulator.BankDatabase;

namespace CentralOps.Infrastructure.CoreBanking.Simulator;

/// <summary>Books and undoes in one transaction, once per key: the same key gets the same answer for ever.</summary>
internal sealed class SimulatedLedger(BankDatabase database, TimeProvider clock)
{
    /// <summary>Books, or undoes when the request names a key to undo.</summary>
    public PostingAnswer Post(PostingRequest request) => database.Write(t =>
    {
        var text = JsonSerializer.Serialize(request, Wire.Json);
        if (Known(t, request.Key) is { } known)
            return known.Request == text ? known.Answer : new PostingAnswer(request.Key, Wire.Refused, Code: "key-reused", Message: "幂等键已用于另一笔交易");
        var now = DateTimeOffset.FromUnixTimeMilliseconds(clock.GetUtcNow().ToUnixTimeMilliseconds());
        var answer = request.ReversesKey is null ? Book(t, request, now) : Undo(t, request, now);
        Execute(
            t, "INSERT INTO answers VALUES ($key, $request, $status, $journal, $code, $message, $at)",
            ("$key", request.Key), ("$request", text), ("$status", answer.Status), ("$journal", answer.JournalNumber), ("$code", answer.Code), ("$message", answer.Message), ("$at", now.ToUnixTimeMilliseconds()));
        return answer;
    });

    /// <summary>What is known of a key, or null.</summary>
    public PostingAnswer? Find(string key) => database.Write(t => Known(t, key)?.Answer);

    /// <summary>A page of the journal of a business date.</summary>
    public JournalPage Journal(DateOnly date, long after, int take) => database.Write(t =>
    {
        var rows = Query(
            t, "SELECT sequence, number, key, reverses_key, debit, credit, amount, business_date, at FROM journal WHERE business_date = $date AND sequence > $after ORDER BY sequence LIMIT $take",
            r => new JournalLine(
                r.GetInt64(0), r.GetString(1), r.GetString(2), r.IsDBNull(3) ? null : r.GetString(3), r.GetString(4), r.GetString(5), r.GetInt64(6) / 100m,
                DateOnly.ParseExact(r.GetString(7), "yyyy-MM-dd", CultureInfo.InvariantCulture), DateTimeOffset.FromUnixTimeMilliseconds(r.GetInt64(8))),
            ("$date", date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)), ("$after", after), ("$take", take + 1));
        return new JournalPage(rows.Take(take).ToList(), rows.Count > take);
    });

    private static (string Request, PostingAnswer Answer)? Known(SqliteTransaction t, string key)
    {
        var rows = Query(
            t, "SELECT request, status, journal, code, message, at FROM answers WHERE key = $key",
            r => (r.GetString(0), new PostingAnswer(
                key, r.GetString(1), r.IsDBNull(2) ? null : r.GetString(2), r.IsDBNull(2) ? null : DateTimeOffset.FromUnixTimeMilliseconds(r.GetInt64(5)),
                r.IsDBNull(3) ? null : r.GetString(3), r.IsDBNull(4) ? null : r.GetString(4))),
            ("$key", key));
        return rows.Count == 0 ? null : rows[0];
    }

    private static PostingAnswer Book(SqliteTransaction t, PostingRequest q, DateTimeOffset now)
    {
        PostingAnswer No(string code, string message) => new(q.Key, Wire.Refused, Code: code, Message: message);
        var fen = (long)(q.Amount * 100);
        if (fen <= 0 || fen != q.Amount * 100) return No("amount-invalid", "金额无效");
        if (q.DebitAccount == q.CreditAccount) return No("same-account", "收付款账户相同");
        if (Account(t, q.DebitAccount) is not { } debit) return No("debit-account-unknown", "付款账户不存在");
        if (debit.Status == "frozen") return No("account-frozen", "付款账户已冻结，不能支取");
        if (debit.Status != "active") return No("account-closed", "付款账户已销户");
        if (q.DebitName.Length > 0 && debit.Name != q.DebitName) return No("debit-name-differs", "付款账户户名不符");
        var credit = Account(t, q.CreditAccount);
        var elsewhere = credit is null && q.CreditBank.Length > 0 && !IsOurs(t, q.CreditBank);
        if (credit is null && !elsewhere) return No("credit-account-unknown", "收款账户不存在");
        if (credit is { Status: "closed" }) return No("credit-account-closed", "收款账户已销户");
        if (credit is not null && q.CreditName.Length > 0 && credit.Name != q.CreditName) return No("credit-name-differs", "收款账户户名不符");
        if (q is { VoucherKind: "cheque", VoucherNumber: { } number })
        {
            switch (ChequeState(t, debit, number))
            {
                case "used": return No("cheque-used", "支票号码已使用");
                case "stopped": return No("cheque-stopped", "支票已挂失止付");
                case "not-issued": return No("cheque-not-issued", "支票号码不是该账户领用的");
            }
        }
        var available = debit.Balance - Held(t, q.DebitAccount);
        if (available < fen) return No("insufficient-funds", string.Create(CultureInfo.InvariantCulture, $"余额不足：可用余额 {available / 100m:N2} 元"));
        if (q is { VoucherKind: "cheque", VoucherNumber: { } used })
            Execute(t, "INSERT INTO cheques VALUES ($account, $number, 'used')", ("$account", q.DebitAccount), ("$number", used));
        return Enter(t, q, credit is null ? Clearing : q.CreditAccount, fen, now);
    }

    private static PostingAnswer Undo(SqliteTransaction t, PostingRequest q, DateTimeOffset now)
    {
        PostingAnswer No(string code, string message) => new(q.Key, Wire.Refused, Code: code, Message: message);
        var booked = Query(
            t, "SELECT debit, credited, amount FROM journal WHERE key = $key AND reverses_key IS NULL", r => (Debit: r.GetString(0), Credited: r.GetString(1), Fen: r.GetInt64(2)), ("$key", q.ReversesKey));
        if (booked.Count == 0) return No("nothing-to-reverse", "原交易不存在");
        var (debit, credited, fen) = booked[0];
        if (Query(t, "SELECT 1 FROM journal WHERE reverses_key = $key", r => 1, ("$key", q.ReversesKey)).Count > 0) return No("already-reversed", "原交易已冲正");
        if (fen != q.Amount * 100 || debit != q.DebitAccount) return No("reversal-differs", "冲正要素与原交易不符");
        if (credited != Clearing && Account(t, credited) is { } payee && payee.Balance - Held(t, credited) < fen) return No("insufficient-funds", "收款账户余额不足，不能冲正");
        return Enter(t, q, credited, fen, now);
    }

    private static PostingAnswer Enter(SqliteTransaction t, PostingRequest q, string credited, long fen, DateTimeOffset now)
    {
        var sign = q.ReversesKey is null ? fen : -fen;
        Execute(t, "UPDATE accounts SET balance = balance - $fen WHERE account = $account", ("$fen", sign), ("$account", q.DebitAccount));
        Execute(t, "UPDATE accounts SET balance = balance + $fen WHERE account = $account", ("$fen", sign), ("$account", credited));
        var sequence = Query(t, "SELECT IFNULL(MAX(sequence), 0) + 1 FROM journal", r => r.GetInt64(0))[0];
        var number = string.Create(CultureInfo.InvariantCulture, $"J{q.BusinessDate:yyyyMMdd}{sequence:D8}");
        Execute(
            t, "INSERT INTO journal VALUES ($seq, $number, $key, $reverses, $debit, $credit, $credited, $amount, $date, $at, $case, $branch, $voucher, $summary)",
            ("$seq", sequence), ("$number", number), ("$key", q.Key), ("$reverses", q.ReversesKey), ("$debit", q.DebitAccount), ("$credit", q.CreditAccount), ("$credited", credited), ("$amount", fen),
            ("$date", q.BusinessDate.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)), ("$at", now.ToUnixTimeMilliseconds()), ("$case", q.CaseNumber), ("$branch", q.BranchCode), ("$voucher", q.VoucherNumber), ("$summary", q.Summary));
        return new PostingAnswer(q.Key, Wire.Booked, number, now);
    }

    internal static AccountRow? Account(SqliteTransaction t, string account)
    {
        var rows = Query(
            t, "SELECT account, name, bank_name, bank_code, status, contact_name, contact_phone, balance, cheque_from, cheque_to FROM accounts WHERE account = $account",
            r => new AccountRow(
                r.GetString(0), r.GetString(1), r.GetString(2), r.GetString(3), r.GetString(4), r.IsDBNull(5) ? null : r.GetString(5), r.IsDBNull(6) ? null : r.GetString(6),
                r.GetInt64(7), r.IsDBNull(8) ? null : r.GetString(8), r.IsDBNull(9) ? null : r.GetString(9)),
            ("$account", account));
        return rows.Count == 0 ? null : rows[0];
    }

    internal static string ChequeState(SqliteTransaction t, AccountRow account, string number)
    {
        if (Query(t, "SELECT state FROM cheques WHERE account = $a AND number = $n", r => r.GetString(0), ("$a", account.Account), ("$n", number)) is [var state, ..]) return state;
        var issued = account.ChequeFrom is { } from && account.ChequeTo is { } to && number.Length == from.Length && number.All(char.IsAsciiDigit)
            && string.CompareOrdinal(from, number) <= 0 && string.CompareOrdinal(number, to) <= 0;
        return issued ? "unused" : "not-issued";
    }

    private static long Held(SqliteTransaction t, string account) =>
        Query(t, "SELECT IFNULL(SUM(amount), 0) FROM holds WHERE account = $a", r => r.GetInt64(0), ("$a", account))[0];

    private static bool IsOurs(SqliteTransaction t, string bank) =>
        Query(t, "SELECT 1 FROM accounts WHERE bank_name = $b OR bank_code = $b LIMIT 1", r => 1, ("$b", bank)).Count > 0;
}

/// <summary>A row of the accounts table; the balance in fen.</summary>
internal sealed record AccountRow(
    string Account, string Name, string BankName, string BankCode, string Status, string? ContactName, string? ContactPhone, long Balance, string? ChequeFrom, string? ChequeTo);
