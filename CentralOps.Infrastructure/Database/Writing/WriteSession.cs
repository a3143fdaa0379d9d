using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;

namespace CentralOps.Infrastructure.Database.Writing;

/// <summary>Writes rows in the current transaction of a context's connection.</summary>
/// <param name="db">The context.</param>
/// <param name="keepCommands">
/// The connection stays open from transaction to transaction, so commands are kept prepared and take one row each; else many rows go in one round trip.
/// </param>
internal sealed class WriteSession(CentralOpsDbContext db, bool keepCommands = false)
{
    /// <summary>SQL Server takes at most 2,100 parameters and 1,000 rows.</summary>
    private const int MostParameters = 2000;

    private readonly Dictionary<string, DbCommand> _kept = new(StringComparer.Ordinal);

    /// <summary>Inserts rows.</summary>
    public async Task InsertAsync(RowShape shape, IReadOnlyList<object?[]> rows, CancellationToken cancel)
    {
        var most = keepCommands ? 1 : MostParameters / shape.Columns.Count;
        for (var from = 0; from < rows.Count; from += most)
        {
            var count = Math.Min(most, rows.Count - from);
            await ExecuteAsync(shape.Insert(count), count == 1 ? rows[from] : [.. rows.Skip(from).Take(count).SelectMany(r => r)], cancel);
        }
    }

    /// <summary>Inserts those rows whose key is not there yet.</summary>
    public async Task InsertMissingAsync(RowShape shape, IReadOnlyList<object?[]> rows, CancellationToken cancel)
    {
        foreach (var row in rows) await ExecuteAsync(shape.InsertMissing, row, cancel);
    }

    /// <summary>Writes what has changed in a row. False: there is no row with that key and the version of before.</summary>
    public async Task<bool> UpdateAsync(RowShape shape, object?[] before, object?[] after, CancellationToken cancel)
    {
        var mask = RowShape.Difference(before, after);
        return mask == 0 || await ExecuteAsync(shape.Update(mask), shape.UpdateValues(mask, before, after), cancel) == 1;
    }

    /// <summary>Runs a statement without parameters.</summary>
    public Task<int> ExecuteAsync(string text, CancellationToken cancel) => ExecuteAsync(new RowShape.Statement(text, []), [], cancel);

    /// <summary>Keys that a statement with <c>RETURNING</c> names; its parameters are <c>@p0</c> … with values that the provider takes as they are.</summary>
    public async Task<List<Guid>> ReturningAsync(string text, object[] values, CancellationToken cancel)
    {
        if (!_kept.TryGetValue(text, out var command))
        {
            command = db.Database.GetDbConnection().CreateCommand();
            command.CommandText = text;
            for (var i = 0; i < values.Length; i++)
            {
                var parameter = command.CreateParameter();
                parameter.ParameterName = $"@p{i}";
                command.Parameters.Add(parameter);
            }

            if (keepCommands) _kept[text] = command;
        }

        for (var i = 0; i < values.Length; i++) command.Parameters[i].Value = values[i];
        var keys = new List<Guid>();
        await using var reader = await command.ExecuteReaderAsync(cancel);
        while (await reader.ReadAsync(cancel)) keys.Add(reader.GetGuid(0));
        return keys;
    }

    private async Task<int> ExecuteAsync(RowShape.Statement statement, object?[] values, CancellationToken cancel)
    {
        if (keepCommands)
        {
            if (!_kept.TryGetValue(statement.Text, out var kept)) _kept[statement.Text] = kept = CommandOf(statement, values);
            else for (var i = 0; i < values.Length; i++) kept.Parameters[i].Value = Stored(statement.Parameters[i], values[i]);
            return await kept.ExecuteNonQueryAsync(cancel);
        }

        await using var command = CommandOf(statement, values);
        command.Transaction = db.Database.CurrentTransaction?.GetDbTransaction();
        return await command.ExecuteNonQueryAsync(cancel);
    }

    private DbCommand CommandOf(RowShape.Statement statement, object?[] values)
    {
        var command = db.Database.GetDbConnection().CreateCommand();
        command.CommandText = statement.Text;
        if (db.Database.GetCommandTimeout() is { } seconds) command.CommandTimeout = seconds;
        for (var i = 0; i < values.Length; i++)
        {
            var column = statement.Parameters[i];
            command.Parameters.Add(column.Mapping.CreateParameter(command, $"@p{i}", values[i], column.IsNullable));
        }

        return command;
    }

    private static object Stored(RowShape.Column column, object? value) =>
        (value is not null && column.Mapping.Converter is { } converter ? converter.ConvertToProvider(value) : value) ?? DBNull.Value;
}
