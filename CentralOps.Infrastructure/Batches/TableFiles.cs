using System.Globalization;
using System.IO.Compression;
using System.Xml;
using CentralOps.Domain.Batches;
using CentralOps.Domain.Kernel;
using MiniExcelLibs;

namespace CentralOps.Infrastructure.Batches;

/// <summary>Files of tables as rows: XLSX by its content, everything else as text.</summary>
internal static class TableFiles
{
    /// <summary>Largest file in bytes.</summary>
    public const int MostBytes = 10 << 20;

    private const long MostUnpacked = 100L << 20;

    private const int MostRows = BatchTable.MostLines + 100;

    private const int MostColumns = 100;

    private const string Sheets = "xl/worksheets/";

    private const double FirstLossy = 1e15;

    /// <summary>Rows, or a refusal: <c>batch.too-large</c>, <c>batch.too-wide</c>, <c>batch.not-a-table</c>.</summary>
    public static Outcome<IReadOnlyList<BatchRow>> Read(ReadOnlyMemory<byte> file)
    {
        if (file.Length > MostBytes) return new Refusal("batch.too-large", MostBytes >> 20);
        if (file.Span is not [0x50, 0x4b, ..]) return CsvText.Read(file.Span, MostRows, MostColumns);

        try
        {
            var bytes = file.ToArray();
            if (Unpacked(bytes) > MostUnpacked) return new Refusal("batch.too-large", MostBytes >> 20);
            if (IsTooWide(bytes)) return new Refusal("batch.too-wide", MostColumns);
            return Sheet(bytes);
        }
        catch (Exception e) when (e is InvalidDataException or IOException or XmlException or FormatException or InvalidOperationException or KeyNotFoundException or NullReferenceException or ArgumentException)
        {
            return new Refusal("batch.not-a-table"); // whatever the library makes of a broken workbook
        }
    }

    // A workbook is a zip archive whose directory may lie: what counts is what comes out.
    private static long Unpacked(byte[] bytes)
    {
        using var archive = new ZipArchive(new MemoryStream(bytes, writable: false));
        var (sum, buffer) = (0L, new byte[81920]);
        foreach (var entry in archive.Entries)
        {
            using var stream = entry.Open();
            int read;
            while ((read = stream.Read(buffer)) > 0)
                if ((sum += read) > MostUnpacked) return sum;
        }

        return sum;
    }

    // One cell far to the right makes the library lay out every row as wide as that, so it is looked for before.
    private static bool IsTooWide(byte[] bytes)
    {
        using var archive = new ZipArchive(new MemoryStream(bytes, writable: false));
        foreach (var entry in archive.Entries.Where(e => e.FullName.TrimStart('/').StartsWith(Sheets, StringComparison.OrdinalIgnoreCase)))
        {
            using var stream = entry.Open();
            if (entry.FullName.Contains("/_rels/", StringComparison.OrdinalIgnoreCase)) continue;
            using var xml = XmlReader.Create(stream, new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit });
            var cells = 0; // a cell need not say where it stands
            while (xml.Read())
            {
                if (xml.NodeType != XmlNodeType.Element) continue;
                if (xml.LocalName == "row") cells = 0;
                if (xml.LocalName == "c" && ++cells > MostColumns) return true;
                var places = xml.LocalName switch { "c" => xml.GetAttribute("r"), "dimension" => xml.GetAttribute("ref"), _ => null };
                if (places?.Split(':').Any(place => Column(place) > MostColumns) == true) return true;
            }
        }

        return false;
    }

    // A1 = 1 … XFD1048576 = 16384.
    private static int Column(string place) => place.TakeWhile(char.IsAsciiLetter).Aggregate(0, (sum, c) => Math.Min((sum * 26) + char.ToUpperInvariant(c) - 'A' + 1, 1 << 20));

    private static List<BatchRow> Sheet(byte[] bytes)
    {
        using var stream = new MemoryStream(bytes, writable: false);
        var rows = new List<BatchRow>();
        foreach (var row in stream.Query(useHeaderRow: false, excelType: ExcelType.XLSX).Cast<IDictionary<string, object?>>())
        {
            rows.Add(new BatchRow(rows.Count + 1, [.. row.Values.Select(Cell)]));
            if (rows.Count > MostRows) break;
        }

        return rows;
    }

    private static BatchCell Cell(object? value) => value switch
    {
        null => new BatchCell(""),
        double number => new BatchCell(number.ToString("0.##########", CultureInfo.InvariantCulture), Math.Abs(number) >= FirstLossy),
        IFormattable other => new BatchCell(other.ToString(null, CultureInfo.InvariantCulture)),
        _ => new BatchCell(value.ToString() ?? ""),
    };
}
