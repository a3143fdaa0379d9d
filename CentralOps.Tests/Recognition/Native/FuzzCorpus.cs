using System.Buffers.Binary;

namespace CentralOps.Tests.Recognition.Native;

/// <summary>Damaged files, each made from a good one by one kind of damage and a seed: what goes wrong in transfer, in scanners' firmware and in attackers' hands.</summary>
internal static class FuzzCorpus
{
    private static readonly Dictionary<string, byte[]> Heads = new()
    {
        ["png"] = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A], ["jpg"] = [0xFF, 0xD8, 0xFF, 0xE0], ["tif"] = [0x49, 0x49, 42, 0], ["pdf"] = "%PDF-1.4\n"u8.ToArray(),
    };

    /// <summary>The corpus of some good files by type.</summary>
    public static IEnumerable<(string Name, byte[] File)> Of(IReadOnlyDictionary<string, byte[]> good, int seeds)
    {
        foreach ((string type, byte[] file) in good)
        {
            for (var seed = 0; seed < seeds; seed++)
            {
                var random = new Random((seed * 7919) + type[0]);
                yield return ($"{type}-truncated-{seed}", file[..random.Next(1, file.Length)]);
                yield return ($"{type}-flipped-{seed}", Flipped(file, random, 1 << random.Next(0, 8), 0));
                yield return ($"{type}-head-flipped-{seed}", Flipped(file, random, 3, Math.Min(120, file.Length)));
                yield return ($"{type}-gap-{seed}", Gap(file, random));
                yield return ($"{type}-doubled-{seed}", [.. file[..(file.Length / 2)], .. file]);
                yield return ($"{type}-numbers-{seed}", Numbers(file, random));
                yield return ($"{type}-as-another-{seed}", [.. Heads.Values.ElementAt((seed + 1) % Heads.Count), .. file.AsSpan(Math.Min(8, file.Length))]);
            }
        }
    }

    private static byte[] Flipped(byte[] file, Random random, int bits, int within)
    {
        byte[] damaged = [.. file];
        for (var i = 0; i < bits; i++)
            damaged[random.Next(within > 0 ? within : file.Length)] ^= (byte)(1 << random.Next(8));
        return damaged;
    }

    private static byte[] Gap(byte[] file, Random random)
    {
        int from = random.Next(file.Length), length = Math.Min(file.Length - from, random.Next(1, 4000));
        byte[] damaged = [.. file];
        Array.Clear(damaged, from, length);
        return damaged;
    }

    // A length, an offset or a size that is absurd.
    private static byte[] Numbers(byte[] file, Random random)
    {
        byte[] damaged = [.. file];
        int at = random.Next(4, Math.Min(400, file.Length - 4));
        uint[] absurd = [0, 1, 0x7FFFFFFF, 0x80000000, 0xFFFFFFFF, 0xFFFF0000, 65_536];
        BinaryPrimitives.WriteUInt32BigEndian(damaged.AsSpan(at), absurd[random.Next(absurd.Length)]);
        return damaged;
    }
}
