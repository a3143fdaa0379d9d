using System.Security.Cryptography;
using System.Text;

namespace CentralOps.Infrastructure.Content;

/// <summary>
/// How content is kept on disk: magic, key id, nonce, tag, ciphertext (AES-256-GCM). The content hash is authenticated with it, so that a
/// file under another file's name is refused. Old keys may be given for reading after a change of key.
/// </summary>
internal sealed class ContentCipher
{
    private const int KeyIdSize = 8, NonceSize = 12, TagSize = 16;
    private static readonly byte[] Magic = "COC1"u8.ToArray();
    private readonly byte[] current;
    private readonly Dictionary<string, byte[]> keys;

    public ContentCipher(byte[] key, params IEnumerable<byte[]> oldKeys)
    {
        current = key;
        keys = oldKeys.Prepend(key).DistinctBy(KeyId).ToDictionary(KeyId);
    }

    private static int HeaderSize => Magic.Length + KeyIdSize + NonceSize + TagSize;

    public byte[] Encrypt(string hash, ReadOnlySpan<byte> plain)
    {
        var file = new byte[HeaderSize + plain.Length];
        Magic.CopyTo(file, 0);
        Convert.FromHexString(KeyId(current)).CopyTo(file, Magic.Length);
        var nonce = file.AsSpan(Magic.Length + KeyIdSize, NonceSize);
        RandomNumberGenerator.Fill(nonce);
        using var aes = new AesGcm(current, TagSize);
        aes.Encrypt(nonce, plain, file.AsSpan(HeaderSize), file.AsSpan(HeaderSize - TagSize, TagSize), Encoding.ASCII.GetBytes(hash));
        return file;
    }

    /// <exception cref="CryptographicException">Not encrypted by us, by a key that is not known, damaged, or stored under another hash.</exception>
    public byte[] Decrypt(string hash, byte[] file)
    {
        if (file.Length < HeaderSize || !file.AsSpan(0, Magic.Length).SequenceEqual(Magic)) throw new CryptographicException("not a content file, or cut short");
        var id = Convert.ToHexString(file, Magic.Length, KeyIdSize);
        if (!keys.TryGetValue(id, out var key)) throw new CryptographicException($"encrypted with the key {id}, which is not configured");
        var plain = new byte[file.Length - HeaderSize];
        using var aes = new AesGcm(key, TagSize);
        aes.Decrypt(file.AsSpan(Magic.Length + KeyIdSize, NonceSize), file.AsSpan(HeaderSize), file.AsSpan(HeaderSize - TagSize, TagSize), plain, Encoding.ASCII.GetBytes(hash));
        return plain;
    }

    private static string KeyId(byte[] key) => Convert.ToHexString(SHA256.HashData(key).AsSpan(0, KeyIdSize));
}
