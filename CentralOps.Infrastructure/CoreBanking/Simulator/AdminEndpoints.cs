using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using static CentralOps.Infrastructure.CoreBanking.Simulator.BankDatabase;

namespace CentralOps.Infrastructure.CoreBanking.Simulator;

/// <summary>The simulator's own controls, for tests and demonstrations: faults, accounts, cheques, blacklist, the whole journal.</summary>
internal static class AdminEndpoints
{
    /// <summary>What may be changed of an account; null = as it is.</summary>
    internal sealed record AccountChange(string? Status = null, decimal? Balance = null);

    /// <summary>A hold on an account.</summary>
    internal sealed record Hold(string Id, decimal Amount);

    public static void MapSimulatorAdmin(this IEndpointRouteBuilder app)
    {
        var admin = app.MapGroup("/admin");
        admin.MapPost("/faults", async (HttpContext c, FaultBox faults) =>
        {
            if (await c.Request.ReadFromJsonAsync<Fault>(Wire.Json) is not { } fault || !Fault.Kinds.Contains(fault.Kind)) return Results.BadRequest(Fault.Kinds);
            faults.Add(fault);
            return Results.NoContent();
        });
        admin.MapDelete("/faults", (FaultBox faults) => faults.Clear());
        admin.MapGet("/accounts", (BankDatabase database) => Results.Json(
            database.Write(t => Query(t, "SELECT account, name, status, balance FROM accounts ORDER BY account", r => new { account = r.GetString(0), name = r.GetString(1), status = r.GetString(2), balance = r.GetInt64(3) / 100m })), Wire.Json));
        admin.MapPatch("/accounts/{account}", async (string account, HttpContext c, BankDatabase database) =>
        {
            var change = await c.Request.ReadFromJsonAsync<AccountChange>(Wire.Json) ?? new AccountChange();
            var found = database.Write(t => Execute(
                t, "UPDATE accounts SET status = IFNULL($status, status), balance = IFNULL($balance, balance) WHERE account = $account",
                ("$status", change.Status), ("$balance", change.Balance is { } b ? (long)(b * 100) : null), ("$account", account)));
            return found == 0 ? Results.NotFound() : Results.NoContent();
        });
        admin.MapPost("/accounts/{account}/holds", async (string account, HttpContext c, BankDatabase database) =>
        {
            if (await c.Request.ReadFromJsonAsync<Hold>(Wire.Json) is not { } hold) return Results.BadRequest();
            database.Write(t => Execute(t, "INSERT OR REPLACE INTO holds VALUES ($id, $account, $amount)", ("$id", hold.Id), ("$account", account), ("$amount", (long)(hold.Amount * 100))));
            return Results.NoContent();
        });
        admin.MapDelete("/holds/{id}", (string id, BankDatabase database) => database.Write(t => Execute(t, "DELETE FROM holds WHERE id = $id", ("$id", id))));
        admin.MapPut("/accounts/{account}/cheques/{number}/stop", (string account, string number, BankDatabase database) =>
            database.Write(t => Execute(t, "INSERT OR REPLACE INTO cheques VALUES ($a, $n, 'stopped')", ("$a", account), ("$n", number))));
        admin.MapPut("/blacklist/{entry}", (string entry, SimulatedScreens screens) =>
        {
            lock (screens.Blacklist) screens.Blacklist.Add(entry);
        });
        admin.MapDelete("/blacklist/{entry}", (string entry, SimulatedScreens screens) =>
        {
            lock (screens.Blacklist) screens.Blacklist.Remove(entry);
        });
        admin.MapPost("/landed-orders", async (HttpContext c, SimulatedOnlineBank bank) =>
        {
            if (await c.Request.ReadFromJsonAsync<LandedLine>(Wire.Json) is not { Number.Length: > 0 } order) return Results.BadRequest();
            bank.Land(order);
            return Results.NoContent();
        });
        admin.MapGet("/landed-orders", (BankDatabase database) => Results.Json(
            database.Write(t => Query(t, "SELECT number, case_number FROM landed ORDER BY at, number", r => new { number = r.GetString(0), caseNumber = r.IsDBNull(1) ? null : r.GetString(1) })), Wire.Json));
        admin.MapGet("/records", (BankDatabase database) => Results.Json(
            database.Write(t => Query(
                t, "SELECT key, kind, case_number, status, reference, results FROM records ORDER BY at, key",
                r => new { key = r.GetString(0), kind = r.GetString(1), caseNumber = r.GetString(2), status = r.GetString(3), reference = r.IsDBNull(4) ? null : r.GetString(4), results = r.IsDBNull(5) ? null : r.GetString(5) })), Wire.Json));
        admin.MapGet("/journal", (BankDatabase database) => Results.Json(
            database.Write(t => Query(
                t, "SELECT number, key, reverses_key, debit, credit, credited, amount, business_date, case_number, voucher FROM journal ORDER BY sequence",
                r => new
                {
                    journalNumber = r.GetString(0), key = r.GetString(1), reversesKey = r.IsDBNull(2) ? null : r.GetString(2), debitAccount = r.GetString(3), creditAccount = r.GetString(4),
                    credited = r.GetString(5), amount = r.GetInt64(6) / 100m, businessDate = r.GetString(7), caseNumber = r.GetString(8), voucherNumber = r.IsDBNull(9) ? null : r.GetString(9),
                })), Wire.Json));
    }
}
