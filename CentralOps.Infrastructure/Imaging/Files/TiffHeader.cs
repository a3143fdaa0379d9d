using System.Buffers.Binary;
using CentralOps.Domain.Recognition;

namespace CentralOps.Infrastructure.Imaging.Files;

/// <summary>Directories of a TIFF 6.0 file: one per page.</summary>
internal static class TiffHeader
{
    private const int ImageWidth = 256, ImageLength = 257, StripOffsets = 273, StripByteCounts = 279, XResolution = 282, ResolutionUnit = 296, TileOffsets = 324, TileByteCounts = 325;

    /// <summary>Reads them.</summary>
    public static IReadOnlyList<PageHeader> Read(byte[] file, int maxPages)
    {
        var reader = new Reader(file);
        var pages = new List<PageHeader>();
        var seen = new HashSet<long>();
        for (long at = reader.U32(4); at != 0;)
        {
            if (!seen.Add(at))
                throw new RecognitionFailed("capture.not-an-image", "the TIFF's pages go round in a circle");
            if (pages.Count == maxPages)
                throw new RecognitionFailed("capture.too-many-pages", $"more than {maxPages} pages");
            (PageHeader page, long next) = Directory(reader, at);
            pages.Add(page);
            at = next;
        }

        return pages.Count > 0 ? pages : throw new RecognitionFailed("capture.not-an-image", "the TIFF has no page");
    }

    /// <summary>The same file with one page only: a copy whose header points at that page and whose page points at no other.</summary>
    public static byte[] Single(byte[] file, PageHeader page)
    {
        var copy = (byte[])file.Clone();
        var reader = new Reader(copy);
        reader.WriteU32(4, (uint)page.Offset);
        reader.WriteU32(page.Offset + 2 + (12L * reader.U16(page.Offset)), 0);
        return copy;
    }

    private static (PageHeader Page, long Next) Directory(Reader reader, long at)
    {
        int count = reader.U16(at);
        var entries = new Dictionary<int, long>();
        for (var i = 0; i < count; i++)
            entries[reader.U16(at + 2 + (12L * i))] = at + 2 + (12L * i);

        long width = Value(reader, entries, ImageWidth, 0), height = Value(reader, entries, ImageLength, 0);
        if (Data(reader, entries, StripOffsets, StripByteCounts) || Data(reader, entries, TileOffsets, TileByteCounts))
            throw ImageHeader.Truncated("a TIFF page lies behind the end of the file");
        double dpi = 0;
        if (entries.TryGetValue(XResolution, out long resolution))
        {
            long rational = reader.U32(resolution + 8);
            double perUnit = (double)reader.U32(rational) / Math.Max(1, reader.U32(rational + 4));
            dpi = Value(reader, entries, ResolutionUnit, 2) switch { 2 => perUnit, 3 => perUnit * 2.54, _ => 0 };
        }

        return (new PageHeader(width, height, Math.Round(dpi, 1), at), reader.U32(at + 2 + (12L * count)));
    }

    private static long Value(Reader reader, Dictionary<int, long> entries, int tag, long otherwise) =>
        !entries.TryGetValue(tag, out long at) ? otherwise : reader.U16(at + 2) == 3 ? reader.U16(at + 8) : reader.U32(at + 8);

    // True when some strip or tile is not wholly in the file.
    private static bool Data(Reader reader, Dictionary<int, long> entries, int offsets, int counts)
    {
        if (!entries.TryGetValue(offsets, out long offsetEntry) || !entries.TryGetValue(counts, out long countEntry))
            return false;
        long n = Math.Min(reader.U32(offsetEntry + 4), reader.U32(countEntry + 4));
        for (long i = 0; i < n; i++)
        {
            if (Element(reader, offsetEntry, i) + Element(reader, countEntry, i) > reader.Length)
                return true;
        }

        return false;
    }

    private static long Element(Reader reader, long entry, long index)
    {
        int size = reader.U16(entry + 2) == 3 ? 2 : 4;
        long start = reader.U32(entry + 4) * size <= 4 ? entry + 8 : reader.U32(entry + 8);
        return size == 2 ? reader.U16(start + (2 * index)) : reader.U32(start + (4 * index));
    }

    private sealed class Reader(byte[] file)
    {
        private readonly bool little = file[0] == (byte)'I';

        public long Length => file.Length;

        public int U16(long at) => little ? BinaryPrimitives.ReadUInt16LittleEndian(Span(at, 2)) : BinaryPrimitives.ReadUInt16BigEndian(Span(at, 2));

        public long U32(long at) => little ? BinaryPrimitives.ReadUInt32LittleEndian(Span(at, 4)) : BinaryPrimitives.ReadUInt32BigEndian(Span(at, 4));

        public void WriteU32(long at, uint value)
        {
            if (little)
                BinaryPrimitives.WriteUInt32LittleEndian(Span(at, 4), value);
            else
                BinaryPrimitives.WriteUInt32BigEndian(Span(at, 4), value);
        }

        private Span<byte> Span(long at, int length) =>
            at >= 0 && at + length <= file.Length ? file.AsSpan((int)at, length) : throw ImageHeader.Truncated("the TIFF ends within a page's directory");
    }
}
