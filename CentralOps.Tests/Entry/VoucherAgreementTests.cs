using CentralOps.Domain.Cases;
using CentralOps.Domain.CoreBanking;
using CentralOps.Domain.Entry.Checks;
using CentralOps.Domain.Kernel;
using CentralOps.Domain.Recognition;
using CentralOps.Domain.Recognition.Fields;

namespace CentralOps.Tests.Entry;

/// <summary>What stands on two vouchers of a case must agree, and what adds up must add up.</summary>
public sealed class VoucherAgreementTests
{
    private static readonly BusinessType Bill = Type("bill");
    private static readonly BusinessType Acceptance = Type("bill-acceptance");

    private static readonly FieldCatalogue Catalogue = new(StoredJson.Read<List<FieldDefinition>>(File.ReadAllText(Path.Combine(Processes.ShippedConfiguration.Root, "samples", "fields.json"))));

    private static readonly string Number = new('1', 30);

    [Fact]
    public void A_bill_and_its_certificate_that_agree_pass() => Assert.Equal([], Failures());

    [Theory]
    [InlineData("certificate.bill.number", "111111111111111111111111111112", "check.values-differ")]
    [InlineData("certificate.amount", "7001.00", "check.values-differ")]
    [InlineData("discount.interest", "43.42", "check.sum-differs")]
    [InlineData("bill.due.words", "贰零贰陆年壹拾壹月零贰拾日", "check.due-already")]
    public void What_differs_between_the_vouchers_is_said(string field, string value, string code) => Assert.Equal([code], Failures((field, value)));

    [Fact]
    public void A_bill_and_the_application_for_its_acceptance_agree_whether_dates_are_words_or_figures() => Assert.Equal([], OfAcceptance());

    [Theory]
    [InlineData("application.bill.number", "111111111111111111111111111112", "check.values-differ")]
    [InlineData("application.amount", "7001.00", "check.values-differ")]
    [InlineData("application.due.date", "2027-02-24", "check.values-differ")]
    [InlineData("drawer.name", "江海市别家食品有限公司", "check.values-differ")]
    [InlineData("drawer.account", "1102200663379361633", "check.values-differ")]
    [InlineData("payee.name", "江海市别家食品有限公司", "check.values-differ")]
    [InlineData("bill.issue.words", "贰零贰陆年壹拾壹月零贰拾日", "check.values-differ")]
    [InlineData("bill.issue.words", "", "check.missing-field")]
    [InlineData("acceptor.bank", "别家银行浦江支行", "check.values-differ")] // another bank's bill
    public void What_differs_between_bill_and_application_is_said(string field, string value, string code) => Assert.Equal([code], OfAcceptance((field, value)));

    private static IEnumerable<string> OfAcceptance(params (string Code, string Value)[] changes)
    {
        const string Drawer = "松岭市启明医疗器械股份有限公司";
        return Run(Acceptance, new(Lookup("1102196016606804980", Drawer), null, null, null), changes, new()
        {
            ["bill.number"] = Number, ["bill.issue.words"] = "贰零贰陆年壹拾壹月贰拾叁日", ["bill.due.words"] = "贰零贰柒年零贰月贰拾叁日", ["amount"] = "7000.00", ["amount.words"] = "柒仟元整", ["drawer.name"] = Drawer, ["drawer.account"] = "1102196016606804980", ["payee.name"] = "海棠区泰和机械制造有限责任公司", ["application.payee.name"] = "海棠区泰和机械制造有限责任公司",
            ["payer.account"] = "1102196016606804980", ["payer.name"] = Drawer, ["payer.bank"] = "江海银行浦江支行", ["acceptor.bank"] = "江海银行浦江支行", ["issue.date"] = "2026-11-23", ["application.bill.number"] = Number, ["application.amount"] = "7000.00", ["application.due.date"] = "2027-02-23",
            ["margin.amount"] = "2100.00", ["acceptance.fee"] = "3.50",
        });
    }

    private static IEnumerable<string> Failures(params (string Code, string Value)[] changes)
    {
        var holder = Lookup("1102196016606804980", "松岭市启明医疗器械股份有限公司");
        return Run(Bill, new(null, holder, null, null), changes, new()
        {
            ["bill.number"] = Number, ["bill.due.words"] = "贰零贰柒年零贰月贰拾叁日", ["amount"] = "7000.00", ["amount.words"] = "柒仟元整", ["payee.name"] = "松岭市启明医疗器械股份有限公司", ["payee.account"] = "1102196016606804980",
            ["certificate.bill.number"] = Number, ["certificate.amount"] = "7000.00", ["discount.interest"] = "43.41", ["discount.proceeds"] = "6956.59",
        });
    }

    private static IEnumerable<string> Run(BusinessType type, Lookups lookups, IEnumerable<(string Code, string Value)> changes, Dictionary<string, string> values)
    {
        foreach (var (code, value) in changes) values[code] = value;
        var @case = new Case { Number = "1", BusinessType = type.Key, BranchCode = "3101", BusinessDate = new DateOnly(2026, 11, 23) };
        foreach (var (code, value) in values) @case.Fields.Add(new CaseField { CaseId = @case.Id, Code = code, Type = Catalogue.Of(code).Type, Value = value, Status = FieldStatus.Accepted, Keying = "none" });
        return DataChecks.Run(@case, type, Catalogue, lookups).Select(f => f.Code);
    }

    private static AccountFacts Lookup(string account, string name) => new(account, name, "", "", AccountStatus.Active, null, null);

    private static BusinessType Type(string key) => StoredJson.Read<BusinessType>(File.ReadAllText(Path.Combine(Processes.ShippedConfiguration.Root, "samples", "business-types", $"{key}.json")));
}
