using System.Numerics.Tensors;

namespace CentralOps.Benchmarks.Recognition.Models;

/// <summary>A line as the recogniser sees it.</summary>
/// <param name="Features">Steps × features.</param>
/// <param name="Steps">How many.</param>
/// <param name="Classes">What is written, one class per character.</param>
/// <param name="Face">Typeface.</param>
internal sealed record HeadLine(float[] Features, int Steps, int[] Classes, string Face);

/// <summary>Connectionist temporal classification (Graves et al. 2006) for a last layer alone, by Adam, drawn back to where it started.</summary>
internal sealed class HeadTraining
{
    private const int Batch = 32, Blank = 0;
    private const float Rate = 1e-3f, Back = 2e-3f, Small = 1e-3f, First = 0.9f, Second = 0.999f;

    private readonly int features, classes;
    private readonly float[] start, now, gradient, mean, square, scratch;
    private float firstPower = 1, secondPower = 1;

    /// <summary>Starts from weights (features × classes, row by row) and biases.</summary>
    public HeadTraining((float[] Weights, float[] Bias) published)
    {
        classes = published.Bias.Length;
        features = published.Weights.Length / classes;
        start = [.. published.Weights, .. published.Bias];
        now = [.. start];
        (gradient, mean, square, scratch) = (new float[start.Length], new float[start.Length], new float[start.Length], new float[start.Length]);
    }

    /// <summary>Weights and biases less the published ones, as far as the way is gone: drawn lines are not paper, and half-way (Wortsman et al. 2022, WiSE-FT)
    /// what was known stays known.</summary>
    /// <param name="way">0 = nothing, 1 = all that was learnt.</param>
    public (float[] Weights, float[] Bias) Difference(float way)
    {
        var all = new float[start.Length];
        TensorPrimitives.Subtract(now, start, all);
        TensorPrimitives.Multiply(all, way, all);
        return (all[..(features * classes)], all[(features * classes)..]);
    }

    /// <summary>Goes through the lines once, in an order of its own; the rate falls to nothing over all epochs.</summary>
    public void Learn(IReadOnlyList<HeadLine> lines, int epoch, int epochs)
    {
        int[] order = [.. Enumerable.Range(0, lines.Count)];
        new Random(epoch).Shuffle(order);
        for (var at = 0; at < order.Length; at += Batch)
        {
            Array.Clear(gradient);
            int[] batch = order[at..Math.Min(order.Length, at + Batch)];
            foreach (int i in batch)
                _ = Line(lines[i], learn: true);
            float done = (epoch + ((float)at / order.Length)) / epochs;
            Step(Rate * (1 - done), 1f / batch.Length);
        }
    }

    /// <summary>Share of lines whose best path reads exactly what is written, and the mean loss.</summary>
    public (double Exact, double Loss) Measure(IReadOnlyList<HeadLine> lines)
    {
        double loss = 0;
        var exact = 0;
        foreach (HeadLine line in lines)
        {
            (double one, bool right) = Line(line, learn: false);
            loss += one;
            exact += right ? 1 : 0;
        }

        return ((double)exact / lines.Count, loss / lines.Count);
    }

    private (double Loss, bool Right) Line(HeadLine line, bool learn)
    {
        float[] scores = Scores(line);
        var read = new List<int>();
        for (int t = 0, last = Blank; t < line.Steps; t++)
        {
            int best = TensorPrimitives.IndexOfMax(scores.AsSpan(t * classes, classes));
            if (best != Blank && best != last)
                read.Add(best);
            last = best;
        }

        bool right = read.SequenceEqual(line.Classes);
        // The state between characters, each character, and the state behind it.
        int[] states = [Blank, .. line.Classes.SelectMany(c => new[] { c, Blank })];
        if (Occupancy(scores, line.Steps, states) is not var (occupancy, loss))
            return (50, right); // the picture is too narrow for so many characters
        if (learn)
            Gather(line, scores, states, occupancy);
        return (loss, right);
    }

    // Steps × classes, each row adding up to 1. Four steps at a time: the weights come from memory once for all of them.
    private float[] Scores(HeadLine line)
    {
        var scores = new float[line.Steps * classes];
        for (var t = 0; t < line.Steps; t++)
            now.AsSpan(features * classes, classes).CopyTo(scores.AsSpan(t * classes));
        for (var from = 0; from < line.Steps; from += 8)
        {
            for (var f = 0; f < features; f++)
            {
                ReadOnlySpan<float> weights = now.AsSpan(f * classes, classes);
                for (int t = from; t < Math.Min(from + 8, line.Steps); t++)
                {
                    Span<float> row = scores.AsSpan(t * classes, classes);
                    TensorPrimitives.MultiplyAdd(weights, line.Features[(t * features) + f], row, row);
                }
            }
        }

        for (var t = 0; t < line.Steps; t++)
        {
            Span<float> row = scores.AsSpan(t * classes, classes);
            TensorPrimitives.SoftMax(row, row);
        }

        return scores;
    }

    // Forward and backward: for each step the probability of each state, given what is written. Scaled so that nothing runs out of range.
    private (double[,] Occupancy, double Loss)? Occupancy(float[] scores, int steps, int[] states)
    {
        int n = states.Length;
        double[,] ahead = new double[steps, n], behind = new double[steps, n];
        double P(int t, int s) => Math.Max(scores[(t * classes) + states[s]], 1e-12);
        bool Skips(int s) => s >= 2 && states[s] != Blank && states[s] != states[s - 2];
        double loss = 0;
        for (var t = 0; t < steps; t++)
        {
            double sum = 0;
            for (var s = 0; s < n; s++)
            {
                double into = t == 0 ? s < 2 ? 1 : 0 : ahead[t - 1, s] + (s > 0 ? ahead[t - 1, s - 1] : 0) + (Skips(s) ? ahead[t - 1, s - 2] : 0);
                sum += ahead[t, s] = into * P(t, s);
            }

            if (sum <= 0)
                return null;
            for (var s = 0; s < n; s++)
                ahead[t, s] /= sum;
            loss -= Math.Log(sum);
        }

        for (int t = steps - 1; t >= 0; t--)
        {
            double sum = 0;
            for (int s = n - 1; s >= 0; s--)
            {
                behind[t, s] = t == steps - 1 ? s >= n - 2 ? 1 : 0
                    : (behind[t + 1, s] * P(t + 1, s)) + (s + 1 < n ? behind[t + 1, s + 1] * P(t + 1, s + 1) : 0) + (s + 2 < n && Skips(s + 2) ? behind[t + 1, s + 2] * P(t + 1, s + 2) : 0);
                sum += behind[t, s];
            }

            for (var s = 0; s < n && sum > 0; s++)
                behind[t, s] /= sum;
        }

        double end = ahead[steps - 1, n - 1] + (n > 1 ? ahead[steps - 1, n - 2] : 0);
        if (end <= 0)
            return null;
        for (var t = 0; t < steps; t++)
        {
            double sum = 0;
            for (var s = 0; s < n; s++)
                sum += ahead[t, s] *= behind[t, s];
            if (sum <= 0)
                return null;
            for (var s = 0; s < n; s++)
                ahead[t, s] /= sum;
        }

        return (ahead, loss - Math.Log(end));
    }

    // The gradient of the loss by a score is what is said less what is so; classes that nobody mentions are left out.
    private void Gather(HeadLine line, float[] scores, int[] states, double[,] occupancy)
    {
        for (var t = 0; t < line.Steps; t++)
        {
            Span<float> row = scores.AsSpan(t * classes, classes);
            for (var s = 0; s < states.Length; s++)
                row[states[s]] -= (float)occupancy[t, s];
            for (var c = 0; c < classes; c++)
            {
                float off = row[c];
                if (Math.Abs(off) < Small)
                    continue;
                for (var f = 0; f < features; f++)
                    gradient[(f * classes) + c] += off * line.Features[(t * features) + f];
                gradient[(features * classes) + c] += off;
            }
        }
    }

    private void Step(float rate, float scale)
    {
        (firstPower, secondPower) = (firstPower * First, secondPower * Second);
        float unbiasFirst = 1 / (1 - firstPower), unbiasSecond = 1 / (1 - secondPower);
        for (var i = 0; i < now.Length; i++)
        {
            float g = gradient[i] * scale;
            mean[i] = (First * mean[i]) + ((1 - First) * g);
            square[i] = (Second * square[i]) + ((1 - Second) * g * g);
            scratch[i] = mean[i] * unbiasFirst / (MathF.Sqrt(square[i] * unbiasSecond) + 1e-6f);
            now[i] -= rate * (scratch[i] + (Back * (now[i] - start[i])));
        }
    }
}
