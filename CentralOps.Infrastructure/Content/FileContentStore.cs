using System.Runtime.InteropServices;
using System.Security.Cryptography;
using CentralOps.Domain.Content;

namespace CentralOps.Infrastructure.Content;

/// <summary>
/// Content-addressed files below one folder, <c>ab/cd/abcd…</c>, encrypted. A file appears under its name only when it is complete and on
/// the disk; whatever fails before leaves nothing.
/// </summary>
internal sealed partial class FileContentStore : IContentStore, IContentRemoval
{
    private const int Probe = 1 << 20;
    private const int DiskFullUnix = 28, DiskFullWindows = unchecked((int)0x80070070), QuotaUnix = 122;
    private readonly string root;
    private readonly string arrivals;
    private readonly ContentCipher cipher;
    private readonly Func<string, Stream> create;

    /// <param name="root">Folder of the store.</param>
    /// <param name="cipher">Keys.</param>
    /// <param name="create">Opens a new file for writing; tests give one whose disk is full.</param>
    public FileContentStore(string root, ContentCipher cipher, Func<string, Stream>? create = null)
    {
        this.root = root;
        this.cipher = cipher;
        this.create = create ?? (path => new FileStream(path, FileMode.CreateNew, FileAccess.Write, FileShare.None, 81920, FileOptions.Asynchronous));
        arrivals = Path.Combine(root, "arriving");
        Directory.CreateDirectory(arrivals);
    }

    /// <inheritdoc />
    public async Task<string> PutAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancel = default)
    {
        var hash = Convert.ToHexStringLower(SHA256.HashData(bytes.Span));
        var path = PathOf(hash);

        // What is there already is read once: a damaged file is put right by the good copy in hand.
        if (File.Exists(path) && await TryReadAsync(hash, path, cancel) is { Bytes: not null }) return hash;
        var file = cipher.Encrypt(hash, bytes.Span);
        await WriteAsync(Path.Combine(arrivals, $"{hash}.{Guid.NewGuid():N}"), file, path, cancel);
        return hash;
    }

    /// <summary>Writes as much as a page has and takes it away again.</summary>
    /// <exception cref="ContentNotStored">It cannot be written.</exception>
    public Task TryWriteAsync(CancellationToken cancel) => WriteAsync(Path.Combine(arrivals, $"probe.{Guid.NewGuid():N}"), new byte[Probe], null, cancel);

    private async Task WriteAsync(string arriving, ReadOnlyMemory<byte> file, string? path, CancellationToken cancel)
    {
        try
        {
            await using (var stream = create(arriving))
            {
                await stream.WriteAsync(file, cancel);
                await stream.FlushAsync(cancel);
                if (stream is FileStream onDisk) onDisk.Flush(flushToDisk: true);
            }

            if (path is null) return;
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.Move(arriving, path, overwrite: true);
            SyncFolder(Path.GetDirectoryName(path)!);
        }
        catch (IOException e)
        {
            throw new ContentNotStored(e.HResult is DiskFullUnix or DiskFullWindows or QuotaUnix ? "content.disk-full" : "content.not-writable", e);
        }
        catch (UnauthorizedAccessException e)
        {
            throw new ContentNotStored("content.not-writable", e);
        }
        finally
        {
            if (File.Exists(arriving)) File.Delete(arriving);
        }
    }

    /// <inheritdoc />
    public async Task<byte[]> GetAsync(string hash, CancellationToken cancel = default)
    {
        var (bytes, reason) = await TryReadAsync(hash, PathOf(hash), cancel);
        return bytes ?? throw new ContentMissing(hash, reason);
    }

    /// <inheritdoc />
    public Task<bool> ExistsAsync(string hash, CancellationToken cancel = default) => Task.FromResult(File.Exists(PathOf(hash)));

    /// <inheritdoc />
    public Task RemoveAsync(string hash, CancellationToken cancel = default)
    {
        var path = PathOf(hash);
        if (File.Exists(path)) File.Delete(path);
        return Task.CompletedTask;
    }

    /// <summary>Removes what a crash left half-arrived more than a day ago; called once at start.</summary>
    public void ClearArrivals(DateTimeOffset now)
    {
        foreach (var file in new DirectoryInfo(arrivals).EnumerateFiles().Where(f => f.LastWriteTimeUtc < now.UtcDateTime.AddDays(-1))) file.Delete();
    }

    private async Task<(byte[]? Bytes, string Reason)> TryReadAsync(string hash, string path, CancellationToken cancel)
    {
        try
        {
            var plain = cipher.Decrypt(hash, await File.ReadAllBytesAsync(path, cancel));
            return Convert.ToHexStringLower(SHA256.HashData(plain)) == hash ? (plain, "") : (null, "does not match its hash");
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            return (null, "not in the store");
        }
        catch (CryptographicException e)
        {
            return (null, $"damaged: {e.Message}");
        }
    }

    private string PathOf(string hash)
    {
        if (hash.Length != 64 || !hash.All(char.IsAsciiHexDigitLower)) throw new ContentMissing(hash.Length > 80 ? hash[..80] : hash, "not a content hash");
        return Path.Combine(root, hash[..2], hash[2..4], hash);
    }

    /// <summary>Makes the new name itself durable; .NET opens no folders, so it is asked of the system.</summary>
    private static void SyncFolder(string folder)
    {
        if (OperatingSystem.IsWindows()) return;
        var handle = Open(folder, 0);
        if (handle < 0) return;
        _ = Fsync(handle);
        _ = Close(handle);
    }

    [LibraryImport("libc", EntryPoint = "open", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Open(string path, int flags);

    [LibraryImport("libc", EntryPoint = "fsync")]
    private static partial int Fsync(int handle);

    [LibraryImport("libc", EntryPoint = "close")]
    private static partial int Close(int handle);
}
