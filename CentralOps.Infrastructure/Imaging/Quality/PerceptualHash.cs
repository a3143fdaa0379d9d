using OpenCvSharp;

namespace CentralOps.Infrastructure.Imaging.Quality;

/// <summary>64-bit difference hash of a page.</summary>
internal static class PerceptualHash
{
    /// <summary>Bit = a cell of an 8 × 8 raster is brighter than its right neighbour. The same page scanned twice differs in few bits.</summary>
    public static ulong Of(Mat gray)
    {
        using var small = new Mat();
        Cv2.Resize(gray, small, new Size(9, 8), 0, 0, InterpolationFlags.Area);
        ulong hash = 0;
        for (var y = 0; y < 8; y++)
        {
            for (var x = 0; x < 8; x++)
                hash = (hash << 1) | (small.At<byte>(y, x) > small.At<byte>(y, x + 1) ? 1UL : 0UL);
        }

        return hash;
    }
}
