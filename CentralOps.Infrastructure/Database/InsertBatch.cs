using System.Collections.Concurrent;
using System.Data.Common;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Storage;

namespace CentralOps.Infrastructure.Database;

/// <summary>
/// Inserts rows that nobody changes afterwards in one statement per table, without tracking them: an advance writes about ten, and one command each, with change
/// detection, cost more than all the rest of it. Plain SQL of all three databases.
/// </summary>
internal static class InsertBatch
{
    /// <summary>SQL Server takes at most 2,100 parameters and 1,000 rows.</summary>
    private const int MostParameters = 2000;

    private static readonly ConcurrentDictionary<(IEntityType, int), string> Texts = new();
    private static readonly ConcurrentDictionary<IEntityType, Column[]> Shapes = new();

    private sealed record Column(string Name, RelationalTypeMapping Mapping, IClrPropertyGetter Get, bool Nullable);

    /// <summary>Inserts in the context's current transaction.</summary>
    public static async Task InsertAsync<T>(this CentralOpsDbContext db, IReadOnlyList<T> rows, CancellationToken cancel) where T : class
    {
        if (rows.Count == 0) return;
        var type = db.Model.FindEntityType(typeof(T))!;
        var columns = Shapes.GetOrAdd(type, ShapeOf);
        var most = MostParameters / columns.Length;
        for (var from = 0; from < rows.Count; from += most) await InsertAsync(db, type, columns, rows, from, Math.Min(most, rows.Count - from), cancel);
    }

    private static async Task InsertAsync<T>(CentralOpsDbContext db, IEntityType type, Column[] columns, IReadOnlyList<T> rows, int from, int count, CancellationToken cancel)
        where T : class
    {
        await using var command = db.Database.GetDbConnection().CreateCommand();
        command.Transaction = db.Database.CurrentTransaction?.GetDbTransaction();
        command.CommandText = Texts.GetOrAdd((type, count), key => TextOf(db, key.Item1, columns, key.Item2));
        if (db.Database.GetCommandTimeout() is { } seconds) command.CommandTimeout = seconds;
        var number = 0;
        for (var row = from; row < from + count; row++)
        {
            foreach (var column in columns)
                command.Parameters.Add(column.Mapping.CreateParameter(command, $"@p{number++}", column.Get.GetClrValue(rows[row]), column.Nullable));
        }

        await command.ExecuteNonQueryAsync(cancel);
    }

    private static Column[] ShapeOf(IEntityType type)
    {
        var table = StoreObjectIdentifier.Create(type, StoreObjectType.Table)!.Value;
        // A default of the database is for rows of earlier versions only: what the row says goes in. Keys that the database numbers stay its own.
        return [.. type.GetProperties().Where(p => (p.ValueGenerated == ValueGenerated.Never || !p.IsPrimaryKey()) && !p.IsShadowProperty())
            .Select(p => new Column(p.GetColumnName(table)!, p.GetRelationalTypeMapping(), p.GetGetter(), p.IsNullable))];
    }

    private static string TextOf(CentralOpsDbContext db, IEntityType type, Column[] columns, int count)
    {
        var sql = (ISqlGenerationHelper)((Microsoft.EntityFrameworkCore.Infrastructure.IInfrastructure<IServiceProvider>)db.Database).Instance.GetService(typeof(ISqlGenerationHelper))!;
        var text = new StringBuilder("INSERT INTO ").Append(sql.DelimitIdentifier(type.GetTableName()!, type.GetSchema())).Append(" (")
            .AppendJoin(", ", columns.Select(c => sql.DelimitIdentifier(c.Name))).Append(") VALUES ");
        for (var row = 0; row < count; row++)
        {
            text.Append(row == 0 ? "(" : ", (").AppendJoin(", ", Enumerable.Range(row * columns.Length, columns.Length).Select(n => $"@p{n}")).Append(')');
        }

        return text.ToString();
    }
}
