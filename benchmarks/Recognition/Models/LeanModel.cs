namespace CentralOps.Benchmarks.Recognition.Models;

/// <summary>
/// Writes a PP-LCNetV3 model anew so that it computes the same with fewer passes over its pictures. Behind each convolution stand
/// <c>y = c · x · clip(x + 3, 0, 6) / 6 + d</c> with <c>x = a · conv + b</c>: eight steps, each a pass through memory and outside the runtime's
/// blocked layout. Here a and b go into the convolution, the clip becomes a convolution of one pixel (which the runtime joins with its activation), d goes into
/// the next convolution where that one has no border.
/// Only rounding differs: the last of seven decimal places.
/// </summary>
internal static class LeanModel
{
    /// <summary>The model with every such block replaced; blocks of another form stay as they are.</summary>
    public static byte[] Of(byte[] model)
    {
        var graph = new OnnxGraph(model);
        foreach (OnnxNode convolution in graph.Nodes.Where(n => n is { Op: "Conv", Inputs.Count: 3 }).ToList())
            Simplify(graph, convolution);
        return graph.Write();
    }

    private static void Simplify(OnnxGraph graph, OnnxNode convolution)
    {
        ILookup<string, OnnxNode> users = graph.Users();
        Dictionary<string, OnnxNode> constants = graph.Constants();
        if (Block.Find(convolution, users, constants) is not { } block)
            return;
        Scale(graph, convolution, constants, block.A, block.B);
        string name = convolution.Outputs[0], product = name + "/product", end = block.Steps[^1].Outputs[0];
        List<OnnxNode> next = [.. users[end]];
        bool through = next.TrueForAll(n => n is { Op: "Conv", Inputs.Count: 3 } && n.Numbers("pads").TrueForAll(p => p == 0));
        int channels = OnnxGraph.Floats(constants[convolution.Inputs[2]])!.Value.Numbers.Length;
        List<OnnxNode> steps =
        [
            .. Pixelwise(name, name + "/linear", channels, block.C / 6, block.C / 2),
            Clip(name + "/linear", name + "/clipped", block.C),
            new OnnxNode("Mul", [name, name + "/clipped"], [product]),
        ];
        if (through)
        {
            foreach (OnnxNode user in next)
            {
                user.Inputs[0] = product;
                Shift(graph, user, graph.Constants(), block.D);
            }
        }
        else
        {
            steps.AddRange(Pixelwise(product, end, channels, 1, block.D));
        }

        graph.Replace(block.Steps, steps);
    }

    // a · conv + b is a convolution, too.
    private static void Scale(OnnxGraph graph, OnnxNode convolution, Dictionary<string, OnnxNode> constants, float a, float b)
    {
        Change(graph, constants[convolution.Inputs[1]], w => [.. w.Select(x => a * x)]);
        Change(graph, constants[convolution.Inputs[2]], bias => [.. bias.Select(x => (a * x) + b)]);
    }

    // What is added to every pixel comes out of a convolution without border as the sum of its weights.
    private static void Shift(OnnxGraph graph, OnnxNode convolution, Dictionary<string, OnnxNode> constants, float d)
    {
        float[] weights = OnnxGraph.Floats(constants[convolution.Inputs[1]])!.Value.Numbers;
        Change(graph, constants[convolution.Inputs[2]], bias =>
        {
            int each = weights.Length / bias.Length;
            return [.. bias.Select((x, i) => (float)(x + (d * weights.Skip(i * each).Take(each).Sum(w => (double)w))))];
        });
    }

    private static void Change(OnnxGraph graph, OnnxNode constant, Func<float[], float[]> change)
    {
        (long[] shape, float[] numbers) = OnnxGraph.Floats(constant)!.Value;
        graph.Replace([constant], [OnnxGraph.Constant(constant.Outputs[0], shape, change(numbers))]);
    }

    private static IEnumerable<OnnxNode> Pixelwise(string input, string output, int channels, float factor, float addend)
    {
        yield return OnnxGraph.Constant(output + "/factor", [channels, 1, 1, 1], [.. Enumerable.Repeat(factor, channels)]);
        yield return OnnxGraph.Constant(output + "/addend", [channels], [.. Enumerable.Repeat(addend, channels)]);
        var convolution = new OnnxNode("Conv", [input, output + "/factor", output + "/addend"], [output]);
        convolution.Attributes.Add(ProtoField.Of(5, ProtoBuf.Write([ProtoField.Of(1, "group"), ProtoField.Of(3, channels), ProtoField.Of(20, 2)])));
        convolution.Attributes.Add(ProtoField.Of(5, ProtoBuf.Write(
            [ProtoField.Of(1, "kernel_shape"), ProtoField.Of(8, 1), ProtoField.Of(8, 1), ProtoField.Of(20, 7)])));
        yield return convolution;
    }

    private static OnnxNode Clip(string input, string output, float most)
    {
        var clip = new OnnxNode("Clip", [input], [output]);
        foreach ((string name, float value) in new[] { ("min", 0f), ("max", most) })
            clip.Attributes.Add(ProtoField.Of(5, ProtoBuf.Write(
                [ProtoField.Of(1, name), new ProtoField(2, 5, BitConverter.SingleToUInt32Bits(value), default), ProtoField.Of(20, 1)])));
        return clip;
    }

    /// <summary>The eight steps behind a convolution and their numbers.</summary>
    private sealed record Block(IReadOnlyList<OnnxNode> Steps, float A, float B, float C, float D)
    {
        /// <summary>Null = what follows is something else.</summary>
        public static Block? Find(OnnxNode convolution, ILookup<string, OnnxNode> users, Dictionary<string, OnnxNode> constants)
        {
            var steps = new List<OnnxNode>();
            bool Takes(string op, string input, out float number, out string output)
            {
                OnnxNode? node = users[input].FirstOrDefault(n => n.Op == op && n.Inputs.Exists(constants.ContainsKey));
                float[]? numbers = node is null ? null : OnnxGraph.Floats(constants[node.Inputs.First(constants.ContainsKey)])?.Numbers;
                (number, output) = numbers is [var one] ? (one, node!.Outputs[0]) : (0, "");
                if (output.Length > 0)
                    steps.Add(node!);
                return output.Length > 0;
            }

            bool Alone(string value, int uses = 1) => users[value].Count() == uses;
            if (!Alone(convolution.Outputs[0]) || !Takes("Mul", convolution.Outputs[0], out float a, out string scaled) || !Alone(scaled)
                || !Takes("Add", scaled, out float b, out string x) || !Alone(x, 2) || !Takes("Add", x, out float three, out string raised) || three != 3
                || users[raised].FirstOrDefault(n => n.Op == "Clip") is not { } clip || !Alone(raised)
                || users[x].FirstOrDefault(n => n.Op == "Mul" && n.Inputs.Contains(clip.Outputs[0])) is not { } product || !Alone(clip.Outputs[0])
                || !Takes("Div", product.Outputs[0], out float six, out string swish) || six != 6
                || !Takes("Mul", swish, out float c, out string weighted) || c <= 0 || !Takes("Add", weighted, out float d, out _))
                return null;
            return new Block([.. steps[..3], clip, product, .. steps[3..]], a, b, c, d);
        }
    }
}
