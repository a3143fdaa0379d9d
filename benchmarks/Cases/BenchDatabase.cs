using CentralOps.Infrastructure.Database;
using CentralOps.Infrastructure.Database.Providers;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;

namespace CentralOps.Benchmarks.Cases;

/// <summary>The database of one measuring run: a new SQLite file, or an empty database on a server that is named with <c>--db</c> and <c>--connection</c>.</summary>
internal sealed class BenchDatabase : IDbContextFactory<CentralOpsDbContext>, IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("centralops-bench-").FullName;

    private static readonly string Key = Convert.ToBase64String(new byte[32]);

    private BenchDatabase(string provider, string? connection) =>
        Settings = new DatabaseOptions { Provider = provider, ConnectionString = connection ?? $"Data Source={Path.Combine(_folder, "bench.db")}", CommandTimeout = 3600 };

    public DatabaseOptions Settings { get; }

    /// <summary>Reads <c>--db</c> and <c>--connection</c>; null with a message when they do not fit.</summary>
    public static BenchDatabase? From(Arguments arguments)
    {
        var provider = arguments.Text("db", "sqlite") switch { "postgres" or "postgresql" => "postgresql", "sqlserver" => "sqlserver", "sqlite" => "sqlite", _ => null };
        var connection = arguments.Text("connection", "");
        if (provider is not null && (provider == "sqlite" || connection.Length > 0)) return new BenchDatabase(provider, connection.Length > 0 ? connection : null);
        Console.Error.WriteLine("--db is sqlite, postgres or sqlserver; the last two need --connection with an empty database");
        return null;
    }

    public IConfiguration Configuration(params KeyValuePair<string, string?>[] more) => new ConfigurationBuilder().AddInMemoryCollection(
    [
        new("Database:Provider", Settings.Provider), new("Database:ConnectionString", Settings.ConnectionString), new("Data:Folder", _folder),
        new("Audit:Key", Key), new("Content:Key", Key), new("Receipts:Key", Key), // on a server's database the nodes must share them
        new("Scheduling:Enabled", "false"), new("Dispatch:Enabled", "false"), new("Database:CommandTimeout", "3600"), .. more,
    ]).Build();

    /// <summary>A context of its own, to prepare and to count.</summary>
    public CentralOpsDbContext CreateDbContext() => new((DbContextOptions<CentralOpsDbContext>)new DbContextOptionsBuilder<CentralOpsDbContext>().UseProvider(Settings).Options);

    public CentralOpsDbContext Open() => CreateDbContext();

    public void Dispose()
    {
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        Directory.Delete(_folder, recursive: true);
    }
}

/// <summary>Arguments of the form <c>--name value</c>.</summary>
internal sealed class Arguments(string[] args)
{
    public string Text(string name, string otherwise) => Array.IndexOf(args, $"--{name}") is >= 0 and var at && at + 1 < args.Length ? args[at + 1] : otherwise;

    public int Number(string name, int otherwise) => int.TryParse(Text(name, ""), System.Globalization.CultureInfo.InvariantCulture, out var number) ? number : otherwise;
}
