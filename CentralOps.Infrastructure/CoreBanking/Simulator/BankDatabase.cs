using System.Text.Json;
using Microsoft.Data.Sqlite;

namespace CentralOps.Infrastructure.CoreBanking.Simulator;

/// <summary>The simulated bank's own SQLite file. One writer at a time; amounts are whole fen.</summary>
internal sealed class BankDatabase : IDisposable
{
    private readonly Lock gate = new();
    private readonly SqliteConnection connection;

    public BankDatabase(string file)
    {
        connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = file, Pooling = false }.ToString());
        connection.Open();
        Execute(null, Schema);
    }

    private const string Schema = """
        PRAGMA journal_mode = WAL;
        PRAGMA synchronous = NORMAL;
        CREATE TABLE IF NOT EXISTS accounts (account TEXT PRIMARY KEY, name TEXT NOT NULL, bank_name TEXT NOT NULL, bank_code TEXT NOT NULL, status TEXT NOT NULL,
            contact_name TEXT, contact_phone TEXT, balance INTEGER NOT NULL, cheque_from TEXT, cheque_to TEXT);
        CREATE TABLE IF NOT EXISTS holds (id TEXT PRIMARY KEY, account TEXT NOT NULL, amount INTEGER NOT NULL);
        CREATE TABLE IF NOT EXISTS cheques (account TEXT NOT NULL, number TEXT NOT NULL, state TEXT NOT NULL, PRIMARY KEY (account, number));
        CREATE TABLE IF NOT EXISTS answers (key TEXT PRIMARY KEY, request TEXT NOT NULL, status TEXT NOT NULL, journal TEXT, code TEXT, message TEXT, at INTEGER NOT NULL);
        CREATE TABLE IF NOT EXISTS journal (sequence INTEGER PRIMARY KEY AUTOINCREMENT, number TEXT NOT NULL UNIQUE, key TEXT NOT NULL UNIQUE, reverses_key TEXT UNIQUE,
            debit TEXT NOT NULL, credit TEXT NOT NULL, credited TEXT NOT NULL, amount INTEGER NOT NULL, business_date TEXT NOT NULL, at INTEGER NOT NULL,
            case_number TEXT NOT NULL, branch TEXT NOT NULL, voucher TEXT, summary TEXT NOT NULL);
        CREATE INDEX IF NOT EXISTS journal_by_date ON journal (business_date, sequence);
        CREATE TABLE IF NOT EXISTS customers (account TEXT PRIMARY KEY, address TEXT NOT NULL, legal_name TEXT NOT NULL, credit_code TEXT NOT NULL, kind TEXT NOT NULL);
        CREATE TABLE IF NOT EXISTS contracts (account TEXT PRIMARY KEY, contract TEXT NOT NULL UNIQUE, fields TEXT NOT NULL);
        CREATE TABLE IF NOT EXISTS records (key TEXT PRIMARY KEY, kind TEXT NOT NULL, case_number TEXT NOT NULL, request TEXT NOT NULL, status TEXT NOT NULL, reference TEXT, results TEXT,
            code TEXT, message TEXT, at INTEGER NOT NULL);
        CREATE TABLE IF NOT EXISTS landed (number TEXT PRIMARY KEY, branch TEXT NOT NULL, reason TEXT NOT NULL, fields TEXT NOT NULL, case_number TEXT, at INTEGER NOT NULL);
        CREATE TABLE IF NOT EXISTS screenings (case_number TEXT PRIMARY KEY, payer TEXT NOT NULL, amount INTEGER NOT NULL, at INTEGER NOT NULL);
        CREATE INDEX IF NOT EXISTS screenings_by_payer ON screenings (payer, at);
        """;

    /// <summary>The account that payments to other banks are credited to.</summary>
    public const string Clearing = "CLEARING";

    public void Dispose() => connection.Dispose();

    /// <summary>Runs in one transaction, alone.</summary>
    public T Write<T>(Func<SqliteTransaction, T> work)
    {
        lock (gate)
        {
            using var transaction = connection.BeginTransaction();
            var result = work(transaction);
            transaction.Commit();
            return result;
        }
    }

    /// <summary>Adds accounts that are not there yet; what is there keeps its balance.</summary>
    public void Load(IEnumerable<DemoAccount> accounts) => Write(t =>
    {
        Add(t, new DemoAccount(Clearing, "待清算款项", "", "", 0, "active", null, null, null));
        foreach (var account in accounts) Add(t, account);
        return 0;
    });

    /// <summary>Reads accounts.json; a missing or unreadable file gives the small built-in set.</summary>
    public static IReadOnlyList<DemoAccount> ReadAccounts(string? file)
    {
        if (file is null || !File.Exists(file)) return DemoAccount.BuiltIn;
        // Beside the customers' accounts: ledger accounts of the bank, accounts of private persons.
        var beside = Directory.EnumerateFiles(Path.GetDirectoryName(Path.GetFullPath(file))!, "*-accounts.json").Order(StringComparer.Ordinal);
        return [.. beside.Prepend(file).SelectMany(one => JsonSerializer.Deserialize<List<DemoAccount>>(File.ReadAllText(one), JsonSerializerOptions.Web) ?? [])];
    }

    public static int Execute(SqliteTransaction transaction, string sql, params ReadOnlySpan<(string Name, object? Value)> values)
    {
        using var command = Command(transaction.Connection!, transaction, sql, values);
        return command.ExecuteNonQuery();
    }

    public static List<T> Query<T>(SqliteTransaction transaction, string sql, Func<SqliteDataReader, T> read, params ReadOnlySpan<(string Name, object? Value)> values)
    {
        using var command = Command(transaction.Connection!, transaction, sql, values);
        using var reader = command.ExecuteReader();
        var rows = new List<T>();
        while (reader.Read()) rows.Add(read(reader));
        return rows;
    }

    private void Execute(SqliteTransaction? transaction, string sql)
    {
        using var command = Command(connection, transaction, sql, []);
        command.ExecuteNonQuery();
    }

    private static SqliteCommand Command(SqliteConnection connection, SqliteTransaction? transaction, string sql, ReadOnlySpan<(string Name, object? Value)> values)
    {
        var command = connection.CreateCommand();
        command.Transaction = transaction;
        command.CommandText = sql;
        foreach (var (name, value) in values) command.Parameters.AddWithValue(name, value ?? DBNull.Value);
        return command;
    }

    private static void Add(SqliteTransaction t, DemoAccount a)
    {
        var added = Execute(
            t, "INSERT OR IGNORE INTO accounts VALUES ($account, $name, $bank, $code, $status, $contact, $phone, $balance, $from, $to)",
            ("$account", a.Account), ("$name", a.Name), ("$bank", a.BankName), ("$code", a.BankCode), ("$status", a.Status),
            ("$contact", a.ContactName), ("$phone", a.ContactPhone), ("$balance", (long)(a.Balance * 100)), ("$from", a.ChequeNumbers?.From), ("$to", a.ChequeNumbers?.To));
        if (a.CreditCode is { } code)
            Execute(t, "INSERT OR IGNORE INTO customers VALUES ($account, $address, $legal, $code, '')", ("$account", a.Account), ("$address", a.Address ?? ""), ("$legal", a.LegalRepresentative ?? ""), ("$code", code));
        if (added == 0) return;
        foreach (var number in a.UsedCheques ?? [])
            Execute(t, "INSERT OR IGNORE INTO cheques VALUES ($account, $number, 'used')", ("$account", a.Account), ("$number", number));
    }
}

/// <summary>An account of samples/demo-bank/accounts.json, as far as the core needs it.</summary>
internal sealed record DemoAccount(
    string Account, string Name, string BankName, string BankCode, decimal Balance, string Status, string? ContactName, string? ContactPhone, ChequeRange? ChequeNumbers,
    IReadOnlyList<string>? UsedCheques = null, string? LegalRepresentative = null, string? Address = null, string? CreditCode = null)
{
    /// <summary>For tests and for a start without samples.</summary>
    public static readonly IReadOnlyList<DemoAccount> BuiltIn =
    [
        new("6222020000000000016", "云帆贸易有限公司", "海川银行东城支行", "313100000101", 1_000_000m, "active", "刘敏", "010-55550101", new("3010223000000001", "3010223000000050")),
        new("6222020000000000024", "启明科技有限公司", "海川银行西城支行", "313100000102", 50_000m, "active", "陈杰", "010-55550102", new("3010223000000051", "3010223000000100")),
        new("6222020000000000032", "长风物流有限公司", "海川银行东城支行", "313100000101", 300_000m, "frozen", "赵磊", "010-55550103", null),
        new("6222020000000000040", "旧日商行", "海川银行东城支行", "313100000101", 0m, "closed", null, null, null),
    ];
}

/// <summary>First and last number of a cheque book.</summary>
internal sealed record ChequeRange(string From, string To);
