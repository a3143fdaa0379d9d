using System.Security.Cryptography;
using System.Text;

namespace CentralOps.Infrastructure.Ocr;

/// <summary>The models that are shipped beside the program (<c>models/NOTICE</c> says where they come from), and the system's trained data.</summary>
internal static class OcrModelFiles
{
    private const string RecogniserFile = "bank-print.onnx";
    private const string DirectionFile = "ch_ppocr_mobile_v2.0_cls_infer.onnx";
    private const string DictionaryFile = "ppocr_keys_v1.txt";

    /// <summary>SHA-256 of the recogniser.</summary>
    public const string RecogniserSha256 = "95a5907059d35bba7170d0db92fcc8c9d8f8b27732b2efe59f0c4a0d2f198418";

    /// <summary>Where the models lie.</summary>
    public static string Folder { get; } = System.IO.Path.Combine(AppContext.BaseDirectory, "ocr-models");

    /// <summary>Paths of what is read with; whatever else lies in the folder has no part in it.</summary>
    public static IReadOnlyList<string> Used { get; } = [Path(RecogniserFile), Path(DirectionFile), Path(DictionaryFile)];

    /// <summary>The recogniser, finished.</summary>
    public static byte[] Recogniser() => Checked(Path(RecogniserFile), RecogniserSha256);

    /// <summary>Tells whether a line of text stands on its head.</summary>
    public static byte[] Direction() => Checked(Path(DirectionFile), "491843a3c65de46295864c6815e41127eaa812c4dac1e19c6850ec49da9d3640");

    /// <summary>What each class of the recogniser stands for. Class 0 is "no character"; the last one is the blank between words, which the file does not list.</summary>
    public static string[] Dictionary() =>
        ["", .. Encoding.UTF8.GetString(Checked(Path(DictionaryFile), "28b2362ad4ab2dc38769aa72feb535e3a9ddb3fd2a7585a05920e6393b1dc7f7")).Split('\n'), " "];

    /// <summary>A file, if it is the one that was measured.</summary>
    /// <exception cref="InvalidDataException">It is another.</exception>
    public static byte[] Checked(string path, string sha256)
    {
        byte[] bytes = File.ReadAllBytes(path);
        return Convert.ToHexStringLower(SHA256.HashData(bytes)) == sha256 ? bytes : throw new InvalidDataException($"{path} is not the file that was measured");
    }

    /// <summary>Folder of Tesseract's trained data; null when it is not installed.</summary>
    public static string? Tessdata(params string[] languages)
    {
        string[] folders = [Environment.GetEnvironmentVariable("TESSDATA_PREFIX") ?? "", "/usr/share/tesseract-ocr/5/tessdata", "/usr/share/tesseract-ocr/4.00/tessdata", "/usr/share/tessdata"];
        return folders.FirstOrDefault(f => f.Length > 0 && languages.All(l => File.Exists(System.IO.Path.Combine(f, l + ".traineddata"))));
    }

    private static string Path(string name) => System.IO.Path.Combine(Folder, name);
}
