using System.Buffers.Binary;
using System.Text;

namespace CentralOps.Infrastructure.Receipts.Papers;

/// <summary>
/// A face with glyf outlines of a TrueType font or collection (ISO/IEC 14496-22), as far as a PDF needs it: which glyph shows a
/// character, how wide it is, and a subset with just the glyphs that a document uses.
/// </summary>
internal sealed class TrueTypeFont
{
    private static readonly string[] Required = ["head", "hhea", "hmtx", "maxp", "cmap", "loca", "glyf"];
    private static readonly string[] Carried = ["hhea", "hmtx", "maxp", "cvt ", "fpgm", "prep"];
    private readonly byte[] file;
    private readonly Dictionary<string, (int Offset, int Length)> tables;
    private readonly Dictionary<int, ushort> glyphs;
    private readonly int unitsPerEm, metrics;
    private readonly bool longOffsets;

    private TrueTypeFont(byte[] file, Dictionary<string, (int Offset, int Length)> tables)
    {
        this.file = file;
        this.tables = tables;
        unitsPerEm = Word(Table("head") + 18);
        longOffsets = Word(Table("head") + 50) == 1;
        metrics = Word(Table("hhea") + 34);
        GlyphCount = Word(Table("maxp") + 4);
        (Ascent, Descent) = (PerMille(Signed(Table("hhea") + 4)), PerMille(Signed(Table("hhea") + 6)));
        glyphs = ReadCharacters();
    }

    /// <summary>Height above the baseline, in thousandths of the size.</summary>
    public int Ascent { get; }

    /// <summary>Depth below the baseline (negative), in thousandths of the size.</summary>
    public int Descent { get; }

    private int GlyphCount { get; }

    /// <summary>Reads a face, or null when the file is no font, the face is not there or it has no glyf outlines.</summary>
    public static TrueTypeFont? Read(byte[] file, int face)
    {
        var start = 0;
        if (Tag(file, 0) == "ttcf")
        {
            if (face >= Int(file, 8)) return null;
            start = Int(file, 12 + 4 * face);
        }
        if (file.Length < start + 12 || Int(file, start) is not (0x00010000 or 0x74727565)) return null;
        var count = BinaryPrimitives.ReadUInt16BigEndian(file.AsSpan(start + 4));
        var tables = Enumerable.Range(0, count).Select(i => start + 12 + 16 * i).ToDictionary(at => Tag(file, at), at => (Int(file, at + 8), Int(file, at + 12)));
        return Required.All(tables.ContainsKey) ? new TrueTypeFont(file, tables) : null;
    }

    /// <summary>The glyph of a character; 0 = the font's "missing" sign.</summary>
    public ushort Glyph(Rune character) => glyphs.GetValueOrDefault(character.Value);

    /// <summary>Width of a glyph in thousandths of the size.</summary>
    public int Width(ushort glyph) => PerMille(Word(Table("hmtx") + 4 * Math.Min(glyph, metrics - 1)));

    /// <summary>A font file in which only the given glyphs have outlines; every glyph keeps its number.</summary>
    public byte[] Subset(IEnumerable<ushort> used)
    {
        var keep = new SortedSet<ushort> { 0 };
        foreach (var glyph in used) AddWithParts(keep, glyph);
        using var outlines = new MemoryStream();
        var offsets = new byte[4 * (GlyphCount + 1)];
        for (var glyph = 0; glyph < GlyphCount; glyph++)
        {
            BinaryPrimitives.WriteInt32BigEndian(offsets.AsSpan(4 * glyph), (int)outlines.Length);
            if (!keep.Contains((ushort)glyph)) continue;
            var (from, length) = Outline(glyph);
            outlines.Write(file, from, length);
            while (outlines.Length % 4 != 0) outlines.WriteByte(0);
        }
        BinaryPrimitives.WriteInt32BigEndian(offsets.AsSpan(4 * GlyphCount), (int)outlines.Length);
        var head = Copy("head");
        BinaryPrimitives.WriteInt16BigEndian(head.AsSpan(50), 1);
        var parts = new SortedDictionary<string, byte[]>(StringComparer.Ordinal) { ["head"] = head, ["loca"] = offsets, ["glyf"] = outlines.ToArray() };
        foreach (var name in Carried)
        {
            if (tables.ContainsKey(name)) parts[name] = Copy(name);
        }
        return Assemble(parts);
    }

    private static byte[] Assemble(SortedDictionary<string, byte[]> parts)
    {
        var at = 12 + 16 * parts.Count;
        var font = new byte[at + parts.Values.Sum(p => (p.Length + 3) & ~3)];
        var power = (int)Math.Log2(parts.Count);
        BinaryPrimitives.WriteInt32BigEndian(font, 0x00010000);
        BinaryPrimitives.WriteUInt16BigEndian(font.AsSpan(4), (ushort)parts.Count);
        BinaryPrimitives.WriteUInt16BigEndian(font.AsSpan(6), (ushort)(16 << power));
        BinaryPrimitives.WriteUInt16BigEndian(font.AsSpan(8), (ushort)power);
        BinaryPrimitives.WriteUInt16BigEndian(font.AsSpan(10), (ushort)(16 * parts.Count - (16 << power)));
        var entry = 12;
        foreach (var (name, bytes) in parts)
        {
            bytes.CopyTo(font, at);
            Encoding.ASCII.GetBytes(name).CopyTo(font, entry);
            BinaryPrimitives.WriteUInt32BigEndian(font.AsSpan(entry + 4), CheckSum(font.AsSpan(at, (bytes.Length + 3) & ~3)));
            BinaryPrimitives.WriteInt32BigEndian(font.AsSpan(entry + 8), at);
            BinaryPrimitives.WriteInt32BigEndian(font.AsSpan(entry + 12), bytes.Length);
            (entry, at) = (entry + 16, at + ((bytes.Length + 3) & ~3));
        }
        return font;
    }

    /// <summary>A composite glyph needs the glyphs that it is made of.</summary>
    private void AddWithParts(SortedSet<ushort> keep, ushort glyph)
    {
        if (glyph >= GlyphCount || !keep.Add(glyph)) return;
        var (at, length) = Outline(glyph);
        if (length < 10 || Signed(at) >= 0) return;
        for (var part = at + 10; ;)
        {
            var flags = Word(part);
            AddWithParts(keep, (ushort)Word(part + 2));
            if ((flags & 0x20) == 0) return;
            part += 4 + ((flags & 0x01) != 0 ? 4 : 2) + ((flags & 0x08) != 0 ? 2 : (flags & 0x40) != 0 ? 4 : (flags & 0x80) != 0 ? 8 : 0);
        }
    }

    private (int Offset, int Length) Outline(int glyph)
    {
        var loca = Table("loca");
        var (from, to) = longOffsets ? (Int(file, loca + 4 * glyph), Int(file, loca + 4 * glyph + 4)) : (2 * Word(loca + 2 * glyph), 2 * Word(loca + 2 * glyph + 2));
        return (Table("glyf") + from, to - from);
    }

    /// <summary>The Unicode subtables of formats 12 and 4; the larger one wins.</summary>
    private Dictionary<int, ushort> ReadCharacters()
    {
        var cmap = Table("cmap");
        var maps = new List<Dictionary<int, ushort>>();
        for (var i = 0; i < Word(cmap + 2); i++)
        {
            var (platform, at) = (Word(cmap + 4 + 8 * i), cmap + Int(file, cmap + 8 + 8 * i));
            if (platform is not (0 or 3)) continue;
            if (Word(at) == 12) maps.Add(Groups(at));
            else if (Word(at) == 4) maps.Add(Segments(at));
        }
        return maps.MaxBy(m => m.Count) ?? [];
    }

    private Dictionary<int, ushort> Groups(int at)
    {
        var map = new Dictionary<int, ushort>();
        for (var g = 0; g < Int(file, at + 12); g++)
        {
            var (first, last, glyph) = (Int(file, at + 16 + 12 * g), Int(file, at + 20 + 12 * g), Int(file, at + 24 + 12 * g));
            for (var c = first; c <= last; c++) map[c] = (ushort)(glyph + c - first);
        }
        return map;
    }

    private Dictionary<int, ushort> Segments(int at)
    {
        var map = new Dictionary<int, ushort>();
        var twice = Word(at + 6);
        for (var s = 0; s < twice; s += 2)
        {
            var (last, first, delta, rangeAt) = (Word(at + 14 + s), Word(at + 16 + twice + s), Word(at + 16 + 2 * twice + s), at + 16 + 3 * twice + s);
            for (var c = first; c <= last && c != 0xFFFF; c++)
            {
                var glyph = Word(rangeAt) == 0 ? c : Word(rangeAt + Word(rangeAt) + 2 * (c - first));
                if (glyph != 0) map[c] = (ushort)(glyph + delta);
            }
        }
        return map;
    }

    private static uint CheckSum(ReadOnlySpan<byte> bytes)
    {
        uint sum = 0;
        for (var i = 0; i < bytes.Length; i += 4) sum = unchecked(sum + BinaryPrimitives.ReadUInt32BigEndian(bytes[i..]));
        return sum;
    }

    private int Table(string name) => tables[name].Offset;

    private byte[] Copy(string name) => file.AsSpan(tables[name].Offset, tables[name].Length).ToArray();

    private int PerMille(int units) => (int)Math.Round(units * 1000.0 / unitsPerEm);

    private int Word(int at) => BinaryPrimitives.ReadUInt16BigEndian(file.AsSpan(at));

    private int Signed(int at) => BinaryPrimitives.ReadInt16BigEndian(file.AsSpan(at));

    private static int Int(byte[] file, int at) => BinaryPrimitives.ReadInt32BigEndian(file.AsSpan(at));

    private static string Tag(byte[] file, int at) => file.Length < at + 4 ? "" : Encoding.ASCII.GetString(file, at, 4);
}
