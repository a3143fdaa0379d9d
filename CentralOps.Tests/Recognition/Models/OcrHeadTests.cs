using CentralOps.Benchmarks.Recognition.Models;

namespace CentralOps.Tests.Recognition.Models;

/// <summary>A recogniser's last layer is moved by a difference that fits into little room.</summary>
[Trait("Category", "native")]
public class OcrHeadTests
{
    private static readonly byte[] Model = SmallModel.LastLayer(1, features: 12, classes: 40);

    [Fact]
    public void A_difference_is_kept_to_within_a_byte_and_can_be_taken_out_again()
    {
        (float[] weights, float[] bias) = OcrHead.Of(Model);
        var dice = new Random(7);
        float[] moved = [.. weights.Select(_ => (dice.NextSingle() - 0.5f) / 10)], lifted = [.. bias.Select(_ => (dice.NextSingle() - 0.5f) / 10)];
        byte[] difference = OcrHead.Pack(moved, lifted), added = OcrHead.Add(Model, difference);
        (float[] newWeights, float[] newBias) = OcrHead.Of(added);
        Assert.InRange(newWeights.Select((w, i) => Math.Abs(w - weights[i] - moved[i])).Max(), 0, 0.0005);
        Assert.InRange(newBias.Select((b, i) => Math.Abs(b - bias[i] - lifted[i])).Max(), 0, 0.0005);
        (float[] oldWeights, float[] oldBias) = OcrHead.Of(OcrHead.Add(added, difference, -1));
        Assert.InRange(oldWeights.Zip(weights, (a, b) => Math.Abs(a - b)).Max(), 0, 1e-6);
        Assert.InRange(oldBias.Zip(bias, (a, b) => Math.Abs(a - b)).Max(), 0, 1e-6);
    }

    [Fact]
    public void A_difference_for_another_model_is_refused() => Assert.Throws<InvalidDataException>(() => OcrHead.Add(Model, OcrHead.Pack(new float[20], new float[10])));

    [Fact]
    public void Without_the_layer_a_model_says_its_features()
    {
        float[] features = SmallModel.Run(OcrHead.Features(Model), 3), scores = SmallModel.Run(Model, 3);
        (float[] weights, float[] bias) = OcrHead.Of(Model);
        for (var i = 0; i < scores.Length; i++)
            Assert.Equal(bias[i % 40] + Enumerable.Range(0, 12).Sum(f => features[(i / 40 * 12) + f] * weights[(f * 40) + (i % 40)]), scores[i], 1e-5);
    }
}
