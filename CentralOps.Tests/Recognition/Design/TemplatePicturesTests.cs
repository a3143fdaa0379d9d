using CentralOps.Domain.Content;
using CentralOps.Domain.Recognition;
using CentralOps.Domain.Recognition.Design;
using Microsoft.Extensions.Time.Testing;

namespace CentralOps.Tests.Recognition.Design;

/// <summary>Pictures of designers leave the store after a while; pictures that others brought never do so because of a designer.</summary>
public sealed class TemplatePicturesTests
{
    private readonly FakeTimeProvider _clock = new(new DateTimeOffset(2026, 11, 24, 2, 0, 0, TimeSpan.Zero));
    private readonly Store _store = new();

    private TemplatePictures Pictures => new(_store, _store, _store, _clock);

    [Fact]
    public async Task An_uploaded_page_is_kept_for_thirty_days()
    {
        var page = Assert.Single((await Pictures.UploadAsync(new byte[] { 1 }, "a.jpg", Now)).Value);
        Assert.Equal(_clock.GetUtcNow().AddDays(30), Assert.Single(_store.Until).Value);
        Assert.Equal(page.Hash, Assert.Single(_store.Stored).Key);
    }

    [Fact]
    public async Task A_page_that_a_case_has_stored_before_is_not_given_an_end()
    {
        await _store.PutAsync(new byte[] { 7, 7 }, Now);
        Assert.Single((await Pictures.UploadAsync(new byte[] { 1 }, "a.jpg", Now)).Value);
        Assert.Empty(_store.Until);
    }

    [Fact]
    public async Task A_form_belongs_to_its_template_and_stays()
    {
        await Pictures.KeepFormAsync([5], Now);
        Assert.Empty(_store.Until);
    }

    [Fact]
    public async Task A_file_that_is_no_image_is_refused_in_words_and_leaves_nothing() =>
        Assert.Equal(("capture.not-an-image", 0), ((await Pictures.UploadAsync(ReadOnlyMemory<byte>.Empty, "a.txt", Now)).Refusal?.Code, _store.Stored.Count));

    private static CancellationToken Now => TestContext.Current.CancellationToken;

    /// <summary>Store, register and machine in one, in memory.</summary>
    private sealed class Store : IContentStore, IRetentionRegister, IRecognitionWorker
    {
        public Dictionary<string, byte[]> Stored { get; } = [];

        public Dictionary<string, DateTimeOffset> Until { get; } = [];

        public Task<string> PutAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancel = default)
        {
            var hash = Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(bytes.Span));
            Stored[hash] = bytes.ToArray();
            return Task.FromResult(hash);
        }

        public Task<byte[]> GetAsync(string hash, CancellationToken cancel = default) => Task.FromResult(Stored[hash]);

        public Task<bool> ExistsAsync(string hash, CancellationToken cancel = default) => Task.FromResult(Stored.ContainsKey(hash));

        public Task KeepAsync(IReadOnlyCollection<string> hashes, DateTimeOffset until, CancellationToken cancel = default)
        {
            foreach (var hash in hashes) Until[hash] = until;
            return Task.CompletedTask;
        }

        public Task<IReadOnlyList<string>> ExpiredAsync(DateTimeOffset now, int max, CancellationToken cancel = default) => Task.FromResult<IReadOnlyList<string>>([]);

        public Task MarkRemovedAsync(string hash, DateTimeOffset at, CancellationToken cancel = default) => Task.CompletedTask;

        public Task<IReadOnlyList<CapturedPage>> CaptureAsync(ReadOnlyMemory<byte> file, string fileName, CancellationToken cancel = default) =>
            file.IsEmpty ? throw new RecognitionFailed("capture.not-an-image", fileName) : Task.FromResult<IReadOnlyList<CapturedPage>>([new CapturedPage([7, 7], [], 900, 500, 200, [], 0)]);

        public Task<PageReading> ReadPageAsync(ReadOnlyMemory<byte> page, IReadOnlyList<VoucherTemplate> templates, IReadOnlyList<FieldDefinition> fields, LayoutHint? hint, CancellationToken cancel = default) => throw new InvalidOperationException("not asked");

        public Task<IReadOnlyList<SealReading>> CompareSealsAsync(ReadOnlyMemory<byte> page, IReadOnlyList<SealTask> seals, CancellationToken cancel = default) => throw new InvalidOperationException("not asked");
    }
}
