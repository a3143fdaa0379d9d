using System.Buffers.Binary;

namespace CentralOps.Infrastructure.Recognition.Worker;

/// <summary>
/// Messages over a pipe: number of blobs and length of the JSON header (4 bytes each, little endian), the header,
/// then each blob behind its 4-byte length.
/// </summary>
internal static class WorkerPipe
{
    private const int MaxHeader = 64 << 20, MaxBlob = 512 << 20, MaxBlobs = 4096;

    /// <summary>Sends a message.</summary>
    public static async Task WriteAsync<T>(Stream pipe, T message, CancellationToken cancel)
    {
        (byte[] json, IReadOnlyList<byte[]> blobs) = BlobJson.Serialize(message);
        var prefix = new byte[8];
        BinaryPrimitives.WriteInt32LittleEndian(prefix, blobs.Count);
        BinaryPrimitives.WriteInt32LittleEndian(prefix.AsSpan(4), json.Length);
        await pipe.WriteAsync(prefix, cancel);
        await pipe.WriteAsync(json, cancel);
        foreach (byte[] blob in blobs)
        {
            var length = new byte[4];
            BinaryPrimitives.WriteInt32LittleEndian(length, blob.Length);
            await pipe.WriteAsync(length, cancel);
            await pipe.WriteAsync(blob, cancel);
        }

        await pipe.FlushAsync(cancel);
    }

    /// <summary>The next message; null = the other side has gone between two messages.</summary>
    /// <exception cref="IOException">The other side has gone within a message.</exception>
    public static async Task<T?> ReadAsync<T>(Stream pipe, CancellationToken cancel)
        where T : class
    {
        var prefix = new byte[8];
        if (await pipe.ReadAtLeastAsync(prefix, 8, throwOnEndOfStream: false, cancel) < 8)
            return null;
        int blobCount = BinaryPrimitives.ReadInt32LittleEndian(prefix), headerLength = BinaryPrimitives.ReadInt32LittleEndian(prefix.AsSpan(4));
        if (blobCount is < 0 or > MaxBlobs || headerLength is < 0 or > MaxHeader)
            throw new IOException("not a message of a recognition worker");

        byte[] json = await ReadExactlyAsync(pipe, headerLength, cancel);
        var blobs = new List<byte[]>(blobCount);
        for (var i = 0; i < blobCount; i++)
        {
            int length = BinaryPrimitives.ReadInt32LittleEndian(await ReadExactlyAsync(pipe, 4, cancel));
            if (length is < 0 or > MaxBlob)
                throw new IOException("not a message of a recognition worker");
            blobs.Add(await ReadExactlyAsync(pipe, length, cancel));
        }

        return BlobJson.Deserialize<T>(json, blobs);
    }

    private static async Task<byte[]> ReadExactlyAsync(Stream pipe, int length, CancellationToken cancel)
    {
        var buffer = new byte[length];
        await pipe.ReadExactlyAsync(buffer, cancel);
        return buffer;
    }
}
