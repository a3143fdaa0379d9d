using CentralOps.Benchmarks.Recognition.Models;

namespace CentralOps.Tests.Recognition.Models;

/// <summary>A model written anew with fewer steps must say the same.</summary>
[Trait("Category", "native")]
public class LeanModelTests
{
    [Theory]
    [InlineData(1, new[] { 0 })]
    [InlineData(2, new[] { 1 })]
    [InlineData(3, new[] { 0, 1, 0 })]
    [InlineData(4, new[] { 1, 1, 0, 0 })]
    public void It_says_the_same(int seed, int[] borders)
    {
        byte[] model = SmallModel.Convolutions(seed, borders);
        float[] published = SmallModel.Run(model, seed), lean = SmallModel.Run(LeanModel.Of(model), seed);
        Assert.Equal(published.Length, lean.Length);
        Assert.True(published.Max() - published.Min() > 0.1, "the model says nothing");
        Assert.InRange(published.Zip(lean, (a, b) => Math.Abs(a - b)).Max(), 0, 1e-5);
    }

    [Fact]
    public void Every_block_is_replaced()
    {
        byte[] model = SmallModel.Convolutions(5, [1, 0, 1]);
        // Three additions, three multiplications and a division between them; one multiplication is left of each.
        Assert.Equal(3 * 6, Steps(model) - Steps(LeanModel.Of(model)));
    }

    [Fact]
    public void Another_activation_stays_as_it_is()
    {
        byte[] model = SmallModel.Convolutions(6, [0, 1], six: 5);
        Assert.Equal(model, LeanModel.Of(model));
    }

    private static int Steps(byte[] model) => new OnnxGraph(model).Nodes.Count(n => n.Op is "Add" or "Mul" or "Div");
}
