using CentralOps.Domain.Recognition;
using OpenCvSharp;

namespace CentralOps.Infrastructure.Imaging.Seals;

/// <summary>Cuts a seal out of a page as a specimen: upright, red ink on white, nothing of the print around it.</summary>
internal static class SealCutter
{
    private const int Border = 8;
    private static readonly Vec3b s_ink = new(38, 32, 206);

    /// <summary>Cuts one seal; without a picture when there is no ink worth a seal.</summary>
    public static CutSeal Cut(Mat page, SealPlace place)
    {
        using var patch = SealComparer.CutOut(page, place.Region, place.PageDpi > 0 ? place.PageDpi : 200);
        var ink = SealInk.Extract(patch);
        if (ink.Box(Border) is not { } box)
            return new(place.Role, null, 0);
        var seal = ink.Part(box);
        var pixels = new Vec3b[seal.Width * seal.Height];
        for (var i = 0; i < pixels.Length; i++)
            pixels[i] = new(Mix(s_ink.Item0, seal.Ink[i]), Mix(s_ink.Item1, seal.Ink[i]), Mix(s_ink.Item2, seal.Ink[i]));
        using var picture = Mat.FromPixelData(seal.Height, seal.Width, MatType.CV_8UC3, pixels);
        return new(place.Role, picture.ToBytes(".png"), SealInk.PixelsPerMm * 25.4);
    }

    private static byte Mix(byte ink, float share) => (byte)(255 - (255 - ink) * share);
}
