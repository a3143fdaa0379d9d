using System.Globalization;
using CentralOps.Domain.CoreBanking.Posting;
using CentralOps.Domain.Receipts;
using CentralOps.Domain.Recognition.Words;
using Microsoft.Extensions.Logging;

namespace CentralOps.Infrastructure.Receipts.Papers;

/// <summary>What papers need to know beside the booking.</summary>
/// <param name="Bank">Name of the bank on the papers.</param>
/// <param name="PublicUrl">Address under which anybody can open the verification page, without a slash at its end.</param>
/// <param name="Font">Font file; null = the system's Song.</param>
internal sealed record PaperSettings(string Bank, string PublicUrl, string? Font);

/// <summary>Draws the e-receipt, the customer's copy and the posting voucher: A5 on its side, Song type.</summary>
internal sealed class PaperRenderer(PaperSettings settings, ILogger<PaperRenderer> log) : IPaperRenderer
{
    private const double Width = 210, Height = 148, Left = 12, Inner = Width - 2 * Left;
    private static readonly TimeSpan Beijing = TimeSpan.FromHours(8);
    private readonly Lazy<SongFont> font = new(() => SongFont.Load(settings.Font));

    public byte[] Receipt(EReceipt r) => Draw($"{settings.Bank}电子回单 {r.Number}", r.IssuedAt, paper =>
    {
        Head(paper, "电 子 回 单", $"回单编号 {Groups(r.Number)}", r.BusinessDate);
        var bottom = Table(paper, 32, new Facts(r.DebitName, r.DebitAccount, r.DebitBank, r.CreditName, r.CreditAccount, r.CreditBank, r.Amount, r.Summary, r.VoucherNumber, r.JournalNumber, r.CaseNumber, r.BranchCode, r.BookedAt));
        var address = $"{settings.PublicUrl}/verify/{r.Number}?c={r.Code}";
        paper.QrCode(address, Left, bottom + 5, 30);
        paper.Text("扫码或登录网址查验真伪", Left + 34, bottom + 12, 9);
        paper.Text($"{settings.PublicUrl}/verify", Left + 34, bottom + 18, 9);
        paper.Text($"验证码 {Groups(r.Code)}", Left + 34, bottom + 24, 10, bold: true);
        paper.Text($"开具时间 {Local(r.IssuedAt)}    本回单可重复打印，请勿重复记账", Left + 34, bottom + 30, 8, ink: Ink.Grey);
        paper.Stamp(settings.Bank, "电子回单专用章", Width - Left - 22, bottom + 18, 16);
    });

    public byte[] Document(CorePosting p, DocumentPrint print) => Draw($"{settings.Bank} {p.CaseNumber}", print.At, paper =>
    {
        var customer = print.Kind == DocumentKinds.CustomerCopy;
        Head(paper, customer ? "业务回单（客户联）" : "记 账 凭 证", $"业务编号 {p.CaseNumber}", p.BusinessDate);
        Mark(paper, print.Copy);
        var facts = new Facts(p.DebitName, p.DebitAccount, p.DebitBank, p.CreditName, p.CreditAccount, p.CreditBank, p.Amount, p.Summary, p.VoucherNumber, p.JournalNumber ?? "", p.CaseNumber, p.BranchCode, p.SettledAt ?? print.At);
        var bottom = customer ? Table(paper, 32, facts) : Entries(paper, 32, facts);
        paper.Text($"打印网点 {print.BranchCode}    打印柜员 {print.PrintedBy}    打印时间 {Local(print.At)}    第 {print.Copy} 次打印", Left, bottom + 7, 8, ink: Ink.Grey);
        if (customer) paper.Stamp(settings.Bank, "业务专用章", Width - Left - 22, bottom + 20, 16);
        else paper.Text("会计主管                    复核                    记账  系统自动", Left, bottom + 18, 9, ink: Ink.Grey);
    });

    public byte[] Notice(ServiceNotice n, DocumentPrint print) => Draw($"{settings.Bank} {n.CaseNumber}", print.At, paper =>
    {
        const double label = 46, top = 32, bottom = 120;
        Head(paper, $"{n.Title}办理通知书", $"业务编号 {n.CaseNumber}", n.BusinessDate);
        Mark(paper, print.Copy);
        var row = Math.Min(9, (bottom - top) / Math.Max(1, n.Rows.Count));
        paper.Box(Left, top, Inner, row * n.Rows.Count);
        paper.Line(Left + label, top, Left + label, top + row * n.Rows.Count);
        for (var i = 0; i < n.Rows.Count; i++)
        {
            if (i > 0) paper.Line(Left, top + i * row, Left + Inner, top + i * row);
            paper.Cell(n.Rows[i].Name, Left, top + i * row, label, row, 9, ink: Ink.Grey);
            paper.Cell(n.Rows[i].Value, Left + label, top + i * row, Inner - label, row, 10);
        }

        var end = top + row * n.Rows.Count;
        paper.Text($"上列业务已办理完毕。核心登记编号 {n.Reference}", Left, end + 7, 9);
        paper.Text($"打印网点 {print.BranchCode}    打印柜员 {print.PrintedBy}    打印时间 {Local(print.At)}    第 {print.Copy} 次打印", Left, end + 13, 8, ink: Ink.Grey);
        paper.Stamp(settings.Bank, "业务专用章", Width - Left - 22, Math.Min(end + 14, Height - 18), 16);
    });

    private byte[] Draw(string title, DateTimeOffset at, Action<Paper> draw)
    {
        using var paper = new Paper(font.Value, Width, Height, title, at);
        draw(paper);
        if (paper.Missing.Count > 0) log.LogWarning("No font shows {Characters}: set Receipts:Font to one that does", string.Join(' ', paper.Missing));
        return paper.Save();
    }

    private void Head(Paper paper, string title, string number, DateOnly date)
    {
        paper.Text(settings.Bank, Width / 2, 13, 13, 0.5, bold: true);
        paper.Text(title, Width / 2, 21, 16, 0.5, bold: true);
        paper.Text(string.Create(CultureInfo.InvariantCulture, $"{date:yyyy 年 MM 月 dd 日}"), Left, 28.5, 9);
        paper.Text(number, Width - Left, 28.5, 9, 1);
    }

    /// <summary>The first print is the original; every later one says that it is a copy, so that two cannot pass for two payments.</summary>
    private static void Mark(Paper paper, int copy)
    {
        if (copy == 1) paper.Text("正本", Width - Left, 13, 11, 1, bold: true);
        else paper.Text($"副本（第 {copy} 次打印）", Width - Left, 13, 11, 1, bold: true, Ink.Red);
    }

    private static double Table(Paper paper, double top, Facts f)
    {
        const double row = 9, half = Inner / 2, side = 8, label = 18;
        paper.Box(Left, top, Inner, 6 * row);
        for (var i = 3; i < 6; i++) paper.Line(Left, top + i * row, Left + Inner, top + i * row);
        paper.Line(Left + half, top, Left + half, top + 3 * row);
        foreach (var (x, who, name, account, bank) in new[] { (Left, "付款人", f.DebitName, f.DebitAccount, f.DebitBank), (Left + half, "收款人", f.CreditName, f.CreditAccount, f.CreditBank) })
        {
            for (var i = 1; i < 3; i++) paper.Line(x + side, top + i * row, x + half, top + i * row);
            for (var i = 0; i < 3; i++) paper.Text(who[i].ToString(), x + side / 2, top + 3 * row * (i + 1) / 4 + 1.2, 10, 0.5, ink: Ink.Grey);
            paper.Line(x + side, top, x + side, top + 3 * row);
            paper.Line(x + side + label, top, x + side + label, top + 3 * row);
            foreach (var (i, caption, value) in new[] { (0, "户　名", name), (1, "账　号", Groups(account)), (2, "开户行", bank) })
            {
                paper.Cell(caption, x + side, top + i * row, label, row, 9, ink: Ink.Grey);
                paper.Cell(value, x + side + label, top + i * row, half - side - label, row, 10);
            }
        }
        const double wide = side + label;
        foreach (var y in new[] { 3, 4, 5 }) paper.Line(Left + wide, top + y * row, Left + wide, top + (y + 1) * row);
        paper.Cell("金额（大写）", Left, top + 3 * row, wide, row, 9, ink: Ink.Grey);
        paper.Cell($"人民币{AmountInWords.Write(f.Amount)}", Left + wide, top + 3 * row, Inner - wide - 50, row, 11);
        paper.Line(Left + Inner - 50, top + 3 * row, Left + Inner - 50, top + 4 * row);
        paper.Cell(Money(f.Amount), Left + Inner - 50, top + 3 * row, 50, row, 12, bold: true, anchor: 1);
        paper.Cell("用　　途", Left, top + 4 * row, wide, row, 9, ink: Ink.Grey);
        paper.Cell(f.Summary, Left + wide, top + 4 * row, Inner - wide - 80, row, 10);
        paper.Line(Left + Inner - 80, top + 4 * row, Left + Inner - 80, top + 6 * row);
        paper.Cell($"凭证号码 {f.VoucherNumber ?? "—"}", Left + Inner - 80, top + 4 * row, 80, row, 9);
        paper.Cell("核心流水", Left, top + 5 * row, wide, row, 9, ink: Ink.Grey);
        paper.Cell($"{f.Journal}  网点 {f.Branch}  业务 {f.CaseNumber}", Left + wide, top + 5 * row, Inner - wide - 80, row, 8.5);
        paper.Cell($"记账时间 {Local(f.At)}", Left + Inner - 80, top + 5 * row, 80, row, 9);
        return top + 6 * row;
    }

    private static double Entries(Paper paper, double top, Facts f)
    {
        const double row = 11;
        double[] columns = [Left, Left + 14, Left + 70, Left + 138, Left + Inner];
        paper.Box(Left, top, Inner, 5 * row);
        for (var i = 1; i < 5; i++) paper.Line(Left, top + i * row, Left + Inner, top + i * row);
        foreach (var x in columns[1..^1]) paper.Line(x, top, x, top + 3 * row);
        string[][] rows = [["借贷", "账号", "户名 / 开户行", "金额（元）"], ["借", Groups(f.DebitAccount), $"{f.DebitName}  {f.DebitBank}", Money(f.Amount)], ["贷", Groups(f.CreditAccount), $"{f.CreditName}  {f.CreditBank}", Money(f.Amount)]];
        for (var r = 0; r < rows.Length; r++)
        {
            for (var c = 0; c < 4; c++) paper.Cell(rows[r][c], columns[c], top + r * row, columns[c + 1] - columns[c], row, 10, bold: r > 0 && c == 3, ink: r == 0 ? Ink.Grey : Ink.Black, anchor: c == 3 ? 1 : c == 0 ? 0.5 : 0);
        }
        paper.Cell($"合计（大写）　人民币{AmountInWords.Write(f.Amount)}", Left, top + 3 * row, Inner, row, 11);
        paper.Cell($"摘要 {f.Summary}　　凭证 {f.VoucherNumber ?? "—"}　　核心流水 {f.Journal}　　网点 {f.Branch}　　记账时间 {Local(f.At)}", Left, top + 4 * row, Inner, row, 9);
        return top + 5 * row;
    }

    private static string Money(decimal amount) => string.Create(CultureInfo.InvariantCulture, $"¥{amount:N2}");

    private static string Local(DateTimeOffset at) => at.ToOffset(Beijing).ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);

    private static string Groups(string text) => string.Join(' ', text.Chunk(4).Select(c => new string(c)));

    private sealed record Facts(
        string DebitName, string DebitAccount, string DebitBank, string CreditName, string CreditAccount, string CreditBank, decimal Amount, string Summary,
        string? VoucherNumber, string Journal, string CaseNumber, string Branch, DateTimeOffset At);
}
