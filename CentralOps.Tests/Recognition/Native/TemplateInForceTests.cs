using CentralOps.Domain.Administration;
using CentralOps.Domain.Audit;
using CentralOps.Domain.Cases;
using CentralOps.Domain.Content;
using CentralOps.Domain.CoreBanking;
using CentralOps.Domain.CoreBanking.Records;
using CentralOps.Domain.Dispatch;
using CentralOps.Domain.Kernel;
using CentralOps.Domain.Recognition;
using CentralOps.Domain.Recognition.Design;
using CentralOps.Domain.Versioning;
using CentralOps.Infrastructure.Audit;
using CentralOps.Infrastructure.Configuration;
using CentralOps.Infrastructure.Recognition;
using CentralOps.Infrastructure.Recognition.Worker;
using CentralOps.Tests.Support;
using Microsoft.Extensions.Time.Testing;

namespace CentralOps.Tests.Recognition.Native;

/// <summary>A template that one node publishes is what the other node's next page is read with, in real workers.</summary>
[Trait("Category", "native")]
[Trait("Category", "slow")]
public sealed class TemplateInForceTests : IDisposable
{
    private const string Key = "cheque-front-a";
    private static readonly string Samples = Path.Combine(Repository.Root, "samples");

    private readonly MemoryDatabase _database = new();
    private readonly FakeTimeProvider _clock = new(new DateTimeOffset(2026, 11, 24, 2, 0, 0, TimeSpan.Zero));
    private readonly MemoryContent _content = new();
    private readonly Outside _outside = new();
    private readonly PublishedConfiguration _here;
    private readonly PublishedConfiguration _there;
    private readonly ConfigurationStore _store;
    private readonly ConfigurationWorkshop _workshop;

    public TemplateInForceTests()
    {
        (_here, _there) = (new PublishedConfiguration(_database, _clock), new PublishedConfiguration(_database, _clock));
        _store = new ConfigurationStore(_database, _here, new AuditTrail(_database, new AuditKey(new byte[32]), _clock), _clock);
        _workshop = new ConfigurationWorkshop(_store, [new TemplateCheck(_here)], _clock);
    }

    public void Dispose()
    {
        _here.Dispose();
        _there.Dispose();
        _database.Dispose();
    }

    [Fact]
    public async Task The_next_page_on_another_node_is_read_with_the_version_just_published_and_not_with_one_that_is_out_of_use()
    {
        await LoadAsync();
        await using var pool = RecognitionWorkerTests.Pool(new RecognitionWorkerOptions());
        Assert.Equal(1, (await ReadThereAsync(pool)).TemplateVersion);

        var first = _here.Current(ConfigurationKind.VoucherTemplate, Key)!;
        var drawn = TemplateJson.Read(first.Content).Drawn(RegionKind.Field, new RegionMm(128, 60, 34, 8)).Template.WithField(10, f => f with { Code = "remark" });
        var second = await PublishAsync(drawn, 1);
        var read = await ReadThereAsync(pool);
        Assert.Equal(second.Version, read.TemplateVersion);
        Assert.Contains(read.Fields, f => f.Code == "remark");

        // Out of use through the same two people; the green cheque is then no layout any more, and nothing else fits it.
        await PublishAsync(drawn with { Retired = true }, 2);
        Assert.NotEqual(Key, (await ReadThereAsync(pool)).TemplateKey);
        Assert.NotNull(new VoucherConfiguration(_there).Template(Key, 2)); // pages read before keep their version

        await _workshop.RollBackAsync(Person("tang"), second.Id, Now);
        Assert.Equal((Key, 4), ((await ReadThereAsync(pool)) is var back ? back.TemplateKey : null, back.TemplateVersion));
    }

    [Fact]
    public async Task A_trial_shows_where_the_print_is_and_what_is_read_before_anything_is_published()
    {
        await LoadAsync();
        await using var pool = RecognitionWorkerTests.Pool(new RecognitionWorkerOptions());
        var template = TemplateJson.Read(_here.Current(ConfigurationKind.VoucherTemplate, Key)!.Content);
        var page = await _content.PutAsync(await PageAsync(), Now);
        var trials = new TryTemplate(pool, new VoucherConfiguration(_here), new TemplatePictures(pool, _content, _content, _clock), _content, new AuditTrail(_database, new AuditKey(new byte[32]), _clock));

        var result = (await trials.RunAsync(Person("shen"), template, new TrialPage(page, "cheque.jpg", null), Now)).Value;
        Assert.True(result.Matched);
        Assert.Equal("1102152344676973929", result.Reading.Fields.First(f => f.Code == "payer.account").Value);
        Assert.Equal(template.Regions().Select(r => r.Id), result.Drifts.Select(d => d.Region));
        Assert.InRange(result.Drift!.Value, 0, 0.6);
        Assert.Equal([0xFF, 0xD8], (await _content.GetAsync(result.FlatHash!, Now))[..2]);

        Assert.Equal("template.no-form", (await trials.RunAsync(Person("shen"), template with { BlankPng = null }, new TrialPage(page, "", null), Now)).Refusal?.Code);
        Assert.Equal("template.page-gone", (await trials.RunAsync(Person("shen"), template, new TrialPage(new string('0', 64), "", null), Now)).Refusal?.Code);
        var stranger = Person("teller") with { Permissions = new HashSet<string> { Permissions.CaseSubmit } };
        Assert.Equal("administration.not-permitted", (await trials.RunAsync(stranger, template, new TrialPage(page, "", null), Now)).Refusal?.Code);
    }

    [Fact]
    public async Task A_form_is_cut_from_a_scan_with_its_lines_and_boxes_and_wiped_where_people_write()
    {
        await using var pool = RecognitionWorkerTests.Pool(new RecognitionWorkerOptions());
        var template = TemplateJson.Read(await File.ReadAllTextAsync(Path.Combine(Samples, "templates", $"{Key}.json"), Now));
        var form = await pool.FormAsync(Convert.FromBase64String(template.BlankPng!), new FormOrder(null, template.WidthMm, template.HeightMm, []), Now);
        var grid = template.Fields.First(f => f.Code == "amount").Region;
        Assert.True(form.Boxes.Count(b => b.Y > grid.Y - 1 && b.Y + b.Height < grid.Y + grid.Height + 1 && b.X > grid.X - 1) >= 9, "the cells of the amount grid are boxes");
        Assert.Contains(form.Lines, l => l.Width > 60 && l.Height < 2);

        var read = await pool.ReadPageAsync(await PageAsync(), [template], [], null, Now);
        double[] corners = [.. new[] { (0.0, 0.0), (template.WidthMm, 0), (template.WidthMm, template.HeightMm), (0, template.HeightMm) }.SelectMany(c => Map(read.Registration!, c.Item1, c.Item2))];
        var cut = await pool.FormAsync(await PageAsync(), new FormOrder(corners, template.WidthMm, template.HeightMm, [.. template.Fields.Select(f => f.Region), .. template.Seals.Select(s => s.Region)]), Now);

        // A template made from a filled-in cheque reads another cheque.
        var made = template with { BlankPng = Convert.ToBase64String(cut.Png), Code = null };
        var other = await File.ReadAllBytesAsync(Path.Combine(Samples, "vouchers", "cheque", "cheque-ok-2-front.jpg"), Now);
        var fields = StoredJson.Read<List<FieldDefinition>>(await File.ReadAllTextAsync(Path.Combine(Samples, "fields.json"), Now));
        var reading = await pool.ReadPageAsync(other, [made], fields, null, Now);
        Assert.Equal(Key, reading.TemplateKey);
        Assert.Equal("1102161962245648679", reading.Fields.First(f => f.Code == "payer.account").Value);

        var failed = await Assert.ThrowsAsync<RecognitionFailed>(() => pool.FormAsync(other, new FormOrder([0, 0, 10, 10, 900, 0, 0, 900], 170, 80, []), Now));
        Assert.Equal("template.bad-corners", failed.Code);
    }

    private static CancellationToken Now => TestContext.Current.CancellationToken;

    private static StaffMember Person(string name) => new(Guid.CreateVersion7(), name, name, "0001", [], 0, null, true, [], new HashSet<string> { Permissions.AdminConfiguration });

    private static double[] Map(IReadOnlyList<double> h, double x, double y)
    {
        var w = (h[6] * x) + (h[7] * y) + h[8];
        return [((h[0] * x) + (h[1] * y) + h[2]) / w, ((h[3] * x) + (h[4] * y) + h[5]) / w];
    }

    private static Task<byte[]> PageAsync() => File.ReadAllBytesAsync(Path.Combine(Samples, "vouchers", "cheque", "cheque-ok-1-front.jpg"), Now);

    private async Task LoadAsync()
    {
        await _store.AddAsync(ConfigurationKind.FieldCatalogue, "fields", await File.ReadAllTextAsync(Path.Combine(Samples, "fields.json"), Now), "system", publish: true, Now);
        foreach (var key in new[] { Key, "paying-in-slip-a" })
            await _store.AddAsync(ConfigurationKind.VoucherTemplate, key, await File.ReadAllTextAsync(Path.Combine(Samples, "templates", $"{key}.json"), Now), "system", publish: true, Now);
    }

    private async Task<ConfigurationVersion> PublishAsync(VoucherTemplate template, int basedOn)
    {
        var draft = (await _workshop.DraftAsync(Person("shen"), ConfigurationKind.VoucherTemplate, Key, basedOn, TemplateJson.Write(template), "", Now)).Value;
        draft = (await _workshop.TestedAsync(Person("shen"), draft.Id, draft.Stamp, "", Now)).Value;
        Assert.Equal("configuration.own-change", (await _workshop.PublishAsync(Person("shen"), draft.Id, draft.Stamp, null, Now)).Refusal?.Code);
        return (await _workshop.PublishAsync(Person("tang"), draft.Id, draft.Stamp, null, Now)).Value;
    }

    // The other node sees the publication with its next look, and recognises a page as its job does.
    private async Task<PageRecognised> ReadThereAsync(RecognitionWorkerPool pool)
    {
        _clock.Advance(TimeSpan.FromSeconds(1));
        await _there.RefreshAsync(Now);
        var page = new CasePage { ContentHash = await _content.PutAsync(await PageAsync(), Now), ThumbnailHash = "" };
        var @case = new Case { Id = Guid.CreateVersion7(), Number = "1", BusinessType = "cheque-transfer", BranchCode = "0001", Channel = "teller" };
        @case.Pages.Add(page);
        var item = new WorkItem { Step = "", Task = RecognisePagesStep.Recognise, Post = RecognisePagesStep.Machine.Queue.Name, BranchCode = "0001", BusinessType = "cheque-transfer", Payload = StoredJson.Write(new RecognisePage(page.Id, null)) };
        return (PageRecognised)await new RecogniseMachine(pool, new VoucherConfiguration(_there), new RecordChecks(_outside, _outside), _outside, _content).WorkAsync(item, @case, Now);
    }

    /// <summary>Records that know nobody, and parameters as shipped.</summary>
    private sealed class Outside : IAccountDirectory, IPayeeHistory, IParameters
    {
        public Task<AccountFacts?> FindAsync(string account, CancellationToken cancel = default) => Task.FromResult((AccountFacts?)null);

        public Task<ChequeState> ChequeAsync(string account, string chequeNumber, CancellationToken cancel = default) => throw new NotSupportedException();

        public Task<IReadOnlyList<KnownPayee>> OfAsync(string payerAccount, CancellationToken cancel = default) => Task.FromResult<IReadOnlyList<KnownPayee>>([]);

        public string? Get(string key) => ParameterKeys.All.First(p => p.Key == key).Default;

        public decimal Number(string key) => decimal.Parse(Get(key)!, System.Globalization.CultureInfo.InvariantCulture);
    }

    private sealed class MemoryContent : IContentStore, IRetentionRegister
    {
        private readonly Dictionary<string, byte[]> _all = [];

        public Task<string> PutAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancel = default)
        {
            var hash = Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(bytes.Span));
            _all[hash] = bytes.ToArray();
            return Task.FromResult(hash);
        }

        public Task<byte[]> GetAsync(string hash, CancellationToken cancel = default) => _all.TryGetValue(hash, out var bytes) ? Task.FromResult(bytes) : throw new ContentMissing(hash, "not there");

        public Task<bool> ExistsAsync(string hash, CancellationToken cancel = default) => Task.FromResult(_all.ContainsKey(hash));

        public Task KeepAsync(IReadOnlyCollection<string> hashes, DateTimeOffset until, CancellationToken cancel = default) => Task.CompletedTask;

        public Task<IReadOnlyList<string>> ExpiredAsync(DateTimeOffset now, int max, CancellationToken cancel = default) => Task.FromResult<IReadOnlyList<string>>([]);

        public Task MarkRemovedAsync(string hash, DateTimeOffset at, CancellationToken cancel = default) => Task.CompletedTask;
    }
}
