using System.Globalization;

namespace CentralOps.SampleGenerator;

/// <summary>All chance in the generator: the same seed draws the same picture.</summary>
internal sealed class Dice(int seed)
{
    private readonly Random _random = new(seed);

    /// <summary>Dice of their own for a named purpose, so that a change in one place does not move everything else.</summary>
    public static Dice For(int seed, string purpose)
    {
        // FNV-1a: string.GetHashCode differs from run to run.
        var hash = 2166136261u ^ (uint)seed;
        foreach (var c in purpose)
            hash = (hash ^ c) * 16777619u;
        return new Dice((int)((hash ^ (hash >> 15)) & 0x7fffffff));
    }

    /// <summary>A seed for somebody else.</summary>
    public int Seed() => _random.Next();

    /// <summary>0 … <paramref name="below"/> − 1.</summary>
    public int Int(int below) => _random.Next(below);

    /// <summary>Both ends included.</summary>
    public int Int(int from, int to) => _random.Next(from, to + 1);

    /// <summary>Uniform.</summary>
    public double Between(double from, double to) => from + (to - from) * _random.NextDouble();

    /// <summary>True with the probability.</summary>
    public bool Chance(double probability) => _random.NextDouble() < probability;

    /// <summary>Normal with mean 0, cut off at three sigma.</summary>
    public double Normal(double sigma)
    {
        double u;
        do u = _random.NextDouble();
        while (u <= 1e-12);
        var z = Math.Sqrt(-2 * Math.Log(u)) * Math.Cos(2 * Math.PI * _random.NextDouble());
        return Math.Clamp(z, -3, 3) * sigma;
    }

    /// <summary>One of the list.</summary>
    public T Pick<T>(IReadOnlyList<T> of) => of[_random.Next(of.Count)];

    /// <summary>A string of decimal digits.</summary>
    public string Digits(int count) => string.Create(count, _random, static (span, random) =>
    {
        foreach (ref var c in span)
            c = (char)('0' + random.Next(10));
    });

    /// <summary>An amount in yuan with fen, its magnitude spread evenly over the decades between the two ends.</summary>
    public decimal Amount(double from, double to)
    {
        var yuan = Math.Exp(Between(Math.Log(from), Math.Log(to)));
        var amount = Math.Round((decimal)yuan, 2);
        return Int(5) switch
        {
            0 => Math.Max(1, Math.Round(amount / 100) * 100),
            1 => Math.Round(amount),
            2 => Math.Round(amount, 1),
            _ => amount,
        };
    }

    /// <inheritdoc />
    public override string ToString() => seed.ToString(CultureInfo.InvariantCulture);
}
