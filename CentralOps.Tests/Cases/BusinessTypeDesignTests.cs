using CentralOps.Domain.Cases;
using CentralOps.Domain.Cases.Design;
using CentralOps.Domain.Configuration.BusinessTypes;
using CentralOps.Domain.Versioning;
using CentralOps.Tests.Recognition.Design;
using CentralOps.Tests.Support;

namespace CentralOps.Tests.Cases;

/// <summary>What a business type may say, and what differs between two versions.</summary>
public sealed class BusinessTypeDesignTests
{
    private static readonly BusinessType Cheque = BusinessTypeJson.Read(File.ReadAllText(Path.Combine(Repository.Root, "samples", "business-types", "cheque-transfer.json")));

    private readonly SampleConfiguration _published = SampleConfiguration.Read();

    public BusinessTypeDesignTests()
    {
        foreach (var file in Directory.EnumerateFiles(Path.Combine(Repository.Root, "samples", "processes"), "*.bpmn"))
            _published.Publish(ConfigurationKind.Process, Path.GetFileNameWithoutExtension(file), 1, File.ReadAllText(file));
    }

    [Fact]
    public void Every_shipped_type_has_nothing_to_put_right_and_survives_writing()
    {
        var types = Directory.EnumerateFiles(Path.Combine(Repository.Root, "samples", "business-types"), "*.json").Select(f => (Path.GetFileNameWithoutExtension(f), BusinessTypeJson.Read(File.ReadAllText(f)))).ToList();
        Assert.True(types.Count >= 4);
        foreach (var (key, type) in types)
        {
            Assert.Equal([], new BusinessTypeCheck(_published).Check(key, type).Where(f => !f.IsWarning).Select(f => f.Text));
            Assert.Empty(BusinessTypeJson.Between(type, BusinessTypeJson.Read(BusinessTypeJson.Write(type))));
        }
    }

    [Fact]
    public void A_type_that_version_0_1_wrote_loses_no_check()
    {
        BusinessType Written(string rest) => BusinessTypeJson.Read($$"""{"key":"t","nameZh":"甲","nameEn":"A","process":"p",{{rest}}}""");
        var payroll = Written(""" "settings":{"batch":"required","pages":"required","page":"central-authorization/requests","channel":"online-bank"} """);
        Assert.Equal((true, true, "central-authorization/requests", "online-bank", 0), (payroll.BatchRequired, payroll.PagesRequired, payroll.Page, payroll.Channel, payroll.Settings.Count));
        Assert.Equal("cheque", Written(""" "vouchers":[{"kind":"cheque"}] """).Settings["cheque"]);
        Assert.Equal("specimen-card", Written(""" "vouchers":[{"kind":"specimen-card"}] """).Settings["card"]);
        var bill = Written(""" "vouchers":[{"kind":"acceptance-bill"}] """);
        Assert.Equal(("bill.due.words", "bill.number"), (bill.Settings["not-due"], bill.Numbers[^1]));
        Assert.Equal("customer.name", Written(""" "settings":{"debit":"customer"} """).Customer);
        Assert.Equal("payer.name", Written(""" "settings":{"debit":"setting:discounted"} """).Customer);
        Assert.DoesNotContain("cheque", Written(""" "vouchers":[{"kind":"cheque"}],"numbers":["voucher.number"] """).Settings.Keys); // today a type says it itself
    }

    [Fact]
    public void What_desks_and_machines_could_not_use_is_named()
    {
        Refused("types.other-key", Cheque with { Key = "shoe-transfer" });
        Refused("types.no-name", Cheque with { NameEn = " " });
        Refused("types.bad-minutes", Cheque with { Minutes = 0 });
        Refused("types.unknown-process", Cheque with { Process = "shoe-transfer" });
        Refused("types.unknown-field", Cheque with { RequiredFields = ["payer.shoe"] });
        Refused("types.unknown-field", Cheque with { Form = [new FormField("payer.shoe")] });
        Refused("types.unknown-field", Cheque with { Numbers = ["payer.shoe"] });
        Refused("types.unknown-field", Cheque with { Customer = "payer.shoe" });
        Refused("types.twice", Cheque with { Numbers = ["voucher.number", "voucher.number"] });
        Refused("types.unknown-way", Cheque with { Channel = "pigeon" });
        Refused("types.unknown-way", Cheque with { Page = "central-authorization/pigeons" });
        Refused("types.bad-code", Cheque with { Vouchers = [new RequiredVoucher("A cheque")] });
        Refused("types.twice", Cheque with { Vouchers = [new RequiredVoucher("cheque"), new RequiredVoucher("cheque", false)] });
        Refused("types.twice", Cheque with { Checklist = [Tick, Tick] });
        Refused("types.no-text", Cheque with { Checklist = [Tick with { Zh = "" }] });
        Refused("types.bad-code", Cheque with { Settings = new Dictionary<string, string> { ["Sealed by"] = "payer" } });
    }

    [Fact]
    public void A_voucher_without_a_layout_is_a_warning_as_people_can_classify_it()
    {
        var finding = Assert.Single(new BusinessTypeCheck(_published).Check(Cheque.Key, Cheque with { Vouchers = [new RequiredVoucher("letter-of-thanks")] }));
        Assert.Equal(("types.no-layout", true), (finding.Code, finding.IsWarning));
    }

    [Theory]
    [InlineData("no JSON")]
    [InlineData("[]")]
    [InlineData("null")]
    [InlineData("""{"key":"a"}""")]
    [InlineData("""{"key":"a","nameZh":"甲","nameEn":"A","process":"p","vouchers":[null]}""")]
    public void What_is_no_business_type_is_not_even_kept(string content)
    {
        var check = new BusinessTypeCheck(_published);
        var finding = Assert.Single(check.Check("a", content));
        Assert.Equal("types.not-json", finding.Code);
        Assert.True(check.RefusesDraft(finding));
    }

    [Fact]
    public void Two_versions_differ_part_by_part()
    {
        var newer = Cheque with
        {
            Minutes = 20, Vouchers = [.. Cheque.Vouchers.Select(v => v.Kind == "paying-in-slip" ? v with { Required = false } : v)],
            Checklist = [.. Cheque.Checklist.Skip(1), Tick], RequiredFields = [.. Cheque.RequiredFields, "purpose"], Numbers = ["voucher.number", "purpose"],
            Settings = new Dictionary<string, string>(Cheque.Settings) { ["transaction"] = "clearing" },
        };
        var changes = BusinessTypeJson.Between(Cheque, newer);
        Assert.Equal(
            [("type", "", ChangeKind.Changed), ("voucher", "paying-in-slip", ChangeKind.Changed), ("check", "shoes-clean", ChangeKind.Added), ("check", "cheque-genuine", ChangeKind.Removed),
                ("field", "purpose", ChangeKind.Added), ("number", "purpose", ChangeKind.Added), ("setting", "transaction", ChangeKind.Changed)],
            changes.Select(c => (c.Part, c.Name, c.Change)));
        Assert.Equal([new PropertyChange("minutes", "30", "20")], changes[0].Properties);
        Assert.Equal([new PropertyChange("value", "transfer", "clearing")], changes[^1].Properties);
    }

    private static ChecklistItem Tick => new("shoes-clean", "鞋子干净", "Shoes are clean");

    private void Refused(string code, BusinessType type) => Assert.Contains(new BusinessTypeCheck(_published).Check(Cheque.Key, type), f => !f.IsWarning && f.Code == code);
}
