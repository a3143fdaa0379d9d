using CentralOps.Benchmarks.Recognition.Models;
using Microsoft.ML.OnnxRuntime;

namespace CentralOps.Tests.Recognition.Models;

/// <summary>Small models of the forms that the recogniser is made of, with numbers drawn from a seed.</summary>
internal static class SmallModel
{
    private const int Channels = 3;

    /// <summary>Convolutions one behind the other, the way PP-LCNetV3 has them: each with its scaled, clipped and shifted activation, then one without.</summary>
    /// <param name="seed">For its numbers.</param>
    /// <param name="borders">Pixels of border of each convolution that has an activation.</param>
    /// <param name="six">What the activation is clipped and divided by; another number than 6 makes it another one.</param>
    public static byte[] Convolutions(int seed, int[] borders, float six = 6)
    {
        var dice = new Random(seed);
        OnnxGraph graph = Empty([1, Channels, 12, 40], "last");
        string at = "in";
        for (var i = 0; i < borders.Length; i++)
        {
            string Named(string step) => $"{step}{i}";
            void Step(string op, string input, string output, float number) =>
                graph.Nodes.AddRange([OnnxGraph.Constant(output + "/number", [1], [number]), new OnnxNode(op, [input, output + "/number"], [output])]);
            Convolution(graph, dice, at, Named("conv"), 3, borders[i]);
            Step("Mul", Named("conv"), Named("scaled"), 0.5f + dice.NextSingle());
            Step("Add", Named("scaled"), Named("x"), dice.NextSingle() - 0.5f);
            Step("Add", Named("x"), Named("raised"), 3);
            graph.Nodes.Add(With(new OnnxNode("Clip", [Named("raised")], [Named("clipped")]), [Fraction("min", 0), Fraction("max", six)]));
            graph.Nodes.Add(new OnnxNode("Mul", [Named("x"), Named("clipped")], [Named("product")]));
            Step("Div", Named("product"), Named("swish"), six);
            Step("Mul", Named("swish"), Named("weighted"), 0.5f + dice.NextSingle());
            Step("Add", Named("weighted"), Named("shifted"), dice.NextSingle() - 0.5f);
            at = Named("shifted");
        }

        Convolution(graph, dice, at, "last", 1, 0);
        return graph.Write();
    }

    /// <summary>A last layer: features of a step → classes.</summary>
    public static byte[] LastLayer(int seed, int features, int classes)
    {
        var dice = new Random(seed);
        OnnxGraph graph = Empty([1, 4, features], "scores");
        graph.Nodes.AddRange([
            OnnxGraph.Constant("weights", [features, classes], Numbers(dice, features * classes)), OnnxGraph.Constant("bias", [classes], Numbers(dice, classes)),
            new OnnxNode("Relu", ["in"], ["features"]), new OnnxNode("MatMul", ["features", "weights"], ["product"]), new OnnxNode("Add", ["product", "bias"], ["scores"]),
        ]);
        return graph.Write();
    }

    /// <summary>What a model answers to a picture drawn from a seed.</summary>
    public static float[] Run(byte[] model, int seed)
    {
        using var options = new SessionOptions { IntraOpNumThreads = 1, InterOpNumThreads = 1 };
        using var session = new InferenceSession(model, options);
        (string name, NodeMetadata input) = session.InputMetadata.First();
        float[] picture = Numbers(new Random(seed), input.Dimensions.Aggregate(1, (a, b) => a * b));
        using OrtValue tensor = OrtValue.CreateTensorValueFromMemory(picture, [.. input.Dimensions.Select(d => (long)d)]);
        using var run = new RunOptions();
        using IDisposableReadOnlyCollection<OrtValue> outputs = session.Run(run, new Dictionary<string, OrtValue> { [name] = tensor }, session.OutputNames);
        return outputs[0].GetTensorDataAsSpan<float>().ToArray();
    }

    private static void Convolution(OnnxGraph graph, Random dice, string input, string output, int size, int border) => graph.Nodes.AddRange([
        OnnxGraph.Constant(output + "/weights", [Channels, Channels, size, size], Numbers(dice, Channels * Channels * size * size)),
        OnnxGraph.Constant(output + "/bias", [Channels], Numbers(dice, Channels)),
        With(new OnnxNode("Conv", [input, output + "/weights", output + "/bias"], [output]), [Wholes("kernel_shape", size, size), Wholes("pads", border, border, border, border)]),
    ]);

    private static float[] Numbers(Random dice, int count) => [.. Enumerable.Range(0, count).Select(_ => dice.NextSingle() - 0.5f)];

    // ModelProto: version of the format 5, operators of version 10 as in PP-OCR's models.
    private static OnnxGraph Empty(long[] input, string output)
    {
        byte[] shape = ProtoBuf.Write(input.Select(d => ProtoField.Of(1, ProtoBuf.Write([ProtoField.Of(1, d)]))));
        byte[] picture = ProtoBuf.Write([ProtoField.Of(1, 1), ProtoField.Of(2, shape)]), any = ProtoBuf.Write([ProtoField.Of(1, 1)]);
        byte[] Value(string name, byte[] tensor) => ProtoBuf.Write([ProtoField.Of(1, name), ProtoField.Of(2, ProtoBuf.Write([ProtoField.Of(1, tensor)]))]);
        byte[] graph = ProtoBuf.Write([ProtoField.Of(2, "small"), ProtoField.Of(11, Value("in", picture)), ProtoField.Of(12, Value(output, any))]);
        return new OnnxGraph(ProtoBuf.Write([ProtoField.Of(1, 5), ProtoField.Of(7, graph), ProtoField.Of(8, ProtoBuf.Write([ProtoField.Of(1, ""), ProtoField.Of(2, 10)]))]));
    }

    private static OnnxNode With(OnnxNode node, IEnumerable<byte[]> attributes)
    {
        node.Attributes.AddRange(attributes.Select(a => ProtoField.Of(5, a)));
        return node;
    }

    private static byte[] Wholes(string name, params long[] values) => ProtoBuf.Write([ProtoField.Of(1, name), .. values.Select(v => ProtoField.Of(8, v)), ProtoField.Of(20, 7)]);

    private static byte[] Fraction(string name, float value) => ProtoBuf.Write([ProtoField.Of(1, name), new ProtoField(2, 5, BitConverter.SingleToUInt32Bits(value), default), ProtoField.Of(20, 1)]);
}
