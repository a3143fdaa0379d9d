using System.Reflection;
using System.Security.Cryptography;
using CentralOps.Infrastructure.Ocr;

namespace CentralOps.Infrastructure.Recognition.Reading;

/// <summary>What reads pages here: version of the program, engines, and the beginning of each model's SHA-256. Stays with every page, so that a reading can be judged, or done again, years later.</summary>
internal static class ReadingProgram
{
    private const int Digits = 12;

    private static readonly Lazy<string> All = new(() => string.Join("; ", Parts()));

    /// <summary>One line; the models are hashed once.</summary>
    public static string Text => All.Value;

    private static IEnumerable<string> Parts()
    {
        var version = typeof(ReadingProgram).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+') ?? ["?"];
        yield return $"centralops {version[0]}{(version is [_, var commit, ..] ? $"+{Short(commit)}" : "")}";
        yield return $"opencv {OpenCvSharp.Cv2.GetVersionString()}";
        foreach (var model in OcrModelFiles.Used) yield return Model(SliceReader.First, model);
        if (OcrModelFiles.Tessdata(TesseractOcr.Languages) is not { } folder) yield break;
        foreach (var language in TesseractOcr.Languages) yield return Model(SliceReader.Second, Path.Combine(folder, $"{language}.traineddata"));
    }

    private static string Model(string engine, string path)
    {
        using FileStream file = File.OpenRead(path);
        return $"{engine} {Path.GetFileNameWithoutExtension(path)} {Short(Convert.ToHexStringLower(SHA256.HashData(file)))}";
    }

    private static string Short(string hash) => hash.Length > Digits ? hash[..Digits] : hash;
}
