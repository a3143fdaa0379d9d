using CentralOps.Infrastructure.Ocr;
using Microsoft.ML.OnnxRuntime;

namespace CentralOps.Tests.Recognition.Native;

/// <summary>The recognition model is written anew with fewer steps; what it says must stay the same.</summary>
[Trait("Category", "native")]
public class LeanModelTests
{
    private static readonly byte[] Model = File.ReadAllBytes(OcrModelFiles.Path("ch_PP-OCRv4_rec_infer.onnx"));

    [Theory]
    [InlineData(160, 1)]
    [InlineData(480, 2)]
    public void It_says_the_same(int width, int seed)
    {
        float[] published = Run(Model, width, seed), lean = Run(LeanModel.Of(Model), width, seed);
        Assert.Equal(published.Length, lean.Length);
        Assert.InRange(published.Zip(lean, (a, b) => Math.Abs(a - b)).Max(), 0, 1e-4);
    }

    [Fact]
    public void Every_block_is_replaced()
    {
        static int Steps(byte[] model) => new OnnxGraph(model).Nodes.Count(n => n.Op is "Add" or "Mul" or "Div");
        // 28 blocks with three additions, three multiplications and a division between them; one multiplication is left of each.
        Assert.Equal(28 * 6, Steps(Model) - Steps(LeanModel.Of(Model)));
    }

    [Fact]
    public void Another_model_stays_as_it_is()
    {
        byte[] direction = File.ReadAllBytes(OcrModelFiles.Path("ch_ppocr_mobile_v2.0_cls_infer.onnx"));
        Assert.Equal(new OnnxGraph(direction).Nodes.Select(n => n.Op), new OnnxGraph(LeanModel.Of(direction)).Nodes.Select(n => n.Op));
    }

    private static float[] Run(byte[] model, int width, int seed)
    {
        using var options = new SessionOptions { IntraOpNumThreads = 1, InterOpNumThreads = 1 };
        using var session = new InferenceSession(model, options);
        var dice = new Random(seed);
        float[] picture = [.. Enumerable.Range(0, 3 * 48 * width).Select(_ => (dice.NextSingle() * 2) - 1)];
        using OrtValue tensor = OrtValue.CreateTensorValueFromMemory(picture, [1, 3, 48, width]);
        using var run = new RunOptions();
        using IDisposableReadOnlyCollection<OrtValue> outputs = session.Run(run, new Dictionary<string, OrtValue> { [session.InputMetadata.Keys.First()] = tensor }, session.OutputNames);
        return outputs[0].GetTensorDataAsSpan<float>().ToArray();
    }
}
