using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Microsoft.EntityFrameworkCore.Metadata.Conventions;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace CentralOps.Infrastructure.Database;

/// <summary>How types are stored that the three databases treat differently: read back, compared and sorted alike on all of them.</summary>
internal static class StoredTypes
{
    /// <summary>Enums by name; decimals as amounts with two decimals unless their mapping says <c>HasPrecision</c>.</summary>
    public static void StoreByHouseRules(this ModelConfigurationBuilder model, bool sqlite)
    {
        model.Properties<Enum>().HaveConversion<string>().HaveMaxLength(30);
        model.Properties<decimal>().HavePrecision(18, 2);
        if (!sqlite) return;
        model.Properties<DateTimeOffset>().HaveConversion<UtcMillisecondsConverter>();
        model.Conventions.Add(_ => new WholeDecimals());
    }

    /// <summary>SQLite has no decimal: each is stored as a whole number of its last place (an amount in fen), so that it sorts and compares.</summary>
    private sealed class WholeDecimals : IModelFinalizingConvention
    {
        public void ProcessModelFinalizing(IConventionModelBuilder modelBuilder, IConventionContext<IConventionModelBuilder> context)
        {
            foreach (var property in modelBuilder.Metadata.GetEntityTypes().SelectMany(e => e.GetDeclaredProperties()))
            {
                if ((Nullable.GetUnderlyingType(property.ClrType) ?? property.ClrType) != typeof(decimal)) continue;
                var scale = property.GetScale() ?? 0;
                property.Builder.HasConversion(new WholeConverter(scale, (decimal)Math.Pow(10, scale)));
            }
        }
    }

    // Rounded as the servers round.
    private sealed class WholeConverter(int scale, decimal unit) : ValueConverter<decimal, long>(
        value => (long)(Math.Round(value, scale, MidpointRounding.AwayFromZero) * unit), whole => whole / unit);

    /// <summary>SQLite has no sortable time with offset: stored as Unix milliseconds, always UTC.</summary>
    private sealed class UtcMillisecondsConverter() : ValueConverter<DateTimeOffset, long>(
        t => t.ToUnixTimeMilliseconds(), ms => DateTimeOffset.FromUnixTimeMilliseconds(ms));
}
