using System.Buffers.Binary;

namespace CentralOps.Domain.Kernel;

/// <summary>
/// Keys of rows: version 7 UUIDs (RFC 9562), so that new rows land at the end of an index. Within a process each is greater than the one before, also within a millisecond (its method 3: the
/// twelve bits after the version are a counter), so that entries of one instant keep the order in which they were made.
/// </summary>
public static class Ids
{
    private const int CounterBits = 12;
    private static long s_last;

    /// <summary>A new key.</summary>
    public static Guid New()
    {
        Span<byte> bytes = stackalloc byte[16];
        Guid.CreateVersion7().TryWriteBytes(bytes, bigEndian: true, out _);
        var stamp = Next(BinaryPrimitives.ReadInt64BigEndian(bytes) >> 16 << CounterBits); // 48 bits of milliseconds; the random end stays
        BinaryPrimitives.WriteInt64BigEndian(bytes, (stamp >> CounterBits << 16) | 0x7000 | (stamp & 0xFFF));
        return new Guid(bytes, bigEndian: true);
    }

    // Milliseconds and counter in one number: more than 4096 in a millisecond run into the next one.
    private static long Next(long now)
    {
        while (true)
        {
            var last = Volatile.Read(ref s_last);
            var next = Math.Max(now, last + 1);
            if (Interlocked.CompareExchange(ref s_last, next, last) == last) return next;
        }
    }
}
