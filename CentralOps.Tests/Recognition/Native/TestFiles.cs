using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;

namespace CentralOps.Tests.Recognition.Native;

/// <summary>Files as branches and attackers send them, made without any imaging library.</summary>
internal static class TestFiles
{
    /// <summary>The corpus of files that must be refused, each with the code of its refusal.</summary>
    public static IEnumerable<(string Name, byte[] File, string Code)> Malformed()
    {
        byte[] png = Voucher();
        byte[] declared = Png(1, 1, [0, 0])[..];
        BinaryPrimitives.WriteUInt32BigEndian(declared.AsSpan(16), 500_000);
        BinaryPrimitives.WriteUInt32BigEndian(declared.AsSpan(20), 500_000);
        yield return ("declares-500000-squared.png", declared, "capture.too-many-pixels");
        yield return ("truncated.png", png[..(png.Length / 2)], "capture.truncated");
        yield return ("truncated.jpg", [0xFF, 0xD8, 0xFF, 0xE0, 0, 16, .. "JFIF\0"u8, 1, 1, 1, 0, 200, 0, 200, 0, 0, 0xFF, 0xC0, 0, 11, 8, 4, 0, 4, 0, 1, 1, 0x11, 0, 0xFF, 0xDA, 0, 8, 1, 1, 0, 0, 63, 0, 1, 2, 3], "capture.truncated");
        yield return ("200-pages.tif", ManyPageTiff(200), "capture.too-many-pages");
        yield return ("circle.tif", CircularTiff(), "capture.not-an-image");
        yield return ("encrypted.pdf", EncryptedPdf(), "capture.encrypted-pdf");
        yield return ("broken.pdf", [.. "%PDF-1.7\n"u8, .. Random(300)], "capture.not-an-image");
        yield return ("empty.png", [], "capture.not-an-image");
        yield return ("text.png", Encoding.UTF8.GetBytes("转账支票, but only its name"), "capture.not-an-image");
        yield return ("random.jpg", Random(4000), "capture.not-an-image");
        for (var seed = 0; seed < 12; seed++)
        {
            // A good head and garbage behind it.
            byte[] damaged = [.. png[..33], .. Random(200 + (97 * seed), seed)];
            yield return ($"fuzz-{seed}.png", damaged, "capture.truncated");
        }
    }

    /// <summary>A page with lines and blocks of ink that is no known voucher.</summary>
    public static byte[] Voucher()
    {
        const int width = 1300, height = 640;
        var rows = new byte[(width + 1) * height];
        for (var y = 0; y < height; y++)
        {
            for (var x = 0; x < width; x++)
            {
                bool line = y % 80 < 2 || x % 160 < 2;
                bool text = y % 80 is > 24 and < 54 && x % 24 < 14 && (((x / 3) * 7) + ((y / 3) * 13)) % 5 < 2;
                rows[(y * (width + 1)) + 1 + x] = (byte)(line ? 90 : text ? 30 : 235);
            }
        }

        return Png(width, height, rows);
    }

    public static byte[] BlankPng(int width, int height)
    {
        var rows = new byte[(width + 1) * height];
        for (var i = 0; i < rows.Length; i++)
            rows[i] = i % (width + 1) == 0 ? (byte)0 : (byte)255;
        return Png(width, height, rows);
    }

    public static byte[] Random(int length, int seed = 7)
    {
        var bytes = new byte[length];
        new System.Random(seed).NextBytes(bytes);
        bytes[0] = 0x11; // never a known beginning
        return bytes;
    }

    /// <summary>Little-endian TIFF whose pages share one strip.</summary>
    public static byte[] ManyPageTiff(int pages)
    {
        const int width = 1100, height = 520, entries = 9, directory = 2 + (entries * 12) + 4;
        var file = new byte[8 + (width * height) + (pages * directory)];
        file[0] = file[1] = (byte)'I';
        file[2] = 42;
        for (var i = 0; i < width * height; i++)
            file[8 + i] = (byte)((i / width) % 60 < 2 || i % width % 90 < 2 ? 60 : ((i / 5) % 7) + ((i / width / 4) % 3) > 7 ? 40 : 230);
        int at = 8 + (width * height);
        BinaryPrimitives.WriteInt32LittleEndian(file.AsSpan(4), at);
        for (var page = 0; page < pages; page++)
        {
            BinaryPrimitives.WriteInt16LittleEndian(file.AsSpan(at), entries);
            int entry = at + 2;
            foreach ((short tag, int value) in new (short, int)[] { (256, width), (257, height), (258, 8), (259, 1), (262, 1), (273, 8), (277, 1), (278, height), (279, width * height) })
            {
                BinaryPrimitives.WriteInt16LittleEndian(file.AsSpan(entry), tag);
                BinaryPrimitives.WriteInt16LittleEndian(file.AsSpan(entry + 2), 4);
                BinaryPrimitives.WriteInt32LittleEndian(file.AsSpan(entry + 4), 1);
                BinaryPrimitives.WriteInt32LittleEndian(file.AsSpan(entry + 8), value);
                entry += 12;
            }

            at += directory;
            BinaryPrimitives.WriteInt32LittleEndian(file.AsSpan(entry), page + 1 < pages ? at : 0);
        }

        return file;
    }

    public static byte[] Pdf(int pages)
    {
        var text = new StringBuilder("%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n");
        text.Append(System.Globalization.CultureInfo.InvariantCulture, $"2 0 obj<</Type/Pages/Count {pages}/Kids[{string.Join(' ', Enumerable.Range(0, pages).Select(i => $"{3 + (2 * i)} 0 R"))}]>>endobj\n");
        for (var i = 0; i < pages; i++)
        {
            const string drawing = "0 0 0 RG 3 w 40 40 400 200 re S 60 80 m 300 180 l S 100 60 50 50 re f";
            text.Append(System.Globalization.CultureInfo.InvariantCulture, $"{3 + (2 * i)} 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 500 300]/Contents {4 + (2 * i)} 0 R>>endobj\n{4 + (2 * i)} 0 obj<</Length {drawing.Length}>>stream\n{drawing}\nendstream endobj\n");
        }

        return Encoding.ASCII.GetBytes(text.Append("trailer<</Root 1 0 R>>\n%%EOF\n").ToString());
    }

    /// <summary>The sample folder of the repository.</summary>
    public static string Samples()
    {
        for (DirectoryInfo? at = new(AppContext.BaseDirectory); at is not null; at = at.Parent)
        {
            if (Directory.Exists(Path.Combine(at.FullName, "samples", "templates")))
                return Path.Combine(at.FullName, "samples");
        }

        Assert.Skip("the sample folder is not here");
        return "";
    }

    /// <summary>A JPEG that says in its EXIF that it must be turned by half a turn.</summary>
    public static byte[] UpsideDown(byte[] jpeg)
    {
        byte[] exif = [0xFF, 0xE1, 0, 34, .. "Exif\0\0"u8, .. "II*\0"u8, 8, 0, 0, 0, 1, 0, 0x12, 0x01, 3, 0, 1, 0, 0, 0, 3, 0, 0, 0, 0, 0, 0, 0];
        return [.. jpeg[..2], .. exif, .. jpeg[2..]];
    }

    // A password handler that nobody has the password of.
    private static byte[] EncryptedPdf()
    {
        string hex = string.Concat(Enumerable.Repeat("5A", 32));
        string pdf = Encoding.ASCII.GetString(Pdf(1)).Replace("trailer<</Root 1 0 R>>", $"trailer<</Root 1 0 R/ID[<0011><0011>]/Encrypt<</Filter/Standard/V 1/R 2/O<{hex}>/U<{hex}>/P -4>>>>", StringComparison.Ordinal);
        return Encoding.ASCII.GetBytes(pdf);
    }

    private static byte[] CircularTiff()
    {
        byte[] file = ManyPageTiff(2);
        int first = BinaryPrimitives.ReadInt32LittleEndian(file.AsSpan(4));
        BinaryPrimitives.WriteInt32LittleEndian(file.AsSpan(file.Length - 4), first);
        return file;
    }

    // Gray, 8 bit; rows begin with a filter byte.
    private static byte[] Png(int width, int height, byte[] rows)
    {
        using var packed = new MemoryStream();
        using (var zlib = new ZLibStream(packed, CompressionLevel.Fastest, leaveOpen: true))
            zlib.Write(rows);
        var head = new byte[13];
        BinaryPrimitives.WriteInt32BigEndian(head, width);
        BinaryPrimitives.WriteInt32BigEndian(head.AsSpan(4), height);
        head[8] = 8;
        return [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, .. Chunk("IHDR", head), .. Chunk("IDAT", packed.ToArray()), .. Chunk("IEND", [])];
    }

    private static byte[] Chunk(string type, byte[] body)
    {
        byte[] typed = [.. Encoding.ASCII.GetBytes(type), .. body];
        uint crc = 0xFFFFFFFF;
        foreach (byte b in typed)
        {
            crc ^= b;
            for (var i = 0; i < 8; i++)
                crc = (crc & 1) != 0 ? (crc >> 1) ^ 0xEDB88320 : crc >> 1;
        }

        var chunk = new byte[typed.Length + 8];
        BinaryPrimitives.WriteInt32BigEndian(chunk, body.Length);
        typed.CopyTo(chunk, 4);
        BinaryPrimitives.WriteUInt32BigEndian(chunk.AsSpan(typed.Length + 4), ~crc);
        return chunk;
    }
}
