using CentralOps.Domain.Administration;
using CentralOps.Domain.Audit;
using CentralOps.Domain.Entry.Thresholds;
using CentralOps.Domain.Kernel;
using CentralOps.Domain.Recognition;
using CentralOps.Domain.Recognition.Accuracy;
using CentralOps.Domain.Versioning;
using CentralOps.Infrastructure.Audit;
using CentralOps.Infrastructure.Cases;
using CentralOps.Infrastructure.Cases.Persistence;
using CentralOps.Infrastructure.Configuration;
using CentralOps.Tests.Support;
using Microsoft.Extensions.Time.Testing;

namespace CentralOps.Tests.Entry.Thresholds;

/// <summary>A threshold is proposed by one, put in force by another, and undone in one step.</summary>
public sealed class ThresholdChangesTests : IAsyncLifetime
{
    private const string Account = "payer.account";
    private static readonly StaffMember Gao = Person("gao", Permissions.DispatchManage), Shen = Person("shen", Permissions.AdminConfiguration), Tang = Person("tang", Permissions.AdminConfiguration);

    private readonly MemoryDatabase _database = new();
    private readonly FakeTimeProvider _clock = new(new DateTimeOffset(2026, 11, 26, 2, 0, 0, TimeSpan.Zero));
    private readonly PublishedConfiguration _published;
    private readonly ConfigurationStore _store;
    private readonly ThresholdChanges _thresholds;
    private readonly VoucherConfiguration _vouchers;

    public ThresholdChangesTests()
    {
        _published = new PublishedConfiguration(_database, _clock);
        _store = new ConfigurationStore(_database, _published, new AuditTrail(_database, new AuditKey(new byte[32]), _clock), _clock);
        _thresholds = new ThresholdChanges(_store, new ConfigurationWorkshop(_store, [], _clock), _published);
        _vouchers = new VoucherConfiguration(_published);
    }

    public async ValueTask InitializeAsync()
    {
        await _store.AddAsync(ConfigurationKind.FieldCatalogue, "fields", File.ReadAllText(Path.Combine(Repository.Root, "samples", "fields.json")), "system", true, Now);
        await _store.AddAsync(ConfigurationKind.VoucherTemplate, "cheque-front-a", File.ReadAllText(Path.Combine(Repository.Root, "samples", "templates", "cheque-front-a.json")), "system", true, Now);
        Later();
    }

    public ValueTask DisposeAsync()
    {
        _published.Dispose();
        _database.Dispose();
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task A_proposal_counts_once_a_second_person_has_put_it_in_force_and_is_undone_in_one_step()
    {
        var before = _vouchers.Fields.Find(Account)!.AcceptFrom;
        var proposed = (await _thresholds.ProposeAsync(Gao, Account, null, 0.98, "0 of 3,100 wrong", Now)).Value;
        Assert.Equal(before, _vouchers.Fields.Find(Account)!.AcceptFrom);
        var open = Assert.Single(await _thresholds.OpenAsync(Now));
        Assert.Equal(new ThresholdChange(Account, before, 0.98), Assert.Single(open.Changes));
        Assert.Contains("0 of 3,100 wrong", open.Version.TestNote, StringComparison.Ordinal);

        Assert.Equal("administration.not-permitted", (await _thresholds.PutInForceAsync(Gao, proposed.Id, proposed.Stamp, Now)).Refusal?.Code);
        Assert.True((await _thresholds.PutInForceAsync(Shen, proposed.Id, proposed.Stamp, Now)).Succeeded);
        Assert.Equal(0.98, _vouchers.Fields.Find(Account)!.AcceptFrom);
        Assert.Empty(await _thresholds.OpenAsync(Now));

        Later();
        var done = Assert.Single(_thresholds.InForce());
        Assert.Equal(("gao", "shen"), (done.Version.Author, done.Version.Publisher));
        Assert.True((await _thresholds.UndoAsync(Tang, done, Now)).Succeeded);
        Assert.Equal(before, _vouchers.Fields.Find(Account)!.AcceptFrom);
        Assert.Empty(_thresholds.InForce());
    }

    [Fact]
    public async Task Whoever_proposed_cannot_put_it_in_force_and_several_fields_go_together()
    {
        await _thresholds.ProposeAsync(Shen, Account, null, 0.98, "", Now);
        var both = (await _thresholds.ProposeAsync(Gao, "amount", null, 0.999, "", Now)).Value;
        Assert.Equal([Account, "amount"], Assert.Single(await _thresholds.OpenAsync(Now)).Changes.Select(c => c.FieldCode).Order(StringComparer.Ordinal).Reverse());
        Assert.Equal("configuration.own-change", (await _thresholds.PutInForceAsync(Shen, both.Id, both.Stamp, Now)).Refusal?.Code);
        Assert.Equal("entry.threshold-same", (await _thresholds.ProposeAsync(Gao, "amount", null, 0.999, "", Now)).Refusal?.Code);
        Assert.True((await _thresholds.WithdrawAsync(Gao, both.Id, both.Stamp, Now)).Succeeded);
        Assert.Empty(await _thresholds.OpenAsync(Now));
    }

    [Fact]
    public async Task A_layout_may_have_a_threshold_of_its_own_for_a_field()
    {
        var proposed = (await _thresholds.ProposeAsync(Gao, Account, "cheque-front-a", 0.97, "", Now)).Value;
        Assert.True((await _thresholds.PutInForceAsync(Tang, proposed.Id, proposed.Stamp, Now)).Succeeded);
        var (template, version) = Assert.Single(_vouchers.Templates);
        Assert.Equal(2, version);
        Assert.Equal(0.97, _vouchers.Fields.Of(template.Fields.Single(f => f.Code == Account)).AcceptFrom);
        Assert.NotNull(template.BlankPng);
    }

    [Fact]
    public async Task A_proposal_that_would_undo_a_later_change_is_not_put_in_force()
    {
        var proposed = (await _thresholds.ProposeAsync(Gao, Account, null, 0.98, "", Now)).Value;
        await _store.AddAsync(ConfigurationKind.FieldCatalogue, "fields", _published.Current(ConfigurationKind.FieldCatalogue, "fields")!.Content.Replace("付款人账号", "付款账号", StringComparison.Ordinal), "system", true, Now);
        Assert.True(Assert.Single(await _thresholds.OpenAsync(Now)).Outdated);
        Assert.Equal("entry.threshold-outdated", (await _thresholds.PutInForceAsync(Shen, proposed.Id, proposed.Stamp, Now)).Refusal?.Code);
    }

    [Theory]
    [InlineData("gao", Account, 0.4, "entry.threshold-range")]
    [InlineData("gao", Account, double.NaN, "entry.threshold-range")]
    [InlineData("gao", "no.such", 0.98, "entry.threshold-no-field")]
    [InlineData("li", Account, 0.98, "entry.not-allowed")]
    public async Task What_cannot_be_proposed_is_refused(string who, string field, double threshold, string refusal) =>
        Assert.Equal(refusal, (await _thresholds.ProposeAsync(who == "gao" ? Gao : Person(who, Permissions.DutyWork), field, null, threshold, "", Now)).Refusal?.Code);

    private static CancellationToken Now => TestContext.Current.CancellationToken;

    private void Later() => _clock.Advance(TimeSpan.FromMinutes(1));

    private static StaffMember Person(string name, string permission) => new(Guid.CreateVersion7(), name, name, "0001", [], 0, null, true, [], new HashSet<string> { permission });
}

/// <summary>Counting readings in each database.</summary>
[Trait("Category", "db")]
public sealed class ReadingTallyTests
{
    [Theory, MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task Readings_are_counted_and_only_those_keyed_beforehand_count_as_checked(string provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        var now = new DateTimeOffset(2026, 11, 26, 2, 0, 0, TimeSpan.Zero);
        await using (var db = database.CreateDbContext())
        {
            void Add(int count, string source, bool right, string? role, double confidence = 0.997, bool eligible = true, int calibration = 2, string engine = "ppocr") =>
                db.AddRange(Enumerable.Range(0, count).Select(_ => new FieldOutcome
                {
                    CaseId = Guid.CreateVersion7(), FieldCode = "amount", TemplateKey = "cheque", Engine = engine, Calibration = calibration, Eligible = eligible, Source = source, MachineRight = right,
                    MachineConfidence = confidence, At = now, Keyers = role is null ? "" : StoredJson.Write(new List<KeyerTruth> { new(Guid.CreateVersion7(), role, true, false, 900) }),
                }));
            Add(5, "machine", true, null);
            Add(3, "double-key", true, "key");
            Add(1, "arbitration", false, "key");
            Add(1, "correction", false, "correction"); // taken by machine, put right later
            Add(2, "single-key", true, "key");
            Add(4, "double-key", true, "key", confidence: 0.6, eligible: false);
            Add(9, "double-key", true, "key", calibration: 1);
            Add(9, "double-key", true, "key", engine: "");
            await db.SaveChangesAsync(TestContext.Current.CancellationToken);
        }

        var tallies = await new FieldOutcomes(database).TallyAsync(now.AddDays(-1), now.AddDays(1), 2, TestContext.Current.CancellationToken);
        var readings = FieldReadings.Of(tallies);
        Assert.Equal([null, "cheque"], readings.Select(r => r.TemplateKey));
        var field = readings[0];
        Assert.Equal((16L, 8L), (field.Read, field.Checked));
        Assert.Equal(new ConfidenceCount(0.997, 12, 4, 1, 1), Assert.Single(field.Counts));
    }
}
