using System.Runtime.InteropServices;

namespace CentralOps.Benchmarks.Recognition.Models;

/// <summary>
/// An ONNX model as a list of steps that can be changed (onnx.proto3: ModelProto, GraphProto, NodeProto, TensorProto). Weights are steps of the kind <c>Constant</c>.
/// </summary>
internal sealed class OnnxGraph
{
    private const int ModelGraph = 7, GraphNode = 1, AttributeTensor = 5, TensorDims = 1, TensorType = 2, TensorRaw = 9, Float = 1;

    private readonly List<ProtoField> model;
    private readonly List<ProtoField> rest;

    /// <summary>Reads a model.</summary>
    public OnnxGraph(byte[] bytes)
    {
        model = ProtoBuf.Read(bytes);
        List<ProtoField> graph = ProtoBuf.Read(model.First(f => f.Number == ModelGraph).Bytes);
        Nodes = [.. graph.Where(f => f.Number == GraphNode).Select(f => OnnxNode.Read(f.Bytes))];
        rest = [.. graph.Where(f => f.Number != GraphNode)];
    }

    /// <summary>Steps in the order of their work.</summary>
    public List<OnnxNode> Nodes { get; }

    /// <summary>The steps that use a value.</summary>
    public ILookup<string, OnnxNode> Users() => Nodes.SelectMany(n => n.Inputs.Distinct().Select(i => (Input: i, Node: n))).ToLookup(p => p.Input, p => p.Node);

    /// <summary>The constants by name.</summary>
    public Dictionary<string, OnnxNode> Constants() => Nodes.Where(n => n.Op == "Constant").ToDictionary(n => n.Outputs[0]);

    /// <summary>Shape and numbers of a constant; null = it does not hold 32-bit fractions as raw bytes.</summary>
    public static (long[] Shape, float[] Numbers)? Floats(OnnxNode constant)
    {
        List<ProtoField> tensor = ProtoBuf.Read(Tensor(constant).Bytes);
        if (!tensor.Exists(f => f.Number == TensorType && f.Value == Float) || !tensor.Exists(f => f.Number == TensorRaw))
            return null;
        long[] shape = [.. tensor.Where(f => f.Number == TensorDims).SelectMany(f => f.Wire == 0 ? [(long)f.Value] : ProtoBuf.Packed(f.Bytes.Span))];
        return (shape, MemoryMarshal.Cast<byte, float>(tensor.First(f => f.Number == TensorRaw).Bytes.Span).ToArray());
    }

    /// <summary>A constant.</summary>
    public static OnnxNode Constant(string name, long[] shape, float[] numbers)
    {
        byte[] tensor = ProtoBuf.Write(
            [.. shape.Select(d => ProtoField.Of(TensorDims, d)), ProtoField.Of(TensorType, Float), ProtoField.Of(TensorRaw, MemoryMarshal.AsBytes<float>(numbers).ToArray())]);
        var constant = new OnnxNode("Constant", [], [name]);
        constant.Attributes.Add(ProtoField.Of(5, ProtoBuf.Write([ProtoField.Of(1, "value"), ProtoField.Of(AttributeTensor, tensor), ProtoField.Of(20, 4)])));
        return constant;
    }

    /// <summary>Takes steps out and puts others in the place of the last of them.</summary>
    public void Replace(IReadOnlyCollection<OnnxNode> old, IReadOnlyCollection<OnnxNode> by)
    {
        int at = Nodes.FindLastIndex(old.Contains);
        Nodes.InsertRange(at + 1, by);
        Nodes.RemoveAll(old.Contains);
    }

    /// <summary>The model as a file, without the constants that no step uses any more.</summary>
    public byte[] Write()
    {
        ILookup<string, OnnxNode> users = Users();
        Nodes.RemoveAll(n => n.Op == "Constant" && !users.Contains(n.Outputs[0]));
        byte[] graph = ProtoBuf.Write([.. Nodes.Select(n => ProtoField.Of(GraphNode, n.Write())), .. rest]);
        return ProtoBuf.Write(model.Select(f => f.Number == ModelGraph ? ProtoField.Of(ModelGraph, graph) : f));
    }

    private static ProtoField Tensor(OnnxNode constant) => ProtoBuf.Read(constant.Attributes[0].Bytes).First(f => f.Number == AttributeTensor);
}

/// <summary>One step of a model.</summary>
/// <param name="Op">What it does, e.g. <c>Conv</c>.</param>
/// <param name="Inputs">Names of the values it takes.</param>
/// <param name="Outputs">Names of the values it makes.</param>
internal sealed record OnnxNode(string Op, List<string> Inputs, List<string> Outputs)
{
    private const int Input = 1, Output = 2, OpType = 4, Attribute = 5, AttributeName = 1, AttributeInts = 8;

    /// <summary>AttributeProto, each.</summary>
    public List<ProtoField> Attributes { get; } = [];

    /// <summary>Reads a step.</summary>
    public static OnnxNode Read(ReadOnlyMemory<byte> bytes)
    {
        List<ProtoField> fields = ProtoBuf.Read(bytes);
        List<string> All(int number) => [.. fields.Where(f => f.Number == number).Select(f => f.Text)];
        var node = new OnnxNode(All(OpType)[0], All(Input), All(Output));
        node.Attributes.AddRange(fields.Where(f => f.Number == Attribute));
        return node;
    }

    /// <summary>The step as a message.</summary>
    public byte[] Write() => ProtoBuf.Write([.. Inputs.Select(i => ProtoField.Of(Input, i)), .. Outputs.Select(o => ProtoField.Of(Output, o)), ProtoField.Of(OpType, Op), .. Attributes]);

    /// <summary>The whole numbers of an attribute; empty = it has none of this name.</summary>
    public List<long> Numbers(string name) =>
        [.. Attributes.Select(a => ProtoBuf.Read(a.Bytes)).Where(a => a.Exists(f => f.Number == AttributeName && f.Text == name))
            .SelectMany(a => a).Where(f => f.Number == AttributeInts).SelectMany(f => f.Wire == 0 ? [(long)f.Value] : ProtoBuf.Packed(f.Bytes.Span))];

    /// <inheritdoc />
    public bool Equals(OnnxNode? other) => ReferenceEquals(this, other);

    /// <inheritdoc />
    public override int GetHashCode() => System.Runtime.CompilerServices.RuntimeHelpers.GetHashCode(this);
}
