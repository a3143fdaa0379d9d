using CentralOps.Domain.Cases;
using CentralOps.Domain.Entry.Checks;
using CentralOps.Domain.Recognition;
using CentralOps.Domain.Recognition.Fields;

namespace CentralOps.Tests.Entry;

/// <summary>What stands on two vouchers of a case must agree, and what adds up must add up.</summary>
public sealed class VoucherAgreementTests
{
    private static readonly BusinessType Bill = CaseJson.Read<BusinessType>(File.ReadAllText(Path.Combine(Processes.ShippedConfiguration.Root, "samples", "business-types", "bill.json")));

    private static readonly FieldCatalogue Catalogue = new(CaseJson.Read<List<FieldDefinition>>(File.ReadAllText(Path.Combine(Processes.ShippedConfiguration.Root, "samples", "fields.json"))));

    private static readonly string Number = new('1', 30);

    [Fact]
    public void A_bill_and_its_certificate_that_agree_pass() => Assert.Equal([], Failures());

    [Theory]
    [InlineData("certificate.bill.number", "111111111111111111111111111112", "check.values-differ")]
    [InlineData("certificate.amount", "7001.00", "check.values-differ")]
    [InlineData("discount.interest", "43.42", "check.sum-differs")]
    [InlineData("bill.due.words", "贰零贰陆年壹拾壹月零贰拾日", "check.due-already")]
    public void What_differs_between_the_vouchers_is_said(string field, string value, string code) => Assert.Equal([code], Failures((field, value)));

    private static IEnumerable<string> Failures(params (string Code, string Value)[] changes)
    {
        var values = new Dictionary<string, string>
        {
            ["bill.number"] = Number, ["bill.due.words"] = "贰零贰柒年零贰月贰拾叁日", ["amount"] = "7000.00", ["amount.words"] = "柒仟元整", ["payee.name"] = "松岭市启明医疗器械股份有限公司", ["payee.account"] = "1102196016606804980",
            ["certificate.bill.number"] = Number, ["certificate.amount"] = "7000.00", ["discount.interest"] = "43.41", ["discount.proceeds"] = "6956.59",
        };
        foreach (var (code, value) in changes) values[code] = value;
        var @case = new Case { Number = "1", BusinessType = "bill", BranchCode = "3101", BusinessDate = new DateOnly(2026, 11, 23) };
        foreach (var (code, value) in values) @case.Fields.Add(new CaseField { CaseId = @case.Id, Code = code, Type = Catalogue.Of(code).Type, Value = value, Status = FieldStatus.Accepted, Keying = "none" });
        var holder = new Domain.CoreBanking.AccountFacts("1102196016606804980", values["payee.name"], "", "", Domain.CoreBanking.AccountStatus.Active, null, null);
        return DataChecks.Run(@case, Bill, Catalogue, new Lookups(null, holder, null, null)).Select(f => f.Code);
    }
}
