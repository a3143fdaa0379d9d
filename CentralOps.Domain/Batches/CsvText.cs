using System.Text;
using CentralOps.Domain.Kernel;

namespace CentralOps.Domain.Batches;

/// <summary>Text files of tables: UTF-8 or GB18030, separated by comma, semicolon or tab, quoted as in RFC 4180.</summary>
public static class CsvText
{
    private static readonly Encoding Utf8 = new UTF8Encoding(false, throwOnInvalidBytes: true);

    private static readonly Encoding Chinese = CodePagesEncodingProvider.Instance.GetEncoding("GB18030", EncoderFallback.ExceptionFallback, DecoderFallback.ExceptionFallback)!;

    /// <summary>Rows of a file, as many as asked for; <c>batch.not-a-table</c> when its bytes are text in neither encoding, <c>batch.too-wide</c>.</summary>
    /// <param name="bytes">The file.</param>
    /// <param name="mostRows">Reading ends behind so many rows.</param>
    /// <param name="mostColumns">A row with more cells is refused: it is no table of ours, and its cells would fill the memory.</param>
    public static Outcome<IReadOnlyList<BatchRow>> Read(ReadOnlySpan<byte> bytes, int mostRows, int mostColumns)
    {
        if (Decode(bytes) is not { } text || text.Contains('\0', StringComparison.Ordinal)) return new Refusal("batch.not-a-table");
        var separator = text.Split('\n', 2)[0] is var first && first.Contains('\t', StringComparison.Ordinal) ? '\t' : first.Contains(';', StringComparison.Ordinal) && !first.Contains(',', StringComparison.Ordinal) ? ';' : ',';
        var (rows, cells, cell, quoted, line, start) = (new List<BatchRow>(), new List<BatchCell>(), new StringBuilder(), false, 1, 1);
        void EndCell()
        {
            cells.Add(new BatchCell(cell.ToString()));
            cell.Clear();
        }

        void EndRow()
        {
            EndCell();
            rows.Add(new BatchRow(start, [.. cells]));
            cells.Clear();
        }

        for (var i = 0; i < text.Length && rows.Count < mostRows; i++)
        {
            var c = text[i];
            if (cells.Count >= mostColumns) return new Refusal("batch.too-wide", mostColumns);
            if (c == '\n') line++;
            if (quoted && c == '"' && i + 1 < text.Length && text[i + 1] == '"') cell.Append(text[++i]);
            else if (c == '"' && (quoted || cell.Length == 0)) quoted = !quoted;
            else if (quoted) cell.Append(c);
            else if (c == separator) EndCell();
            else if (c == '\n')
            {
                EndRow();
                start = line;
            }
            else if (c != '\r') cell.Append(c);
        }

        if (rows.Count < mostRows && (cell.Length > 0 || cells.Count > 0)) EndRow();
        return rows;
    }

    /// <summary>A table as UTF-8 with a mark that spreadsheets know it by. A cell that a spreadsheet would run as a formula, or round as a number, stays text.</summary>
    public static byte[] Write(IEnumerable<IReadOnlyList<string>> rows)
    {
        var text = new StringBuilder();
        foreach (var row in rows) text.AppendJoin(',', row.Select(Quoted)).Append("\r\n");
        return [.. Encoding.UTF8.Preamble, .. Encoding.UTF8.GetBytes(text.ToString())];
    }

    private static string Quoted(string cell)
    {
        if (cell.Length > 0 && cell[0] is '=' or '+' or '-' or '@' or '\t') cell = "'" + cell;
        else if (cell.Length > 15 && cell.All(char.IsAsciiDigit)) cell = "\t" + cell;
        return $"\"{cell.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
    }

    private static string? Decode(ReadOnlySpan<byte> bytes)
    {
        if (bytes.StartsWith(Encoding.UTF8.Preamble)) bytes = bytes[Encoding.UTF8.Preamble.Length..];
        foreach (var encoding in new[] { Utf8, Chinese })
        {
            try
            {
                return encoding.GetString(bytes);
            }
            catch (DecoderFallbackException)
            {
                // the next one
            }
        }

        return null;
    }
}
