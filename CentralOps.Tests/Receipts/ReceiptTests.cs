using System.Diagnostics;
using CentralOps.Domain.CoreBanking.Posting;
using CentralOps.Domain.Kernel;
using CentralOps.Domain.Receipts;
using CentralOps.Infrastructure.Audit;
using CentralOps.Infrastructure.Content;
using CentralOps.Infrastructure.CoreBanking.Persistence;
using CentralOps.Infrastructure.Receipts.Papers;
using CentralOps.Infrastructure.Receipts.Persistence;
using CentralOps.Tests.CoreBanking;
using CentralOps.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace CentralOps.Tests.Receipts;

public sealed class ReceiptTests : IDisposable
{
    private static readonly ReceiptKey Key = new([.. Enumerable.Range(0, 32).Select(i => (byte)i)]);
    private static readonly PaperRenderer Renderer = new(new PaperSettings("江海银行", "https://verify.example", null), NullLogger<PaperRenderer>.Instance);
    private readonly string folder = Directory.CreateTempSubdirectory("receipts-").FullName;
    private readonly MemoryDatabase database = new();
    private readonly FakeTimeProvider clock = new(new DateTimeOffset(2026, 11, 23, 2, 30, 0, TimeSpan.Zero));
    private readonly Postings postings;
    private readonly ReceiptStore store;
    private readonly IssueReceipt issue;
    private readonly PrintDocument print;

    public ReceiptTests()
    {
        postings = new Postings(database);
        store = new ReceiptStore(database, new AuditTrail(database, new(new byte[32]), clock));
        issue = new IssueReceipt(postings, store, Renderer, new FileContentStore(folder, new ContentCipher(new byte[32])), Key, clock);
        print = new PrintDocument(postings, store, Renderer, clock);
    }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        database.Dispose();
        Directory.Delete(folder, recursive: true);
    }

    private async Task<CorePosting> BookedAsync(decimal amount = 1_234_567.89m, string payee = "启明科技有限公司")
    {
        Assert.SkipUnless(SongFont.IsInstalled, "no Song font with TrueType outlines on this machine (fonts-arphic-uming)");
        var posting = CorePosting.Prepare(SimulatedCore.Order(amount, cheque: "1023794102590007") with { Credit = new PostingParty("6222020000000000024", payee, "江海银行浦江支行"), Debit = new PostingParty(SimulatedCore.Rich, "白沙湾瑞丰印务有限责任公司", "江海银行营业部") }, 1, clock.GetUtcNow());
        posting.Send(clock.GetUtcNow());
        posting.Book("J2026112300000042", clock.GetUtcNow());
        await postings.AddAsync(posting, Cancel);
        return posting;
    }

    private async Task<EReceipt> IssueAsync(CorePosting posting) => (await issue.IssueAsync(posting.CaseId, posting.Purpose, Cancel)).Value;

    private VerifyReceipt Verify() => new(store, postings, Key);

    [Fact]
    public async Task A_booking_has_one_receipt_however_often_it_is_asked_for()
    {
        var posting = await BookedAsync();
        var first = await IssueAsync(posting);
        Assert.Equal((first.Number, first.ContentHash), ((await IssueAsync(posting)).Number, (await IssueAsync(posting)).ContentHash));
        Assert.Equal("0101202611230000", first.Number[..16]);
        Assert.True(ReceiptNumber.IsWellFormed(first.Number));
    }

    [Fact]
    public async Task Numbers_of_a_branch_and_day_run_without_a_gap_also_when_many_are_issued_at_once()
    {
        var booked = new List<CorePosting>();
        for (var i = 0; i < 6; i++) booked.Add(await BookedAsync());
        var receipts = await Task.WhenAll(booked.Select(p => Task.Run(() => store.AddAsync(p, n => EReceipt.Issue(p, n, Key, clock.GetUtcNow()), Cancel), Cancel)));
        Assert.Equal(Enumerable.Range(1, 6), receipts.Select(r => int.Parse(r.Number[12..18], System.Globalization.CultureInfo.InvariantCulture)).Order());
    }

    [Fact]
    public async Task Nothing_is_issued_for_what_is_not_booked()
    {
        var posting = CorePosting.Prepare(SimulatedCore.Order(), 1, clock.GetUtcNow());
        await postings.AddAsync(posting, Cancel);
        Assert.Equal("receipts.not-booked", (await issue.IssueAsync(posting.CaseId, posting.Purpose, Cancel)).Refusal!.Code);
        Assert.Throws<RuleBroken>(() => EReceipt.Issue(posting, 1, Key, clock.GetUtcNow()));
    }

    [Fact]
    public async Task Whoever_holds_number_and_code_sees_masked_facts_and_nobody_else_sees_anything()
    {
        var receipt = await IssueAsync(await BookedAsync());
        var genuine = await Verify().VerifyAsync($" {receipt.Number[..8]} {receipt.Number[8..]}", receipt.Code.ToLowerInvariant(), Cancel);
        Assert.Equal((1_234_567.89m, "6222 **** 0016", "白沙*********公司", "启明****公司", false), (genuine!.Amount, genuine.DebitAccount, genuine.DebitName, genuine.CreditName, genuine.Reversed));
        Assert.Null(await Verify().VerifyAsync(receipt.Number, "0000000000000000", Cancel));
        Assert.Null(await Verify().VerifyAsync(receipt.Number, "", Cancel));
        Assert.Null(await Verify().VerifyAsync(ReceiptNumber.Compose("0101", SimulatedCore.Today, 999), receipt.Code, Cancel));
        Assert.Null(await Verify().VerifyAsync("x", "y", Cancel));
    }

    [Theory]
    [InlineData("UPDATE ReceiptsEReceipts SET Amount = 999999900")]
    [InlineData("UPDATE ReceiptsEReceipts SET CreditAccount = '6222020000000000099'")]
    [InlineData("UPDATE ReceiptsEReceipts SET JournalNumber = 'J1'")]
    public async Task A_receipt_changed_in_the_database_is_no_longer_genuine(string tampering)
    {
        var receipt = await IssueAsync(await BookedAsync());
        await using var db = database.CreateDbContext();
        Assert.Equal(1, await db.Database.ExecuteSqlRawAsync(tampering, Cancel));
        Assert.Null(await Verify().VerifyAsync(receipt.Number, receipt.Code, Cancel));
    }

    [Fact]
    public async Task A_receipt_of_a_booking_that_was_undone_says_so()
    {
        var posting = await BookedAsync();
        var receipt = await IssueAsync(posting);
        posting.Reverse();
        Assert.True(await postings.SaveAsync(posting, null, Cancel));
        Assert.True((await Verify().VerifyAsync(receipt.Number, receipt.Code, Cancel))!.Reversed);
    }

    [Fact]
    public void A_slip_of_the_pen_in_a_number_is_found_by_its_check_digits()
    {
        var number = ReceiptNumber.Compose("0101", SimulatedCore.Today, 42);
        for (var i = 0; i < number.Length; i++)
        {
            var wrong = number.ToCharArray();
            wrong[i] = wrong[i] == '9' ? '8' : '9';
            Assert.False(ReceiptNumber.IsWellFormed(new string(wrong)));
            if (i > 0 && number[i] != number[i - 1]) Assert.False(ReceiptNumber.IsWellFormed(number[..(i - 1)] + number[i] + number[i - 1] + number[(i + 1)..]));
        }
    }

    [Fact]
    public async Task The_first_print_is_the_original_and_every_later_one_is_counted_and_marked()
    {
        var posting = await BookedAsync();
        async Task<PrintedPaper> PrintAsync(string kind) => (await print.PrintAsync(posting.CaseId, posting.Purpose, kind, "teller1", "0101", Cancel)).Value;
        for (var copy = 1; copy <= 3; copy++) Assert.Equal(copy, (await PrintAsync(DocumentKinds.CustomerCopy)).Copy);
        Assert.Equal(1, (await PrintAsync(DocumentKinds.PostingVoucher)).Copy);
        Assert.Equal(4, (await ((IPrintRegister)store).OfCaseAsync(posting.CaseId, Cancel)).Count);
    }

    [Fact]
    public async Task Another_branch_does_not_print()
    {
        var posting = await BookedAsync();
        Assert.Equal("receipts.other-branch", (await print.PrintAsync(posting.CaseId, posting.Purpose, DocumentKinds.CustomerCopy, "teller2", "0202", Cancel)).Refusal!.Code);
        Assert.Equal("receipts.unknown-document", (await print.PrintAsync(posting.CaseId, posting.Purpose, "x", "teller2", "0101", Cancel)).Refusal!.Code);
        Assert.Empty(await ((IPrintRegister)store).OfCaseAsync(posting.CaseId, Cancel));
    }

    [Fact]
    public async Task Papers_are_pdf_with_the_font_inside()
    {
        var posting = await BookedAsync();
        await IssueAsync(posting);
        var paper = (await print.PrintAsync(posting.CaseId, posting.Purpose, DocumentKinds.PostingVoucher, "teller1", "0101", Cancel)).Value.Pdf;
        Assert.StartsWith("%PDF-", System.Text.Encoding.Latin1.GetString(paper, 0, 5), StringComparison.Ordinal);
        Assert.Contains("/FontFile2", System.Text.Encoding.Latin1.GetString(paper), StringComparison.Ordinal);
        Assert.InRange(paper.Length, 10_000, 400_000);
        if (Environment.GetEnvironmentVariable("CENTRALOPS_TEST_OUTPUT") is { Length: > 0 } output)
        {
            await File.WriteAllBytesAsync(Path.Combine(output, "receipt.pdf"), Renderer.Receipt(await IssueAsync(posting)), Cancel);
            await File.WriteAllBytesAsync(Path.Combine(output, "voucher.pdf"), paper, Cancel);
            await File.WriteAllBytesAsync(Path.Combine(output, "copy.pdf"), (await print.PrintAsync(posting.CaseId, posting.Purpose, DocumentKinds.CustomerCopy, "teller1", "0101", Cancel)).Value.Pdf, Cancel);
            await File.WriteAllBytesAsync(Path.Combine(output, "copy2.pdf"), (await print.PrintAsync(posting.CaseId, posting.Purpose, DocumentKinds.CustomerCopy, "teller1", "0101", Cancel)).Value.Pdf, Cancel);
        }
    }

    [Theory]
    [InlineData("启明科技有限公司", "启明科技有限公司")]
    [InlineData("𠀡镕堃商行", "𠀡镕堃商行")] // a character beyond the basic plane that Song has
    [InlineData("𠮷田商行", "〔U+20BB7〕田商行")] // and one that no font here has: nothing is left out in silence
    public async Task What_is_on_a_paper_can_be_searched_and_copied(string payee, string found)
    {
        Assert.SkipUnless(File.Exists("/usr/bin/pdftotext"), "poppler-utils is not installed");
        var text = await TextAsync(Renderer.Receipt(await IssueAsync(await BookedAsync(payee: payee))));
        foreach (var part in new[] { found, "白沙湾瑞丰印务有限责任公司", "壹佰贰拾叁万肆仟伍佰陆拾柒元捌角玖分", "¥1,234,567.89", "J2026112300000042", "验证码" })
            Assert.Contains(part, text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Papers_made_at_the_same_time_are_what_they_are_alone()
    {
        var receipt = await IssueAsync(await BookedAsync());
        var alone = await TextAsync(Renderer.Receipt(receipt));
        var together = await Task.WhenAll(Enumerable.Range(0, 24).Select(_ => Task.Run(() => Renderer.Receipt(receipt), Cancel)));
        foreach (var paper in together) Assert.Equal(alone, await TextAsync(paper));
    }

    [Fact]
    public void A_font_file_without_outlines_is_refused_and_the_message_says_what_can_be_done()
    {
        var file = Path.Combine(folder, "no.ttf");
        File.WriteAllText(file, "this is not a font");
        Assert.Contains("Receipts:Font", Assert.Throws<InvalidOperationException>(() => SongFont.Load(file)).Message, StringComparison.Ordinal);
    }

    private static async Task<string> TextAsync(byte[] pdf)
    {
        using var process = Process.Start(new ProcessStartInfo("/usr/bin/pdftotext", ["-", "-"]) { RedirectStandardInput = true, RedirectStandardOutput = true, StandardOutputEncoding = System.Text.Encoding.UTF8 })!;
        await process.StandardInput.BaseStream.WriteAsync(pdf, Cancel);
        process.StandardInput.Close();
        var text = await process.StandardOutput.ReadToEndAsync(Cancel);
        await process.WaitForExitAsync(Cancel);
        return text;
    }
}
