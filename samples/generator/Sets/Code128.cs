using CentralOps.SampleGenerator.Drawing;
using SkiaSharp;

namespace CentralOps.SampleGenerator.Sets;

/// <summary>Code 128 (ISO/IEC 15417): subset C for even runs of digits, else subset B.</summary>
internal static class Code128
{
    private static readonly string[] s_widths = ("212222 222122 222221 121223 121322 131222 122213 122312 132212 221213 221312 231212 112232 122132 122231 113222 123122 123221 223211 221132 221231 213212 223112 312131 311222 321122 "
        + "321221 312212 322112 322211 212123 212321 232121 111323 131123 131321 112313 132113 132311 211313 231113 231311 112133 112331 132131 113123 113321 133121 313121 211331 231131 213113 213311 213131 311123 311321 "
        + "331121 312113 312311 332111 314111 221411 431111 111224 111422 121124 121421 141122 141221 112214 112412 122114 122411 142112 142211 241211 221114 413111 241112 134111 111242 121142 121241 114212 124112 124211 "
        + "411212 421112 421211 212141 214121 412121 111143 111341 131141 114113 114311 411113 411311 113141 114131 311141 411131 211412 211214 211232 2331112").Split(' ');

    /// <summary>Draws the bars; the module is the narrowest bar in mm.</summary>
    public static void Draw(Sheet sheet, string text, double x, double y, double module, double height)
    {
        var symbols = Symbols(text);
        var width = symbols.Sum(s => s_widths[s].Sum(c => c - '0')) * module;
        sheet.Fill(x - 10 * module, y - 1, width + 20 * module, height + 2, SKColors.White);
        foreach (var symbol in symbols)
        {
            var bar = true;
            foreach (var c in s_widths[symbol])
            {
                var w = (c - '0') * module;
                if (bar)
                    sheet.Fill(x, y, w, height, new SKColor(20, 20, 24));
                x += w;
                bar = !bar;
            }
        }
    }

    private static List<int> Symbols(string text)
    {
        List<int> symbols;
        if (text.Length % 2 == 0 && text.All(char.IsAsciiDigit))
            symbols = [105, .. text.Chunk(2).Select(p => (p[0] - '0') * 10 + p[1] - '0')];
        else
            symbols = [104, .. text.Select(c => c - 32)];
        symbols.Add((symbols[0] + symbols.Skip(1).Select((s, i) => s * (i + 1)).Sum()) % 103);
        symbols.Add(106);
        return symbols;
    }
}
