using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace CentralOps.Domain.Audit;

/// <summary>
/// The hashes of the audit trail. They are keyed (HMAC-SHA256): whoever can write to the database but does not hold the key can neither
/// forge a row nor rebuild the chain.
/// </summary>
public static class AuditSealing
{
    /// <summary>Predecessor of the first block.</summary>
    public static readonly string Genesis = new('0', 64);

    /// <summary>Keyed hash of a row's content. Every part is preceded by its length, so that no two rows share a text.</summary>
    public static string HashOf(ReadOnlySpan<byte> key, Guid id, DateTimeOffset at, string who, string what, string objectKind, string objectId, string detail, string node)
    {
        var text = new StringBuilder();
        foreach (var part in (ReadOnlySpan<string>)[id.ToString("N"), at.ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture), who, what, objectKind, objectId, detail, node])
            text.Append(part.Length).Append(':').Append(part).Append('\n');
        return Hex(HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(text.ToString())));
    }

    /// <summary>The hash that this row should have.</summary>
    public static string HashOf(ReadOnlySpan<byte> key, AuditEntry e) => HashOf(key, e.Id, e.At, e.Who, e.What, e.ObjectKind, e.ObjectId, e.Detail, e.Node);

    /// <summary>The hash of a block over its number, its predecessor's hash, and the ids and hashes of its rows in order.</summary>
    public static string HashOfBlock(ReadOnlySpan<byte> key, long number, string previous, IEnumerable<(Guid Id, string RowHash)> rows)
    {
        var text = new StringBuilder().Append(number).Append('\n').Append(previous).Append('\n');
        foreach (var (id, rowHash) in rows) text.Append(id.ToString("N")).Append(' ').Append(rowHash).Append('\n');
        return Hex(HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(text.ToString())));
    }

    private static string Hex(byte[] bytes) => Convert.ToHexStringLower(bytes);
}
