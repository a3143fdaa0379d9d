namespace CentralOps.Domain.Audit;

/// <summary>What is wrong with the audit trail.</summary>
public enum AuditFault
{
    /// <summary>The row's content no longer matches its hash, or its hash no longer matches its seal.</summary>
    RowAltered,

    /// <summary>A sealed row is gone.</summary>
    RowRemoved,

    /// <summary>A row that was not written by the product: its hash was not made with the key.</summary>
    RowForged,

    /// <summary>A row older than the sealing allows that was never sealed: put in afterwards, or the sealing job does not run.</summary>
    RowUnsealed,

    /// <summary>A block's hash does not follow from its rows and its predecessor.</summary>
    BlockAltered,

    /// <summary>A block is gone.</summary>
    BlockRemoved,

    /// <summary>Seals of a block are gone.</summary>
    SealRemoved,
}

/// <summary>One finding.</summary>
/// <param name="Fault">What is wrong.</param>
/// <param name="Block">Block number; null = no block.</param>
/// <param name="EntryId">Row; null = the block as such.</param>
/// <param name="Text">For the auditor: what the row says, or which numbers disagree.</param>
public sealed record AuditFinding(AuditFault Fault, long? Block, Guid? EntryId, string Text);

/// <summary>Result of a verification.</summary>
/// <param name="Blocks">Blocks checked.</param>
/// <param name="Rows">Sealed rows checked.</param>
/// <param name="NotYetSealed">Rows that wait for the sealing job and are sound so far.</param>
/// <param name="Findings">What is wrong; empty = the trail is whole. At most 1000.</param>
public sealed record AuditVerification(long Blocks, long Rows, int NotYetSealed, IReadOnlyList<AuditFinding> Findings)
{
    /// <summary>True when nothing is wrong.</summary>
    public bool Sound => Findings.Count == 0;
}

/// <summary>Proves the audit trail, or says which rows were altered, removed or added.</summary>
public sealed class VerifyAuditTrail(IAuditStore store, IAuditAnchor anchor, AuditKey key, TimeProvider clock)
{
    private const int MostFindings = 1000;

    /// <summary>Unsealed rows older than this are a finding.</summary>
    public static readonly TimeSpan SealingAllowance = TimeSpan.FromHours(1);

    /// <summary>Checks the whole trail.</summary>
    public async Task<AuditVerification> RunAsync(CancellationToken cancel = default)
    {
        var findings = new List<AuditFinding>();
        var noted = await anchor.NotedAsync(cancel);
        var present = new Dictionary<long, string>();
        long expected = 1, rows = 0;
        var previous = AuditSealing.Genesis;
        while (findings.Count < MostFindings)
        {
            var blocks = await store.BlocksAsync(expected, 100, cancel);
            if (blocks.Count == 0) break;
            foreach (var block in blocks)
            {
                for (; expected < block.Number; expected++) findings.Add(new(AuditFault.BlockRemoved, expected, null, $"block {expected} is missing"));
                rows += await CheckBlockAsync(block, previous, findings, cancel);
                present[block.Number] = block.Hash;
                previous = block.Hash;
                expected = block.Number + 1;
            }
        }
        foreach (var (number, hash) in noted.OrderBy(n => n.Key))
        {
            if (!present.TryGetValue(number, out var now)) findings.Add(new(AuditFault.BlockRemoved, number, null, $"block {number} was noted outside the database and is gone"));
            else if (now != hash) findings.Add(new(AuditFault.BlockAltered, number, null, $"block {number} was noted outside the database with another hash"));
        }
        var waiting = await CheckUnsealedAsync(findings, cancel);
        return new AuditVerification(present.Count, rows, waiting, findings.DistinctBy(f => (f.Fault, f.Block, f.EntryId)).Take(MostFindings).ToList());
    }

    private async Task<int> CheckBlockAsync(AuditBlock block, string previous, List<AuditFinding> findings, CancellationToken cancel)
    {
        var sealedRows = await store.SealedRowsAsync(block.Number, cancel);
        foreach (var (seal, entry) in sealedRows)
        {
            if (entry is null)
                findings.Add(new(AuditFault.RowRemoved, block.Number, seal.EntryId, $"row {seal.EntryId} at position {seal.Position} is gone"));
            else if (AuditSealing.HashOf(key.Bytes, entry) != entry.Hash)
                findings.Add(new(entry.Hash == seal.RowHash ? AuditFault.RowAltered : AuditFault.RowForged, block.Number, entry.Id, Describe(entry)));
            else if (entry.Hash != seal.RowHash)
                findings.Add(new(AuditFault.RowAltered, block.Number, entry.Id, Describe(entry)));
        }
        if (sealedRows.Count != block.Count)
            findings.Add(new(AuditFault.SealRemoved, block.Number, null, $"block {block.Number} sealed {block.Count} rows, {sealedRows.Count} seals are left"));
        if (block.Previous != previous || AuditSealing.HashOfBlock(key.Bytes, block.Number, block.Previous, sealedRows.Select(r => (r.Seal.EntryId, r.Seal.RowHash))) != block.Hash)
            findings.Add(new(AuditFault.BlockAltered, block.Number, null, $"block {block.Number} does not follow from its rows and its predecessor"));
        return sealedRows.Count;
    }

    private async Task<int> CheckUnsealedAsync(List<AuditFinding> findings, CancellationToken cancel)
    {
        var now = clock.GetUtcNow();
        var rows = await store.UnsealedAsync(null, now + TimeSpan.FromDays(3650), 10_000, cancel);
        var sound = 0;
        foreach (var row in rows)
        {
            if (AuditSealing.HashOf(key.Bytes, row) != row.Hash) findings.Add(new(AuditFault.RowForged, null, row.Id, Describe(row)));
            else if (row.At < now - SealingAllowance) findings.Add(new(AuditFault.RowUnsealed, null, row.Id, Describe(row)));
            else sound++;
        }
        return sound;
    }

    private static string Describe(AuditEntry e) => $"{e.At:yyyy-MM-dd HH:mm:ss.fff} {e.Who} {e.What} {e.ObjectKind} {e.ObjectId}";
}
