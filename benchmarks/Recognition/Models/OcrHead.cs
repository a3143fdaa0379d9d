using System.IO.Compression;
using System.Runtime.InteropServices;

namespace CentralOps.Benchmarks.Recognition.Models;

/// <summary>
/// The recogniser's last layer (120 features of a step → 6,625 classes), moved a little towards what banks print at 150 dpi. What is stored is
/// the difference to the published weights, a byte for each with one scale per class; <c>head</c> learns it from lines that the sample generator draws, <c>model</c> adds it.
/// </summary>
internal static class OcrHead
{
    /// <summary>Weights (features × classes, row by row) and one bias per class.</summary>
    public static (float[] Weights, float[] Bias) Of(byte[] model)
    {
        var graph = new OnnxGraph(model);
        (OnnxNode weights, OnnxNode bias) = Last(graph);
        return (OnnxGraph.Floats(weights)!.Value.Numbers, OnnxGraph.Floats(bias)!.Value.Numbers);
    }

    /// <summary>The model without its last layer: it says the features of each step.</summary>
    public static byte[] Features(byte[] model)
    {
        var graph = new OnnxGraph(model);
        int product = graph.Nodes.FindLastIndex(n => n.Op == "MatMul");
        string features = graph.Nodes[product].Inputs[0], output = graph.Nodes[^1].Outputs[0];
        graph.Nodes.RemoveRange(product, graph.Nodes.Count - product);
        graph.Nodes.Add(new OnnxNode("Identity", [features], [output]));
        return graph.Write();
    }

    /// <summary>Writes a difference: for each class its scale and a byte for each feature and the bias; compressed.</summary>
    public static byte[] Pack(float[] weights, float[] bias)
    {
        int classes = bias.Length, features = weights.Length / classes;
        var scales = new Half[classes];
        var steps = new sbyte[(features + 1) * classes];
        for (var c = 0; c < classes; c++)
        {
            float Value(int f) => f < features ? weights[(f * classes) + c] : bias[c];
            float most = Enumerable.Range(0, features + 1).Max(f => Math.Abs(Value(f)));
            scales[c] = (Half)(most / 127);
            for (var f = 0; f <= features && (float)scales[c] > 0; f++)
                steps[(f * classes) + c] = (sbyte)Math.Clamp(MathF.Round(Value(f) / (float)scales[c]), -127, 127);
        }

        using var packed = new MemoryStream();
        using (var brotli = new BrotliStream(packed, CompressionLevel.SmallestSize))
        {
            brotli.Write(MemoryMarshal.AsBytes<Half>(scales));
            brotli.Write(MemoryMarshal.AsBytes<sbyte>(steps));
        }

        return packed.ToArray();
    }

    /// <summary>The model with a difference added.</summary>
    /// <param name="model">The published model, or one that was made of it.</param>
    /// <param name="difference">What <see cref="Pack"/> wrote.</param>
    /// <param name="share">How much of it: 1 = as it was learnt, −1 = taken out again.</param>
    /// <exception cref="InvalidDataException">The difference is for another model.</exception>
    public static byte[] Add(byte[] model, byte[] difference, float share = 1)
    {
        var graph = new OnnxGraph(model);
        (OnnxNode weights, OnnxNode bias) = Last(graph);
        int classes = OnnxGraph.Floats(bias)!.Value.Numbers.Length;
        using var unpacked = new MemoryStream();
        using (var brotli = new BrotliStream(new MemoryStream(difference), CompressionMode.Decompress))
            brotli.CopyTo(unpacked);
        (long[] shape, float[] numbers) = OnnxGraph.Floats(weights)!.Value;
        byte[] bytes = unpacked.ToArray();
        if (bytes.Length != (classes * 2) + numbers.Length + classes)
            throw new InvalidDataException("the difference is for a model with another last layer");
        ReadOnlySpan<Half> scales = MemoryMarshal.Cast<byte, Half>(bytes.AsSpan(0, classes * 2));
        ReadOnlySpan<sbyte> steps = MemoryMarshal.Cast<byte, sbyte>(bytes.AsSpan(classes * 2));
        for (var i = 0; i < numbers.Length; i++)
            numbers[i] += share * ((float)scales[i % classes] * steps[i]);
        float[] biases = OnnxGraph.Floats(bias)!.Value.Numbers;
        for (var c = 0; c < classes; c++)
            biases[c] += share * ((float)scales[c] * steps[numbers.Length + c]);
        graph.Replace([weights], [OnnxGraph.Constant(weights.Outputs[0], shape, numbers)]);
        graph.Replace([bias], [OnnxGraph.Constant(bias.Outputs[0], [classes], biases)]);
        return graph.Write();
    }

    private static (OnnxNode Weights, OnnxNode Bias) Last(OnnxGraph graph)
    {
        Dictionary<string, OnnxNode> constants = graph.Constants();
        return (constants[graph.Nodes.Last(n => n.Op == "MatMul").Inputs[1]], constants[graph.Nodes.Last(n => n.Op == "Add").Inputs[1]]);
    }
}
