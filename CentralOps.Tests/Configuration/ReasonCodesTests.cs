using CentralOps.Domain.Configuration;
using CentralOps.Domain.Versioning;
using CentralOps.Tests.Support;

namespace CentralOps.Tests.Configuration;

public sealed class ReasonCodesTests
{
    private readonly OneList _configuration = new("""
        [
          { "code": "R01", "zh": "影像不清", "en": "Not readable", "for": ["return"] },
          { "code": "R02", "zh": "额度不足", "en": "Limit", "for": ["return", "reject"], "tasks": ["authorization"], "from": "2026-12-01" },
          { "code": "R03", "zh": "旧原因", "en": "Old", "for": ["return"], "until": "2026-11-30" }
        ]
        """);

    private readonly FixedDay _today = new();

    [Fact]
    public void A_reason_is_offered_for_its_use_its_task_and_its_time_only()
    {
        var reasons = new ReasonCatalogue(_configuration, _today);
        Assert.Equal(["R01", "R03"], reasons.For("return", "authorization").Select(r => r.Code));
        Assert.False(reasons.Allows("return", "R02", "authorization")); // from December on
        _today.Today = new DateOnly(2026, 12, 1);
        Assert.Equal(["R01", "R02"], reasons.For("return", "authorization").Select(r => r.Code));
        Assert.Equal(["R01"], reasons.For("return", "review").Select(r => r.Code));
        Assert.Empty(reasons.For("reject", "review"));
    }

    [Fact]
    public void A_reason_that_is_over_can_still_be_read_on_old_cases()
    {
        _today.Today = new DateOnly(2030, 1, 1);
        Assert.Equal("旧原因", new ReasonCatalogue(_configuration, _today).Find("R03")?.Zh);
    }

    [Theory]
    [InlineData("""[{"code":"R01"}]""", "reasons.no-text")]
    [InlineData("""[{"code":"R 1","zh":"甲","en":"A","for":["return"]}]""", "reasons.bad-code")]
    [InlineData("""[{"code":"R01","zh":"甲","en":"A","for":["nothing"]}]""", "reasons.bad-use")]
    [InlineData("""[{"code":"R01","zh":"甲","en":"A","for":["return"],"from":"2026-02-01","until":"2026-01-01"}]""", "reasons.bad-dates")]
    [InlineData("""[{"code":"R01","zh":"甲","en":"A","for":["return"]},{"code":"R01","zh":"乙","en":"B","for":["reject"]}]""", "reasons.duplicate")]
    [InlineData("""[{"code":"R01","zh":"甲","en":"A","for":["return"]}]""", "reasons.use-empty")] // nothing to reject with
    [InlineData("""{"code":"R01"}""", "reasons.not-json")]
    [InlineData("[null]", "reasons.not-json")]
    public void A_list_that_would_leave_people_without_a_reason_is_not_published(string content, string finding) =>
        Assert.Contains(new ReasonCodesCheck(_configuration).Check("reasons", content), f => f.Code == finding && !f.IsWarning);

    [Fact]
    public void The_shipped_list_has_nothing_against_it() =>
        Assert.Equal([], new ReasonCodesCheck(_configuration).Check("shipped", File.ReadAllText(Path.Combine(Repository.Root, "samples", "reason-codes.json"))));

    [Fact]
    public void What_changed_between_two_lists_is_told_by_code()
    {
        var older = ReasonJson.Read(_configuration.Content);
        var newer = new[] { older[1] with { Until = new DateOnly(2027, 1, 1) }, older[0], new ReasonCode("R09", "新", "New", ["reject"]) };
        var changes = ReasonJson.Between(older, newer);
        Assert.Equal(
            [("R02", ChangeKind.Changed), ("R01", ChangeKind.Moved), ("R09", ChangeKind.Added), ("R03", ChangeKind.Removed)],
            changes.Select(c => (c.Name, c.Change)));
        Assert.Equal([new PropertyChange("until", null, "2027-01-01"), new PropertyChange("order", "2", "1")], changes[0].Properties);
        Assert.Contains(new PropertyChange("zh", null, "新"), changes[2].Properties);
    }

    private sealed class OneList(string content) : IPublishedConfiguration
    {
        private readonly ConfigurationVersion _version = new() { Kind = ConfigurationKind.ReasonCodes, Key = "reasons", Version = 1, Author = "system", Content = content };

        public string Content => content;

        public ConfigurationVersion? Current(string kind, string key) => kind == _version.Kind && key == _version.Key ? _version : null;

        public ConfigurationVersion? Exact(string kind, string key, int version) => Current(kind, key);

        public IReadOnlyList<ConfigurationVersion> AllCurrent(string kind) => kind == _version.Kind ? [_version] : [];

        public T Parsed<T>(ConfigurationVersion version, Func<ConfigurationVersion, T> parse) where T : class => parse(version);
    }
}
