using System.Buffers.Binary;
using CentralOps.Domain.Recognition;

namespace CentralOps.Infrastructure.Imaging.Files;

/// <summary>Header of a PNG file (ISO/IEC 15948): the first chunk, and whether the last one is there.</summary>
internal static class PngHeader
{
    /// <summary>Reads it.</summary>
    public static PageHeader Read(ReadOnlySpan<byte> file)
    {
        if (file.Length < 33)
            throw ImageHeader.Truncated("the PNG header is incomplete");
        if (!file.Slice(12, 4).SequenceEqual("IHDR"u8))
            throw new RecognitionFailed("capture.not-an-image", "the PNG has no header");
        var page = new PageHeader(BinaryPrimitives.ReadUInt32BigEndian(file[16..]), BinaryPrimitives.ReadUInt32BigEndian(file[20..]), 0);

        long at = 8;
        while (at + 12 <= file.Length)
        {
            uint length = BinaryPrimitives.ReadUInt32BigEndian(file[(int)at..]);
            ReadOnlySpan<byte> type = file.Slice((int)at + 4, 4);
            if (at + 12 + length > file.Length)
                break;
            if (type.SequenceEqual("pHYs"u8) && length == 9 && file[(int)at + 16] == 1)
                page = page with { Dpi = Math.Round(BinaryPrimitives.ReadUInt32BigEndian(file[((int)at + 8)..]) * 0.0254, 1) };
            if (type.SequenceEqual("IEND"u8))
                return page;
            at += 12 + length;
        }

        // The size is refused first: it is the worse problem of a file that has both.
        page.Check(new ImagingOptions());
        throw ImageHeader.Truncated("the PNG has no end");
    }
}
