using CentralOps.Infrastructure.Imaging.Quality;
using Microsoft.ML.OnnxRuntime;
using OpenCvSharp;

namespace CentralOps.Infrastructure.Ocr;

/// <summary>PP-OCR's small model that tells whether a line of text stands on its head.</summary>
internal sealed class TextDirection : ITextDirection, IDisposable
{
    private const int InputHeight = 48, InputWidth = 192;

    private readonly InferenceSession session;
    private readonly string input;

    /// <summary>Loads the model.</summary>
    public TextDirection()
    {
        using var options = new SessionOptions { IntraOpNumThreads = 1, InterOpNumThreads = 1 };
        session = new InferenceSession(OcrModelFiles.Direction(), options);
        input = session.InputMetadata.Keys.First();
    }

    /// <inheritdoc />
    public unsafe double UpsideDown(Mat line)
    {
        int width = Math.Clamp(line.Width * InputHeight / line.Height, 8, InputWidth);
        using var small = new Mat();
        Cv2.Resize(line, small, new Size(width, InputHeight), 0, 0, InterpolationFlags.Area);
        var pixels = new float[3 * InputHeight * InputWidth];
        for (var y = 0; y < InputHeight; y++)
        {
            byte* row = (byte*)small.Ptr(y);
            for (var x = 0; x < width; x++)
            {
                for (var c = 0; c < 3; c++)
                    pixels[(((c * InputHeight) + y) * InputWidth) + x] = (row[(x * 3) + c] / 127.5f) - 1;
            }
        }

        using OrtValue tensor = OrtValue.CreateTensorValueFromMemory(pixels, [1, 3, InputHeight, InputWidth]);
        using var run = new RunOptions();
        using IDisposableReadOnlyCollection<OrtValue> outputs = session.Run(run, new Dictionary<string, OrtValue> { [input] = tensor }, session.OutputNames);
        return outputs[0].GetTensorDataAsSpan<float>()[1];
    }

    /// <inheritdoc />
    public void Dispose() => session.Dispose();
}
