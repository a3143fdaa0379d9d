namespace CentralOps.Infrastructure.Ocr;

/// <summary>Where models and trained data lie.</summary>
internal static class OcrModelFiles
{
    /// <summary>Folder that the build has filled beside the program.</summary>
    public static string Folder { get; } = System.IO.Path.Combine(AppContext.BaseDirectory, "ocr-models");

    /// <summary>Path of a model that the build has copied beside the program.</summary>
    /// <exception cref="FileNotFoundException">The build did not copy it.</exception>
    public static string Path(string name)
    {
        string path = System.IO.Path.Combine(Folder, name);
        return File.Exists(path) ? path : throw new FileNotFoundException("a recognition model is missing beside the program", path);
    }

    /// <summary>PP-OCR's recogniser as it was published.</summary>
    public static byte[] Recogniser() => File.ReadAllBytes(Path("ch_PP-OCRv4_rec_infer.onnx"));

    /// <summary>Folder of Tesseract's trained data; null when it is not installed.</summary>
    public static string? Tessdata(params string[] languages)
    {
        string[] folders = [Environment.GetEnvironmentVariable("TESSDATA_PREFIX") ?? "", "/usr/share/tesseract-ocr/5/tessdata", "/usr/share/tesseract-ocr/4.00/tessdata", "/usr/share/tessdata"];
        return folders.FirstOrDefault(f => f.Length > 0 && languages.All(l => File.Exists(System.IO.Path.Combine(f, l + ".traineddata"))));
    }
}
