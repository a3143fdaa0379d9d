using System.Globalization;
using System.Text.Json;
using CentralOps.Domain.CoreBanking.Records;
using Microsoft.Data.Sqlite;
using static CentralOps.Infrastructure.CoreBanking.Simulator.BankDatabase;

namespace CentralOps.Infrastructure.CoreBanking.Simulator;

/// <summary>Opens accounts, changes customers, opens online banking: once per key, the same key gets the same answer for ever.</summary>
internal sealed class SimulatedRecords(BankDatabase database, TimeProvider clock)
{
    private static readonly string[] s_customer = ["name", "address", "legal.name", "contact.name", "contact.phone", "credit.code"];

    /// <summary>Changes, or gives the answer of the first time.</summary>
    public RecordReply Change(RecordRequest request) => database.Write(t =>
    {
        var text = JsonSerializer.Serialize(request, Wire.Json);
        if (Known(t, request.Key) is { } known)
            return known.Request == text ? known.Reply : new RecordReply(request.Key, Wire.Refused, Code: "key-reused", Message: "幂等键已用于另一笔交易");
        var sequence = Query(t, "SELECT COUNT(*) FROM records", r => r.GetInt64(0))[0] + 1;
        var reference = string.Create(CultureInfo.InvariantCulture, $"C{request.BusinessDate:yyyyMMdd}{sequence:D8}");
        var reply = request.Kind switch
        {
            RecordKinds.AccountOpening => Open(t, request, reference, sequence),
            RecordKinds.CustomerChange => Alter(t, request, reference),
            RecordKinds.OnlineBanking => Contract(t, request, reference),
            _ => No(request, "kind-unknown", $"不支持的登记类型：{request.Kind}"),
        };
        Execute(
            t, "INSERT INTO records VALUES ($key, $kind, $case, $request, $status, $reference, $results, $code, $message, $at)", ("$key", request.Key), ("$kind", request.Kind),
            ("$case", request.CaseNumber), ("$request", text), ("$status", reply.Status), ("$reference", reply.Reference), ("$results", reply.Results is null ? null : JsonSerializer.Serialize(reply.Results, Wire.Json)),
            ("$code", reply.Code), ("$message", reply.Message), ("$at", clock.GetUtcNow().ToUnixTimeMilliseconds()));
        return reply;
    });

    /// <summary>What is known of a key, or null.</summary>
    public RecordReply? Find(string key) => database.Write(t => Known(t, key)?.Reply);

    /// <summary>The customer behind an account, or null.</summary>
    public CustomerReply? Customer(string account) => database.Write(t =>
    {
        if (SimulatedLedger.Account(t, account) is not { } row) return null;
        var more = Query(t, "SELECT address, legal_name, credit_code FROM customers WHERE account = $a", r => (r.GetString(0), r.GetString(1), r.GetString(2)), ("$a", account)).FirstOrDefault(("", "", ""));
        return new CustomerReply(account, new Dictionary<string, string>
        {
            ["name"] = row.Name, ["address"] = more.Item1, ["legal.name"] = more.Item2, ["contact.name"] = row.ContactName ?? "", ["contact.phone"] = row.ContactPhone ?? "", ["credit.code"] = more.Item3,
        });
    });

    private static (string Request, RecordReply Reply)? Known(SqliteTransaction t, string key)
    {
        var rows = Query(
            t, "SELECT request, status, reference, results, code, message FROM records WHERE key = $key",
            r => (r.GetString(0), new RecordReply(
                key, r.GetString(1), Text(r, 2), Text(r, 3) is { } json ? JsonSerializer.Deserialize<Dictionary<string, string>>(json, Wire.Json) : null, Text(r, 4), Text(r, 5))),
            ("$key", key));
        return rows.Count == 0 ? null : rows[0];
    }

    private static RecordReply Open(SqliteTransaction t, RecordRequest q, string reference, long sequence)
    {
        if (Missing(q, "customer.name", "customer.credit.code", "legal.name", "account.kind") is { } missing) return missing;
        var code = q.Fields["customer.credit.code"];
        // The rule of the People's Bank: an entity has one basic account.
        if (q.Fields["account.kind"] == "basic" && Query(t, "SELECT 1 FROM customers WHERE credit_code = $code AND kind = 'basic'", r => 1, ("$code", code)).Count > 0)
            return No(q, "basic-account-exists", "该单位已开立基本存款账户");
        var (bank, bankCode) = Query(t, "SELECT bank_name, bank_code FROM accounts WHERE bank_code <> '' ORDER BY account LIMIT 1", r => (r.GetString(0), r.GetString(1))).FirstOrDefault(("江海银行营业部", "991310000018"));
        var body = string.Create(CultureInfo.InvariantCulture, $"110299{q.BusinessDate:yyMMdd}{sequence:D6}");
        var account = body + Domain.Recognition.CheckDigits.Luhn.CheckDigit(body);
        Execute(
            t, "INSERT INTO accounts VALUES ($account, $name, $bank, $code, 'active', $contact, $phone, 0, NULL, NULL)", ("$account", account), ("$name", q.Fields["customer.name"]), ("$bank", bank),
            ("$code", bankCode), ("$contact", q.Fields.GetValueOrDefault("contact.name")), ("$phone", q.Fields.GetValueOrDefault("contact.phone")));
        Execute(
            t, "INSERT INTO customers VALUES ($account, $address, $legal, $code, $kind)", ("$account", account), ("$address", q.Fields.GetValueOrDefault("customer.address", "")),
            ("$legal", q.Fields["legal.name"]), ("$code", code), ("$kind", q.Fields["account.kind"]));
        return new RecordReply(q.Key, Wire.Done, reference, new Dictionary<string, string> { ["account"] = account });
    }

    private static RecordReply Alter(SqliteTransaction t, RecordRequest q, string reference)
    {
        if (Account(t, q) is { } refused) return refused;
        var account = q.Fields["customer.account"];
        var changes = s_customer.Where(c => q.Fields.ContainsKey($"after.{c}")).ToList();
        if (changes.Count == 0) return No(q, "nothing-to-change", "没有变更事项");
        Execute(t, "INSERT OR IGNORE INTO customers VALUES ($account, '', '', '', '')", ("$account", account));
        foreach (var change in changes)
        {
            var sql = change switch
            {
                "name" => "UPDATE accounts SET name = $v WHERE account = $a",
                "contact.name" => "UPDATE accounts SET contact_name = $v WHERE account = $a",
                "contact.phone" => "UPDATE accounts SET contact_phone = $v WHERE account = $a",
                "address" => "UPDATE customers SET address = $v WHERE account = $a",
                "legal.name" => "UPDATE customers SET legal_name = $v WHERE account = $a",
                _ => "UPDATE customers SET credit_code = $v WHERE account = $a",
            };
            Execute(t, sql, ("$v", q.Fields[$"after.{change}"]), ("$a", account));
        }

        return new RecordReply(q.Key, Wire.Done, reference, new Dictionary<string, string> { ["changed"] = string.Join(',', changes) });
    }

    private static RecordReply Contract(SqliteTransaction t, RecordRequest q, string reference)
    {
        if (Account(t, q) is { } refused) return refused;
        var account = q.Fields["customer.account"];
        if (Query(t, "SELECT contract FROM contracts WHERE account = $a", r => r.GetString(0), ("$a", account)) is [var there, ..]) return No(q, "contract-exists", $"该账户已开通企业网银，签约号 {there}");
        var contract = $"EB{reference[1..]}";
        Execute(t, "INSERT INTO contracts VALUES ($account, $contract, $fields)", ("$account", account), ("$contract", contract), ("$fields", JsonSerializer.Serialize(q.Fields, Wire.Json)));
        return new RecordReply(q.Key, Wire.Done, reference, new Dictionary<string, string> { ["contract"] = contract });
    }

    private static RecordReply? Account(SqliteTransaction t, RecordRequest q)
    {
        if (Missing(q, "customer.account", "customer.name") is { } missing) return missing;
        if (SimulatedLedger.Account(t, q.Fields["customer.account"]) is not { } account) return No(q, "account-unknown", "账户不存在");
        if (account.Status == "closed") return No(q, "account-closed", "账户已销户");
        return account.Name == q.Fields["customer.name"] ? null : No(q, "name-differs", "户名不符");
    }

    private static RecordReply? Missing(RecordRequest q, params string[] fields) =>
        fields.FirstOrDefault(f => string.IsNullOrEmpty(q.Fields.GetValueOrDefault(f))) is { } missing ? No(q, "field-missing", $"缺少要素 {missing}") : null;

    private static RecordReply No(RecordRequest q, string code, string message) => new(q.Key, Wire.Refused, Code: code, Message: message);

    private static string? Text(SqliteDataReader r, int column) => r.IsDBNull(column) ? null : r.GetString(column);
}
