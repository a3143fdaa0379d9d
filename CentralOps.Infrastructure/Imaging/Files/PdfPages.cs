using System.Diagnostics;
using System.Globalization;
using CentralOps.Domain.Recognition;

namespace CentralOps.Infrastructure.Imaging.Files;

/// <summary>Draws PDF pages with poppler's command-line tools, each page by its own short-lived process.</summary>
internal sealed class PdfPages(ImagingOptions options)
{
    private const double PointsPerInch = 72;

    /// <summary>Portable pixmaps of all pages with their dpi, drawn one at a time as the caller goes on.</summary>
    /// <exception cref="RecognitionFailed">Encrypted, damaged, too many pages.</exception>
    public IEnumerable<(byte[] Image, double Dpi)> Draw(byte[] file)
    {
        string path = Path.Combine(Path.GetTempPath(), $"centralops-{Guid.CreateVersion7():N}.pdf");
        File.WriteAllBytes(path, file);
        try
        {
            int pages = Count(path);
            for (var page = 1; page <= pages; page++)
            {
                int dpi = ResolutionOf(path, page);
                string number = page.ToString(CultureInfo.InvariantCulture);
                (byte[] image, _, _) = Run("pdftoppm", "-f", number, "-l", number, "-r", dpi.ToString(CultureInfo.InvariantCulture), "-cropbox", path);
                yield return image.Length > 0 ? (image, dpi) : throw new RecognitionFailed("capture.not-an-image", $"page {page} of the PDF cannot be drawn");
            }
        }
        finally
        {
            File.Delete(path);
        }
    }

    private int Count(string path)
    {
        (byte[] output, string error, int exit) = Run("pdfinfo", path);
        Dictionary<string, string> facts = Facts(output);
        if (error.Contains("password", StringComparison.OrdinalIgnoreCase) || (facts.TryGetValue("Encrypted", out string? encrypted) && encrypted.StartsWith("yes", StringComparison.Ordinal)))
            throw new RecognitionFailed("capture.encrypted-pdf", "the PDF is protected by a password");
        if (exit != 0 || !facts.TryGetValue("Pages", out string? count) || !int.TryParse(count, NumberStyles.None, CultureInfo.InvariantCulture, out int pages) || pages == 0)
            throw new RecognitionFailed("capture.not-an-image", "the PDF is damaged");
        return pages <= options.MaxPages ? pages : throw new RecognitionFailed("capture.too-many-pages", $"{pages} pages");
    }

    // The resolution of the scan inside, within reason, so that nothing is lost or invented.
    private int ResolutionOf(string path, int page)
    {
        string number = page.ToString(CultureInfo.InvariantCulture);
        (byte[] listing, _, _) = Run("pdfimages", "-list", "-f", number, "-l", number, path);
        int dpi = options.PdfDpi;
        foreach (string line in Text(listing).Split('\n').Skip(2))
        {
            string[] columns = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
            if (columns.Length > 12 && columns[2] == "image" && int.TryParse(columns[12], NumberStyles.None, CultureInfo.InvariantCulture, out int ppi))
                dpi = Math.Max(dpi, Math.Clamp(ppi, 150, 300));
        }

        (byte[] output, _, _) = Run("pdfinfo", "-f", number, "-l", number, path);
        string? size = Facts(output).FirstOrDefault(f => f.Key.EndsWith("size", StringComparison.Ordinal) && f.Key.StartsWith("Page ", StringComparison.Ordinal)).Value;
        string[] parts = (size ?? "595 x 842").Split(' ', StringSplitOptions.RemoveEmptyEntries);
        double width = double.Parse(parts[0], CultureInfo.InvariantCulture), height = double.Parse(parts[2], CultureInfo.InvariantCulture);
        double pixels = width / PointsPerInch * dpi * (height / PointsPerInch * dpi);
        if (pixels > options.MaxPixels)
            dpi = (int)(dpi * Math.Sqrt(options.MaxPixels / pixels));
        return dpi >= 20 ? dpi : throw new RecognitionFailed("capture.too-many-pixels", $"page {page} measures {width:0} × {height:0} points");
    }

    private static Dictionary<string, string> Facts(byte[] output) => Text(output).Split('\n')
        .Select(line => line.Split(':', 2)).Where(p => p.Length == 2)
        .GroupBy(p => p[0].Trim()).ToDictionary(g => g.Key, g => g.First()[1].Trim(), StringComparer.Ordinal);

    private static string Text(byte[] bytes) => System.Text.Encoding.UTF8.GetString(bytes);

    private (byte[] Output, string Error, int Exit) Run(string tool, params string[] arguments)
    {
        var start = new ProcessStartInfo(tool, arguments) { RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false };
        Process process;
        try
        {
            process = Process.Start(start)!;
        }
        catch (System.ComponentModel.Win32Exception e)
        {
            throw new RecognitionFailed("capture.pdf-unavailable", $"{tool} is not installed: {e.Message}");
        }

        using (process)
        {
            using var limit = new Timer(_ => Kill(process), null, TimeSpan.FromSeconds(options.PdfPageSeconds), Timeout.InfiniteTimeSpan);
            var error = new System.Text.StringBuilder();
            process.ErrorDataReceived += (_, line) => error.AppendLine(line.Data);
            process.BeginErrorReadLine();
            using var output = new MemoryStream();
            process.StandardOutput.BaseStream.CopyTo(output);
            process.WaitForExit();
            return (output.ToArray(), error.ToString(), process.ExitCode);
        }
    }

    private static void Kill(Process process)
    {
        try
        {
            process.Kill();
        }
        catch (InvalidOperationException)
        {
            return; // it has just ended
        }
    }
}
