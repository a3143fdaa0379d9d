using System.Buffers.Binary;
using System.Globalization;
using System.Text;
using SkiaSharp;

namespace CentralOps.SampleGenerator.Cases;

/// <summary>Several JPEG pages in one file.</summary>
internal static class PagedFiles
{
    /// <summary>TIFF 6.0 with JPEG compression (7), one strip per page.</summary>
    public static byte[] Tiff(IReadOnlyList<byte[]> jpegs, double dpi)
    {
        using var file = new MemoryStream();
        file.Write("II*\0"u8);
        Write32(file, 0);
        var link = 4L;
        foreach (var jpeg in jpegs)
        {
            var size = SKBitmap.DecodeBounds(jpeg);
            var data = (uint)file.Position;
            file.Write(jpeg);
            if (file.Position % 2 == 1)
                file.WriteByte(0);
            var resolution = (uint)file.Position;
            Write32(file, (uint)dpi);
            Write32(file, 1);
            var bits = (uint)file.Position;
            foreach (var _ in Enumerable.Range(0, 3))
                Write16(file, 8);
            var directory = (uint)file.Position;
            Patch(file, link, directory);
            (ushort Tag, ushort Type, uint Count, uint Value)[] entries =
            [
                (256, 4, 1, (uint)size.Width), (257, 4, 1, (uint)size.Height), (258, 3, 3, bits), (259, 3, 1, 7), (262, 3, 1, 6), (273, 4, 1, data), (277, 3, 1, 3),
                (278, 4, 1, (uint)size.Height), (279, 4, 1, (uint)jpeg.Length), (282, 5, 1, resolution), (283, 5, 1, resolution), (284, 3, 1, 1), (296, 3, 1, 2), (530, 3, 2, 2 | (2 << 16)),
            ];
            Write16(file, (ushort)entries.Length);
            foreach (var (tag, type, count, value) in entries)
            {
                Write16(file, tag);
                Write16(file, type);
                Write32(file, count);
                Write32(file, value);
            }

            link = file.Position;
            Write32(file, 0);
        }

        return file.ToArray();
    }

    /// <summary>PDF 1.4, one picture per page.</summary>
    public static byte[] Pdf(IReadOnlyList<byte[]> jpegs, double dpi)
    {
        using var file = new MemoryStream();
        var offsets = new List<long>();
        void Text(string s) => file.Write(Encoding.ASCII.GetBytes(s));
        void Object(string body)
        {
            offsets.Add(file.Position);
            Text($"{offsets.Count} 0 obj\n{body}\nendobj\n");
        }

        Text("%PDF-1.4\n");
        Object("<< /Type /Catalog /Pages 2 0 R >>");
        Object($"<< /Type /Pages /Count {jpegs.Count} /Kids [{string.Join(' ', jpegs.Select((_, i) => $"{3 + 3 * i} 0 R"))}] >>");
        for (var i = 0; i < jpegs.Count; i++)
        {
            var size = SKBitmap.DecodeBounds(jpegs[i]);
            var (w, h) = (Points(size.Width, dpi), Points(size.Height, dpi));
            Object($"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 {w} {h}] /Resources << /XObject << /P {5 + 3 * i} 0 R >> >> /Contents {4 + 3 * i} 0 R >>");
            var draw = $"q {w} 0 0 {h} 0 0 cm /P Do Q";
            Object($"<< /Length {draw.Length} >>\nstream\n{draw}\nendstream");
            offsets.Add(file.Position);
            Text($"{offsets.Count} 0 obj\n<< /Type /XObject /Subtype /Image /Width {size.Width} /Height {size.Height} /ColorSpace /DeviceRGB /BitsPerComponent 8 /Filter /DCTDecode /Length {jpegs[i].Length} >>\nstream\n");
            file.Write(jpegs[i]);
            Text("\nendstream\nendobj\n");
        }

        var xref = file.Position;
        Text($"xref\n0 {offsets.Count + 1}\n0000000000 65535 f \n");
        foreach (var offset in offsets)
            Text(offset.ToString("D10", CultureInfo.InvariantCulture) + " 00000 n \n");
        Text($"trailer\n<< /Size {offsets.Count + 1} /Root 1 0 R >>\nstartxref\n{xref}\n%%EOF\n");
        return file.ToArray();
    }

    private static string Points(int pixels, double dpi) => (pixels / dpi * 72).ToString("F2", CultureInfo.InvariantCulture);

    private static void Write16(MemoryStream file, ushort value)
    {
        Span<byte> bytes = stackalloc byte[2];
        BinaryPrimitives.WriteUInt16LittleEndian(bytes, value);
        file.Write(bytes);
    }

    private static void Write32(MemoryStream file, uint value)
    {
        Span<byte> bytes = stackalloc byte[4];
        BinaryPrimitives.WriteUInt32LittleEndian(bytes, value);
        file.Write(bytes);
    }

    private static void Patch(MemoryStream file, long at, uint value)
    {
        var end = file.Position;
        file.Position = at;
        Write32(file, value);
        file.Position = end;
    }
}
