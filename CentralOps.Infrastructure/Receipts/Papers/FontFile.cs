using System.Buffers.Binary;
using System.Text;
using PdfSharp.Fonts;

namespace CentralOps.Infrastructure.Receipts.Papers;

/// <summary>Gives PDFsharp the first face of a font file, whose path is the name of its family. PDFsharp knows no collections (ISO/IEC 14496-22): a face becomes a file of its own.</summary>
internal sealed class FontFile : IFontResolver
{
    private const int Header = 12, Entry = 16;
    private static readonly string[] Needed = ["OS/2", "cmap", "glyf", "head", "hhea", "hmtx", "loca", "maxp", "name", "post"], Helpful = ["cvt ", "fpgm", "prep"];

    /// <summary>True for a font with TrueType outlines.</summary>
    public static bool IsUsable(string path) => File.Exists(path) && FirstFace(path) is not null;

    /// <inheritdoc />
    public FontResolverInfo ResolveTypeface(string familyName, bool isBold, bool isItalic) => new(familyName, isBold, isItalic);

    /// <inheritdoc />
    public byte[]? GetFont(string faceName) => FirstFace(faceName);

    private static byte[]? FirstFace(string path)
    {
        var file = File.ReadAllBytes(path);
        if (file.Length < Header + 4) return null;
        var start = Encoding.ASCII.GetString(file, 0, 4) == "ttcf" ? Int(file, Header) : 0;
        if (file.Length < start + Header || Int(file, start) is not (0x00010000 or 0x74727565)) return null;
        var tables = Enumerable.Range(0, BinaryPrimitives.ReadUInt16BigEndian(file.AsSpan(start + 4))).Select(i => (ReadOnlyMemory<byte>)file.AsMemory(start + Header + Entry * i, Entry))
            .Where(t => Needed.Contains(Name(t)) || Helpful.Contains(Name(t))).ToList();
        if (Needed.Except(tables.Select(Name)).Any()) return null;

        using var face = new MemoryStream();
        face.Write(file, start, Header);
        face.SetLength(Header + Entry * tables.Count);
        BinaryPrimitives.WriteUInt16BigEndian(face.GetBuffer().AsSpan(4), (ushort)tables.Count);
        for (var i = 0; i < tables.Count; i++)
        {
            var (at, entry) = (face.Length, tables[i].ToArray());
            face.Position = at;
            face.Write(file, Int(entry, 8), Int(entry, 12));
            face.SetLength((face.Length + 3) & ~3);
            BinaryPrimitives.WriteInt32BigEndian(entry.AsSpan(8), (int)at);
            face.Position = Header + Entry * i;
            face.Write(entry);
        }
        return face.ToArray();
    }

    private static string Name(ReadOnlyMemory<byte> entry) => Encoding.ASCII.GetString(entry.Span[..4]);

    private static int Int(ReadOnlySpan<byte> bytes, int at) => BinaryPrimitives.ReadInt32BigEndian(bytes[at..]);
}
