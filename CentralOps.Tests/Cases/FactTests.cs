using System.Text.RegularExpressions;
using CentralOps.Domain.Cases.Facts;
using CentralOps.Domain.Kernel;
using CentralOps.Tests.Support;

namespace CentralOps.Tests.Cases;

public sealed partial class FactTests
{
    private static readonly Fact<bool> OfTheTests = new("only_in_tests");

    private static readonly FactCatalogue Catalogue = new(typeof(FactTests).Assembly);

    [Fact]
    public void A_step_from_elsewhere_brings_its_own_facts() => Assert.Same(OfTheTests, Catalogue.Find("only_in_tests"));

    [Theory]
    [InlineData("posting_begun", "boolean", true)]
    [InlineData("seal_result", "string", false)]
    [InlineData("journal_number", "string", true)]
    [InlineData("journal_number_fee", "string", true)]
    [InlineData("core_refusal", "string", true)]
    [InlineData("core_refusals", "number", true)]
    [InlineData("core_loan", "string", true)]
    [InlineData("batch_total", "number", true)]
    [InlineData("review_2_outcome", "string", false)]
    public void A_name_in_a_condition_is_known_with_its_type_and_by_whom_it_may_be_set(string name, string type, bool closed)
    {
        var fact = Catalogue.Find(name)!;
        Assert.Equal((type, closed), (fact.FeelType, fact.Closed));
    }

    [Theory]
    [InlineData("posting_began")]
    [InlineData("_outcome")]
    [InlineData("journal_number_")]
    public void What_nobody_has_declared_is_not_known(string name) => Assert.Null(Catalogue.Find(name));

    [Fact]
    public void No_name_is_declared_twice() => Assert.Equal([], Catalogue.All.GroupBy(f => f.Name).Where(g => g.Count() > 1).Select(g => g.Key));

    // The compiler keeps bare keys out of the facts themselves; here is what could get round it.
    [Fact]
    public void The_name_of_a_fact_stands_in_its_declaration_only()
    {
        var names = Catalogue.All.Where(f => f.Name.Contains('_') && !f.Name.Contains('*') && f != OfTheTests).Select(f => f.Name).ToHashSet();
        var found = Sources().SelectMany(f => Word().Matches(File.ReadAllText(f)).Select(m => m.Groups[1].Value).Where(names.Contains).Distinct().Select(n => (Name: n, File: Path.GetFileName(f)))).ToList();
        Assert.Equal(names.Count, found.Select(f => f.Name).Distinct().Count());
        Assert.Equal([], found.GroupBy(f => f.Name).Where(g => g.Count() > 1).Select(g => $"{g.Key}: {string.Join(", ", g.Select(f => f.File))}"));
        Assert.Equal([], Sources().Where(f => ByName().IsMatch(File.ReadAllText(f))).Select(Path.GetFileName));
    }

    [Fact]
    public void A_fact_is_read_as_what_it_was_declared_and_survives_being_stored()
    {
        var facts = new CaseFacts();
        var (number, text) = (new Fact<decimal>("a_number"), new Fact<string>("a_text"));
        facts.Set(number, 3m);
        facts.Set(text, null);
        facts.Set(OfTheTests, true);
        facts.Take("collected", new[] { "a", "b" });
        var read = StoredJson.Read<CaseFacts>(StoredJson.Write(facts));
        Assert.Equal("""{"a_number":3,"a_text":null,"only_in_tests":true,"collected":["a","b"]}""", StoredJson.Write(read));
        Assert.Equal((3m, null, true), (read.Get(number), read.Get(text), read.Get(OfTheTests)));
        Assert.Equal((3, false), (read.Whole(number), read.Has(text)));
        Assert.Equal(["a", "b"], read.Lines(new Fact<string>("collected")));
        Assert.Equal((0m, null), (read.Get(new Fact<decimal>("only_in_tests")), read.Whole(new Fact<decimal>("none"))));
    }

    private static IEnumerable<string> Sources() =>
        new[] { "CentralOps.Domain", "CentralOps.Infrastructure", "CentralOps.Web" }.SelectMany(p => Repository.Sources(p, ".cs").Concat(Repository.Sources(p, ".razor")));

    [GeneratedRegex("\"([a-z0-9_]+)\"")]
    private static partial Regex Word();

    [GeneratedRegex(@"Facts\.(Named|Take)\(\$?""")]
    private static partial Regex ByName();
}
