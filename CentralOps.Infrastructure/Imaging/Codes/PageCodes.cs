using OpenCvSharp;

namespace CentralOps.Infrastructure.Imaging.Codes;

/// <summary>A code found on a page.</summary>
/// <param name="Symbology"><c>qr</c> or <c>code128</c>.</param>
/// <param name="Content">What it says.</param>
/// <param name="Corners">QR: its corners on the page, clockwise from the symbol's own top left; empty for bar codes.</param>
internal sealed record PageCode(string Symbology, string Content, Point2f[] Corners);

/// <summary>
/// Finds QR and Code 128 symbols on the red channel, where red seals and red print vanish. zbar looks first: it costs milliseconds. What it misses (damaged, coarse, in perspective) the
/// WeChat reader finds, at the spots that look like a code and then everywhere, which takes seconds on a page without one. OpenCV's own bar code detector is not used: it invents contents.
/// </summary>
internal sealed class PageCodes : IDisposable
{
    private const int SmallPage = 1500;

    private readonly WeChatQRCode qr = new("", "", "", "");

    /// <summary>All codes of a page.</summary>
    /// <param name="bgr">The page.</param>
    /// <param name="barCodes">Whether bar codes are looked for.</param>
    /// <param name="thorough">Search on where the quick look finds nothing.</param>
    public IReadOnlyList<PageCode> Find(Mat bgr, bool barCodes, bool thorough)
    {
        using Mat red = Channels.Red(bgr);
        List<PageCode> found = Quick(red, barCodes);
        if (thorough && !found.Exists(c => c.Symbology == "qr"))
        {
            List<PageCode> late = FindAtSpots(red);
            found.AddRange(late.Count > 0 ? late : FindQr(red));
        }

        if (thorough && barCodes && !found.Exists(c => c.Symbology == "code128"))
            found.AddRange(BarSpots.Read(red, found).Select(c => new PageCode("code128", c, [])));
        return [.. found.GroupBy(c => (c.Symbology, c.Content)).Select(g => g.First())];
    }

    private static List<PageCode> Quick(Mat red, bool barCodes)
    {
        foreach (double scale in (ReadOnlySpan<double>)(Math.Max(red.Width, red.Height) < SmallPage ? [1.0, 2.0] : [1.0]))
        {
            using Mat work = Channels.Scaled(red, scale);
            if (Zbar.Read(work, qr: true, barCodes) is { Count: > 0 } symbols)
                return [.. symbols.Select(s => new PageCode(s.Symbology, s.Content, [.. s.Corners.Select(c => new Point2f((float)(c.X / scale), (float)(c.Y / scale)))]))];
        }

        return [];
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
}
