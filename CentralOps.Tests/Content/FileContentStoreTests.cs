using System.Security.Cryptography;
using CentralOps.Domain.Content;
using CentralOps.Infrastructure.Content;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace CentralOps.Tests.Content;

public sealed class FileContentStoreTests : IDisposable
{
    private static readonly byte[] Key = RandomNumberGenerator.GetBytes(32);
    private readonly string folder = Directory.CreateTempSubdirectory("content-").FullName;
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    private FileContentStore Store(byte[]? key = null, params byte[][] old) => new(folder, new ContentCipher(key ?? Key, old));

    private string FileOf(string hash) => Path.Combine(folder, hash[..2], hash[2..4], hash);

    private int Files => Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Count();

    [Fact]
    public async Task What_is_stored_comes_back_under_its_hash()
    {
        var image = RandomNumberGenerator.GetBytes(100_000);
        var hash = await Store().PutAsync(image, Cancel);
        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(image)), hash);
        Assert.Equal(image, await Store().GetAsync(hash, Cancel));
        Assert.True(await Store().ExistsAsync(hash, Cancel));
    }

    [Fact]
    public async Task The_same_page_twice_is_one_file()
    {
        var hash = await Store().PutAsync("page"u8.ToArray(), Cancel);
        Assert.Equal(hash, await Store().PutAsync("page"u8.ToArray(), Cancel));
        Assert.Equal(1, Files);
    }

    [Fact]
    public async Task Nothing_readable_lies_on_the_disk()
    {
        var hash = await Store().PutAsync("payer account 6222020000000000016"u8.ToArray(), Cancel);
        Assert.DoesNotContain("6222020000000000016", System.Text.Encoding.Latin1.GetString(await File.ReadAllBytesAsync(FileOf(hash), Cancel)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_changed_byte_on_the_disk_is_noticed_and_the_next_put_heals_it()
    {
        var hash = await Store().PutAsync("page"u8.ToArray(), Cancel);
        var file = await File.ReadAllBytesAsync(FileOf(hash), Cancel);
        file[^1] ^= 1;
        await File.WriteAllBytesAsync(FileOf(hash), file, Cancel);
        Assert.StartsWith($"content {hash}: damaged", (await Assert.ThrowsAsync<ContentMissing>(() => Store().GetAsync(hash, Cancel))).Message, StringComparison.Ordinal);
        await Store().PutAsync("page"u8.ToArray(), Cancel);
        Assert.Equal("page"u8.ToArray(), await Store().GetAsync(hash, Cancel));
    }

    [Fact]
    public async Task A_file_under_another_files_name_is_refused()
    {
        var (one, two) = (await Store().PutAsync("one"u8.ToArray(), Cancel), await Store().PutAsync("two"u8.ToArray(), Cancel));
        File.Copy(FileOf(one), FileOf(two), overwrite: true);
        await Assert.ThrowsAsync<ContentMissing>(() => Store().GetAsync(two, Cancel));
    }

    [Fact]
    public async Task After_a_change_of_key_old_content_is_read_with_the_old_key()
    {
        var hash = await Store().PutAsync("page"u8.ToArray(), Cancel);
        var next = RandomNumberGenerator.GetBytes(32);
        Assert.Equal("page"u8.ToArray(), await Store(next, Key).GetAsync(hash, Cancel));
        Assert.Contains("not configured", (await Assert.ThrowsAsync<ContentMissing>(() => Store(next).GetAsync(hash, Cancel))).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("../../etc/passwd")]
    [InlineData("")]
    [InlineData("ABCDEF")]
    public async Task A_name_that_is_no_hash_reaches_no_file(string name) =>
        await Assert.ThrowsAsync<ContentMissing>(() => Store().GetAsync(name, Cancel));

    [Fact]
    public async Task A_full_disk_says_so_and_leaves_nothing()
    {
        var store = new FileContentStore(folder, new ContentCipher(Key), path => new FullDisk(path));
        var refused = await Assert.ThrowsAsync<ContentNotStored>(() => store.PutAsync(new byte[5000], Cancel));
        Assert.Equal("content.disk-full", refused.Code);
        var health = await new ContentHealth(store).CheckHealthAsync(new HealthCheckContext(), Cancel);
        Assert.Equal((HealthStatus.Degraded, "content.disk-full"), (health.Status, health.Description)); // the node goes on with what is there
        Assert.Equal(HealthStatus.Healthy, (await new ContentHealth(Store()).CheckHealthAsync(new HealthCheckContext(), Cancel)).Status);
        Assert.Equal(0, Files);
        Assert.False(await store.ExistsAsync(Convert.ToHexStringLower(SHA256.HashData(new byte[5000])), Cancel));
    }

    [Fact]
    public async Task Two_people_storing_the_same_page_at_once_both_succeed()
    {
        var store = Store();
        var page = RandomNumberGenerator.GetBytes(200_000);
        var hashes = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => store.PutAsync(page, Cancel), Cancel)));
        Assert.Single(hashes.Distinct());
        Assert.Equal(page, await store.GetAsync(hashes[0], Cancel));
        Assert.Equal(1, Files);
    }

    /// <summary>Takes 1000 bytes, then the disk is full.</summary>
    private sealed class FullDisk(string path) : Stream
    {
        private readonly FileStream file = new(path, FileMode.CreateNew);

        public override bool CanRead => false;

        public override bool CanSeek => false;

        public override bool CanWrite => true;

        public override long Length => file.Length;

        public override long Position { get => file.Position; set => throw new NotSupportedException(); }

        public override void Flush() => file.Flush();

        public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count)
        {
            file.Write(buffer, offset, Math.Min(count, 1000));
            if (count > 1000) throw new IOException("No space left on device", 28);
        }

        protected override void Dispose(bool disposing)
        {
            if (disposing) file.Dispose();
            base.Dispose(disposing);
        }
    }
}
