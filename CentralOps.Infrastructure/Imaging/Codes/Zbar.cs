using System.Runtime.InteropServices;
using OpenCvSharp;

namespace CentralOps.Infrastructure.Imaging.Codes;

/// <summary>Reads Code 128 with the zbar library (libzbar0).</summary>
internal static unsafe partial class Zbar
{
    private const string Library = "libzbar.so.0";
    private const int AllSymbologies = 0, Code128 = 128, Enable = 0, XDensity = 0x100, YDensity = 0x101;
    private const uint FormatGray = 0x30303859; // "Y800"

    /// <summary>Contents of the Code 128 symbols in a gray image.</summary>
    public static IReadOnlyList<string> ReadCode128(Mat gray, int density = 1)
    {
        using Mat whole = gray.Clone(); // rows without gaps
        nint scanner = zbar_image_scanner_create(), image = zbar_image_create();
        try
        {
            _ = zbar_image_scanner_set_config(scanner, AllSymbologies, Enable, 0);
            _ = zbar_image_scanner_set_config(scanner, Code128, Enable, 1);
            _ = zbar_image_scanner_set_config(scanner, AllSymbologies, XDensity, density);
            _ = zbar_image_scanner_set_config(scanner, AllSymbologies, YDensity, density);
            zbar_image_set_format(image, new CULong(FormatGray));
            zbar_image_set_size(image, (uint)whole.Width, (uint)whole.Height);
            zbar_image_set_data(image, whole.DataPointer, new CULong((nuint)(whole.Width * (long)whole.Height)), 0);
            _ = zbar_scan_image(scanner, image);
            var contents = new List<string>();
            for (nint symbol = zbar_image_first_symbol(image); symbol != 0; symbol = zbar_symbol_next(symbol))
            {
                if (zbar_symbol_get_type(symbol) == Code128 && Marshal.PtrToStringUTF8(zbar_symbol_get_data(symbol)) is { Length: > 0 } content)
                    contents.Add(content);
            }

            return contents;
        }
        finally
        {
            zbar_image_destroy(image);
            zbar_image_scanner_destroy(scanner);
        }
    }

    [LibraryImport(Library)]
    private static partial nint zbar_image_scanner_create();

    [LibraryImport(Library)]
    private static partial void zbar_image_scanner_destroy(nint scanner);

    [LibraryImport(Library)]
    private static partial int zbar_image_scanner_set_config(nint scanner, int symbology, int config, int value);

    [LibraryImport(Library)]
    private static partial nint zbar_image_create();

    [LibraryImport(Library)]
    private static partial void zbar_image_destroy(nint image);

    [LibraryImport(Library)]
    private static partial void zbar_image_set_format(nint image, CULong format);

    [LibraryImport(Library)]
    private static partial void zbar_image_set_size(nint image, uint width, uint height);

    [LibraryImport(Library)]
    private static partial void zbar_image_set_data(nint image, byte* data, CULong length, nint cleanup);

    [LibraryImport(Library)]
    private static partial int zbar_scan_image(nint scanner, nint image);

    [LibraryImport(Library)]
    private static partial nint zbar_image_first_symbol(nint image);

    [LibraryImport(Library)]
    private static partial nint zbar_symbol_next(nint symbol);

    [LibraryImport(Library)]
    private static partial int zbar_symbol_get_type(nint symbol);

    [LibraryImport(Library)]
    private static partial nint zbar_symbol_get_data(nint symbol);
}
