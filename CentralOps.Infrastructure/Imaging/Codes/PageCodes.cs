using OpenCvSharp;

namespace CentralOps.Infrastructure.Imaging.Codes;

/// <summary>A code found on a page.</summary>
/// <param name="Symbology"><c>qr</c> or <c>code128</c>.</param>
/// <param name="Content">What it says.</param>
/// <param name="Corners">QR: its corners on the page, clockwise from the symbol's own top left; empty for bar codes.</param>
internal sealed record PageCode(string Symbology, string Content, Point2f[] Corners);

/// <summary>
/// Finds QR and Code 128 symbols. Works on the red channel, where red seals and red print vanish. Bar codes are read upright, then turned back by the angle of the QR symbol,
/// then by small angles. OpenCV's own bar code detector is not used: it invents contents.
/// </summary>
internal sealed class PageCodes : IDisposable
{
    private readonly WeChatQRCode qr = new("", "", "", "");

    /// <summary>All codes of a page.</summary>
    /// <param name="bgr">The page.</param>
    /// <param name="barCodes">Whether bar codes are looked for.</param>
    /// <param name="thorough">Also search the whole page at several scales when no spot looks like a code: takes seconds on a page without one.</param>
    public IReadOnlyList<PageCode> Find(Mat bgr, bool barCodes, bool thorough)
    {
        using Mat red = Channels.Red(bgr);
        List<PageCode> found = FindAtSpots(red);
        if (found.Count == 0 && thorough)
            found = FindQr(red);
        if (barCodes)
            found.AddRange(FindCode128(red, found).Select(c => new PageCode("code128", c, [])));
        return [.. found.GroupBy(c => (c.Symbology, c.Content)).Select(g => g.First())];
    }

    /// <inheritdoc />
    public void Dispose() => qr.Dispose();

    private List<PageCode> FindAtSpots(Mat red)
    {
        var found = new List<PageCode>();
        foreach (Rect spot in CodeSpots.Of(red))
        {
            using var part = new Mat(red, spot);
            foreach (double side in (ReadOnlySpan<double>)[300, 480])
            {
                double scale = side / Math.Max(part.Width, part.Height);
                using Mat work = Channels.Scaled(part, scale);
                int before = found.Count;
                Read(work, 1 / scale, found, spot.X, spot.Y);
                if (found.Count > before)
                    break;
            }
        }

        return found;
    }

    private List<PageCode> FindQr(Mat red)
    {
        var found = new List<PageCode>();
        foreach (double scale in Scales(red))
        {
            using Mat work = Channels.Scaled(red, scale);
            Read(work, 1 / scale, found);
            if (found.Count > 0)
                return found;
        }

        using var stretched = new Mat();
        using var clahe = Cv2.CreateCLAHE(3, new Size(8, 8));
        clahe.Apply(red, stretched);
        Read(stretched, 1, found);
        return found;
    }

    private void Read(Mat gray, double toPage, List<PageCode> found, int left = 0, int top = 0)
    {
        string[] texts = qr.DetectAndDecode(gray, out Point2f[][] boxes);
        for (var i = 0; i < texts.Length; i++)
        {
            if (texts[i].Length > 0)
                found.Add(new PageCode("qr", texts[i], [.. boxes[i].Select(p => new Point2f((float)(left + (p.X * toPage)), (float)(top + (p.Y * toPage))))]));
        }
    }

    // The page as it is, then smaller for coarse pages, then larger for tiny symbols.
    private static double[] Scales(Mat page) => Math.Max(page.Width, page.Height) switch
    {
        > 2600 => [1, 0.5, 1.5],
        > 1400 => [1, 0.5, 2],
        _ => [1, 2],
    };

    private static IReadOnlyList<string> FindCode128(Mat red, List<PageCode> qrCodes)
    {
        double? angle = qrCodes.Count > 0 && qrCodes[0].Corners is { Length: 4 } corners ? Math.Atan2(corners[1].Y - corners[0].Y, corners[1].X - corners[0].X) * 180 / Math.PI : null;
        var angles = new List<double>();
        if (angle is { } known)
            angles.Add(known);
        angles.AddRange([0, 90, 4, -4, 8, -8, 2, -2, 6, -6, 10, -10]);
        foreach (double turn in angles)
        {
            using Mat turned = Math.Abs(turn) < 0.3 ? red.Clone() : Channels.Turned(red, turn);
            foreach (double scale in (ReadOnlySpan<double>)(red.Width < 2200 ? [1.0, 2.0] : [1.0]))
            {
                using Mat work = Channels.Scaled(turned, scale);
                if (Zbar.ReadCode128(work) is { Count: > 0 } contents)
                    return contents;
            }
        }

        return [];
    }
}
