using CentralOps.Infrastructure.Database;
using Microsoft.EntityFrameworkCore;

namespace CentralOps.Benchmarks.Cases;

/// <summary>
/// Fills the database with finished cases of the past by copying one that was really played, in bulk: its row (the body shortened), work items, keys, field
/// outcomes and a dozen events, each copy with keys and times of its own.
/// </summary>
internal static class StoredCases
{
    private const int EventsEach = 12;
    private static readonly string[] Tables = ["Cases", "CaseEvents", "CaseKeys", "DispatchWorkItems", "CaseFieldOutcomes"];

    /// <summary>Brings the stored cases to about this number.</summary>
    public static async Task FillAsync(BenchDatabase database, int size)
    {
        await using var db = database.Open();
        var there = await db.Set<Domain.Cases.Case>().CountAsync();
        if (size <= there) return;
        if (database.Settings.Provider == "sqlserver") throw new NotSupportedException("--stored is for sqlite and postgres");
        await db.Database.OpenConnectionAsync();
        var lite = database.Settings.Provider == "sqlite";
        if (lite) await db.Database.ExecuteSqlRawAsync("PRAGMA cache_size = -1000000; PRAGMA synchronous = OFF;");
        foreach (var table in Tables) await CopyAsync(db, table, there, size, lite);
        await db.Database.ExecuteSqlRawAsync(lite ? "PRAGMA wal_checkpoint(TRUNCATE); PRAGMA synchronous = NORMAL; ANALYZE;" : "ANALYZE;");
    }

    private static async Task CopyAsync(CentralOpsDbContext db, string table, int from, int to, bool lite)
    {
        var columns = db.Model.GetRelationalModel().FindTable(table, null)!.Columns.Select(c => (c.Name, Type: c.StoreType)).ToList();
        var key = table == "Cases" ? "\"Id\"" : "\"CaseId\"";
        var rank = columns.Exists(c => c.Name == "Id") ? "\"Id\"" : string.Join(", ", columns.Where(c => c.Name is "Kind" or "Value" or "FieldCode").Select(c => $"\"{c.Name}\""));
        var model = $"SELECT *, row_number() OVER (ORDER BY {rank}) AS k FROM \"{table}\" WHERE {key} = (SELECT \"Id\" FROM \"Cases\" WHERE \"Status\" = 'Completed' ORDER BY \"Number\" LIMIT 1)";
        var numbers = lite ? $"WITH RECURSIVE n(i) AS (SELECT {from} UNION ALL SELECT i + 1 FROM n WHERE i < {to - 1})" : $"WITH n AS (SELECT generate_series({from}, {to - 1}) AS i)";
        var values = columns.Select(c => Value(table, c.Name, c.Type, to, lite));
        var most = table == "CaseEvents" ? $"WHERE m.k <= {EventsEach}" : "";
        var sql =
            $"{numbers} INSERT INTO \"{table}\" ({string.Join(", ", columns.Select(c => $"\"{c.Name}\""))}) SELECT {string.Join(", ", values)} FROM n CROSS JOIN ({model}) m {most}";
        await db.Database.ExecuteSqlRawAsync(sql);
    }

    private static string Value(string table, string column, string type, int to, bool lite)
    {
        var old = $"m.\"{column}\"";
        switch (column)
        {
            case "Id" when table == "Cases": return Guid("n.i", "0", lite);
            case "Id": return Guid("n.i", $"m.k + {(table == "CaseEvents" ? 1000 : 2000)}", lite);
            case "CaseId": return Guid("n.i", "0", lite);
            case "SubmissionId" or "TokenId": return Guid("n.i", "3000", lite);
            case "Number": return lite ? "'20250101' || printf('%07d', n.i)" : "'20250101' || lpad(n.i::text, 7, '0')";
            case "Value" when table == "CaseKeys": return $"CASE WHEN m.\"Kind\" = 'account' THEN {old} ELSE n.i || '-' || {old} END";
            case "BodyJson": return $"substr({old}, 1, 1000)";
            default:
                // One second apart, ending a day ago.
                if (lite && type == "INTEGER" && column.EndsWith("At", StringComparison.Ordinal)) return $"{old} - 86400000 - ({to} - n.i) * 1000";
                return type.StartsWith("timestamp", StringComparison.Ordinal) ? $"{old} - interval '1 day' - ({to} - n.i) * interval '1 second'" : old;
        }
    }

    // In order of the number and before every real key, which begins with the time of today.
    private static string Guid(string i, string k, bool lite) => lite
        ? $"printf('01000000-%04X-7%03X-8000-%08X%04X', ({i}) >> 12, ({i}) & 4095, 0, {k})"
        : $"('01000000-' || lpad(to_hex(({i}) >> 12), 4, '0') || '-7' || lpad(to_hex(({i}) & 4095), 3, '0') || '-8000-00000000' || lpad(to_hex({k}), 4, '0'))::uuid";
}
