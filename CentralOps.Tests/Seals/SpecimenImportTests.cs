using CentralOps.Domain.Content;
using CentralOps.Domain.Seals;
using CentralOps.Infrastructure.Seals.Persistence;
using CentralOps.Tests.Support;

namespace CentralOps.Tests.Seals;

public sealed class SpecimenImportTests
{
    [Fact]
    public Task A_card_is_kept_with_its_seals_in_SQLite() => Kept("sqlite");

    [Fact]
    [Trait("Category", "db")]
    public Task A_card_is_kept_with_its_seals_in_PostgreSQL() => Kept("postgresql");

    [Fact]
    [Trait("Category", "db")]
    public Task A_card_is_kept_with_its_seals_in_SQL_Server() => Kept("sqlserver");

    [Fact]
    public async Task A_card_with_an_unreadable_rule_is_refused()
    {
        await using var database = await TestDatabase.CreateAsync("sqlite");
        var outcome = await new SpecimenImport(new SpecimenCards(database), new Shelf()).ImportAsync(Card("any 3 of finance"), TestContext.Current.CancellationToken);
        Assert.Equal("seals.bad-combination", outcome.Refusal!.Code);
    }

    private static async Task Kept(string provider)
    {
        var cancel = TestContext.Current.CancellationToken;
        await using var database = await TestDatabase.CreateAsync(provider);
        var (cards, shelf) = (new SpecimenCards(database), new Shelf());
        var import = new SpecimenImport(cards, shelf);
        Assert.True((await import.ImportAsync(Card("finance"), cancel)).Succeeded);
        // Imported again at the next start: nothing twice.
        Assert.True((await import.ImportAsync(Card("finance"), cancel)).Succeeded);

        var card = await cards.CardAsync("1102112365433924805", cancel);
        var specimen = Assert.Single(card!.InForce(new DateOnly(2026, 11, 20)));
        Assert.Equal(("finance", 300.0), (specimen.Role, specimen.Dpi));
        Assert.Equal([1, 2, 3], await shelf.GetAsync(specimen.ContentHash, cancel));
        Assert.Null(await cards.CardAsync("unknown", cancel));
    }

    private static SpecimenCardData Card(string combination) =>
        new("1102112365433924805", combination, [new("finance", [1, 2, 3], 300, new(2021, 1, 1), null)]);

    private sealed class Shelf : IContentStore
    {
        private readonly Dictionary<string, byte[]> _kept = [];

        public Task<string> PutAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancel = default)
        {
            var hash = Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(bytes.Span));
            _kept[hash] = bytes.ToArray();
            return Task.FromResult(hash);
        }

        public Task<byte[]> GetAsync(string hash, CancellationToken cancel = default) => Task.FromResult(_kept[hash]);

        public Task<bool> ExistsAsync(string hash, CancellationToken cancel = default) => Task.FromResult(_kept.ContainsKey(hash));
    }
}
