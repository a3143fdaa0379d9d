using CentralOps.Infrastructure.Database;
using CentralOps.Infrastructure.Database.Providers;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Microsoft.SqlServer.Dac.Model;
using Microsoft.SqlServer.TransactSql.ScriptDom;

namespace CentralOps.Tests.Database;

public sealed class MigrationTests
{
    [Theory]
    [InlineData("sqlite", "Data Source=none.db")]
    [InlineData("postgresql", "Host=127.0.0.1;Database=none")]
    [InlineData("sqlserver", "Server=.;Database=none")]
    public void The_migrations_of_every_provider_hold_the_whole_model(string provider, string connection)
    {
        using var db = Context(provider, connection);
        Assert.NotEmpty(db.Database.GetMigrations());
        Assert.False(db.Database.HasPendingModelChanges(), $"run ./migration.sh: the model of {provider} has changes without a migration");
    }

    [Fact]
    public void The_sql_server_script_is_sound_transact_sql_without_a_server()
    {
        using var db = Context("sqlserver", "Server=.;Database=none");
        var script = db.GetService<IMigrator>().GenerateScript(options: MigrationsSqlGenerationOptions.Idempotent);

        Assert.NotNull(Parsed(script));

        // The schema model takes creations only, no ALTER TABLE: it is given the schema as the model has it, which the migrations end at (see the test above).
        var fragment = Parsed(db.Database.GenerateCreateScript());
        using var model = new TSqlModel(SqlServerVersion.Sql160, new TSqlModelOptions());
        var creations = new Creations();
        fragment.Accept(creations);
        var writer = new Sql160ScriptGenerator();
        foreach (var statement in creations.Found)
        {
            writer.GenerateScript(statement, out var text);
            model.AddObjects(text);
        }

        Assert.Empty(model.Validate().Select(m => m.ToString()));
        Assert.True(model.GetObjects(DacQueryScopes.UserDefined, Table.TypeClass).Count() > 20, "the model holds the product's tables");
    }

    private static TSqlFragment Parsed(string script)
    {
        var fragment = new TSql160Parser(true).Parse(new StringReader(script), out var errors);
        Assert.Empty(errors.Select(e => $"{e.Line}:{e.Column} {e.Message}"));
        return fragment;
    }

    private static CentralOpsDbContext Context(string provider, string connection)
    {
        var builder = new DbContextOptionsBuilder<CentralOpsDbContext>();
        builder.UseProvider(new CentralOps.Infrastructure.Database.DatabaseOptions { Provider = provider, ConnectionString = connection });
        return new CentralOpsDbContext(builder.Options);
    }

    /// <summary>Collects what the schema model can take: the idempotent script wraps each in IF and sometimes in EXEC.</summary>
    private sealed class Creations : TSqlFragmentVisitor
    {
        public List<TSqlStatement> Found { get; } = [];

        public override void ExplicitVisit(CreateTableStatement node) => Found.Add(node);

        public override void ExplicitVisit(CreateIndexStatement node) => Found.Add(node);

        // The schema model takes no ALTER TABLE … ADD column: a later migration's columns are put into the table that an earlier one made.
        public override void ExplicitVisit(AlterTableAddTableElementStatement node)
        {
            if (node.Definition.ColumnDefinitions.Count == 0)
            {
                Found.Add(node);
                return;
            }

            var name = node.SchemaObjectName.BaseIdentifier.Value;
            var table = Found.OfType<CreateTableStatement>().Single(t => t.SchemaObjectName.BaseIdentifier.Value == name);
            foreach (var column in node.Definition.ColumnDefinitions) table.Definition.ColumnDefinitions.Add(column);
        }

        public override void ExplicitVisit(ExecuteStatement node)
        {
            if (node.ExecuteSpecification.ExecutableEntity is not ExecutableStringList { Strings: [StringLiteral text] }) return;
            var inner = new TSql160Parser(true).Parse(new StringReader(text.Value), out var errors);
            Assert.Empty(errors);
            inner.Accept(this);
        }
    }
}
