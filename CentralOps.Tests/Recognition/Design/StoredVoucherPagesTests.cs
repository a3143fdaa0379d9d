using CentralOps.Domain.Cases;
using CentralOps.Domain.Kernel;
using CentralOps.Domain.Processes;
using CentralOps.Infrastructure.Cases.Persistence;
using CentralOps.Infrastructure.Cases.Queries;
using CentralOps.Tests.Support;

namespace CentralOps.Tests.Recognition.Design;

/// <summary>Which pages of past cases a template is tried on.</summary>
public sealed class StoredVoucherPagesTests
{
    [Fact]
    public async Task The_latest_pages_of_the_kind_and_unknown_ones_are_offered_and_no_attachment_or_replaced_page()
    {
        using var database = new MemoryDatabase();
        await SaveAsync(database, "1", Page(1, "a", "cheque"), Page(2, "b", "paying-in-slip"));
        await SaveAsync(database, "2", Page(1, "c", "cheque", replaced: true), Page(2, "d", null, doubt: "unknown-layout"), Page(3, "e", ""), Page(4, "f", null));
        for (var i = 3; i < 70; i++) await SaveAsync(database, $"{i}");
        await SaveAsync(database, "70", Page(1, "g", "cheque"));

        var stored = new StoredVoucherPages(database);
        Assert.Equal([("70", 1, "g"), ("2", 2, "d"), ("1", 1, "a")], (await stored.LatestAsync("cheque", 5, Now)).Select(p => (p.CaseNumber, p.PageNumber, p.ContentHash)));
        Assert.Equal(["g", "d"], (await stored.LatestAsync("cheque", 2, Now)).Select(p => p.ContentHash));
    }

    private static CancellationToken Now => TestContext.Current.CancellationToken;

    private static CasePage Page(int number, string hash, string? kind, string? doubt = null, bool replaced = false) =>
        new() { Number = number, ContentHash = hash, ThumbnailHash = "", VoucherKind = kind, Doubt = doubt, Replaced = replaced, TemplateKey = kind is { Length: > 0 } ? $"{kind}-a" : null };

    private static async Task SaveAsync(MemoryDatabase database, string number, params CasePage[] pages)
    {
        await using var db = database.CreateDbContext();
        var @case = new Case { Number = number, BusinessType = "cheque-transfer", BranchCode = "3101", Process = new ProcessState() };
        db.Entry(db.Add(@case).Entity).Property(CaseConfiguration.BodyColumn).CurrentValue = StoredJson.Write(new CaseBody { Pages = [.. pages] });
        await db.SaveChangesAsync(Now);
    }
}
