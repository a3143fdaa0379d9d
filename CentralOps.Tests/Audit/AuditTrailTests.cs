using CentralOps.Domain.Audit;
using CentralOps.Infrastructure.Audit;
using CentralOps.Infrastructure.Audit.Persistence;
using CentralOps.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Time.Testing;

namespace CentralOps.Tests.Audit;

public sealed class AuditTrailTests : IDisposable
{
    private static readonly AuditKey Key = new([.. Enumerable.Range(0, 32).Select(i => (byte)i)]);
    private readonly string folder = Directory.CreateTempSubdirectory("audit-").FullName;
    private readonly MemoryDatabase database = new();
    private readonly FakeTimeProvider clock = new(new DateTimeOffset(2026, 11, 23, 2, 0, 0, TimeSpan.Zero));
    private readonly AuditTrail trail;
    private readonly AuditStore store;
    private readonly FileAuditAnchor anchor;

    public AuditTrailTests()
    {
        trail = new AuditTrail(database, Key, clock);
        store = new AuditStore(database);
        anchor = new FileAuditAnchor(Path.Combine(folder, "anchors.tsv"));
    }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        database.Dispose();
        Directory.Delete(folder, recursive: true);
    }

    private async Task WriteAsync(params string[] cases)
    {
        foreach (var number in cases)
        {
            await trail.RecordAsync("王芳", "case.approved", "case", number, new { amount = 1234.56m, 理由 = "资料齐全" }, Cancel);
            clock.Advance(TimeSpan.FromSeconds(1));
        }
    }

    private Task<int> SealAsync(bool full = false)
    {
        clock.Advance(TimeSpan.FromSeconds(30));
        return new SealAuditTrail(store, anchor, Key, clock).RunAsync(full, Cancel);
    }

    private Task<AuditVerification> VerifyAsync() => new VerifyAuditTrail(store, anchor, Key, clock).RunAsync(Cancel);

    private async Task TamperAsync(FormattableString sql)
    {
        await using var db = database.CreateDbContext();
        Assert.NotEqual(0, await db.Database.ExecuteSqlInterpolatedAsync(sql, Cancel));
    }

    [Fact]
    public async Task A_trail_that_nobody_touched_is_sound()
    {
        await WriteAsync("1", "2");
        Assert.Equal(2, await SealAsync());
        await WriteAsync("3");
        Assert.Equal(1, await SealAsync());
        await WriteAsync("4");
        var result = await VerifyAsync();
        Assert.True(result.Sound, string.Join("\n", result.Findings));
        Assert.Equal((2, 3, 1), (result.Blocks, result.Rows, result.NotYetSealed));
    }

    [Fact]
    public async Task An_altered_row_is_named()
    {
        await WriteAsync("1", "2", "3");
        await SealAsync();
        await TamperAsync($"UPDATE AuditEntries SET Who = 'nobody' WHERE ObjectId = '2'");
        var finding = Assert.Single((await VerifyAsync()).Findings);
        Assert.Equal(AuditFault.RowAltered, finding.Fault);
        Assert.Contains("nobody case.approved case 2", finding.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_removed_row_is_named()
    {
        await WriteAsync("1", "2", "3");
        await SealAsync();
        var gone = (await store.SearchAsync(new AuditSearch { ObjectId = "2" }, Cancel)).Single().Id;
        await TamperAsync($"DELETE FROM AuditEntries WHERE ObjectId = '2'");
        var finding = Assert.Single((await VerifyAsync()).Findings);
        Assert.Equal((AuditFault.RowRemoved, gone), (finding.Fault, finding.EntryId!.Value));
    }

    [Fact]
    public async Task A_row_put_in_by_hand_is_named_before_and_after_it_is_sealed()
    {
        await WriteAsync("1");
        await TamperAsync($"INSERT INTO AuditEntries (Id, At, Who, What, ObjectKind, ObjectId, Detail, Node, Hash) SELECT hex(randomblob(16)), At, 'x', What, ObjectKind, '9', Detail, Node, Hash FROM AuditEntries");
        await TamperAsync($"UPDATE AuditEntries SET Id = substr(Id,1,8)||'-'||substr(Id,9,4)||'-'||substr(Id,13,4)||'-'||substr(Id,17,4)||'-'||substr(Id,21) WHERE length(Id) = 32");
        Assert.Equal(AuditFault.RowForged, Assert.Single((await VerifyAsync()).Findings).Fault);
        await SealAsync();
        Assert.Equal("9", (await VerifyAsync()).Findings.Select(f => f.Text.Split(' ')[^1]).Distinct().Single());
    }

    [Fact]
    public async Task A_row_removed_together_with_its_seal_breaks_its_block()
    {
        await WriteAsync("1", "2");
        await SealAsync();
        await TamperAsync($"DELETE FROM AuditSeals WHERE EntryId IN (SELECT Id FROM AuditEntries WHERE ObjectId = '2')");
        await TamperAsync($"DELETE FROM AuditEntries WHERE ObjectId = '2'");
        Assert.Equal([AuditFault.SealRemoved, AuditFault.BlockAltered], (await VerifyAsync()).Findings.Select(f => f.Fault));
    }

    [Fact]
    public async Task Cutting_off_the_end_of_the_chain_shows_against_the_notes_outside_the_database()
    {
        await WriteAsync("1");
        await SealAsync();
        await WriteAsync("2");
        await SealAsync();
        await TamperAsync($"DELETE FROM AuditEntries WHERE ObjectId = '2'");
        await TamperAsync($"DELETE FROM AuditSeals WHERE Block = 2");
        await TamperAsync($"DELETE FROM AuditBlocks WHERE Number = 2");
        var finding = Assert.Single((await VerifyAsync()).Findings);
        Assert.Equal((AuditFault.BlockRemoved, 2L), (finding.Fault, finding.Block!.Value));
    }

    [Fact]
    public async Task A_block_taken_from_the_middle_is_missed()
    {
        for (var i = 1; i <= 3; i++)
        {
            await WriteAsync($"{i}");
            await SealAsync();
        }
        await TamperAsync($"DELETE FROM AuditBlocks WHERE Number = 2");
        Assert.Contains((await VerifyAsync()).Findings, f => f is { Fault: AuditFault.BlockRemoved, Block: 2 });
    }

    [Fact]
    public async Task A_row_that_was_never_sealed_is_reported_after_an_hour_and_the_nightly_run_seals_it()
    {
        await WriteAsync("1");
        await SealAsync();
        var late = trail.Create("slow", "case.approved", "case", "late");
        clock.Advance(TimeSpan.FromHours(2));
        await WriteAsync("2");
        await SealAsync();
        await using (var db = database.CreateDbContext())
        {
            db.Add(late);
            await db.SaveChangesAsync(Cancel);
        }
        Assert.Equal(0, await SealAsync());
        Assert.Equal(AuditFault.RowUnsealed, Assert.Single((await VerifyAsync()).Findings).Fault);
        Assert.Equal(1, await SealAsync(full: true));
        Assert.True((await VerifyAsync()).Sound);
    }

    [Fact]
    public async Task Two_nodes_sealing_at_once_make_one_chain()
    {
        await WriteAsync("1", "2", "3");
        clock.Advance(TimeSpan.FromSeconds(30));
        var nodes = Enumerable.Range(0, 4).Select(_ => new SealAuditTrail(store, anchor, Key, clock));
        var counts = await Task.WhenAll(nodes.Select(n => n.RunAsync(cancel: Cancel)));
        Assert.Equal(3, counts.Sum());
        Assert.True((await VerifyAsync()).Sound);
    }
}
