using System.ComponentModel.DataAnnotations;

namespace CentralOps.Infrastructure.Database;

/// <summary>Which database, from configuration section <c>Database</c>.</summary>
public sealed class DatabaseOptions
{
    /// <summary>Configuration section.</summary>
    public const string Section = "Database";

    /// <summary><c>sqlite</c>, <c>sqlserver</c> or <c>postgresql</c>.</summary>
    [RegularExpression("^(sqlite|sqlserver|postgresql)$", ErrorMessage = "Database:Provider must be sqlite, sqlserver or postgresql")]
    public string Provider { get; set; } = "sqlite";

    /// <summary>Connection string; empty = a SQLite file in the data folder.</summary>
    public string ConnectionString { get; set; } = "";

    /// <summary>Seconds after which a command is given up.</summary>
    [Range(1, 3600)]
    public int CommandTimeout { get; set; } = 30;

    /// <summary>Most statements that one round trip to the server may carry.</summary>
    [Range(1, 1000)]
    public int MaxBatchSize { get; set; } = 100;

    /// <summary>Bring the schema up to date when the program starts.</summary>
    public bool MigrateOnStart { get; set; } = true;
}
