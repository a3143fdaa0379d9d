using CentralOps.Domain.Cases;
using CentralOps.Infrastructure.Cases.Persistence;

namespace CentralOps.Tests.Support;

/// <summary>Puts rows into a test database as they are.</summary>
internal static class SavingRows
{
    public static async Task SaveAsync(this MemoryDatabase database, params object[] rows)
    {
        await using var db = database.CreateDbContext();
        foreach (var row in rows)
        {
            var entry = db.Add(row);
            if (row is Case) entry.Property(CaseConfiguration.BodyColumn).CurrentValue = "{}";
        }

        await db.SaveChangesAsync(TestContext.Current.CancellationToken);
    }
}
