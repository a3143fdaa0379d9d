using System.Buffers.Binary;
using CentralOps.Domain.Recognition;

namespace CentralOps.Infrastructure.Imaging.Files;

/// <summary>Header of a JPEG file (ITU-T T.81, JFIF): frame size, resolution, and whether its end marker is there.</summary>
internal static class JpegHeader
{
    /// <summary>Reads it.</summary>
    public static PageHeader Read(ReadOnlySpan<byte> file)
    {
        PageHeader? page = null;
        double dpi = 0;
        var at = 2;
        while (at + 4 <= file.Length)
        {
            if (file[at] != 0xFF)
                throw new RecognitionFailed("capture.not-an-image", "the JPEG's markers are damaged");
            byte marker = file[at + 1];
            if (marker == 0xFF)
            {
                at++;
                continue;
            }

            int length = BinaryPrimitives.ReadUInt16BigEndian(file[(at + 2)..]);
            ReadOnlySpan<byte> body = at + 2 + length <= file.Length ? file.Slice(at + 4, Math.Max(0, length - 2)) : default;
            if (marker is >= 0xC0 and <= 0xCF and not (0xC4 or 0xC8 or 0xCC) && body.Length >= 5)
                page = new PageHeader(BinaryPrimitives.ReadUInt16BigEndian(body[3..]), BinaryPrimitives.ReadUInt16BigEndian(body[1..]), dpi);
            if (marker == 0xE0 && body.Length >= 12 && body.StartsWith("JFIF\0"u8))
                dpi = BinaryPrimitives.ReadUInt16BigEndian(body[8..]) * (body[7] == 1 ? 1 : body[7] == 2 ? 2.54 : 0);
            if (marker == 0xDA)
                return End(file[at..]) ? (page ?? throw new RecognitionFailed("capture.not-an-image", "the JPEG has no frame")) with { Dpi = dpi } : throw ImageHeader.Truncated("the JPEG has no end");
            at += 2 + length;
        }

        throw ImageHeader.Truncated("the JPEG has no image data");
    }

    // Within entropy-coded data FF is always followed by 00 or a restart marker, so the end marker cannot appear by chance.
    private static bool End(ReadOnlySpan<byte> scan) => scan.LastIndexOf((ReadOnlySpan<byte>)[0xFF, 0xD9]) >= 0;
}
