using System.IO.Compression;
using System.Text;
using CentralOps.Domain.Batches;
using CentralOps.Infrastructure.Batches;
using MiniExcelLibs;

namespace CentralOps.Tests.Batches;

/// <summary>Files of payments: every encoding and format that branches send, and every way in which they are wrong.</summary>
public sealed class BatchFileTests
{
    private const string One = "6222021100001000113", Two = "6222021100001000485";

    private static readonly Encoding Gb18030 = CodePagesEncodingProvider.Instance.GetEncoding("GB18030")!;

    public static TheoryData<string> Encodings => ["utf-8", "utf-8-bom", "gb18030"];

    [Theory, MemberData(nameof(Encodings))]
    public void A_file_is_read_in_the_encodings_of_branches(string encoding)
    {
        var text = $"代发清单\r\n序号,收款账号,姓名,金额（元）,备注\r\n1,{One},陈晓芸,\"8,350.00\",\"奖金,补发\"\r\n\r\n2,{Two},李志远,9120.5,\r\n合计,,,17470.50\r\n";
        byte[] bytes = encoding switch { "gb18030" => Gb18030.GetBytes(text), "utf-8-bom" => [.. Encoding.UTF8.Preamble, .. Encoding.UTF8.GetBytes(text)], _ => Encoding.UTF8.GetBytes(text) };
        var (lines, problems) = Read(bytes);
        Assert.Empty(problems);
        Assert.Equal([new BatchLine(1, One, "陈晓芸", 8350m, "奖金,补发"), new BatchLine(2, Two, "李志远", 9120.5m)], lines);
    }

    [Fact]
    public void A_workbook_is_read_and_a_number_that_lost_its_last_digits_is_not_believed()
    {
        using var good = new MemoryStream();
        good.SaveAs(new[] { new Dictionary<string, object> { ["账号"] = One, ["户名"] = "陈晓芸", ["金额"] = 8350.25 } });
        Assert.Equal([new BatchLine(1, One, "陈晓芸", 8350.25m)], Read(good.ToArray()).Lines);

        using var lossy = new MemoryStream();
        lossy.SaveAs(new[] { new Dictionary<string, object> { ["账号"] = 6222021100001000113d, ["户名"] = "陈晓芸", ["金额"] = 1 } });
        Assert.Equal(new BatchProblem(2, "account", "lost-digits"), Read(lossy.ToArray()).Problems.Single() with { Value = "" });
    }

    [Theory]
    [InlineData("622202110000100011x,陈,1", "account", "not-digits")]
    [InlineData("6222021100001000114,陈,1", "account", "check-digit")]
    [InlineData(",陈,1", "account", "missing")]
    [InlineData("6222021100001000113,,1", "name", "missing")]
    [InlineData("6222021100001000113,陈,", "amount", "missing")]
    [InlineData("6222021100001000113,陈,1.005", "amount", "not-an-amount")]
    [InlineData("6222021100001000113,陈,0", "amount", "zero-amount")]
    [InlineData("6222021100001000113,陈,-5", "amount", "not-an-amount")]
    public void What_is_wrong_is_said_with_row_and_column(string line, string column, string code)
    {
        var problem = Assert.Single(Read(Encoding.UTF8.GetBytes($"账号,户名,金额\n{Two},李志远,1\n{line}\n")).Problems);
        Assert.Equal((3, column, code), (problem.Row, problem.Column, problem.Code));
    }

    [Theory]
    [InlineData("", "no-header")]
    [InlineData("a,b,c\n1,2,3\n", "no-header")]
    [InlineData("账号,户名,金额\n", "no-lines")]
    [InlineData("账号,户名,金额\n6222021100001000113,陈,1\n6222 0211 0000 1000 113,陈,2\n", "account-twice")]
    [InlineData("账号,户名,金额\n6222021100001000113,陈,1\n合计,,2\n", "total-differs")]
    public void A_file_as_a_whole_can_be_wrong(string text, string code) => Assert.Equal(code, Assert.Single(Read(Encoding.UTF8.GetBytes(text)).Problems).Code);

    [Fact]
    public void Five_thousand_lines_are_the_most()
    {
        var text = new StringBuilder("账号,户名,金额\n");
        for (var i = 0; i <= BatchTable.MostLines; i++) text.Append(Luhn(i)).Append(",陈,1\n");
        Assert.Equal("too-many-lines", Assert.Single(Read(Encoding.UTF8.GetBytes(text.ToString())).Problems).Code);
    }

    [Fact]
    public void A_table_that_is_too_wide_is_refused_before_it_costs_anything()
    {
        var clock = System.Diagnostics.Stopwatch.StartNew();
        Assert.Equal("batch.too-wide", TableFiles.Read(Encoding.UTF8.GetBytes(new string(',', 9_000_000))).Refusal?.Code);
        using var wide = new MemoryStream();
        wide.SaveAs(new[] { Enumerable.Range(0, 101).ToDictionary(n => $"c{n}", n => (object)n) });
        Assert.Equal("batch.too-wide", TableFiles.Read(wide.ToArray()).Refusal?.Code);
        using var fits = new MemoryStream();
        fits.SaveAs(new[] { Enumerable.Range(0, 100).ToDictionary(n => $"c{n}", n => (object)n) });
        Assert.Null(TableFiles.Read(fits.ToArray()).Refusal);
        Assert.True(clock.Elapsed < TimeSpan.FromSeconds(20), $"{clock.Elapsed}"); // minutes, before
    }

    [Theory]
    [InlineData("xl/worksheets/sheet1.xml", "<dimension ref=\"A1\"/>")]
    [InlineData("/xl/worksheets/sheet1.data", "<dimension ref=\"A1\"/>")]
    [InlineData("xl/worksheets/sheet1.xml", "<dimension ref=\"A1:B2:XFD3:C4\"/>", 1)]
    public void A_wide_sheet_is_known_whatever_it_says_of_itself(string part, string says, int cells = 101)
    {
        using var file = new MemoryStream();
        using (var zip = new ZipArchive(file, ZipArchiveMode.Create, leaveOpen: true))
        {
            using var sheet = new StreamWriter(zip.CreateEntry(part).Open());
            sheet.Write("<worksheet>" + says + "<sheetData><row>" + string.Concat(Enumerable.Repeat("<c><v>1</v></c>", cells)) + "</row></sheetData></worksheet>");
        }

        Assert.Equal("batch.too-wide", TableFiles.Read(file.ToArray()).Refusal?.Code);
    }

    [Fact]
    public void Bytes_that_are_no_table_are_refused()
    {
        Assert.Equal("batch.not-a-table", TableFiles.Read(new byte[] { 0x50, 0x4b, 3, 4, 0, 0 }).Refusal!.Code);
        Assert.Equal("batch.not-a-table", TableFiles.Read(new byte[] { 0x89, 0x50, 0x4e, 0x47, 0, 0, 0xff, 0xff, 0xff }).Refusal!.Code);
        Assert.Equal("batch.too-large", TableFiles.Read(new byte[TableFiles.MostBytes + 1]).Refusal!.Code);
        using var bomb = new MemoryStream();
        using (var zip = new ZipArchive(bomb, ZipArchiveMode.Create, leaveOpen: true))
        {
            using var entry = zip.CreateEntry("xl/worksheets/sheet1.xml", CompressionLevel.Fastest).Open();
            for (var i = 0; i < 110; i++) entry.Write(new byte[1 << 20]);
        }

        Assert.Equal("batch.too-large", TableFiles.Read(bomb.ToArray()).Refusal!.Code);
    }

    [Fact]
    public void A_result_opens_in_a_spreadsheet_without_running_or_rounding_anything()
    {
        var text = Encoding.UTF8.GetString(CsvText.Write([["=cmd|'/c calc'!A1", One, "a\"b"]]));
        Assert.Equal($"\uFEFF\"'=cmd|'/c calc'!A1\",\"\t{One}\",\"a\"\"b\"\r\n", text);
    }

    private static (IReadOnlyList<BatchLine> Lines, IReadOnlyList<BatchProblem> Problems) Read(byte[] bytes) => BatchTable.Read(TableFiles.Read(bytes).Value);

    private static string Luhn(int serial)
    {
        var body = $"62220211{serial:D10}";
        var sum = body.Reverse().Select((c, i) => i % 2 == 0 ? (c - '0') * 2 is > 9 and var d ? d - 9 : (c - '0') * 2 : c - '0').Sum();
        return body + (10 - sum % 10) % 10;
    }
}
