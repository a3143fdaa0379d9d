namespace CentralOps.Domain.Audit;

/// <summary>Seals the rows that have been written since the last run into the next block of the chain.</summary>
public sealed class SealAuditTrail(IAuditStore store, IAuditAnchor anchor, AuditKey key, TimeProvider clock)
{
    /// <summary>Rows younger than this are left for the next run: an older row of a slower transaction may still be committing.</summary>
    public static readonly TimeSpan Settling = TimeSpan.FromSeconds(5);

    /// <summary>The ordinary run looks back so far from the last block; a row that committed even later is found by the nightly full run.</summary>
    public static readonly TimeSpan LookBack = TimeSpan.FromMinutes(15);

    /// <summary>Rows in a block, at most.</summary>
    public const int BlockSize = 1000;

    /// <summary>Seals what is due.</summary>
    /// <param name="full">True = look for unsealed rows however old.</param>
    /// <param name="cancel">Cancellation.</param>
    /// <returns>Rows sealed.</returns>
    public async Task<int> RunAsync(bool full = false, CancellationToken cancel = default)
    {
        var total = 0;
        while (true)
        {
            var last = await store.LastBlockAsync(cancel);
            var now = clock.GetUtcNow();
            var rows = await store.UnsealedAsync(full ? null : last?.Through - LookBack, now - Settling, BlockSize, cancel);
            if (rows.Count == 0) return total;
            var number = (last?.Number ?? 0) + 1;
            var previous = last?.Hash ?? AuditSealing.Genesis;

            // A row is sealed as it stands, also when its hash is already wrong: verification names it, and the seal keeps the evidence.
            var block = new AuditBlock
            {
                Number = number, Count = rows.Count, Through = rows.Max(r => r.At), SealedAt = now, Previous = previous,
                Hash = AuditSealing.HashOfBlock(key.Bytes, number, previous, rows.Select(r => (r.Id, r.Hash))),
            };
            var seals = rows.Select((r, i) => new AuditSeal { EntryId = r.Id, Block = number, Position = i, RowHash = r.Hash }).ToList();
            if (!await store.SealAsync(block, seals, cancel)) return total; // another node is sealing; the next run goes on
            await anchor.NoteAsync(block, cancel);
            total += rows.Count;
            if (rows.Count < BlockSize) return total;
        }
    }
}
