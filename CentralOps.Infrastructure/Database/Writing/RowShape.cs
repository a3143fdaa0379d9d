using System.Collections.Concurrent;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Storage;

namespace CentralOps.Infrastructure.Database.Writing;

/// <summary>
/// The table of an entity as its mapping has it, for writing rows without tracking them. A row is an array of values in the order of <see cref="Columns"/>; two
/// of them compared say what an update must write. The statements are plain SQL of all three databases.
/// </summary>
internal sealed class RowShape
{
    private static readonly ConcurrentDictionary<IEntityType, RowShape> Known = new();

    private readonly ConcurrentDictionary<int, Statement> _inserts = new();
    private readonly ConcurrentDictionary<ulong, Statement> _updates = new();
    private readonly Lazy<Statement> _insertMissing;
    private readonly string _table;
    private readonly int _version;

    private RowShape(IEntityType type, ISqlGenerationHelper sql)
    {
        var table = StoreObjectIdentifier.Create(type, StoreObjectType.Table)!.Value;
        _table = sql.DelimitIdentifier(table.Name, table.Schema);
        // A default of the database is for rows of earlier versions only: what the row says goes in. Keys that the database numbers stay its own.
        Columns = [.. type.GetProperties().Where(p => !p.IsPrimaryKey() || p.ValueGenerated == ValueGenerated.Never || p.ClrType == typeof(Guid))
            .Select(p => new Column(p.Name, sql.DelimitIdentifier(p.GetColumnName(table)!), p.GetRelationalTypeMapping(), p.IsShadowProperty() ? null : p.GetGetter(), p.IsNullable, p.IsPrimaryKey()))];
        if (Columns.Count > 64) throw new InvalidOperationException($"{type.Name} has more columns than a row shape can compare");
        _version = IndexOf("Version");
        _insertMissing = new Lazy<Statement>(InsertMissingText);
    }

    /// <summary>The columns, in the order of a row's values.</summary>
    public IReadOnlyList<Column> Columns { get; }

    /// <summary>The shape of an entity's table in the context's database.</summary>
    public static RowShape Of<T>(CentralOpsDbContext db) => Known.GetOrAdd(
        db.Model.FindEntityType(typeof(T))!, (type, c) => new RowShape(type, (ISqlGenerationHelper)((IInfrastructure<IServiceProvider>)c.Database).Instance.GetService(typeof(ISqlGenerationHelper))!), db);

    /// <summary>Place of a property in a row; −1 = it has none.</summary>
    public int IndexOf(string property)
    {
        for (var i = 0; i < Columns.Count; i++)
            if (Columns[i].Property == property) return i;
        return -1;
    }

    /// <summary>Values of an entity; those that only the database knows are null.</summary>
    public object?[] Row(object entity)
    {
        var row = new object?[Columns.Count];
        for (var i = 0; i < row.Length; i++) row[i] = Columns[i].Get?.GetClrValue(entity);
        return row;
    }

    /// <summary>Bit mask of the columns in which two rows differ.</summary>
    public static ulong Difference(object?[] before, object?[] after)
    {
        var mask = 0UL;
        for (var i = 0; i < before.Length; i++)
            if (!Equals(before[i], after[i])) mask |= 1UL << i;
        return mask;
    }

    /// <summary>Inserts so many rows.</summary>
    public Statement Insert(int rows) => _inserts.GetOrAdd(rows, InsertText);

    /// <summary>Inserts a row unless there is one with its key.</summary>
    public Statement InsertMissing => _insertMissing.Value;

    /// <summary>Writes the columns of a mask into the row with this key and this version. Parameters: the columns, then key and version.</summary>
    public Statement Update(ulong mask) => _updates.GetOrAdd(mask, UpdateText);

    /// <summary>Values for the parameters of <see cref="Update"/>.</summary>
    public object?[] UpdateValues(ulong mask, object?[] before, object?[] after) =>
        [.. Where(mask).Select(i => after[i]), .. Keys.Select(i => before[i]), before[_version]];

    private IEnumerable<int> Keys => Enumerable.Range(0, Columns.Count).Where(i => Columns[i].IsKey);

    private IEnumerable<int> Where(ulong mask) => Enumerable.Range(0, Columns.Count).Where(i => (mask & (1UL << i)) != 0);

    private Statement InsertText(int rows)
    {
        var text = new StringBuilder($"INSERT INTO {_table} ({Names(Columns)}) VALUES ");
        for (var row = 0; row < rows; row++) text.Append(row == 0 ? "(" : ", (").Append(Parameters(row * Columns.Count)).Append(')');
        return new Statement(text.ToString(), [.. Enumerable.Repeat(Columns, rows).SelectMany(c => c)]);
    }

    private Statement InsertMissingText() => new(
        $"INSERT INTO {_table} ({Names(Columns)}) SELECT {Parameters(0)} WHERE NOT EXISTS (SELECT 1 FROM {_table} WHERE {string.Join(" AND ", Keys.Select(i => $"{Columns[i].Name} = @p{i}"))})",
        [.. Columns]);

    private Statement UpdateText(ulong mask)
    {
        Column[] written = [.. Where(mask).Select(i => Columns[i])], keys = [.. Keys.Select(i => Columns[i]), Columns[_version]];
        var set = string.Join(", ", written.Select((c, i) => $"{c.Name} = @p{i}"));
        var where = string.Join(" AND ", keys.Select((c, i) => $"{c.Name} = @p{written.Length + i}"));
        return new Statement($"UPDATE {_table} SET {set} WHERE {where}", [.. written, .. keys]);
    }

    private string Parameters(int from) => string.Join(", ", Enumerable.Range(from, Columns.Count).Select(n => $"@p{n}"));

    private static string Names(IEnumerable<Column> columns) => string.Join(", ", columns.Select(c => c.Name));

    /// <summary>A column: the property behind it, its delimited name, how its values are stored.</summary>
    internal sealed record Column(string Property, string Name, RelationalTypeMapping Mapping, IClrPropertyGetter? Get, bool IsNullable, bool IsKey);

    /// <summary>SQL with one parameter (<c>@p0</c> …) for each of these columns.</summary>
    internal sealed record Statement(string Text, IReadOnlyList<Column> Parameters);
}
