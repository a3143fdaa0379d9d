using CentralOps.Domain.Kernel;
using CentralOps.Domain.Recognition;
using CentralOps.Domain.Recognition.Design;
using CentralOps.Domain.Versioning;
using CentralOps.Tests.Support;

namespace CentralOps.Tests.Recognition.Design;

/// <summary>What the field catalogue may say, and what differs between two.</summary>
public sealed class FieldCatalogueTests
{
    private static readonly IReadOnlyList<FieldDefinition> Shipped = FieldJson.Read(File.ReadAllText(Path.Combine(Repository.Root, "samples", "fields.json")));

    private readonly SampleConfiguration _published = SampleConfiguration.Read();

    [Fact]
    public void The_shipped_catalogue_has_nothing_to_put_right_and_survives_writing()
    {
        Assert.Equal([], Check(Shipped).Select(f => f.Text));
        Assert.Empty(FieldJson.Between(Shipped, FieldJson.Read(FieldJson.Write(Shipped))));
    }

    [Theory]
    [InlineData("fields.bad-code", "Payer Shoe")]
    [InlineData("fields.bad-code", "")]
    [InlineData("fields.duplicate", "payer.account")]
    public void A_code_is_a_name_of_its_own(string finding, string code) => Refused(finding, Extra with { Code = code });

    [Fact]
    public void An_entry_that_desks_or_machines_could_not_use_is_named()
    {
        Refused("fields.no-name", Extra with { NameEn = " " });
        Refused("fields.bad-type", Extra with { Type = "shoe-size" });
        Refused("fields.bad-sensitivity", Extra with { Sensitivity = "rumour" });
        Refused("fields.bad-keying", Extra with { Keying = "guess" });
        Refused("fields.bad-length", Extra with { Length = -1 });
        Refused("fields.bad-threshold", Extra with { AcceptFrom = 2 });
        Refused("fields.no-values", Extra with { Type = FieldTypes.CodeList });
        Refused("fields.value-twice", Extra with { Values = ["a", "a"] });
        Refused("fields.bad-value", Extra with { Type = FieldTypes.Amount, Values = ["1,000"] }); // such an amount is written 1000.00
    }

    [Fact]
    public void A_field_that_a_layout_in_force_or_a_business_type_needs_cannot_go()
    {
        var findings = Check([.. Shipped.Where(f => f.Code != "payee.account")]);
        Assert.Contains(findings, f => f.Code == "fields.in-use" && Equals(f.Args[1], "paying-in-slip-a"));
        Assert.Contains(findings, f => f.Code == "fields.required" && Equals(f.Args[1], "cheque-transfer"));
    }

    [Fact]
    public void Another_type_is_a_warning_as_cases_under_way_have_the_old_one()
    {
        var warning = Assert.Single(Check([.. Shipped.Select(f => f.Code == "purpose" ? f with { Type = FieldTypes.Company } : f)]));
        Assert.Equal(("fields.other-type", true), (warning.Code, warning.IsWarning));
    }

    [Theory]
    [InlineData("no JSON")]
    [InlineData("{}")]
    [InlineData("[null]")]
    [InlineData("""[{"code":"a"}]""")]
    [InlineData("""[{"code":"a","nameZh":"甲","nameEn":null,"type":"text"}]""")]
    public void What_is_no_catalogue_is_not_even_kept(string content)
    {
        var check = new FieldCatalogueCheck(_published);
        var finding = Assert.Single(check.Check("fields", content));
        Assert.Equal("fields.not-json", finding.Code);
        Assert.True(check.RefusesDraft(finding));
    }

    [Fact]
    public void Two_catalogues_differ_field_by_field()
    {
        var changes = FieldJson.Between(Shipped, [.. Shipped.Where(f => f.Code != "remark").Select(f => f.Code == "purpose" ? f with { Keying = KeyingPolicies.Double, Length = 9 } : f), Extra]);
        Assert.Equal([("purpose", ChangeKind.Changed), ("payer.shoe", ChangeKind.Added), ("remark", ChangeKind.Removed)], changes.Select(c => (c.Name, c.Change)));
        Assert.Equal([new PropertyChange("keying", "ocr-if-sure", "double"), new PropertyChange("length", null, "9")], changes[0].Properties);
    }

    private static FieldDefinition Extra => new() { Code = "payer.shoe", NameZh = "鞋码", NameEn = "Shoe", Type = FieldTypes.Text };

    private IReadOnlyList<Domain.Kernel.ModelFinding> Check(IReadOnlyList<FieldDefinition> fields) => new FieldCatalogueCheck(_published).Check(fields);

    private void Refused(string code, FieldDefinition extra) => Assert.Single(Check([.. Shipped, extra]), f => !f.IsWarning && f.Code == code);
}
