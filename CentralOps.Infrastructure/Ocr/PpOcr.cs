using System.Text;
using Microsoft.ML.OnnxRuntime;
using OpenCvSharp;

namespace CentralOps.Infrastructure.Ocr;

/// <summary>PP-OCRv4 recognition of one line, through ONNX Runtime; decoding is restricted to the field's alphabet.</summary>
internal sealed class PpOcr : IDisposable
{
    private const int InputHeight = 48, LeastWidth = 160;

    private readonly InferenceSession session;
    private readonly string input;
    private readonly string[] dictionary;
    private readonly Dictionary<string, int[]> alphabets = [];
    private readonly int[] figures;

    /// <summary>Loads model and dictionary.</summary>
    public PpOcr()
        : this(OcrModelFiles.Recogniser())
    {
    }

    /// <summary>With another model of the same inputs, for measuring and training.</summary>
    public PpOcr(byte[] model)
    {
        using var options = new SessionOptions { IntraOpNumThreads = 1, InterOpNumThreads = 1, GraphOptimizationLevel = GraphOptimizationLevel.ORT_ENABLE_ALL };
        session = new InferenceSession(model, options);
        input = session.InputMetadata.Keys.First();
        dictionary = OcrModelFiles.Dictionary();
        figures = [.. Enumerable.Range(0, 10).Select(d => Array.IndexOf(dictionary, d.ToString(System.Globalization.CultureInfo.InvariantCulture)))];
    }

    /// <summary>What each class stands for: class 0 for no character.</summary>
    public IReadOnlyList<string> Dictionary => dictionary;

    /// <summary>Reads a line.</summary>
    /// <param name="gray">Dark text on light ground, cropped to the line.</param>
    /// <param name="alphabet">Characters that can occur; null = any.</param>
    /// <param name="never">Characters that cannot occur where there is no alphabet.</param>
    /// <param name="stretch">Widens the picture: repeated digits get more room and are not dropped.</param>
    public OcrText Read(Mat gray, string? alphabet, string never = "", double stretch = 1)
    {
        (float[] scores, int steps, double perWidth) = Run(gray, stretch);
        return Decode(scores, steps, scores.Length / steps, alphabet, never, perWidth);
    }

    /// <summary>What the model says of a line: steps × classes; how many steps; width of the picture with its margin ÷ width of the line.</summary>
    public (float[] Scores, int Steps, double PerWidth) Run(Mat gray, double stretch)
    {
        int width = Math.Clamp((int)Math.Ceiling(gray.Width * stretch * InputHeight / gray.Height), 16, 2400);
        using var line = new Mat();
        Cv2.Resize(gray, line, new Size(width, InputHeight), 0, 0, gray.Height > InputHeight ? InterpolationFlags.Area : InterpolationFlags.Cubic);
        int padded = Math.Max(LeastWidth, (width + 31) / 32 * 32);
        float[] pixels = Pixels(line, padded);
        using OrtValue tensor = OrtValue.CreateTensorValueFromMemory(pixels, [1, 3, InputHeight, padded]);
        using var run = new RunOptions();
        using IDisposableReadOnlyCollection<OrtValue> outputs = session.Run(run, new Dictionary<string, OrtValue> { [input] = tensor }, session.OutputNames);
        long[] shape = outputs[0].GetTensorTypeAndShape().Shape;
        return (outputs[0].GetTensorDataAsSpan<float>().ToArray(), (int)shape[1], (double)padded / width);
    }

    /// <inheritdoc />
    public void Dispose() => session.Dispose();

    // −1 … 1, three equal planes, the rest of the width filled with zero as in training.
    private static unsafe float[] Pixels(Mat line, int padded)
    {
        var pixels = new float[3 * InputHeight * padded];
        int width = line.Width;
        for (var y = 0; y < InputHeight; y++)
        {
            byte* row = (byte*)line.Ptr(y);
            int start = y * padded;
            for (var x = 0; x < width; x++)
                pixels[start + x] = (row[x] / 127.5f) - 1;
        }

        int plane = InputHeight * padded;
        Array.Copy(pixels, 0, pixels, plane, plane);
        Array.Copy(pixels, 0, pixels, 2 * plane, plane);
        return pixels;
    }

    private OcrText Decode(ReadOnlySpan<float> scores, int steps, int classes, string? alphabet, string never, double perWidth)
    {
        int[]? allowed = alphabet is null && never.Length == 0 ? null : Classes(alphabet, never, classes);
        var text = new StringBuilder();
        var confidences = new List<double>();
        var places = new List<double>();
        var within = new List<double>();
        var last = 0;
        for (var step = 0; step < steps; step++)
        {
            ReadOnlySpan<float> row = scores.Slice(step * classes, classes);
            var best = 0;
            float score = row[0];
            int any = alphabet is null ? System.Numerics.Tensors.TensorPrimitives.IndexOfMax(row) : -1;
            if (any >= 0 && (never.Length == 0 || any == 0 || !never.Contains(dictionary[any][0], StringComparison.Ordinal)))
            {
                (best, score) = (any, row[any]);
            }
            else
            {
                foreach (int c in allowed!)
                {
                    if (row[c] > score)
                        (best, score) = (c, row[c]);
                }
            }

            // The two ways to write the sign of money share what speaks for it: what counts is that it is no figure.
            if (dictionary[best] is "¥" or "￥")
                score = 1 - Sum(row, figures);
            double among = alphabet is null || best == 0 ? 0 : score / Math.Max(score, row[0] + Sum(row, allowed!));
            if (best != 0 && best == last)
            {
                confidences[^1] = Math.Max(confidences[^1], score);
                if (alphabet is not null)
                    within[^1] = Math.Max(within[^1], among);
            }
            else if (best != 0)
            {
                text.Append(dictionary[best]);
                for (var i = 0; i < dictionary[best].Length; i++)
                {
                    confidences.Add(score);
                    if (alphabet is not null)
                        within.Add(among);
                    places.Add((step + 0.5) / steps * perWidth);
                }
            }

            last = best;
        }

        return text.Length == 0 ? OcrText.Nothing : new OcrText(text.ToString(), confidences.Average(), confidences) { Places = places, Within = within };
    }

    private static float Sum(ReadOnlySpan<float> row, int[] classes)
    {
        float sum = 0;
        foreach (int c in classes)
            sum += row[c];
        return sum;
    }

    private int[] Classes(string? alphabet, string never, int classes)
    {
        string key = alphabet ?? "\0" + never;
        if (!alphabets.TryGetValue(key, out int[]? allowed))
        {
            bool Can(string entry) => alphabet is null
                ? entry.Length > 0 && !never.Contains(entry[0], StringComparison.Ordinal)
                : entry.Length == 1 && alphabet.Contains(entry[0], StringComparison.Ordinal);
            alphabets[key] = allowed = [.. Enumerable.Range(1, classes - 1).Where(c => c < dictionary.Length && Can(dictionary[c]))];
        }

        return allowed;
    }
}
