using System.Runtime.InteropServices;
using OpenCvSharp;

namespace CentralOps.Infrastructure.Imaging.Codes;

/// <summary>A symbol as zbar sees it.</summary>
/// <param name="Symbology"><c>qr</c> or <c>code128</c>.</param>
/// <param name="Content">What it says.</param>
/// <param name="Corners">QR: clockwise from the symbol's own top left; empty for bar codes.</param>
internal sealed record ZbarSymbol(string Symbology, string Content, Point2f[] Corners);

/// <summary>Reads QR and Code 128 with the zbar library (libzbar0): some milliseconds a page, and it invents nothing.</summary>
internal static unsafe partial class Zbar
{
    private const string Library = "libzbar.so.0";
    private const int AllSymbologies = 0, Qr = 64, Code128 = 128, Enable = 0, XDensity = 0x100, YDensity = 0x101;
    private const uint FormatGray = 0x30303859; // "Y800"

    /// <summary>Symbols in a gray image.</summary>
    /// <param name="gray">8 bit.</param>
    /// <param name="qr">Look for QR.</param>
    /// <param name="bars">Look for Code 128.</param>
    public static IReadOnlyList<ZbarSymbol> Read(Mat gray, bool qr, bool bars)
    {
        using Mat whole = gray.Clone(); // rows without gaps
        nint scanner = zbar_image_scanner_create(), image = zbar_image_create();
        try
        {
            _ = zbar_image_scanner_set_config(scanner, AllSymbologies, Enable, 0);
            if (qr)
                _ = zbar_image_scanner_set_config(scanner, Qr, Enable, 1);
            if (bars)
                _ = zbar_image_scanner_set_config(scanner, Code128, Enable, 1);
            _ = zbar_image_scanner_set_config(scanner, AllSymbologies, XDensity, 1);
            _ = zbar_image_scanner_set_config(scanner, AllSymbologies, YDensity, 1);
            zbar_image_set_format(image, new CULong(FormatGray));
            zbar_image_set_size(image, (uint)whole.Width, (uint)whole.Height);
            zbar_image_set_data(image, whole.DataPointer, new CULong((nuint)(whole.Width * (long)whole.Height)), 0);
            _ = zbar_scan_image(scanner, image);
            var symbols = new List<ZbarSymbol>();
            for (nint symbol = zbar_image_first_symbol(image); symbol != 0; symbol = zbar_symbol_next(symbol))
            {
                int type = zbar_symbol_get_type(symbol);
                if (type is Qr or Code128 && Marshal.PtrToStringUTF8(zbar_symbol_get_data(symbol)) is { Length: > 0 } content)
                    symbols.Add(new ZbarSymbol(type == Qr ? "qr" : "code128", content, type == Qr ? Corners(symbol) : []));
            }

            return symbols;
        }
        finally
        {
            zbar_image_destroy(image);
            zbar_image_scanner_destroy(scanner);
        }
    }

    // zbar goes round the other way.
    private static Point2f[] Corners(nint symbol)
    {
        if (zbar_symbol_get_loc_size(symbol) != 4)
            return [];
        Point2f At(uint i) => new(zbar_symbol_get_loc_x(symbol, i), zbar_symbol_get_loc_y(symbol, i));
        return [At(0), At(3), At(2), At(1)];
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

    [LibraryImport(Library)]
    private static partial uint zbar_symbol_get_loc_size(nint symbol);

    [LibraryImport(Library)]
    private static partial int zbar_symbol_get_loc_x(nint symbol, uint index);

    [LibraryImport(Library)]
    private static partial int zbar_symbol_get_loc_y(nint symbol, uint index);
}
