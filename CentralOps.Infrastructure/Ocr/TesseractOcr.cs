using OpenCvSharp;
using OpenCvSharp.Text;

namespace CentralOps.Infrastructure.Ocr;

/// <summary>
/// Tesseract as the second, independent engine. It lives inside OpenCV's native library; the distribution's own Tesseract library must never be loaded
/// beside it: the process would abort.
/// </summary>
internal sealed class TesseractOcr : IDisposable
{
    /// <summary>Trained data that it needs.</summary>
    public static readonly string[] Languages = ["chi_sim", "eng"];

    private const int LstmOnly = 1, SingleLine = 7;

    private readonly Dictionary<string, OCRTesseract> engines = [];
    private readonly string? tessdata = OcrModelFiles.Tessdata(Languages);

    /// <summary>False when trained data is not installed: then there is one engine only and fewer values are taken without a person.</summary>
    public bool Available => tessdata is not null;

    /// <summary>Reads a line.</summary>
    /// <param name="gray">Dark text on light ground, cropped to the line with some margin.</param>
    /// <param name="alphabet">Characters that can occur; null = any.</param>
    public OcrText Read(Mat gray, string? alphabet)
    {
        if (tessdata is null)
            return OcrText.Nothing;
        OCRTesseract engine = Engine(tessdata, alphabet ?? "");
        engine.Run(gray, out string text, out _, out _, out float[] confidences, ComponentLevels.Word);
        string line = string.Concat(text.Where(c => !char.IsWhiteSpace(c) || c == ' ')).Trim();
        double confidence = confidences.Length == 0 ? 0 : confidences.Average() / 100;
        return line.Length == 0 ? OcrText.Nothing : new OcrText(line, Math.Clamp(confidence, 0, 1), []);
    }

    /// <inheritdoc />
    public void Dispose()
    {
        foreach (OCRTesseract engine in engines.Values)
            engine.Dispose();
    }

    private OCRTesseract Engine(string folder, string alphabet)
    {
        if (!engines.TryGetValue(alphabet, out OCRTesseract? engine))
        {
            bool latin = alphabet.Length > 0 && alphabet.All(c => c < 0x2000 || c == '￥');
            engine = OCRTesseract.Create(folder, latin ? "eng" : "chi_sim", alphabet, LstmOnly, SingleLine);
            engines[alphabet] = engine;
        }

        return engine;
    }
}
