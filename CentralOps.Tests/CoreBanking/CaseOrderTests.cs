using CentralOps.Domain.Cases;
using CentralOps.Domain.CoreBanking.Posting;
using CentralOps.Domain.Kernel;

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

    [Fact]
    public void A_drawer_is_charged_once_and_margin_and_fee_get_all_of_it()
    {
        (string, string)[] fields = [("payer.account", "1102200663379361633"), ("margin.amount", "12000.00"), ("acceptance.fee", "20.00")];
        var charge = Order("bill-acceptance", fields, new PostWhat());
        var margin = Order("bill-acceptance", fields, new PostWhat("margin", "setting:transit", "setting:margins", "margin.amount"));
        var fee = Order("bill-acceptance", fields, new PostWhat("fee", "setting:transit", "setting:fees", "acceptance.fee"));
        Assert.Equal(("1102200663379361633", 12_020m), (charge.Debit.Account, charge.Amount));
        Assert.Equal((charge.Credit, charge.Credit), (margin.Debit, fee.Debit));
        Assert.Equal(charge.Amount, margin.Amount + fee.Amount);
    }

    private static PostingOrder Order(string key, (string Code, string Value)[] fields, PostWhat what)
    {
        var type = StoredJson.Read<BusinessType>(File.ReadAllText(Path.Combine(Support.Repository.Root, "samples", "business-types", $"{key}.json")));
        var @case = new Case { Number = "1", BusinessType = key, BranchCode = "3101", BusinessDate = new DateOnly(2026, 11, 23) };
        @case.Body.Begin(type);
        @case.Facts.Take("charge_total", 12_020m); // as the rule set bill-acceptance leaves it
        foreach (var (code, value) in fields) @case.Fields.Add(new CaseField { CaseId = @case.Id, Code = code, Type = "text", Value = value, Status = FieldStatus.Accepted, Keying = "none" });
        return CaseOrder.Of(@case, type, what, Guid.NewGuid());
    }
}
