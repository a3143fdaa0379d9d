using System.Text.Json.Nodes;
using CentralOps.Domain.Cases;
using CentralOps.Domain.Cases.Facts;
using CentralOps.Domain.CoreBanking;
using CentralOps.Domain.Kernel;
using CentralOps.Domain.Receipts;
using CentralOps.Domain.Seals;
using CentralOps.Tests.Support;

namespace CentralOps.Tests.Cases;

/// <summary>Cases as version 0.1 has stored them: whatever becomes of the classes, they are read on.</summary>
public sealed class StoredCaseTests
{
    [Theory]
    [InlineData("remittance-completed-0.1.json")]
    [InlineData("remittance-with-branch-0.1.json")]
    public void What_was_stored_is_read_and_written_back_as_it_was(string file)
    {
        var stored = Stored(file);
        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(stored), JsonNode.Parse(StoredJson.Write(StoredJson.Read<CaseBody>(stored)))));
    }

    [Fact]
    public void A_stored_case_says_what_it_said()
    {
        var @case = new Case { Number = "202611230000001", BusinessType = "remittance", BranchCode = "3101" };
        @case.Restore(StoredJson.Read<CaseBody>(Stored("remittance-completed-0.1.json")));
        Assert.True(@case.IsPostingBegun);
        Assert.Equal((true, "ok", true), (@case.Facts.Get(FlowFacts.MoneyMoved), @case.Facts.Get(SealFacts.Result), @case.Facts.Get(PaperFacts.DocumentsReady)));
        Assert.StartsWith("J", @case.Facts.Get(PostingFacts.JournalNumber));
        Assert.Equal("small-value", CaseVariables.Of(@case)["payment_route"]);
        Assert.Equal([2, 1], @case.Pages.Where(p => !p.Replaced).Select(p => p.Number));
        Assert.Equal("settlement-application-b", Assert.Single(@case.Pages, p => p.Replaced).TemplateKey);
        Assert.Equal("3013562100000120", @case.Accepted("voucher.number"));
    }

    [Fact]
    public void A_stored_return_goes_on_where_it_waits()
    {
        var body = StoredJson.Read<CaseBody>(Stored("remittance-with-branch-0.1.json"));
        Assert.Equal(("R01", 1), (body.Return!.Reason, body.Return.Marks.Count));
        Assert.NotEmpty(body.Process.Tokens);
    }

    private static string Stored(string file) => File.ReadAllText(Path.Combine(Repository.Root, "CentralOps.Tests", "Cases", "Stored", file));
}
