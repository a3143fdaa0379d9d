using CentralOps.Infrastructure.Database;
using CentralOps.Infrastructure.Database.Providers;
using CentralOps.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Storage;

namespace CentralOps.Tests.Database;

/// <summary>An amount has two decimals; a rate has as many as its mapping says, on every database.</summary>
[Trait("Category", "db")]
public sealed class DecimalTests
{
    [Theory, MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task A_rate_keeps_its_decimals_and_sorts_by_them(string provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        await using var rates = await RatesAsync(database);
        rates.AddRange(
            new Rate { Name = "loan", PerYear = 0.043512m, Amount = 100.01m },
            new Rate { Name = "deposit", PerYear = 0.043511m, Amount = -0.01m },
            new Rate { Name = "none", PerYear = null, Amount = 0m });
        await rates.SaveChangesAsync(TestContext.Current.CancellationToken);
        rates.ChangeTracker.Clear();

        var stored = await rates.Set<Rate>().Where(r => r.PerYear > 0.0435m).OrderBy(r => r.PerYear).ToListAsync(TestContext.Current.CancellationToken);
        Assert.Equal([("deposit", 0.043511m, -0.01m), ("loan", 0.043512m, 100.01m)], stored.Select(r => (r.Name, r.PerYear!.Value, r.Amount)));
        Assert.Equal("deposit", (await rates.Set<Rate>().SingleAsync(r => r.PerYear == 0.043511m, TestContext.Current.CancellationToken)).Name);
    }

    [Theory, MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task What_has_more_decimals_than_its_column_is_rounded_alike(string provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        await using var rates = await RatesAsync(database);
        rates.AddRange(new Rate { Name = "up", PerYear = 0.0000015m, Amount = 0.125m }, new Rate { Name = "down", PerYear = -0.0000015m, Amount = -0.125m });
        await rates.SaveChangesAsync(TestContext.Current.CancellationToken);
        rates.ChangeTracker.Clear();
        Assert.Equal(
            [("down", -0.000002m, -0.13m), ("up", 0.000002m, 0.13m)],
            (await rates.Set<Rate>().OrderBy(r => r.Name).ToListAsync(TestContext.Current.CancellationToken)).Select(r => (r.Name, r.PerYear!.Value, r.Amount)));
    }

    private static async Task<Rates> RatesAsync(TestDatabase database)
    {
        var rates = new Rates(new DbContextOptionsBuilder<Rates>().UseProvider(database.Settings).Options);
        await rates.GetService<IRelationalDatabaseCreator>().CreateTablesAsync(TestContext.Current.CancellationToken);
        return rates;
    }

    private sealed class Rate
    {
        public required string Name { get; init; }

        public decimal? PerYear { get; init; }

        public decimal Amount { get; init; }
    }

    /// <summary>A table of its own, stored by the rules of the product's context.</summary>
    private sealed class Rates(DbContextOptions options) : DbContext(options)
    {
        protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder) =>
            configurationBuilder.StoreByHouseRules(sqlite: Database.ProviderName?.EndsWith("Sqlite", StringComparison.Ordinal) == true);

        protected override void OnModelCreating(ModelBuilder modelBuilder)
        {
            var rate = modelBuilder.Entity<Rate>();
            rate.HasKey(r => r.Name);
            rate.Property(r => r.PerYear).HasPrecision(9, 6);
        }
    }
}
