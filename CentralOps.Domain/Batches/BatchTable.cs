using CentralOps.Domain.Recognition.CheckDigits;
using CentralOps.Domain.Recognition.Fields;

namespace CentralOps.Domain.Batches;

/// <summary>One payment of a batch.</summary>
/// <param name="Number">1, 2, 3 … in the order of the file; its name for life.</param>
/// <param name="Account">Account to credit.</param>
/// <param name="Name">Name of that account.</param>
/// <param name="Amount">Yuan.</param>
/// <param name="Remark">What the payee reads; empty = the batch's purpose.</param>
public sealed record BatchLine(int Number, string Account, string Name, decimal Amount, string Remark = "");

/// <summary>Something wrong in a file.</summary>
/// <param name="Row">Row of the file, from 1.</param>
/// <param name="Column"><c>account</c>, <c>name</c>, <c>amount</c> … ; empty = the row or the file as a whole.</param>
/// <param name="Code">What; text key <c>Batch.Problem.{Code}</c>.</param>
/// <param name="Value">What stands there, shortened.</param>
public sealed record BatchProblem(int Row, string Column, string Code, string Value = "");

/// <summary>A cell of a file.</summary>
/// <param name="Text">Its text.</param>
/// <param name="LostDigits">A spreadsheet kept a long number as a number, whose last digits are gone.</param>
public readonly record struct BatchCell(string Text, bool LostDigits = false);

/// <summary>A row of a file.</summary>
/// <param name="Number">Row in the file, from 1.</param>
/// <param name="Cells">Cells from the left.</param>
public sealed record BatchRow(int Number, IReadOnlyList<BatchCell> Cells);

/// <summary>Reads a table of payments and says of every cell what is wrong with it.</summary>
public static class BatchTable
{
    /// <summary>Most lines of one batch.</summary>
    public const int MostLines = 5000;

    /// <summary>Problems listed; more are cut off.</summary>
    public const int MostProblems = 50;

    private const int MostHeaderRows = 10;

    private static readonly Dictionary<string, string[]> Headings = new(StringComparer.Ordinal)
    {
        ["account"] = ["账号", "收款账号", "收款人账号", "卡号", "银行卡号", "account", "accountnumber"],
        ["name"] = ["户名", "姓名", "收款人", "收款人姓名", "收款户名", "name"],
        ["amount"] = ["金额", "金额（元）", "实发金额", "发放金额", "amount"],
        ["remark"] = ["备注", "摘要", "附言", "remark"],
    };

    private static readonly string[] Totals = ["合计", "总计", "total"];

    /// <summary>Reads it. With problems the lines are not to be used.</summary>
    public static (IReadOnlyList<BatchLine> Lines, IReadOnlyList<BatchProblem> Problems) Read(IEnumerable<BatchRow> rows)
    {
        var (lines, problems, seen) = (new List<BatchLine>(), new List<BatchProblem>(), new Dictionary<string, int>(StringComparer.Ordinal));
        Dictionary<string, int>? columns = null;
        foreach (var row in rows.Where(r => r.Cells.Any(c => c.Text.Trim().Length > 0)))
        {
            if (columns is null)
            {
                columns = Columns(row);
                if (columns is null && row.Number >= MostHeaderRows) break;
                continue;
            }

            if (Totals.Contains(Compact(row.Cells.FirstOrDefault(c => c.Text.Trim().Length > 0).Text)))
            {
                if (FieldNormalisation.AmountOf(FieldNormalisation.Normalise("amount", At(row, columns, "amount").Text)) is { } said && said != lines.Sum(l => l.Amount))
                    problems.Add(new BatchProblem(row.Number, "amount", "total-differs", Short(At(row, columns, "amount").Text)));
                continue;
            }

            if (lines.Count >= MostLines)
            {
                problems.Add(new BatchProblem(row.Number, "", "too-many-lines"));
                break;
            }

            lines.Add(Line(row, columns, lines.Count + 1, problems, seen));
            if (problems.Count >= MostProblems) break;
        }

        if (columns is null) problems.Add(new BatchProblem(1, "", "no-header"));
        else if (lines.Count == 0 && problems.Count == 0) problems.Add(new BatchProblem(1, "", "no-lines"));
        return (lines, problems);
    }

    private static BatchLine Line(BatchRow row, Dictionary<string, int> columns, int number, List<BatchProblem> problems, Dictionary<string, int> seen)
    {
        void Say(string column, string code, string value) => problems.Add(new BatchProblem(row.Number, column, code, Short(value)));
        var (account, name, amount) = (At(row, columns, "account"), At(row, columns, "name").Text, At(row, columns, "amount").Text);
        var digits = FieldNormalisation.Normalise("account", account.Text);
        if (account.LostDigits) Say("account", "lost-digits", account.Text);
        else if (AccountProblem(digits) is { } wrong) Say("account", wrong, account.Text);
        else if (!seen.TryAdd(digits, row.Number)) Say("account", "account-twice", digits);
        var person = FieldNormalisation.Normalise("name", name);
        if (person.Length == 0) Say("name", "missing", "");
        else if (person.Length > 100) Say("name", "length", name);
        var yuan = FieldNormalisation.AmountOf(FieldNormalisation.Normalise("amount", amount));
        if (string.IsNullOrWhiteSpace(amount)) Say("amount", "missing", "");
        else if (yuan is not { } a || decimal.Round(a, 2) != a || a >= 100_000_000m) Say("amount", "not-an-amount", amount);
        else if (a <= 0) Say("amount", "zero-amount", amount);
        return new BatchLine(number, digits, person, yuan ?? 0, Short(FieldNormalisation.Normalise("text", At(row, columns, "remark").Text)));
    }

    /// <summary>What is wrong with an account number; null = nothing.</summary>
    public static string? AccountProblem(string digits) =>
        digits.Length == 0 ? "missing" : !digits.All(char.IsAsciiDigit) ? "not-digits" : digits.Length is < 8 or > 32 ? "length" : Luhn.IsValid(digits) ? null : "check-digit";

    private static Dictionary<string, int>? Columns(BatchRow row)
    {
        var found = new Dictionary<string, int>(StringComparer.Ordinal);
        for (var i = 0; i < row.Cells.Count; i++)
        {
            var text = Compact(row.Cells[i].Text);
            if (Headings.FirstOrDefault(h => h.Value.Contains(text)).Key is { } column) found.TryAdd(column, i);
        }

        return found.ContainsKey("account") && found.ContainsKey("name") && found.ContainsKey("amount") ? found : null;
    }

    private static BatchCell At(BatchRow row, Dictionary<string, int> columns, string column) =>
        columns.TryGetValue(column, out var i) && i < row.Cells.Count ? row.Cells[i] : new BatchCell("");

    private static string Compact(string? text) => string.Concat((text ?? "").Where(c => !char.IsWhiteSpace(c))).Replace('(', '（').Replace(')', '）').TrimEnd('：', ':').ToLowerInvariant();

    private static string Short(string text) => text.Trim() is { Length: > 60 } t ? t[..60] : text.Trim();
}
