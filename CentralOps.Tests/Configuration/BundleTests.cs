using System.IO.Compression;
using System.Text;
using CentralOps.Domain.Administration;
using CentralOps.Domain.Administration.Calendars;
using CentralOps.Domain.Audit;
using CentralOps.Domain.Configuration;
using CentralOps.Domain.Configuration.Bundles;
using CentralOps.Domain.Kernel;
using CentralOps.Domain.Screens;
using CentralOps.Domain.Screens.Design;
using CentralOps.Domain.Versioning;
using CentralOps.Infrastructure.Audit;
using CentralOps.Infrastructure.Configuration;
using CentralOps.Tests.Support;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Time.Testing;

namespace CentralOps.Tests.Configuration;

/// <summary>Configuration from the test installation into production.</summary>
public sealed class BundleTests : IDisposable
{
    private static readonly StaffMember Shen = Administrator("shen"), Tang = Administrator("tang");
    private readonly Installation _test = new(7), _production;

    public BundleTests() => _production = new Installation(8, _test.Fingerprint);

    private static CancellationToken Now => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        _test.Dispose();
        _production.Dispose();
    }

    [Fact]
    public async Task What_one_installation_tested_is_in_force_in_another_after_two_people()
    {
        await _test.PublishAsync(ConfigurationKind.RuleSet, "priority", "rules two");
        await _test.PublishAsync(ConfigurationKind.Process, "cheque", "needs priority");
        await _production.PublishAsync(ConfigurationKind.RuleSet, "priority", "rules one");
        await _production.PublishAsync(ConfigurationKind.ReasonCodes, "reasons", """[{"code":"R01"}]""");
        _test.Values["seal.pass"] = "0.97";

        var archive = _test.Export();
        var preview = _production.Bundles.Preview(archive).Value;
        Assert.Equal(["rules/priority Changed", "process/cheque New", "parameters/values Changed"], preview.Changes.Select(c => $"{c.Document.Kind}/{c.Document.Key} {c.Effect}"));
        Assert.Equal("rules two", Assert.Single(preview.Changes[0].Added));

        var paths = preview.Changes.Select(c => c.Document.Path).ToList();
        Assert.Equal(3, (await _production.Bundles.ImportAsync(Shen, archive, paths, Now)).Value);
        Assert.Equal("rules one", _production.Published.Current(ConfigurationKind.RuleSet, "priority")!.Content.Trim());
        Assert.Equal("bundle.already-here", (await _production.Bundles.ImportAsync(Tang, archive, paths, Now)).Refusal!.Code);

        var pending = Assert.Single(await _production.Bundles.PendingAsync(Now));
        Assert.Equal("configuration.own-change", (await _production.Bundles.PublishAsync(Shen, pending.Id, null, Now)).Refusal!.Code);
        Assert.Equal(3, (await _production.Bundles.PublishAsync(Tang, pending.Id, null, Now)).Value);
        Assert.Equal("rules two", _production.Published.Current(ConfigurationKind.RuleSet, "priority")!.Content.Trim());
        Assert.Equal("needs priority", _production.Published.Current(ConfigurationKind.Process, "cheque")!.Content.Trim());
        var set = Assert.Single(await _production.ParametersAsync());
        Assert.Equal(("seal.pass", "0.97", "shen", "tang"), (set.Key, set.Value, set.SetBy, set.ApprovedBy));
        Assert.Empty(await _production.Bundles.PendingAsync(Now));
    }

    [Fact]
    public async Task Calendars_reason_codes_and_parameters_that_name_a_calendar_travel_together()
    {
        var calendar = CalendarJson.Write(new WorkingCalendar { NameZh = "境外网点", NameEn = "Overseas" }.With(new DateOnly(2026, 12, 25), works: false, "圣诞节"));
        await _test.PublishAsync(ConfigurationKind.Calendar, "overseas", calendar);
        await _test.PublishAsync(ConfigurationKind.ReasonCodes, "reasons", ReasonJson.Write([new ReasonCode("R01", "影像不清", "Not readable", ["return"]) { Tasks = ["review"], Until = new DateOnly(2027, 1, 1) }]));
        _test.Values[ParameterKeys.ServiceCalendar] = "overseas";

        var alone = _production.Bundles.Preview(_test.Export(ConfigurationKind.Parameters)).Value;
        Assert.Equal("parameter.bad-value", Assert.Single(Assert.Single(alone.Changes).Findings).Code); // a calendar that is not there

        var archive = _test.Export();
        var changes = _production.Bundles.Preview(archive).Value.Changes;
        Assert.Equal(["calendar/overseas New", "reason-codes/reasons New", "parameters/values Changed"], changes.Select(c => $"{c.Document.Kind}/{c.Document.Key} {c.Effect}"));
        Assert.DoesNotContain(changes, c => c.Findings.Any(f => !f.IsWarning));
        Assert.Equal(3, (await _production.Bundles.ImportAsync(Shen, archive, [.. changes.Select(c => c.Document.Path)], Now)).Value);
        var pending = Assert.Single(await _production.Bundles.PendingAsync(Now));
        Assert.Equal(3, (await _production.Bundles.PublishAsync(Tang, pending.Id, null, Now)).Value);
        Assert.Equal(calendar, CalendarJson.Write(CalendarJson.Read(_production.Published.Current(ConfigurationKind.Calendar, "overseas")!.Content)));
        Assert.Equal(["R01"], new ReasonCatalogue(_production.Published, new Support.FixedDay()).For("return", "review").Select(r => r.Code));
        Assert.Equal("overseas", Assert.Single(await _production.ParametersAsync()).Value);
    }

    [Fact]
    public async Task A_process_that_needs_rules_of_the_same_bundle_is_no_finding_and_without_them_it_is()
    {
        await _test.PublishAsync(ConfigurationKind.RuleSet, "priority", "rules");
        await _test.PublishAsync(ConfigurationKind.Process, "cheque", "needs priority");
        var whole = _production.Bundles.Preview(_test.Export()).Value;
        Assert.All(whole.Changes, c => Assert.Empty(c.Findings));

        var part = _test.Export(ConfigurationKind.Process);
        Assert.Equal("no priority", Assert.Single(Assert.Single(_production.Bundles.Preview(part).Value.Changes).Findings).Text);
        Assert.Equal("bundle.findings", (await _production.Bundles.ImportAsync(Shen, part, ["process/cheque.bpmn"], Now)).Refusal!.Code);
        Assert.Empty(await _production.Bundles.PendingAsync(Now));
    }

    [Fact]
    public async Task A_screen_travels_like_everything_else()
    {
        var screen = ShippedSteps.Screens.ShippedFor("review") with { BusinessType = "remittance", Fields = [new("payer.account") { Masked = true }] };
        await _test.PublishAsync(ConfigurationKind.Screen, screen.Key, ScreenJson.Write(screen));
        var archive = _test.Export();
        Assert.Equal(1, (await _production.Bundles.ImportAsync(Shen, archive, [$"screen/{screen.Key}.json"], Now)).Value);
        Assert.Equal(1, (await _production.Bundles.PublishAsync(Tang, Assert.Single(await _production.Bundles.PendingAsync(Now)).Id, null, Now)).Value);
        var there = new ScreenCatalogue(_production.Published, ShippedSteps.Screens).For("review", "review", "remittance")!;
        Assert.Equal(ScreenJson.Write(screen), ScreenJson.Write(there.Screen));
    }

    [Fact]
    public async Task A_bundle_that_was_altered_or_is_signed_by_a_stranger_or_is_none_is_refused()
    {
        await _test.PublishAsync(ConfigurationKind.RuleSet, "priority", "rules");
        var archive = _test.Export();
        Assert.Equal("bundle.altered", _production.Bundles.Preview(With(archive, "rules/priority.dmn", "other rules")).Refusal!.Code);
        Assert.Equal("bundle.altered", _production.Bundles.Preview(With(archive, "manifest.json", Text(archive, "manifest.json").Replace("test", "prod", StringComparison.Ordinal))).Refusal!.Code);
        Assert.Equal("bundle.unsigned", _production.Bundles.Preview(With(archive, "signature.json", null)).Refusal!.Code);
        Assert.Equal("bundle.not-a-bundle", _production.Bundles.Preview(Encoding.UTF8.GetBytes("no archive")).Refusal!.Code);
        using var stranger = new Installation(9);
        await stranger.PublishAsync(ConfigurationKind.RuleSet, "priority", "rules");
        Assert.Equal("bundle.signer-unknown", _production.Bundles.Preview(stranger.Export()).Refusal!.Code);
    }

    [Fact]
    public async Task A_bundle_that_unpacks_to_gigabytes_is_cut_off()
    {
        await _test.PublishAsync(ConfigurationKind.RuleSet, "priority", new string('x', 5 * BundleArchive.MaxBytes));
        Assert.Equal("bundle.not-a-bundle", _production.Bundles.Preview(_test.Export()).Refusal!.Code);
    }

    [Fact]
    public async Task A_bundle_can_be_thrown_away()
    {
        await _test.PublishAsync(ConfigurationKind.RuleSet, "priority", "rules");
        await _production.Bundles.ImportAsync(Shen, _test.Export(), ["rules/priority.dmn"], Now);
        Assert.True((await _production.Bundles.DiscardAsync(Tang, (await _production.Bundles.PendingAsync(Now))[0].Id, Now)).Succeeded);
        Assert.Empty(await _production.Bundles.PendingAsync(Now));
        Assert.Null(_production.Published.Current(ConfigurationKind.RuleSet, "priority"));
    }

    [Theory]
    [InlineData(ConfigurationKind.ReasonCodes, """{"b":"业务","a":[1]}""", "{\n  \"b\": \"业务\",\n  \"a\": [\n    1\n  ]\n}\n")]
    [InlineData(ConfigurationKind.Process, "<a>\r\n</a>", "<a>\n</a>\n")]
    public void Documents_are_written_so_that_they_diff_well(string kind, string content, string written) => Assert.Equal(written, BundleArchive.Canonical(kind, content));

    private static byte[] With(byte[] archive, string path, string? content)
    {
        using var stream = new MemoryStream();
        stream.Write(archive);
        using (var zip = new ZipArchive(stream, ZipArchiveMode.Update, leaveOpen: true))
        {
            zip.GetEntry(path)!.Delete();
            if (content is not null)
            {
                using var writer = new StreamWriter(zip.CreateEntry(path).Open());
                writer.Write(content);
            }
        }

        return stream.ToArray();
    }

    private static string Text(byte[] archive, string path)
    {
        using var zip = new ZipArchive(new MemoryStream(archive));
        using var reader = new StreamReader(zip.GetEntry(path)!.Open());
        return reader.ReadToEnd();
    }

    private static StaffMember Administrator(string name) =>
        new(Guid.NewGuid(), name, name, "0001", [], 0, null, true, [], new HashSet<string> { Permissions.AdminConfiguration });

    private sealed class Installation : IParameters, IDisposable
    {
        private readonly MemoryDatabase _database = new();
        private readonly FakeTimeProvider _clock = new(new DateTimeOffset(2026, 11, 24, 2, 0, 0, TimeSpan.Zero));
        private readonly ConfigurationStore _store;
        private readonly BundleSigner _signer;

        public Installation(byte secret, params string[] trusts)
        {
            var settings = trusts.Select((t, n) => KeyValuePair.Create($"Bundles:TrustedSigners:{n}", (string?)t)).Append(new("Content:Key", Convert.ToBase64String(Enumerable.Repeat(secret, 32).ToArray())));
            _signer = new BundleSigner(new ConfigurationBuilder().AddInMemoryCollection(settings).Build());
            Published = new PublishedConfiguration(_database, _clock);
            _store = new ConfigurationStore(_database, Published, new AuditTrail(_database, new AuditKey(new byte[32]), _clock), _clock);
            Bundles = new BundleWorkshop(Published, Published, _store, _store, new ConfigurationWorkshop(_store, [new Needs(Published), new CalendarCheck(_clock), new ReasonCodesCheck(Published)], _clock), this, _signer, _clock);
        }

        public PublishedConfiguration Published { get; }

        public BundleWorkshop Bundles { get; }

        public Dictionary<string, string> Values { get; } = ParameterKeys.All.ToDictionary(p => p.Key, p => p.Default);

        public string Fingerprint => IBundleSigner.FingerprintOf(_signer.PublicKey);

        public Task<ConfigurationVersion> PublishAsync(string kind, string key, string content) => _store.AddAsync(kind, key, content, "system", publish: true, Now);

        public byte[] Export(params string[] kinds) => Bundles.Export(Shen, "test", kinds.Length == 0 ? BundleWorkshop.Kinds : kinds).Value;

        public async Task<List<Parameter>> ParametersAsync()
        {
            await using var db = _database.CreateDbContext();
            return [.. db.Set<Parameter>()];
        }

        public string? Get(string key) => Values.GetValueOrDefault(key);

        public decimal Number(string key) => decimal.Parse(Values[key], System.Globalization.CultureInfo.InvariantCulture);

        public void Dispose()
        {
            Published.Dispose();
            _database.Dispose();
        }
    }

    /// <summary>A document "needs x" is wrong where there are no rules x in force.</summary>
    private sealed class Needs(IPublishedConfiguration configuration) : IConfigurationCheck
    {
        public string Kind => ConfigurationKind.Process;

        public IReadOnlyList<ModelFinding> Check(string key, string content) =>
            content.Trim().Split(' ') is ["needs", var rules] && configuration.Current(ConfigurationKind.RuleSet, rules) is null ? [new ModelFinding("needs", key, key, 0, $"no {rules}")] : [];

        public bool RefusesDraft(ModelFinding finding) => false;
    }
}
