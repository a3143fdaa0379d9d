namespace CentralOps.Domain.Content;

/// <summary>Content-addressed store of images and documents. What is stored under a hash never changes.</summary>
public interface IContentStore
{
    /// <summary>Stores the bytes and returns their lower-case SHA-256 in hex (64 characters). Storing the same bytes twice is harmless.</summary>
    Task<string> PutAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancel = default);

    /// <summary>The bytes stored under the hash, verified against it.</summary>
    /// <exception cref="ContentMissing">Nothing is stored under the hash, or what is stored no longer matches it.</exception>
    Task<byte[]> GetAsync(string hash, CancellationToken cancel = default);

    /// <summary>True when something is stored under the hash.</summary>
    Task<bool> ExistsAsync(string hash, CancellationToken cancel = default);
}

/// <summary>Content that should be there is missing or damaged.</summary>
public sealed class ContentMissing(string hash, string reason) : Exception($"content {hash}: {reason}")
{
    /// <summary>The hash that was asked for.</summary>
    public string Hash { get; } = hash;
}

/// <summary>Content could not be stored; nothing of it is left behind. The code is a refusal code whose text tells the user what to do.</summary>
public sealed class ContentNotStored(string code, Exception inner) : Exception(code, inner)
{
    /// <summary><c>content.disk-full</c> or <c>content.not-writable</c>.</summary>
    public string Code { get; } = code;
}
