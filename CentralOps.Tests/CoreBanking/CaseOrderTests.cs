using CentralOps.Domain.Cases;
using CentralOps.Domain.CoreBanking.Posting;
using CentralOps.Domain.Recognition;

namespace CentralOps.Tests.CoreBanking;

/// <summary>What a case orders the core to book.</summary>
public sealed class CaseOrderTests
{
    [Theory]
    [InlineData("online-banking-order", "order.number", "9261126000001")]
    [InlineData("cheque-transfer", "voucher.number", "1023456712345678")]
    [InlineData("internal-transfer", "purpose", null)]
    public void A_booking_carries_the_number_of_its_paper_or_order(string type, string field, string? number) =>
        Assert.Equal(number, Order(type, [(field, number ?? "款项划转")], new PostWhat()).VoucherNumber);

    private static PostingOrder Order(string key, (string Code, string Value)[] fields, PostWhat what)
    {
        var type = CaseJson.Read<BusinessType>(File.ReadAllText(Path.Combine(Support.Repository.Root, "samples", "business-types", $"{key}.json")));
        var @case = new Case { Number = "1", BusinessType = key, BranchCode = "3101", BusinessDate = new DateOnly(2026, 11, 23) };
        @case.Body.Begin(type);
        foreach (var (code, value) in fields) @case.Fields.Add(new CaseField { CaseId = @case.Id, Code = code, Type = "text", Value = value, Status = FieldStatus.Accepted, Keying = "none" });
        return CaseOrder.Of(@case, type, what, Guid.NewGuid());
    }
}
